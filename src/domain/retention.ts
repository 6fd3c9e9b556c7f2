import { wasMade } from './diary.js';
import type { FormRecord } from './form-record.js';
import type { Reads } from './ports.js';
import { type Staff, viewerOf } from './staff.js';
import { isAhead, type Visit } from './visit.js';

/** Forms of the pack a retention is made of. */
export const retentionForms = {
  signal: 'churn',
  request: 'resource',
  solution: 'solution',
  result: 'retention',
} as const;

/** A customer about to leave, and what was done since: the signal and everything recorded after it. */
export interface Retention {
  signal: FormRecord;
  /** Resources asked for, the last one first. */
  requests: FormRecord[];
  solutions: FormRecord[];
  /** Ahead, or made since. */
  visits: Visit[];
}

type RetentionReads = Pick<Reads, 'listFormRecords' | 'listVisitsOf'>;

/** The speaker's own customers that are being retained; for a supervisor also the team's. Newest signal first. */
export async function listRetentions(reads: RetentionReads, staff: Staff): Promise<Retention[]> {
  const viewer = viewerOf(staff);
  const signals = await reads.listFormRecords(viewer, { form: retentionForms.signal });
  const open = signals.filter(({ state, customerId }) => state === 'recorded' && customerId !== null);
  const found = await Promise.all(open.map((signal) => retentionOf(reads, staff, signal)));
  return found.reverse();
}

async function retentionOf(reads: RetentionReads, staff: Staff, signal: FormRecord): Promise<Retention> {
  const viewer = viewerOf(staff);
  const ids = signal.customerId === null ? [] : [signal.customerId];
  const records = await reads.listFormRecords(viewer, { customerIds: ids, from: signal.at });
  const visits = await reads.listVisitsOf(viewer, ids);
  const since = (form: string) => records.filter((record) => record.form === form).reverse();
  return {
    signal,
    requests: since(retentionForms.request),
    solutions: since(retentionForms.solution),
    visits: visits.filter((visit) => visit.startAt >= signal.at && (isAhead(visit) || wasMade(visit))),
  };
}

/** What may be said to the customer: only what a supervisor approved. */
export function approvedOf({ requests }: Retention): FormRecord | undefined {
  return requests.find(({ state }) => state === 'approved');
}

export function waitingOf({ requests }: Retention): FormRecord | undefined {
  return requests.find(({ state }) => state === 'submitted');
}

/** What is to be done next, in the order of the handbook (A3-46, A3-47). */
export type RetentionStep = 'decider' | 'meet' | 'ask' | 'wait' | 'ask-again' | 'talk' | 'result';

export function nextStep(retention: Retention): RetentionStep {
  const { signal, requests, visits } = retention;
  const made = visits.some(wasMade);
  if (approvedOf(retention)) return made ? 'result' : visits.length > 0 ? 'talk' : 'meet';
  if (waitingOf(retention)) return visits.length > 0 ? 'wait' : 'meet';
  if (!told(signal, 'decider')) return 'decider';
  if (visits.length === 0) return 'meet';
  return requests.length > 0 ? 'ask-again' : made ? 'result' : 'ask';
}

/** A text of a record; null where nothing was told. */
export function told({ values }: FormRecord, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
