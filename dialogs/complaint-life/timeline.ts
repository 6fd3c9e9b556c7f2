import type { Complaint } from '../../src/domain/complaint.js';
import type { Event } from '../../src/domain/event.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { Note } from '../../src/domain/ports.js';
import { localDay, localTime } from '../../src/policy/local-time.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, question, type Said } from '../engine/reply.js';
import { clockWords, dayWords, instantWords, type TimeFrame } from '../engine/time-words.js';
import { deedWords } from './deed-words.js';
import { matterOf, words } from './values.js';

/** All that is told of one complaint. */
export interface Timeline {
  complaint: Complaint;
  events: readonly Event[];
  notes: readonly Note[];
  obligations: readonly Obligation[];
  /** Files kept with it. */
  files: number;
  nameOf(staffId: string): string;
}

interface Entry {
  at: number;
  words: string;
}

const shownAtFirst = 2;
const shownOfPage = 6;

/** Where it stands: whose it is, the last steps, what comes next. More for the asking. */
export function timeline(told: Timeline, context: FormContext): Said[] {
  const { files } = told;
  const { language } = context;
  const entries = entriesOf(told, context);
  const last = entries.slice(-shownAtFirst);
  const lines = [headWords(told, context), ...last.map((entry) => entryWords(entry, context))];
  const next = nextWords(told, context);
  if (next) lines.push(next);
  if (files > 0) lines.push(words.say(language, 'status.files', { count: files }));
  const more = entries.length > last.length;
  const buttons = [words.say(language, 'button.more')];
  if (!more) return [line(lines.join('\n'))];
  return [question([...lines, words.say(language, 'status.more')].join('\n'), buttons)];
}

/** The step taken last, with its time. */
export function lastStep(told: Timeline, context: FormContext): string | null {
  const last = entriesOf(told, context).at(-1);
  return last ? entryWords(last, context) : null;
}

/** A page of all its steps, from the last one back. */
export function timelinePage(told: Timeline, page: number, context: FormContext): Said[] {
  const { language } = context;
  const entries = entriesOf(told, context);
  const until = entries.length - page * shownOfPage;
  const shown = entries.slice(Math.max(0, until - shownOfPage), Math.max(0, until));
  if (shown.length === 0) return [line(words.say(language, 'status.all'))];
  const head = words.say(language, 'status.page', { id: told.complaint.id });
  const text = [head, ...shown.map((entry) => entryWords(entry, context))].join('\n');
  return until <= shownOfPage ? [line(text)] : [question(text, [words.say(language, 'button.more')])];
}

function headWords({ complaint, nameOf }: Timeline, context: FormContext): string {
  const { language, staff } = context;
  const { state, sort, difficult, escalating, severity, waitingSince } = complaint;
  const marks = [
    severity === 'major' ? label('severity', severity, language) : null,
    sort ? label('sort', sort, language) : null,
    difficult ? words.say(language, 'mark.difficult') : null,
    escalating ? words.say(language, 'mark.escalating') : null,
    waitingSince === null ? null : words.say(language, 'state.waiting'),
  ].filter((mark) => mark !== null);
  return words.say(language, 'status.head', {
    id: complaint.id,
    matter: matterOf(complaint, context),
    state: words.say(language, `state.${state}`),
    marks: marks.length > 0 ? `·${marks.join('·')}` : '',
    owner: complaint.ownerId === staff.id ? words.say(language, 'status.you') : nameOf(complaint.ownerId),
  });
}

function entriesOf({ events, notes, nameOf }: Timeline, frame: TimeFrame): Entry[] {
  const noteOf = new Map(notes.map((note) => [note.eventId, note]));
  return events
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)
    .flatMap(({ id, kind, at, facts }) => {
      const note = noteOf.get(id);
      const said = deedWords({ kind, at, facts, text: note?.text ?? null, was: note?.was ?? null, nameOf }, frame);
      return said === null ? [] : [{ at, words: said }];
    });
}

/** `11月24日16:50 受理`: short, and absolute. */
function entryWords({ at, words: said }: Entry, frame: TimeFrame): string {
  const minute = at - (at % 60_000);
  const [year, month, date] = localDay(at, frame.timeZone).split('-').map(Number);
  const clock = clockWords(minute, frame);
  const thisYear = localDay(frame.now, frame.timeZone).startsWith(`${year}-`);
  const values = { month: month ?? 0, date: date ?? 0, clock, deed: said, year: year ?? 0 };
  return words.say(frame.language, thisYear ? 'status.entry' : 'status.entry.year', values);
}

/** The next thing that is due, or what is missing. */
function nextWords({ complaint, obligations }: Timeline, context: FormContext): string | null {
  const { language } = context;
  const open = obligations.filter(
    (o) => o.dueAt !== null && o.metAt === null && (o.state === 'open' || o.state === 'late'),
  );
  const [next] = open.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  if (next?.dueAt) {
    const key = words.has(`status.due.${next.rule}`) ? `status.due.${next.rule}` : 'status.due';
    const { hour, minute } = localTime(next.dueAt, context.timeZone);
    // A duty that runs to the end of a day is told by its day.
    const time = hour === 23 && minute === 59 ? dayWords(next.dueAt, context) : instantWords(next.dueAt, context);
    return words.say(language, next.state === 'late' ? 'status.late' : key, { time });
  }
  return complaint.state === 'answered' ? words.say(language, 'status.answered') : null;
}
