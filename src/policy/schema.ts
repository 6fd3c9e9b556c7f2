import { z } from 'zod';
import { modelUses } from '../domain/labels.js';
import type { Clock, Condition, Measure } from './types.js';

/** Shapes of the files of a pack. `describe`-like messages say what to write. */
const name = z.string().min(1, 'write a text');
export const dayString = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as "HH:MM", in quotes');
const dottedId = z
  .string()
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/, 'write an id in lower case such as complaint.answer');

const recipients = z.array(z.enum(['owner', 'supervisor', 'next-level'], 'write owner, supervisor or next-level'));
const somebody = recipients.min(1, 'name at least one who is told');
const wait = z.number().int().positive('write a whole number of 1 or more');
const after = z.array(
  z.union(
    [z.strictObject({ who: somebody, minutes: wait }), z.strictObject({ who: somebody, workingHours: wait })],
    'write { who: [next-level], minutes: 60 } or { who: [next-level], workingHours: 8 }',
  ),
);

/** Who is told before, at and after a due time. At the due time somebody always is. */
const allLevels = z.strictObject({ before: recipients, at: somebody, after });
const statedLevels = allLevels
  .partial()
  .refine((levels) => Object.keys(levels).length > 0, 'write before, at or after, or leave levels out');

const hours = z.strictObject({ from: clockTime, to: clockTime });
const percent = z.number().min(0).max(100, 'write a share in percent');

