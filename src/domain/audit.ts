import { createHash } from 'node:crypto';
import type { Event } from './event.js';
import { verifyChain } from './event-chain.js';
import type { Store } from './ports.js';
import { systemViewer } from './staff.js';

export interface BrokenChain {
  subject: string;
  /** The first event that does not fit. */
  seq: number;
  reason: string;
}

export interface Audit {
  subjects: number;
  events: number;
  /** Events whose facts were erased lawfully. */
  erased: number;
  broken: number;
  /** sha256 over the head of every chain, by subject: kept elsewhere it shows later that no chain was cut short. */
  anchor: string;
}

/** Checks every chain of events from its first link, in pages. */
export async function audit(store: Pick<Store, 'records'>, tellBroken: (broken: BrokenChain) => void): Promise<Audit> {
  const found: Audit = { subjects: 0, events: 0, erased: 0, broken: 0, anchor: '' };
  const heads = createHash('sha256');
  const close = (chain: readonly Event[]) => {
    const head = chain.at(-1);
    if (!head) return;
    found.subjects += 1;
    found.events += chain.length;
    heads.update(`${JSON.stringify([head.subject, head.seq, head.hash])}\n`);
    const verdict = verifyChain(chain);
    if (verdict.ok) {
      found.erased += verdict.erased.length;
      return;
    }
    found.broken += 1;
    tellBroken({ subject: head.subject, seq: verdict.seq, reason: verdict.reason });
  };
  let chain: Event[] = [];
  for await (const event of store.records(systemViewer, 'events')) {
    if (chain[0] && chain[0].subject !== event.subject) {
      close(chain);
      chain = [];
    }
    chain.push(event);
  }
  close(chain);
  return { ...found, anchor: heads.digest('hex') };
}
