import type { Calendars } from '../policy/calendar.js';
import { addDays, instantOf, localDay } from '../policy/local-time.js';
import { type PeriodBegun, periodsBegun, periodsUnderWay } from '../policy/periods.js';
import type { Customer, CustomerFile } from './customer.js';
import { appendDuties, type DutyEnv, type DutyFact } from './duty-events.js';
import type { FactMap } from './event.js';
import { type Staff, systemViewer, viewerOf } from './staff.js';

/** Days gone through in one transaction at most: a long down time is made up for in several. */
const daysAtOnce = 31;

export interface PeriodEnv extends DutyEnv {
  timeZone: string;
  calendars: Calendars;
}

/** Recurring duties are those of account managers of the directory; a stranger of the demo has none. */
export function hasRecurringDuties(staff: Staff): boolean {
  return staff.kind === 'directory' && staff.role === 'manager';
}

/**
 * Opens the duties of every period that began since the last call, each once and with its original time. Whoever is new
 * begins with the periods under way, from now on. True when there is more to open.
 */
export async function openPeriods(env: PeriodEnv, staff: Staff): Promise<boolean> {
  const { tx, now, timeZone, calendars } = env;
  const today = localDay(now, timeZone);
  const cursor = `periods-opened:${staff.id}`;
  const opened = await tx.findSetting(cursor);
  if (opened !== undefined && opened >= today) return false;
  const until = opened === undefined ? today : earlier(addDays(opened, daysAtOnce), today);
  const begun =
    opened === undefined ? periodsUnderWay(today, now, calendars) : periodsBegun(opened, until, calendars, timeZone);
  const worked = await withoutLeave(env, staff, begun);
  await appendDuties(env, await factsOf(env, staff, worked));
  await tx.saveSetting(cursor, until);
  return until < today;
}

/** A day of leave begins no day's duties; those of longer periods stand. */
async function withoutLeave(
  { tx, timeZone }: PeriodEnv,
  staff: Staff,
  begun: readonly PeriodBegun[],
): Promise<PeriodBegun[]> {
  const kept: PeriodBegun[] = [];
  for (const period of begun) {
    const noon = instantOf(period.day, timeZone, '12:00:00');
    if (period.kind !== 'day.began' || !(await tx.findLeave(staff.id, noon))) kept.push(period);
  }
  return kept;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

async function factsOf(env: PeriodEnv, staff: Staff, begun: readonly PeriodBegun[]): Promise<DutyFact[]> {
  const months = begun.some(({ kind }) => kind === 'month.began') ? await monthFacts(env, staff) : {};
  return begun.map(({ kind, period, at }) => ({
    id: `${kind}@${period}@${staff.id}`,
    subject: `staff:${staff.id}`,
    kind,
    at,
    facts: { ownerId: staff.id, period, ...(kind === 'month.began' ? months : {}) },
  }));
}

/** What a month begins with: nothing collected yet, and whether there is anything left to collect. */
async function monthFacts({ tx }: PeriodEnv, staff: Staff): Promise<FactMap> {
  const files = await tx.listCustomerFiles(viewerOf(staff));
  const important = files.filter(({ customer }) => isImportant(customer));
  const open = await tx.listObligations(systemViewer, { ownerId: staff.id, open: true });
  const collected = new Set(open.filter((o) => o.rule === 'directory.refresh').map((o) => o.subject));
  const isCollected = ({ customer }: CustomerFile) => collected.has(`customer:${customer.id}`);
  return { collected: 0, allImportantCollected: important.every(isCollected) };
}

/** The handbook does not say which customers are important: every class but C, and the three kinds that go first. */
function isImportant({ class: customerClass, segment }: Customer): boolean {
  return segment !== null || (customerClass !== null && customerClass !== 'C');
}