export const packFile = z.strictObject({
  id: dottedId,
  name,
  version: name,
  timeZone: z.string().refine(isTimeZone, 'write a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  settings: z
    .strictObject({
      officeHours: z.strictObject({ from: clockTime, to: clockTime }).default({ from: '09:00', to: '18:00' }),
      reminderLeadMinutes: z.number().int().positive().default(30),
      briefAt: clockTime.default('08:30'),
      /** What a language model is never asked for here, whatever the environment says. */
      withoutModel: z.array(z.enum(modelUses, `write some of ${modelUses.join(', ')}`)).default([]),
      levels: z
        .strictObject({
          urgent: allLevels.default({
            before: ['owner'],
            at: ['supervisor'],
            after: [{ who: ['next-level'], minutes: 60 }],
          }),
          ordinary: allLevels.default({
            before: ['owner'],
            at: ['supervisor'],
            after: [{ who: ['next-level'], workingHours: 8 }],
          }),
        })
        .prefault({}),
      visits: z
        .strictObject({
          travelMinutes: wait.default(30),
          sameAreaMinutes: wait.default(10),
          outcomeAfterMinutes: wait.default(30),
          nearbyAfterDays: wait.default(30),
          lunch: hours.default({ from: '12:00', to: '13:30' }),
          busy: z.array(hours.extend({ weekday: z.number().int().min(0).max(6) })).default([]),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Classes of customers by rank, in percent; what the handbook leaves open is decided by ties and rounding. */
  ranking: z
    .strictObject({
      clause: dottedId,
      upTo: z.strictObject({ A: percent, B: percent }),
      first: z.strictObject({ A1: percent, B1: percent }),
      ties: z.enum(['better', 'worse'], 'write better or worse').default('better'),
      rounding: z.enum(['nearest', 'up', 'down'], 'write nearest, up or down').default('nearest'),
    })
    .optional(),
  /** Rows of the duty catalogue the handbook answers to: part → number of rows. */
  catalogue: z.record(z.string(), z.number().int().positive()).default({}),
});

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

const clocks = [
  'wall-hours',
  'working-hours',
  'working-days',
  'calendar-days',
  'calendar-months',
  'end-of-week',
  'end-of-month',
  'end-of-quarter',
  'end-of-half-year',
  'end-of-year',
  'end-of-day',
  'working-days-before',
  'at',
  'now',
] as const satisfies readonly Clock[];

const value = z.union([z.string(), z.number(), z.boolean()]);

const atLeast = z.strictObject({ atLeast: z.number() });
const known = z.strictObject({ known: z.literal(true) });

/** `always`, or facts with the value(s) they must have, combined with `all`, `any`, `not`. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.literal('always').transform((): Condition => ({ always: true })),
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
      z.strictObject({ not: condition }),
      z
        .record(
          z.string().regex(/^(?!(all|any|not)$)[a-zA-Z]+$/),
          z.union([value, z.array(value).min(1), atLeast, known]),
        )
        .refine((facts) => Object.keys(facts).length > 0)
        .transform(factsCondition),
    ],
    'write always, {fact: value}, {fact: [values]}, {fact: {known: true}}, {all: […]}, {any: […]} or {not: …}',
  ),
);

type FactTest =
  | z.output<typeof value>
  | Array<z.output<typeof value>>
  | z.output<typeof atLeast>
  | z.output<typeof known>;

function factsCondition(facts: Record<string, FactTest>): Condition {
  const all = Object.entries(facts).map(([fact, test]): Condition => {
    if (Array.isArray(test)) return { fact, in: test };
    if (typeof test !== 'object') return { fact, in: [test] };
    return 'known' in test ? { fact, known: true } : { fact, atLeast: test.atLeast };
  });
  const [only] = all;
  return all.length === 1 && only ? only : { all };
}

/** `30m`, `4h`: minutes. */
const span = z
  .string()
  .regex(/^\d+[mh]$/, 'write a span such as 30m or 4h')
  .transform((s) => Number(s.slice(0, -1)) * (s.endsWith('h') ? 60 : 1));

const limitFields = {
  when: condition,
  clock: z.enum(clocks, `write one of ${clocks.join(', ')}`).optional(),
  amount: z.number().int().min(0, 'write a whole number').optional(),
  anchor: z.string().optional(),
  clause: dottedId,
  unset: z.literal(true).optional(),
  basis: z.enum(['handbook', 'agreed', 'overlay']).default('handbook'),
  warn: z.array(span).default([]),
  warnDays: z.array(z.strictObject({ workingDaysBefore: z.number().int().min(0), at: clockTime })).default([]),
  recurs: z.boolean().default(false),
};

const limit = z.strictObject(limitFields).superRefine(clockFault);

function clockFault(l: z.output<z.ZodObject<typeof limitFields>>, context: z.RefinementCtx): void {
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (l.unset ? l.clock !== undefined : l.clock === undefined) fault('clock', 'write either a clock or unset: true');
  if (l.clock && needsAmount(l.clock) && !l.amount)
    fault('amount', `the clock ${l.clock} needs an amount of 1 or more`);
  if (l.clock && needsAnchor(l.clock) && !l.anchor)
    fault('anchor', `the clock ${l.clock} needs the fact that holds the instant`);
}

export function needsAmount(clock: Clock): boolean {
  return /^(wall|working|calendar)-/.test(clock);
}
function needsAnchor(clock: Clock): boolean {
  return clock === 'at' || clock === 'working-days-before';
}

const kinds = z.array(dottedId);

const ruleVersion = z.strictObject({
  version: z.number().int().positive(),
  effectiveFrom: dayString,
  effectiveTo: dayString.nullable().default(null),
  event: kinds.min(1, 'name the event that opens it'),
  rearmedBy: kinds.default([]),
  needs: z.array(z.string()).default([]),
  satisfiedBy: kinds.default([]),
  satisfiedWith: z.array(z.string()).default([]),
  satisfiedFor: z.array(z.string()).default([]),
  satisfiedTimes: z
    .strictObject({ needed: z.number().int().positive(), already: z.string().nullable().default(null) })
    .default({ needed: 1, already: null }),
  endedBy: kinds.default([]),
  excusedBy: z
    .strictObject({ kinds: kinds.min(1), until: z.string().min(1, 'name the fact that holds the day') })
    .nullable()
    .default(null),
  pauses: z
    .array(
      z.strictObject({
        from: kinds.min(1, 'name the event that stops the clock'),
        until: kinds.min(1, 'name the event after which it runs on'),
        when: condition.default({ always: true }),
      }),
    )
    .default([]),
  live: z.array(z.string()).default([]),
  levels: statedLevels.nullable().default(null),
  limits: z.array(limit).min(1, 'write at least one limit'),
});

const fact = z.string().min(1, 'name a fact');
const measure = z.union(
  [
    z.strictObject({ count: dottedId }).transform(({ count }): Measure => ({ kind: 'count', rule: count })),
    z.strictObject({ met: dottedId }).transform(({ met }): Measure => ({ kind: 'met', rule: met })),
    z
      .strictObject({ least: fact, per: z.number().positive().default(1) })
      .transform(({ least, per }): Measure => ({ kind: 'least', fact: least, per })),
    z
      .strictObject({ share: z.strictObject({ part: fact, of: fact }), when: condition.default({ always: true }) })
      .transform(({ share, when }): Measure => ({ kind: 'share', ...share, when })),
  ],
  'write { count: rule }, { met: rule }, { least: fact } or { share: { part: fact, of: fact } }',
);

export const rulesFile = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: dottedId,
        title: name,
        titleEn: name,
        owner: z.string().optional(),
        catalogue: z.array(z.string()).default([]),
        versions: z.array(ruleVersion).min(1),
      }),
    )
    .default([]),
  thresholds: z
    .array(
      z.strictObject({
        id: dottedId,
        title: name,
        titleEn: name,
        clause: dottedId,
        comparison: z.enum(['at-least', 'more-than', 'better-than']),
        value: z.number(),
        unit: z.enum(['percent', 'hours', 'minutes', 'a-month', 'a-quarter', 'ratio-1-to']),
        /** Event that measures it; null: nobody measures it yet and it reads 「没有数据」. */
        measuredBy: dottedId.nullable(),
        measure: measure.nullable().default(null),
        catalogue: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** Written by hand beside a rules file: what happened, and what is owed for it. */
export const casesFile = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        name,
        rule: dottedId,
        event: dottedId,
        at: name,
        facts: z.record(z.string(), z.union([value, z.null()])).default({}),
        /** Local `YYYY-MM-DDTHH:MM:SS`, `now`, `unset`, or `none` (nothing is owed). */
        due: z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/), z.enum(['now', 'unset', 'none'])], {
          error: 'write YYYY-MM-DDTHH:MM:SS, now, unset or none',
        }),
        calendar: z.enum(['final', 'provisional']).optional(),
        /** Who is told before, at and after the due time. */
        levels: allLevels.optional(),
      }),
    )
    .min(1),
});
export type DueCase = z.output<typeof casesFile>['cases'][number];

