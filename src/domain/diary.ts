import type { CalendarDay } from '../policy/calendar.js';
import type { VisitSettings } from '../policy/types.js';
import { type Complaint, isOpen } from './complaint.js';
import type { Customer, CustomerFile } from './customer.js';
import type { Reads } from './ports.js';
import { type Staff, viewerOf } from './staff.js';
import { isAhead, type Visit } from './visit.js';

/** What is known around a visit: the owner's time, the customers in question, and who is near them. */
export interface Diary {
  settings: VisitSettings;
  officeHours: { from: string; to: string };
  /** At the place so long before (A2-15). */
  arriveEarlyMinutes: number;
  dayOf(day: string): CalendarDay;
  /** Own visits of the last days and ahead, not cancelled; by start. */
  visits: readonly Visit[];
  customers: ReadonlyMap<string, CustomerNews>;
}

/** What one should know of a customer before going there. */
export interface CustomerNews {
  customer: Customer;
  openComplaints: Complaint[];
  /** The last visit that was held, or gone to. */
  lastVisit: Visit | null;
}

export type DiarySettings = Pick<Diary, 'settings' | 'officeHours' | 'arriveEarlyMinutes' | 'dayOf'>;

type DiaryReads = Pick<Reads, 'listVisitsBetween' | 'listVisitsOf' | 'listComplaintsOf'>;

const dayMs = 86_400_000;
const daysBack = 3;
const daysAhead = 366;

/** Loads the diary of a person; `files` are those he may see. */
export async function loadDiary(
  reads: DiaryReads,
  staff: Staff,
  files: Iterable<CustomerFile>,
  now: number,
  settings: DiarySettings,
): Promise<Diary> {
  const viewer = viewerOf(staff);
  const known = [...files].map(({ customer }) => customer);
  const ids = known.map(({ id }) => id);
  const visits = await reads.listVisitsBetween(viewer, staff.id, now - daysBack * dayMs, now + daysAhead * dayMs);
  const theirs = await reads.listVisitsOf(viewer, ids);
  const open = (await reads.listComplaintsOf(viewer, ids)).filter(isOpen);
  const news = (customer: Customer): CustomerNews => ({
    customer,
    openComplaints: open.filter(({ customerId }) => customerId === customer.id),
    lastVisit: theirs.findLast((visit) => visit.customerId === customer.id && wasMade(visit)) ?? null,
  });
  return { ...settings, visits, customers: new Map(known.map((customer) => [customer.id, news(customer)])) };
}

/** Somebody went there: told so, or checked in. */
export function wasMade({ state }: Pick<Visit, 'state'>): boolean {
  return state === 'arrived' || state === 'held';
}

/** Own customers of the same area that no visit is booked to, whoever was not gone to for longest first. */
export function neighboursOf(
  { visits, customers }: Diary,
  customerId: string,
  ownerId: string,
  now: number,
): CustomerNews[] {
  const area = customers.get(customerId)?.customer.area;
  if (!area) return [];
  const booked = new Set(
    visits.filter((visit) => isAhead(visit) && visit.endAt > now).map((visit) => visit.customerId),
  );
  return [...customers.values()]
    .filter(({ customer }) => customer.area === area && customer.ownerId === ownerId)
    .filter(({ customer: { id } }) => id !== customerId && !booked.has(id))
    .sort((a, b) => (a.lastVisit?.startAt ?? 0) - (b.lastVisit?.startAt ?? 0));
}
