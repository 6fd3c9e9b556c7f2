import { createHash } from 'node:crypto';
import type { Event, FactMap, NewEvent } from './event.js';

/** The fields a link adds to an event. */
export type ChainLink = Pick<Event, 'seq' | 'salt' | 'factsHash' | 'prevHash' | 'hash'>;

/** `erased`: seqs whose facts were emptied lawfully; they verify by their kept hash alone. */
export type ChainVerdict = { ok: true; erased: number[] } | { ok: false; seq: number; reason: string };

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Facts as hashed and stored: JSON with sorted keys. */
export function canonicalFacts(facts: FactMap): string {
  return JSON.stringify(facts, Object.keys(facts).sort());
}

/** prevHash of the first event of a subject. */
export function genesisHash(subject: string): string {
  return sha256(subject);
}

function factsHashOf(salt: string, facts: FactMap): string {
  return sha256(`${salt}|${canonicalFacts(facts)}`);
}

function linkHash(prevHash: string, seq: number, event: NewEvent, factsHash: string): string {
  const { id, kind, at, recordedAt, actor, channel } = event;
  return sha256(JSON.stringify([prevHash, seq, id, kind, at, recordedAt, actor, channel, factsHash]));
}

/** Appends one event after `previous` (undefined: the first of its subject). The salt should be random. */
export function chain(event: NewEvent, previous: { seq: number; hash: string } | undefined, salt: string): Event {
  const seq = (previous?.seq ?? 0) + 1;
  const prevHash = previous?.hash ?? genesisHash(event.subject);
  const factsHash = factsHashOf(salt, event.facts);
  return { ...event, seq, salt, factsHash, prevHash, hash: linkHash(prevHash, seq, event, factsHash) };
}

/** Checks one subject's events, complete and in order from seq 1: no gap, no change, no foreign event. */
export function verifyChain(events: readonly Event[]): ChainVerdict {
  const erased: number[] = [];
  let previous: Event | undefined;
  for (const event of events) {
    const fault = faultOf(event, previous);
    if (fault) return { ok: false, seq: event.seq, reason: fault };
    if (event.salt === '') erased.push(event.seq);
    previous = event;
  }
  return { ok: true, erased };
}

function faultOf(event: Event, previous: Event | undefined): string | undefined {
  if (previous && event.subject !== previous.subject) return 'another subject';
  if (event.seq !== (previous?.seq ?? 0) + 1) return 'gap';
  if (event.prevHash !== (previous?.hash ?? genesisHash(event.subject))) return 'broken link';
  const erasedFacts = event.salt === '' && Object.keys(event.facts).length === 0;
  if (!erasedFacts && event.factsHash !== factsHashOf(event.salt, event.facts)) return 'facts changed';
  if (event.hash !== linkHash(event.prevHash, event.seq, event, event.factsHash)) return 'event changed';
  return undefined;
}
