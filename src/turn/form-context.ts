import { randomUUID } from 'node:crypto';
import type { FormContext } from '../../dialogs/engine/form.js';
import type { CustomerFile } from '../domain/customer.js';
import type { Store } from '../domain/ports.js';
import { type Staff, viewerOf } from '../domain/staff.js';
import type { Calendars } from '../policy/calendar.js';
import { derive } from '../policy/derive.js';
import type { FoldedEvent, Pack } from '../policy/types.js';
import type { WordingGuard } from '../policy/wording-guard.js';
import type { DirectoryIndex, Language, Reading, Understanding } from '../understanding/types.js';
import type { Directory } from './directory-cache.js';

export interface Policy {
  pack: Pack;
  calendars: Calendars;
  wording: WordingGuard;
}

export interface ContextParts {
  store: Store;
  understanding: Understanding;
  policy: Policy;
  staff: Staff;
  directory: Directory;
  language: Language;
  now: number;
  /** Customers to load the files of: named in the message, or in the open draft. */
  customerIds: Iterable<string>;
}

/** Loads what a step may know, as far as this person may see it. */
export async function formContext(parts: ContextParts): Promise<FormContext> {
  const { store, staff, directory, policy } = parts;
  const files = new Map<string, CustomerFile>();
  for (const id of parts.customerIds) {
    const file = await store.findCustomerFile(viewerOf(staff), id);
    if (file) files.set(id, file);
  }
  const { timeZone } = policy.pack;
  return {
    now: parts.now,
    timeZone,
    language: parts.language,
    speaker: 'manager',
    staff,
    files,
    ownerOf: (id) => directory.ownerOf(id),
    findCustomer: (said) => findCustomer(directory.index, said),
    limitOf: (rule, event) => limitOf(policy, rule, event),
    clauseRef: (id) => policy.pack.clauseById.get(id)?.ref ?? '',
    readTimes: (text, from) => parts.understanding.read(text, { now: from, timeZone, speaker: 'manager' }).times,
    signalLabel: (id) => policy.pack.severitySignals.find((s) => s.id === id)?.label ?? id,
    mayBeSaid: (text) => policy.wording.check(text).length === 0,
    newId: () => randomUUID(),
  };
}

/** Ids a message may mean: its customer and the rivals, those of further matters, and the names in corrections. */
export function customerIdsIn(reading: Reading, index: DirectoryIndex): Set<string> {
  const ids = new Set<string>();
  for (const facts of [reading.facts, ...reading.also.map((a) => a.facts)]) {
    if (facts.customer?.id) ids.add(facts.customer.id);
    for (const rival of facts.customer?.rivals ?? []) ids.add(rival.id);
  }
  for (const edit of reading.edits) {
    const named = findCustomer(index, edit.to);
    if (named) ids.add(named.id);
  }
  return ids;
}

/** By full name or short name; a part of a name counts when only one customer has it. */
export function findCustomer(index: DirectoryIndex, said: string): { id: string; name: string } | null {
  const text = said.trim();
  if (text.length < 2) return null;
  const exact = index.customers.find((c) => c.name === text || c.aliases.includes(text));
  if (exact) return { id: exact.id, name: exact.name };
  const partial = index.customers.filter((c) => c.name.includes(text) || text.includes(c.name));
  const [only] = partial;
  return only && partial.length === 1 ? { id: only.id, name: only.name } : null;
}

function limitOf(policy: Policy, rule: string, event: Parameters<FormContext['limitOf']>[1]) {
  const imagined: FoldedEvent = {
    id: 'imagined',
    subject: 'imagined',
    seq: 1,
    kind: event.kind,
    at: event.at,
    recordedAt: event.at,
    actor: '',
    facts: event.facts,
  };
  const owed = derive({ ...policy, events: [imagined], now: event.at }).find((o) => o.rule === rule);
  if (!owed || owed.dueAt === null) return null;
  return { dueAt: owed.dueAt, clause: policy.pack.clauseById.get(owed.clause ?? '')?.ref ?? '' };
}