/** A word as written; YAML would read 12300 or true as something else. */
const word = z.union([name, z.number(), z.boolean()]).transform(String);

/** An administrator's own limits, in an overlay folder outside the pack. */
export const overlayFile = z.strictObject({
  limits: z.array(
    z
      .strictObject({
        ...limitFields,
        when: condition.default({ always: true }),
        basis: z.literal('overlay').default('overlay'),
        unset: z.undefined('an overlay sets a limit; write a clock').optional(),
        rule: dottedId,
        effectiveFrom: dayString,
        stricter: z.boolean().default(false),
      })
      .superRefine(clockFault),
  ),
});

export const severityFile = z.strictObject({
  /** Said wherever a signal is shown. */
  note: name,
  signals: z.array(z.strictObject({ id: dottedId, label: name, words: z.array(word).min(1) })),
});

/** List name → groups of words that mean the same. */
export const lexiconFile = z.record(z.string(), z.array(z.array(word).min(1)));

export const wordsFile = z.record(z.string(), z.strictObject({ 'zh-Hans': name, en: name }));

export const calendarFile = z.strictObject({
  year: z.number().int(),
  source: z.strictObject({ title: name, url: z.url() }),
  holidays: z.array(z.strictObject({ name, from: dayString, to: dayString })).min(1),
  makeUpDays: z.array(z.strictObject({ name, day: dayString })),
});
