import { setTimeout as after } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Event } from './event.js';
import type { Obligation } from './obligation.js';
import type { Store, Tx } from './ports.js';
import { systemViewer } from './staff.js';

export interface RepairEnv {
  store: Store;
  /** Obligations of one subject from all its events, under the rules and calendars as they are now. */
  derive(events: readonly Event[]): Obligation[];
  /** Called as it goes on. */
  progress?: (done: number, all: number) => void;
}

/** A deadline that moves, opens (`before` null) or is no longer owed (`after` null). */
export interface Move {
  before: Obligation | null;
  after: Obligation | null;
}

export interface Findings {
  subjects: number;
  obligations: number;
  moves: number;
  /** Subjects whose stored obligations are not what is derived now, also where no deadline moves. */
  changed: string[];
}

const readAtOnce = 200;
/** Few enough that no transaction holds others up for more than some milliseconds. */
const writtenAtOnce = 20;
/** Between transactions, so that a server on the same file comes in. */
const restMs = 1;

/** Derives everything afresh and tells every deadline that moves; writes nothing. What is met or waived never changes. */
export async function findMoves(env: RepairEnv, tell: (move: Move) => Promise<void>): Promise<Findings> {
  const { store, progress } = env;
  const findings: Findings = { subjects: 0, obligations: 0, moves: 0, changed: [] };
  const all = await store.countSubjects(systemViewer);
  for (let last = ''; ; ) {
    const subjects = await store.listSubjects(systemViewer, last, readAtOnce);
    if (!subjects.length) return findings;
    last = subjects.at(-1) ?? last;
    for (const { subject, stored, derived } of await compared(env, subjects)) {
      findings.obligations += derived.length;
      if (!isDeepStrictEqual(byId(stored), byId(derived))) findings.changed.push(subject);
      for (const move of movesBetween(stored, derived)) {
        findings.moves++;
        await tell(move);
      }
    }
    findings.subjects += subjects.length;
    progress?.(findings.subjects, Math.max(all, findings.subjects));
    await after(restMs);
  }
}

/** Writes what is derived now for these subjects, in small transactions; due work follows what moved, and only that. */
export async function writeDerived(env: RepairEnv, subjects: readonly string[]): Promise<void> {
  for (let done = 0; done < subjects.length; ) {
    const some = subjects.slice(done, done + writtenAtOnce);
    await env.store.transaction((tx) => writeSome(env, tx, some));
    done += some.length;
    env.progress?.(done, subjects.length);
    await after(restMs);
  }
}

async function writeSome(env: RepairEnv, tx: Tx, subjects: readonly string[]): Promise<void> {
  const events = Map.groupBy(await tx.listEventsOf(systemViewer, subjects), (event) => event.subject);
  for (const [subject, own] of events) if (!own.some(isErased)) await tx.saveObligations(subject, env.derive(own));
}

interface Compared {
  subject: string;
  /** Without what is settled for good. */
  stored: Obligation[];
  derived: Obligation[];
}

async function compared({ store, derive }: RepairEnv, subjects: readonly string[]): Promise<Compared[]> {
  const events = Map.groupBy(await store.listEventsOf(systemViewer, subjects), (event) => event.subject);
  const stored = Map.groupBy(await store.listObligationsOf(systemViewer, subjects), (o) => o.subject);
  return subjects.flatMap((subject) => {
    if (events.get(subject)?.some(isErased)) return [];
    const before = stored.get(subject) ?? [];
    const settled = new Set(before.filter(isSettled).map((o) => o.id));
    const derived = derive(events.get(subject) ?? []).filter((o) => !settled.has(o.id));
    return { subject, stored: before.filter((o) => !isSettled(o)), derived };
  });
}

/** Deadlines of one subject that differ; an obligation that is new and settled already moves nothing. */
export function movesBetween(stored: readonly Obligation[], derived: readonly Obligation[]): Move[] {
  const found = new Map(derived.map((o) => [o.id, o]));
  const known = new Set(stored.map((o) => o.id));
  const moved = stored.flatMap((before): Move[] => {
    const now = found.get(before.id) ?? null;
    return now?.dueAt === before.dueAt ? [] : [{ before, after: now }];
  });
  const opened = derived.filter((o) => !known.has(o.id) && !isSettled(o));
  return [...moved, ...opened.map((now) => ({ before: null, after: now }))];
}

/** Nothing can be derived from facts that were erased: what was owed stays as it stands. */
function isErased({ salt }: Event): boolean {
  return salt === '';
}

function isSettled({ state }: Obligation): boolean {
  return state === 'met' || state === 'waived';
}

function byId(obligations: readonly Obligation[]): Obligation[] {
  return obligations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
