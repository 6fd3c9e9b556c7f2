import type { FactMap } from '../../src/domain/event.js';
import type { Obligation } from '../../src/domain/obligation.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { instantOf, isoLocal } from '../../src/policy/local-time.js';
import type { FoldedEvent, Pack } from '../../src/policy/types.js';

export const telecom = loadPack('telecom');
export const calendars = loadCalendars();

/** What happened and when (`2026-11-24 16:50:00`, local), with facts, and when it was told. */
export type Told = [kind: string, at: string, facts?: FactMap, recordedAt?: string];

export function at(local: string): number {
  const [day = '', time] = local.split(' ');
  return instantOf(day, telecom.timeZone, time);
}

export const local = (instant: number | null) =>
  instant === null ? null : isoLocal(instant, telecom.timeZone).slice(0, 19).replace('T', ' ');

/** Ids are e1, e2 … in the order they are told. */
export function events(told: readonly Told[]): FoldedEvent[] {
  return told.map(([kind, when, facts = {}, recorded = when], index) => ({
    id: `e${index + 1}`,
    subject: 'complaint:TS-1',
    seq: index + 1,
    kind,
    at: at(when),
    recordedAt: at(recorded),
    actor: 'lin',
    facts,
  }));
}

export function derived(told: readonly Told[], now: string, pack: Pack = telecom): Obligation[] {
  return derive({ pack, calendars, events: events(told), now: at(now) });
}

/** What is owed under one rule, in short. */
export function owed(rule: string, now: string, told: readonly Told[], pack: Pack = telecom) {
  return derived(told, now, pack)
    .filter((o) => o.rule === rule)
    .map((o) => ({
      version: o.version,
      state: o.state,
      due: local(o.dueAt),
      metAt: local(o.metAt),
      owner: o.ownerId,
      id: o.id.split('/').at(-1),
    }));
}
