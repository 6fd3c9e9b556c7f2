import { localTime } from '../../src/policy/local-time.js';
import { clockWords, dayWords, instantWords, type TimeFrame } from '../engine/time-words.js';
import { type DutyName, dutyWords, noticeWords as words } from './dialog.js';

/** A duty as a brief lists it. `owner` is null where it is the reader's own. */
export interface BriefDuty extends DutyName {
  obligationId: string;
  dueAt: number;
  owner: string | null;
}

export interface BriefFacts {
  name: string;
  /** Passed without a record since the brief before. */
  late: BriefDuty[];
  /** Passed before that. */
  older: BriefDuty[];
  /** Owed at once (及时), begun before today. */
  atOnce: BriefDuty[];
  today: BriefDuty[];
  /** Later in this week. */
  week: BriefDuty[];
  visits: Array<{ at: number; customer: string }>;
  /** Acts told afterwards that wait for the reader. */
  toAccept: number;
  /** People the reader stands in for, and until when (the last day). */
  away: Array<{ name: string; until: number }>;
}

const shownAtMost = 4;
/** Of what was told in earlier briefs. */
const olderShown = 2;

/** Whether there is anything to tell. */
export function hasNews({ late, older, atOnce, today, week, visits, toAccept, away }: BriefFacts): boolean {
  return (
    late.length + older.length + atOnce.length + today.length + week.length + visits.length + toAccept + away.length > 0
  );
}

/**
 * The brief of a working day: what was missed first, by name, then today, this week, visits, who is away. `greets`: it begins the
 * day; else it answers a question.
 */
export function briefWords(facts: BriefFacts, frame: TimeFrame, greets = true): string {
  const { language } = frame;
  const { late, older, atOnce, today, week, visits, toAccept, away } = facts;
  const say = (key: string, values: Record<string, string | number>) => words.say(language, `brief.${key}`, values);
  const lines = [say(greets ? 'head' : 'head.now', { name: facts.name, day: dayWords(frame.now, frame) })];
  if (!hasNews(facts)) lines.push(say('none', {}));
  if (late.length > 0)
    lines.push(
      say('late', {
        count: late.length,
        items: listed(
          lateGroups(late).map((group) => groupedLate(group, frame)),
          frame,
        ),
      }),
    );
  if (older.length > 0) {
    const items = lateGroups(older).map((group) => groupedLate(group, frame));
    lines.push(say('older', { count: older.length, items: listed(items, frame, olderShown) }));
  }
  if (atOnce.length > 0) {
    const items = atOnce.map((duty) => ownedWords(duty, frame));
    lines.push(say('at-once', { count: atOnce.length, items: listed(items, frame) }));
  }
  if (today.length > 0)
    lines.push(say('today', { count: today.length, items: listed(grouped(today, frame, clockWords), frame) }));
  if (week.length > 0)
    lines.push(say('week', { count: week.length, items: listed(grouped(week, frame, instantWords), frame) }));
  if (visits.length > 0) {
    const items = visits.map(({ at, customer }) => `${clockWords(at, frame)} ${customer}`);
    lines.push(say('visits', { count: visits.length, items: listed(items, frame) }));
  }
  if (toAccept > 0) lines.push(say('accept', { count: toAccept }));
  for (const { name, until } of away) lines.push(say('away', { name, until: dayWords(until, frame) }));
  return lines.join('\n');
}

/** The late ones a brief names; of the others it says that there are more. */
export function lateShown(late: readonly BriefDuty[]): BriefDuty[] {
  return lateGroups(late).slice(0, shownAtMost).flat();
}

/** What concerns a customer stands first; the same duty of a day, missed by several, is one. */
function lateGroups(late: readonly BriefDuty[]): BriefDuty[][] {
  const ordered = [...late].sort((a, b) => Number(a.customer === null) - Number(b.customer === null));
  return [...Map.groupBy(ordered, (duty) => `${dutyWords(duty, 'zh-Hans')}|${duty.dueAt}`).values()];
}

function groupedLate([first, ...rest]: readonly BriefDuty[], frame: TimeFrame): string {
  return first ? lateWords(together(first, rest, frame), frame) : '';
}

