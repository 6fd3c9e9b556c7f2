import fc from 'fast-check';
import type { FactMap } from '../../src/domain/event.js';
import { calendarsOf, loadCalendars } from '../../src/policy/calendar.js';
import { readClock } from '../../src/policy/clocks.js';
import { type DeriveInput, derive } from '../../src/policy/derive.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { instantOf, localDay } from '../../src/policy/local-time.js';
import type { FoldedEvent, Limit, Pack } from '../../src/policy/types.js';

const pack = loadPack('telecom');
const calendars = loadCalendars();
const context = { calendars, timeZone: pack.timeZone, officeHours: pack.settings.officeHours };
const first = instantOf('2024-01-01', pack.timeZone);
const last = instantOf('2026-11-30', pack.timeZone);
const instant = fc.integer({ min: first / 1000, max: last / 1000 }).map((s) => s * 1000);
const kinds = [
  ...new Set(
    pack.rules.flatMap((r) =>
      r.versions.flatMap((v) => [
        ...v.event,
        ...v.rearmedBy,
        ...v.satisfiedBy,
        ...v.endedBy,
        ...v.pauses.flatMap(({ from, until }) => [...from, ...until]),
      ]),
    ),
  ),
];
const facts: fc.Arbitrary<FactMap> = fc.record(
  {
    vip: fc.boolean(),
    severity: fc.constantFrom('ordinary', 'major'),
    customerClass: fc.constantFrom('A1', 'A2', 'B1', 'B2', 'C'),
    vipTier: fc.constantFrom('gold', 'diamond'),
    segment: fc.constantFrom('government', 'benchmark'),
    urgent: fc.boolean(),
    kind: fc.constantFrom('card', 'goods'),
    result: fc.constant('solved'),
    at: instant.map((at) => new Date(at).toISOString()),
    promisedAt: instant.map((at) => new Date(at).toISOString()),
    ownerId: fc.constantFrom('lin', 'gao'),
  },
  { requiredKeys: ['at', 'promisedAt'] },
);
const told = fc.record({
  kind: fc.constantFrom(...kinds),
  at: instant,
  delay: fc.integer({ min: 0, max: 200_000_000 }),
  facts,
});
const history = fc.array(told, { minLength: 1, maxLength: 12 }).map((list) =>
  list.map(
    ({ kind, at, delay, facts: f }, index): FoldedEvent => ({
      id: `e${index}`,
      subject: 's:1',
      seq: index + 1,
      kind,
      at,
      recordedAt: at + delay,
      actor: 'lin',
      facts: f,
    }),
  ),
);
/** The pack as an administrator would revise it in the middle of all this: what is open has a limit, whatever has one a shorter. */
const revised: Pack = {
  ...pack,
  rules: pack.rules.map((rule) => ({
    ...rule,
    versions: rule.versions.flatMap((version) => [
      { ...version, effectiveTo: '2025-06-30' },
      { ...version, version: 2, effectiveFrom: '2025-07-01', limits: version.limits.map(revise) },
    ]),
  })),
};
function revise(limit: Limit): Limit {
  const filled = { clock: 'calendar-months', amount: 1, basis: 'overlay', recurs: true } as const;
  if (limit.clock === null) return { ...limit, ...filled };
  return limit.amount !== null && limit.amount > 1 ? { ...limit, amount: limit.amount - 1 } : limit;
}
const packs = [['as it is', pack] as const, ['as revised', revised] as const];

const input = (events: FoldedEvent[], now = last, from = pack): DeriveInput => ({
  pack: from,
  calendars,
  events,
  now,
  includeUnset: true,
});

test.each(packs)(
  'the pack %s: deriving twice is the same, in whatever order the events are handed in, and leaves them as they are',
  (_, from) => {
    fc.assert(
      fc.property(history, (events) => {
        const before = structuredClone(events);
        const once = derive(input(events, last, from));
        expect(derive(input(events, last, from))).toEqual(once);
        expect(derive(input(events.toReversed(), last, from))).toEqual(once);
        expect(events).toEqual(before);
      }),
    );
  },
);

test('events of one instant that have nothing to do with each other may come in any order', () => {
  fc.assert(
    fc.property(instant, facts, (at, f) => {
      const pair = (order: string[]) =>
        order.map(
          (kind, index): FoldedEvent => ({
            id: kind,
            subject: 's:1',
            seq: index + 1,
            kind,
            at,
            recordedAt: at,
            actor: 'lin',
            facts: f,
          }),
        );
      const sorted = (events: FoldedEvent[]) => derive(input(events)).toSorted((a, b) => a.id.localeCompare(b.id));
      expect(sorted(pair(['onsite.held', 'negotiation.ended']))).toEqual(
        sorted(pair(['negotiation.ended', 'onsite.held'])),
      );
    }),
  );
});

