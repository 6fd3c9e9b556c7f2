import type { FormContext } from '../engine/form.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import type { List } from './list.js';
import { words } from './said.js';

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
  return {
    head: words.say(language, 'team.head', { count: duties.length }),
    items,
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
export function logWords({ day, missing, handedIn, away }: LogKeeping, context: FormContext): string {
  const { language } = context;
  const joint = language === 'en' ? ', ' : '、';
  const values = { day: dayWords(day, context), count: missing.length, names: missing.join(joint), handedIn };
  const said = words.say(language, missing.length > 0 ? 'log.missing' : 'log.all', values);
  if (away.length === 0) return said;
  return said + words.say(language, 'log.away', { names: away.map(({ name }) => name).join(joint) });
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
