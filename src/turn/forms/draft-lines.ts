import type { FormContext } from '../../../dialogs/engine/form.js';
import { type Line, type LineItem, lineOfDue, linesOf } from '../../../dialogs/pack-form/lines.js';
import { lineWords } from '../../../dialogs/pack-form/notice.js';
import type { Period } from '../../../dialogs/pack-form/periods.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import { isOwed } from '../../domain/acts.js';
import type { Event } from '../../domain/event.js';
import { type FormRecord, subjectOfForm } from '../../domain/form-record.js';
import type { Reads } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import { nameSubject } from '../../domain/subject-names.js';
import type { PackField } from '../../policy/forms/types.js';
import { addDays, instantOf } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';

export interface LineTools {
  store: Reads;
  pack: Pack;
  context: FormContext;
}

/** What a form begins with: lines, and the events they come from, so that later ones are told apart. */
export interface Drafted {
  lines: Line[];
  seen: string[];
}

/** The lines a form begins with: what its writer's records hold of a period, or what lies ahead in it. */
export async function draftLines(field: PackField, period: Period, tools: LineTools): Promise<Drafted> {
  if (field.drafts?.from === 'ahead') return { lines: await linesAhead(period, tools), seen: [] };
  const items = await itemsOf(field, period, tools);
  return { lines: linesOf(items, kindOf(field), tools.context), seen: items.flatMap(({ events }) => events) };
}

/** The same drafts with what was recorded since; null where nothing was. */
export async function linesSince(
  field: PackField,
  period: Period,
  before: Drafted,
  tools: LineTools,
): Promise<Drafted | null> {
  const items = await itemsOf(field, period, tools);
  const fresh = items.filter(({ events }) => events.length > 0 && !events.some((id) => before.seen.includes(id)));
  if (fresh.length === 0) return null;
  const lines = [...before.lines, ...linesOf(fresh, kindOf(field), tools.context)];
  return { lines: inOrder(lines), seen: [...before.seen, ...fresh.flatMap(({ events }) => events)] };
}

/** By the hour; what has none stands last. */
function inOrder(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9'));
}

function kindOf({ drafts }: PackField): 'day' | 'period' {
  return drafts?.from === 'day' ? 'day' : 'period';
}

async function itemsOf({ drafts }: PackField, period: Period, tools: LineTools): Promise<LineItem[]> {
  if (!drafts || drafts.from === 'ahead') return [];
  if (drafts.from !== 'records') return await itemsDone(period, tools);
  return itemsOfRecords(await recordsOf(period, drafts.forms, tools), await ownEvents(period, tools), tools);
}

interface Span {
  from: number;
  until: number;
}

function spanOf({ from, until }: Period, { timeZone }: FormContext): Span {
  return { from: instantOf(from, timeZone), until: instantOf(addDays(until, 1), timeZone) };
}

async function ownEvents(period: Period, { store, context }: LineTools): Promise<Event[]> {
  const { from, until } = spanOf(period, context);
  return await store.listEventsBy(viewerOf(context.staff), context.staff.id, from, until);
}

async function itemsDone(period: Period, tools: LineTools): Promise<LineItem[]> {
  const { store, context } = tools;
  const { staff, now } = context;
  const { from, until } = spanOf(period, context);
  const events = await ownEvents(period, tools);
  const visits = await store.listVisitsBetween(viewerOf(staff), staff.id, from, Math.min(until, now));
  const held = visits.map((visit) => ({
    at: visit.startAt,
    what: words.say(context.language, 'line.visit'),
    who: visit.customerName,
    events: events.filter(({ subject }) => subject === `visit:${visit.id}`).map(({ id }) => id),
  }));
  const records = itemsOfRecords(await recordsOf(period, null, tools), events, tools);
  return [...records, ...held, ...(await itemsOfActs(events, tools))].sort((a, b) => a.at - b.at);
}

/** One's own records of some forms (null: of all) in a period. */
export async function recordsOf(
  period: Period,
  forms: readonly string[] | null,
  { store, context }: LineTools,
): Promise<FormRecord[]> {
  const { staff } = context;
  const records = await store.listFormRecords(viewerOf(staff), { ownerId: staff.id, ...spanOf(period, context) });
  return records.filter(({ form }) => forms === null || forms.includes(form));
}

/** Records of forms, each one line with the ids of all its events. */
function itemsOfRecords(
  records: readonly FormRecord[],
  events: readonly Event[],
  { pack, context }: LineTools,
): LineItem[] {
  return records.flatMap((record) => {
    const form = pack.forms.find(({ id }) => id === record.form);
    const what = form ? lineWords(form, record, context) : null;
    return what === null ? [] : [{ at: record.at, what, who: null, events: eventsOf(record, events) }];
  });
}

function eventsOf(record: FormRecord, events: readonly Event[]): string[] {
  const own = events.filter(({ subject, facts }) => subject === subjectOfForm(record) || facts.recordId === record.id);
  return own.map(({ id }) => id);
}

/** What else was done: complaints taken, and acts that meet a duty, called by it. */
async function itemsOfActs(events: readonly Event[], { store, pack, context }: LineTools): Promise<LineItem[]> {
  const items: LineItem[] = [];
  for (const { id, kind, subject, at, facts } of events) {
    const what = facts.recordId === undefined ? actWords(kind, pack, context) : undefined;
    // The touch a visit made stands in the line of the visit.
    if (!what || subject.startsWith('visit:') || kind === 'touch.made') continue;
    const name = await nameSubject(store, subject);
    items.push({ at, what, who: name.customer, events: [id] });
  }
  return items;
}

function actWords(kind: string, pack: Pack, { language, ruleTitle }: FormContext): string | undefined {
  const key = `line.${kind}`;
  if (words.has(key)) return words.say(language, key);
  const rule = pack.rules.find(({ versions }) => versions.some(({ satisfiedBy }) => satisfiedBy.includes(kind)));
  return rule && ruleTitle(rule.id);
}

async function linesAhead(period: Period, { store, context }: LineTools): Promise<Line[]> {
  const { staff, now } = context;
  const span = spanOf(period, context);
  const from = Math.max(now, span.from);
  const owed = await store.listObligations(viewerOf(staff), { ownerId: staff.id, open: true, dueBefore: span.until });
  const duties = owed.filter((each) => isOwed(each) && each.dueAt !== null);
  const visits = await store.listVisitsBetween(viewerOf(staff), staff.id, from, span.until);
  const items: Array<LineItem & { due: boolean }> = visits.map((visit) => ({
    at: visit.startAt,
    what: words.say(context.language, 'line.visit'),
    who: visit.customerName,
    events: [],
    due: false,
  }));
  for (const { rule, subject, dueAt, openedBy } of duties) {
    const { customer } = await nameSubject(store, subject);
    items.push({ at: dueAt ?? 0, what: context.ruleTitle(rule), who: customer, events: [openedBy], due: true });
  }
  return items.sort((a, b) => a.at - b.at).map((item) => lineOfDue(item, context));
}