test.each(packs)(
  'the pack %s: no deadline without a clause that exists, no id twice, no reminder at or after the due time',
  (_, from) => {
    fc.assert(
      fc.property(history, fc.boolean(), (events, includeUnset) => {
        const obligations = derive({ ...input(events, last, from), includeUnset });
        expect(new Set(obligations.map((o) => o.id)).size).toBe(obligations.length);
        for (const o of obligations) {
          expect(pack.clauseById.has(o.clause ?? '')).toBe(true);
          for (const warning of o.warnAt) expect(warning).toBeLessThan(o.dueAt ?? Number.NEGATIVE_INFINITY);
        }
      }),
    );
  },
);

test.each(packs)('the pack %s: what is settled never changes, whatever comes later', (_, from) => {
  fc.assert(
    fc.property(history, instant, (events, cut) => {
      const early = events.filter((event) => event.at <= cut && event.recordedAt <= cut);
      const later = events.filter((event) => !early.includes(event) && event.at > cut && event.kind !== 'act.accepted');
      const settled = derive(input(early, cut, from)).filter((o) => o.state === 'met' || o.state === 'waived');
      const after = new Map(derive(input([...early, ...later], last, from)).map((o) => [o.id, o]));
      for (const o of settled) expect(after.get(o.id)).toEqual(o);
    }),
  );
});

test('a working-day deadline is never on a day off, and ends that day', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('working-days' as const, 'working-days-before' as const),
      (anchorAt, amount, clock) => {
        const { dueAt } = readClock({ clock, amount, anchorAt, pauses: [] }, context);
        expect(calendars.isWorking(localDay(dueAt ?? 0, pack.timeZone))).toBe(true);
        expect(localDay((dueAt ?? 0) + 1000, pack.timeZone)).not.toBe(localDay(dueAt ?? 0, pack.timeZone));
      },
    ),
  );
});

const counting = fc.constantFrom(
  'wall-hours' as const,
  'working-hours' as const,
  'working-days' as const,
  'calendar-days' as const,
  'calendar-months' as const,
);

test('a pause that ends when it begins changes nothing, and no pause makes a deadline earlier', () => {
  fc.assert(
    fc.property(
      counting,
      fc.integer({ min: 1, max: 20 }),
      instant,
      fc.nat(400_000_000),
      fc.nat(400_000_000),
      (clock, amount, anchorAt, wait, length) => {
        const due = (until: number) =>
          readClock({ clock, amount, anchorAt, pauses: [{ from: anchorAt + wait, until }] }, context).dueAt;
        const plain = readClock({ clock, amount, anchorAt, pauses: [] }, context).dueAt;
        expect(due(anchorAt + wait)).toBe(plain);
        expect(due(anchorAt + wait + length)).toBeGreaterThanOrEqual(plain ?? 0);
      },
    ),
  );
});

test('waiting that ends as it begins moves nothing of the duty it pauses, whatever else happens on the matter', () => {
  const waits = pack.rules.flatMap(({ id, versions }) =>
    versions.flatMap(({ pauses }) => pauses.map(({ from, until }) => ({ rule: id, from, until }))),
  );
  const waiting = new Set(waits.flatMap(({ from, until }) => [...from, ...until]));
  fc.assert(
    fc.property(history, instant, fc.constantFrom(...waits), (told, at, { rule, from, until }) => {
      const events = told.filter((event) => event.at !== at && !waiting.has(event.kind));
      const moment = [from[0], until[0]].map(
        (kind = '', n): FoldedEvent => ({
          id: `w${n}`,
          subject: 's:1',
          seq: 100 + n,
          kind,
          at,
          recordedAt: at,
          actor: 'lin',
          facts: {},
        }),
      );
      const dues = (all: FoldedEvent[]) =>
        derive(input(all)).flatMap((o) => (o.rule === rule ? [[o.id, o.dueAt, o.state]] : []));
      expect(dues([...events, ...moment])).toEqual(dues(events));
    }),
  );
});

test('a working-day deadline with pauses is on a working day too', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 1, max: 9 }),
      fc.nat(900_000_000),
      fc.nat(900_000_000),
      (at, amount, wait, length) => {
        const pauses = [{ from: at + wait, until: at + wait + length }];
        const { dueAt } = readClock({ clock: 'working-days', amount, anchorAt: at, pauses }, context);
        expect(calendars.isWorking(localDay(dueAt ?? 0, pack.timeZone))).toBe(true);
      },
    ),
  );
});

test('in a calendar without holidays, a week later is due a week later', () => {
  const source = { title: '-', url: 'https://example.org/' };
  const plain = calendarsOf(
    [2023, 2024, 2025, 2026, 2027, 2028].map((year) => ({ year, source, holidays: [], makeUpDays: [] })),
  );
  const clocks = fc.constantFrom(
    'wall-hours' as const,
    'working-hours' as const,
    'working-days' as const,
    'calendar-days' as const,
    'working-days-before' as const,
  );
  const week = 7 * 86_400_000;
  fc.assert(
    fc.property(clocks, fc.integer({ min: 1, max: 40 }), instant, (clock, amount, anchorAt) => {
      const due = (at: number) =>
        readClock({ clock, amount, anchorAt: at, pauses: [] }, { ...context, calendars: plain }).dueAt ?? 0;
      expect(due(anchorAt + week)).toBe(due(anchorAt) + week);
    }),
  );
});
