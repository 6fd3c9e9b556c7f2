import { setTimeout as after } from 'node:timers/promises';
import { type Ranked, type Ranking, rankCustomers } from '../policy/ranking.js';
import { isOpen } from './complaint.js';
import type { Customer } from './customer.js';
import { appendDuties, type DutyEnv } from './duty-events.js';
import type { CustomerClass } from './labels.js';
import type { Store } from './ports.js';
import { systemViewer } from './staff.js';
import { reclassed } from './take-over.js';

export interface ClassMove {
  customer: Pick<Customer, 'id' | 'name'>;
  from: CustomerClass | null;
  ranked: Ranked;
}

export interface Classes {
  ranked: Ranked[];
  /** Customers without a figure: they keep their class. */
  unranked: number;
  moves: ClassMove[];
}

/** Ranks the customers that have a value figure and tells whose class would change; writes nothing. */
export async function findClassMoves(store: Store, ranking: Ranking): Promise<Classes> {
  const ranked = rankCustomers(await store.listCustomerValues(systemViewer), ranking);
  const byId = new Map(ranked.map((each) => [each.id, each]));
  const moves: ClassMove[] = [];
  let unranked = 0;
  for await (const { id, name, class: from } of store.records(systemViewer, 'customers')) {
    const found = byId.get(id);
    if (!found) unranked++;
    else if (found.class !== from) moves.push({ customer: { id, name }, from, ranked: found });
  }
  return { ranked, unranked, moves: moves.sort((a, b) => a.ranked.rank - b.ranked.rank) };
}

const writtenAtOnce = 20;
const restMs = 1;

/**
 * Gives customers their new classes, in small transactions; the customer and each open complaint of it get an event, and
 * what is owed follows.
 */
export async function applyClasses(
  store: Store,
  moves: readonly ClassMove[],
  duties: Omit<DutyEnv, 'tx'>,
  progress?: (done: number, all: number) => void,
): Promise<void> {
  const complaints = await openComplaints(store, new Set(moves.map((move) => move.customer.id)));
  for (let done = 0; done < moves.length; ) {
    const some = moves.slice(done, done + writtenAtOnce);
    await store.transaction((tx) => applySome({ ...duties, tx }, some, complaints));
    done += some.length;
    progress?.(done, moves.length);
    await after(restMs);
  }
}

async function applySome(
  env: DutyEnv,
  moves: readonly ClassMove[],
  complaints: ReadonlyMap<string, string[]>,
): Promise<void> {
  const changed: Customer[] = [];
  for (const { customer, ranked } of moves) {
    const file = await env.tx.findCustomerFile(systemViewer, customer.id);
    // Somebody else may have given it this class meanwhile.
    if (file && file.customer.class !== ranked.class) changed.push({ ...file.customer, class: ranked.class });
  }
  await env.tx.upsertCustomers(changed);
  const subjects = (customer: Customer) => [`customer:${customer.id}`, ...(complaints.get(customer.id) ?? [])];
  await appendDuties(
    env,
    changed.flatMap((customer) => subjects(customer).map((subject) => reclassed(subject, customer, env.now))),
  );
}

/** Subjects of complaints that are not over, by customer. */
async function openComplaints(store: Store, customers: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for await (const { id, customerId, state } of store.records(systemViewer, 'complaints')) {
    if (!isOpen({ state }) || customerId === null || !customers.has(customerId)) continue;
    found.set(customerId, [...(found.get(customerId) ?? []), `complaint:${id}`]);
  }
  return found;
}
