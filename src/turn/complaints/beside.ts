import { complaintIntake } from '../../../dialogs/complaint-intake/dialog.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import type { Reading } from '../../understanding/types.js';
import { customersIn } from '../customers-in.js';
import { headedByDepartment, type Meant, pointsAtComplaint, pointsAtRecord } from './commands.js';
import { numberIn } from './search.js';

/** An open form, none of those that give way by themselves. */
export interface Beside {
  draft: Draft;
  /** It takes any words, or lines may be added. */
  takesText: boolean;
  /** The record told last. */
  record: string | null;
  /** A department the message names, as it is said. */
  department: string | null;
}

/** Deeds and news that name whose complaint they are of. */
const deeds: ReadonlySet<Meant['kind']> = new Set([
  'answer',
  'department-replied',
  'hand-over',
  'explain',
  'reopen',
  'resume',
  'note',
  'agree',
]);

/** Whether a message about a complaint on record goes before an open form: what names another matter in so many words. */
export function mayInterrupt(
  { kind }: Meant,
  reading: Reading,
  beside: Beside,
  context: Pick<FormContext, 'findCustomer'>,
): boolean {
  const { text, facts, intent } = reading;
  if (numberIn(text) !== null) return true;
  const { draft, takesText } = beside;
  const open = draft.values.customer;
  const same = idOf(open) !== null && idOf(open) === facts.customer?.id;
  const known = facts.customer?.id != null && open !== undefined && !takesText && intent !== 'complaint';
  const points = pointsAtRecord(text) && facts.customer !== undefined;
  if (kind === 'correct') return pointsAtRecord(text) && namesBesideEdits(reading, open, context);
  if ((points || known) && (!same || kind === 'status')) return true;
  return tellsDeed(kind, reading, beside, same);
}

/** Told beside another matter, by a name alone: only of what is open still. */
export function onlyOfOpen({ kind }: Meant, { text }: Reading): boolean {
  return deeds.has(kind) && !pointsAtRecord(text);
}

/** What was done about a complaint that is open is told of it by its customer or person, whatever else is open. */
function tellsDeed(
  kind: Meant['kind'],
  { text, facts }: Reading,
  { draft, takesText, record, department }: Beside,
  same: boolean,
): boolean {
  if (!(deeds.has(kind) || kind === 'mark' || kind === 'sort')) return false;
  if (takesText && draft.stage === 'asking') return false;
  const intake = draft.form === complaintIntake.id;
  const unnamed = !intake && facts.customer === undefined;
  const ofLast = record?.startsWith('TS-') === true || kind === 'mark' || kind === 'sort';
  if (unnamed && ofLast && pointsAtComplaint(text)) return true;
  const headed = unnamed && kind === 'department-replied' && headedByDepartment(text, department);
  const named = facts.customer?.id != null || facts.contact !== undefined || headed;
  return named && (!same || (!intake && pointsAtRecord(text)));
}

/** 「刚才远帆那个要改成许国梁报的」: another customer than the open one stands beside what is right now. */
function namesBesideEdits(
  { text, edits }: Reading,
  open: unknown,
  context: Pick<FormContext, 'findCustomer'>,
): boolean {
  const rest = edits.reduce((left, { to }) => left.replace(to, ''), text.slice(0, 60));
  const [found] = customersIn(rest, context);
  return found !== undefined && found.id !== idOf(open);
}

function idOf(customer: unknown): string | null {
  const id = typeof customer === 'object' && customer !== null && 'id' in customer ? customer.id : null;
  return typeof id === 'string' ? id : null;
}

/** 「嘉和网络部说修好了」: a customer of the directory at the head, run together with what follows. */
export function withCustomerAhead(reading: Reading, context: Pick<FormContext, 'findCustomer'>): Reading {
  if (reading.facts.customer !== undefined) return reading;
  const [found] = customersIn(reading.text, context, 1);
  return found ? { ...reading, facts: { ...reading.facts, customer: { ...found, score: 0.8, rivals: [] } } } : reading;
}
