import type { Visit } from '../../src/domain/visit.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import type { FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { type Period, periodWords } from '../pack-form/periods.js';
import { inLanguage } from '../pack-form/template.js';
import type { List } from './list.js';
import { words } from './said.js';
import { type Stretch, stretchWords } from './statistics.js';

/** Somebody of the team is away; `until` is the last day, epoch ms. */
export interface Away {
  name: string;
  until: number;
}

export interface TeamDuty {
  owner: string;
  duty: string;
  dueAt: number;
}

/** What the team owed and no record is seen of, by person; whoever is away is not asked but named. */
export function overdueList(duties: readonly TeamDuty[], away: readonly Away[], context: FormContext): List {
  const { language } = context;
  const absent = new Map(away.map((each) => [each.name, each]));
  const items = [...Map.groupBy(duties, ({ owner }) => owner)].flatMap(([owner, own]) => {
    const leave = absent.get(owner);
    return own.map(({ duty, dueAt }) => ({
      text: words.say(language, leave ? 'team.late.away' : 'team.late', {
        owner,
        duty,
        time: instantWords(dueAt, context),
        until: leave ? dayWords(leave.until, context) : '',
      }),
      ...(leave ? {} : { buttons: [words.say(language, 'tap.ask', { owner, duty })] }),
    }));
  });
  const offered = new Set<string>();
  const once = items.map(({ buttons = [], ...item }) => {
    const fresh = buttons.filter((button) => !offered.has(button));
    for (const button of fresh) offered.add(button);
    return { ...item, buttons: fresh };
  });
  return {
    head: words.say(language, 'team.head', { count: duties.length }),
    items: once,
    none: words.say(language, 'team.none'),
  };
}

/** One of the team at a glance. `until`: the last day of leave, epoch ms; null while there. */
export interface BoardRow {
  name: string;
  open: number;
  today: number;
  late: number;
  until: number | null;
}

/** Everybody, who has most open complaints first. */
export function boardList(rows: readonly BoardRow[], context: FormContext): List {
  const { language, now } = context;
  const sorted = [...rows].sort((a, b) => b.open - a.open || b.late - a.late || b.today - a.today);
  const count = rows.reduce((sum, { open }) => sum + open, 0);
  return {
    head: words.say(language, 'board.head', { day: dayWords(now, context), count }),
    items: sorted.map(({ until, ...row }) => ({
      text:
        words.say(language, 'board.one', row) +
        (until === null ? '' : words.say(language, 'board.away', { until: dayWords(until, context) })),
      buttons: [words.say(language, 'tap.person', row)],
    })),
    none: words.say(language, 'board.none'),
  };
}

export interface LogKeeping {
  /** epoch ms within the day. */
  day: number;
  missing: string[];
  handedIn: number;
  away: Away[];
}

/** Who has not handed in the log of a day; those on leave are not counted. */
export function logWords({ day, missing, handedIn, away }: LogKeeping, context: FormContext): Said[] {
  const { language } = context;
  const joint = language === 'en' ? ', ' : '、';
  const values = { day: dayWords(day, context), count: missing.length, names: missing.join(joint), handedIn };
  const said = words.say(language, missing.length > 0 ? 'log.missing' : 'log.all', values);
  const absent =
    away.length === 0 ? '' : words.say(language, 'log.away', { names: away.map(({ name }) => name).join(joint) });
  const buttons = missing.slice(0, 3).map((name) => words.say(language, 'tap.remind.log', { name }));
  return [buttons.length > 0 ? question(said + absent, buttons) : line(said + absent)];
}

/** Something that waits for the supervisor's word, with the answers it takes. */
export interface Waiting {
  text: string;
  buttons: string[];
}

export function approvalList(waiting: readonly Waiting[], { language }: FormContext): List {
  return {
    head: words.say(language, 'approvals.head', { count: waiting.length }),
    items: waiting.map(({ text, buttons }) => ({ text, buttons })),
    none: words.say(language, 'approvals.none'),
  };
}

export function awayList(away: readonly Away[], context: FormContext): List {
  const { language } = context;
  return {
    head: words.say(language, 'away.head', { count: away.length }),
    items: away.map(({ name, until }) => ({
      text: words.say(language, 'away.one', { name, until: dayWords(until, context) }),
      buttons: [words.say(language, 'tap.take-over', { name })],
    })),
    none: words.say(language, 'away.none'),
  };
}

/** Visits of the team, by their time. `one`: of one person, whose name stands in the head alone. */
export function teamVisitList(
  found: ReadonlyArray<{ visit: Visit; owner: string }>,
  { whose, one, ...stretch }: { whose: string; one: boolean } & Stretch,
  context: FormContext,
): List {
  const { language } = context;
  const when = stretchWords(stretch, context);
  const held = found.filter(({ visit }) => visit.state === 'held').length;
  const values = { whose: language === 'en' ? `${whose}: ` : whose, when, count: found.length, held };
  const sorted = [...found].sort((a, b) => a.visit.startAt - b.visit.startAt);
  return {
    head: words.say(language, 'visits.head', values),
    items: sorted.map(({ visit, owner }) => ({
      text: words.say(language, 'visits.one', {
        time: instantWords(visit.startAt, context),
        owner: one ? '' : `${owner}${language === 'en' ? ': ' : ':'}`,
        customer: `${visit.customerName}${visit.contactName ?? ''}`,
        state: words.say(language, `state.${visit.state}`),
      }),
    })),
    none: words.say(language, 'visits.none', values),
  };
}

/** Who has not handed in the plan or the summary of a period, with a tap to remind each. */
export function papersWords(
  found: { form: PackForm; period: Period; missing: string[]; handedIn: number; away: readonly Away[] },
  { language }: FormContext,
): Said[] {
  const joint = language === 'en' ? ', ' : '、';
  const form = inLanguage(found.form.name, language);
  const values = {
    period: periodWords(found.period, language),
    form,
    count: found.missing.length,
    names: found.missing.join(joint),
    handedIn: found.handedIn,
  };
  const missing =
    found.form.acts.some((act) => /^work-(?:plan|summary)/.test(act)) || found.form.id.startsWith('work-');
  const said =
    words.say(language, found.missing.length > 0 ? 'papers.missing' : 'papers.all', values) +
    (missing && found.missing.length > 0 ? words.say(language, 'papers.no-day') : '');
  const away =
    found.away.length === 0
      ? ''
      : words.say(language, 'log.away', { names: found.away.map(({ name }) => name).join(joint) });
  const buttons = found.missing.slice(0, 3).map((name) => words.say(language, 'tap.remind', { name, form }));
  return [buttons.length > 0 ? question(said + away, buttons) : line(said + away)];
}