function together(first: BriefDuty, rest: readonly BriefDuty[], { language }: TimeFrame): BriefDuty {
  const owners = [first, ...rest].flatMap(({ owner }) => owner ?? []);
  return owners.length > 1 ? { ...first, owner: owners.join(language === 'en' ? ', ' : '、') } : first;
}

function lateWords(duty: BriefDuty, frame: TimeFrame): string {
  const time = instantWords(duty.dueAt, frame);
  const duties = dutyWords(duty, frame.language);
  return duty.owner === null
    ? words.say(frame.language, 'brief.late.own', { duty: duties, time })
    : words.say(frame.language, 'brief.late.of', { duty: duties, time, owner: duty.owner });
}

function ownedWords(duty: BriefDuty, { language }: TimeFrame): string {
  const said = dutyWords(duty, language);
  if (duty.owner === null) return said;
  return language === 'en' ? `${said} (${duty.owner})` : `${said}(${duty.owner})`;
}

/** Duties of a day with the same title are one: `投诉回访2(林悦:王芳、赵凯)`; those of an hour stand by themselves. */
function grouped(
  duties: readonly BriefDuty[],
  frame: TimeFrame,
  timeWords: (at: number, frame: TimeFrame) => string,
): string[] {
  const byTitle = Map.groupBy(duties, (duty) =>
    isWholeDay(duty.dueAt, frame)
      ? `${duty.title}|${dayWords(duty.dueAt, frame)}`
      : `${duty.title}|${duty.dueAt}|${dutyWords(duty, 'zh-Hans')}`,
  );
  return [...byTitle.values()].map((same) => groupWords(same, frame, timeWords));
}

function groupWords(
  same: readonly BriefDuty[],
  frame: TimeFrame,
  timeWords: (at: number, frame: TimeFrame) => string,
): string {
  const [first] = same;
  if (!first) return '';
  const whole = isWholeDay(first.dueAt, frame);
  const day = whole ? (timeWords === instantWords ? dayWords(first.dueAt, frame) : '') : timeWords(first.dueAt, frame);
  const count = same.length > 1 ? String(same.length) : '';
  const who = whoWords(same, frame);
  return `${day === '' ? '' : `${day} `}${first.title}${count}${who === '' ? '' : `(${who})`}`;
}

/** `林悦:王芳、赵凯;高翔:罗倩`; without owners in one's own brief. */
function whoWords(same: readonly BriefDuty[], { language }: TimeFrame): string {
  const comma = language === 'en' ? ', ' : '、';
  const byOwner = Map.groupBy(same, (duty) => duty.owner ?? '');
  const parts = [...byOwner].map(([owner, own]) => {
    const names = own.flatMap((duty) => duty.contact ?? duty.customer ?? []);
    const shown =
      names.slice(0, shownAtMost).join(comma) + (names.length > shownAtMost ? words.say(language, 'brief.more') : '');
    return [owner, shown].filter(Boolean).join(language === 'en' ? ': ' : ':');
  });
  const ownersOnly = same.every(({ contact, customer }) => contact === null && customer === null);
  return parts.filter(Boolean).join(ownersOnly ? comma : language === 'en' ? '; ' : ';');
}

function isWholeDay(at: number, { timeZone }: TimeFrame): boolean {
  const { hour, minute } = localTime(at, timeZone);
  return hour === 23 && minute === 59;
}

function listed(items: readonly string[], { language }: TimeFrame, atMost = shownAtMost): string {
  const shown = items.slice(0, atMost).join(language === 'en' ? '; ' : ';');
  return items.length > atMost ? shown + words.say(language, 'brief.more') : shown;
}

/** The evening's word about the log, with what the day's records hold. */
export function logWords(items: readonly string[], dueAt: number, frame: TimeFrame): string {
  const time = instantWords(dueAt, frame);
  if (items.length === 0) return words.say(frame.language, 'nudge.log', { time });
  return words.say(frame.language, 'nudge.log.with', { time, items: listed(items, frame) });
}

export function logItem(kind: 'complaint' | 'visit', at: number, customer: string, frame: TimeFrame): string {
  return words.say(frame.language, `nudge.${kind}`, { time: clockWords(at - (at % 60_000), frame), customer });
}
