import { randomUUID } from 'node:crypto';
import type { FormContext } from '../../dialogs/engine/form.js';
import { twinReachMs } from '../domain/complaint-likeness.js';
import type { CustomerFile } from '../domain/customer.js';
import { type Diary, loadDiary } from '../domain/diary.js';
import type { Store } from '../domain/ports.js';
import { type Staff, viewerOf } from '../domain/staff.js';
import type { Calendars } from '../policy/calendar.js';
import { derive } from '../policy/derive.js';
import type { FoldedEvent, Pack } from '../policy/types.js';
import type { WordingGuard } from '../policy/wording-guard.js';
import type { DirectoryIndex, Language, Reading, Understanding } from '../understanding/types.js';
import { departmentNamed } from './complaints/departments.js';
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
  /** The customer a complaint is being taken for. */
  complaintOf: { id: string | null; name: string } | null;
  /** Files that came with the message. */
  received: FormContext['received'];
  /** Visits are spoken of: the diary is loaded, and a manager's whole portfolio with it. */
  visits: boolean;
  /** A model's sentence of sympathy for this message. */
  soothing: FormContext['soothing'];
  links?: FormContext['links'];
}

/** Loads what a step may know, as far as this person may see it. */
export async function formContext(parts: ContextParts): Promise<FormContext> {
  const { store, staff, directory, policy } = parts;
  const files = new Map<string, CustomerFile>();
  for (const id of parts.customerIds) {
    const file = await store.findCustomerFile(viewerOf(staff), id);
    if (file) files.set(id, file);
  }
  const diary = parts.visits ? await openDiary(parts, files) : undefined;
  const { timeZone } = policy.pack;
  const { complaintOf, now } = parts;
  const alsoOpen = complaintOf && (await store.listOpenComplaintsOf(viewerOf(staff), complaintOf, now - twinReachMs));
  return {
    ...(alsoOpen ? { alsoOpen } : {}),
    ...(diary ? { diary } : {}),
    soothing: parts.soothing ?? null,
    now: parts.now,
    timeZone,
    language: parts.language,
    ...(parts.links ? { links: parts.links } : {}),
    staff,
    files,
    ownerOf: (id) => directory.ownerOf(id),
    findCustomer: (said) => findCustomer(directory.index, said),
    limitOf: (rule, event) => limitOf(policy, rule, event),
    clauseRef: (id) => policy.pack.clauseById.get(id)?.ref ?? '',
    readTimes: (text, from) => parts.understanding.read(text, { now: from, timeZone, speaker: 'manager' }).times,
    departmentNamed: (said) => departmentNamed(said, policy.pack.lexicon.departments ?? []),
    signalLabel: (id) => policy.pack.severitySignals.find((s) => s.id === id)?.label ?? id,
    mayBeSaid: (text) => policy.wording.check(text).length === 0,
    ruleTitle: (id) => titleOf(policy.pack, id, parts.language),
    postLabel: (post) => packWord(policy.pack, `post.${post}`, parts.language) ?? post,
    received: parts.received,
    newId: () => randomUUID(),
  };
}

async function openDiary(
  { store, staff, policy: { pack, calendars }, now }: ContextParts,
  files: Map<string, CustomerFile>,
): Promise<Diary> {
  const own = staff.role === 'manager' ? await store.listCustomerFiles(viewerOf(staff)) : [];
  for (const file of own) files.set(file.customer.id, file);
  return await loadDiary(store, staff, files.values(), now, {
    settings: pack.settings.visits,
    officeHours: pack.settings.officeHours,
    arriveEarlyMinutes: pack.thresholds.find(({ id }) => id === 'visit.early-arrival')?.value ?? 0,
    dayOf: (day) => calendars.dayOf(day),
  });
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

function titleOf(pack: Pack, id: string, language: Language): string {
  const rule = pack.rules.find((each) => each.id === id);
  return (language === 'en' ? rule?.titleEn : rule?.title) ?? id;
}

function packWord(pack: Pack, key: string, language: Language): string | undefined {
  return pack.words[key]?.[language === 'en' ? 'en' : 'zh-Hans'];
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
  const [owed] = derive({ ...policy, events: [imagined], now: event.at, only: rule });
  if (!owed || owed.dueAt === null) return null;
  return { dueAt: owed.dueAt, clause: policy.pack.clauseById.get(owed.clause ?? '')?.ref ?? '' };
}
