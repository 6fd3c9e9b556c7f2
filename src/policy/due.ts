import type { FactMap } from '../domain/event.js';
import type { Obligation } from '../domain/obligation.js';
import { AppError } from '../errors.js';
import type { Calendars } from './calendar.js';
import { derive } from './derive.js';
import { explain, type PackLanguage } from './explain.js';
import { isKnownFact, readFacts, readInstant } from './facts.js';
import { type KnownLevels, levelsOf } from './levels.js';
import { isoLocal } from './local-time.js';
import type { FoldedEvent, Pack, Rule } from './types.js';

/** Something that happened. */
export interface DueEvent {
  event: string;
  /** ISO 8601; local to the pack without an offset. */
  at: string;
  facts: FactMap;
  /** When it was told; left out: at once. */
  recordedAt?: string | undefined;
}

/** One input line of `due`: what happened, and what happened later on the same matter. */
export interface DueInput extends DueEvent {
  later?: DueEvent[] | undefined;
  /** The instant the states are asked for; left out: that of the last event. */
  now?: string | undefined;
}

/** One obligation an event opens; field names are the contract of `due`. */
export interface DueRow {
  rule: string;
  version: number;
  title: string;
  /** The owner the facts name, else the role that owes it. */
  owner: string;
  /** ISO with offset; null when it is owed now or the handbook leaves the limit unset. */
  due: string | null;
  urgency?: 'now';
  warnAt: string[];
  clause: string | null;
  basis: Obligation['basis'];
  calendar: Obligation['calendar'];
  /** As things stand in the end; only where something was told to have happened later. */
  state?: Obligation['state'];
  metAt?: string | null;
  /** Who is told before, at and after the due time; `basis: setting` is the product's, not the handbook's. Only where there is a due time. */
  levels?: KnownLevels;
  because: string[];
}

/**
 * What one event opens, and what becomes of it by the events after it, with reasons. Facts may be glossary codes or Chinese
 * labels. Throws `invalid-input` for an unknown event, a bad instant or a fact that cannot be read. A limit the handbook
 * leaves open gives a row with `due: null`.
 */
export function dueFor(
  pack: Pack,
  calendars: Calendars,
  input: DueInput,
  language: PackLanguage = 'zh-Hans',
): DueRow[] {
  const { timeZone } = pack;
  const events = [input, ...(input.later ?? [])].map((told, index) =>
    foldedOf(told, index, pack, input.later !== undefined),
  );
  const last = Math.max(...events.map((event) => event.recordedAt));
  const now = input.now === undefined ? last : readInstant(input.now, timeZone, 'now');
  const obligations = derive({ pack, calendars, events, now, includeUnset: true });
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]));
  return obligations.map((obligation) => {
    const row = dueRow(obligation, rules.get(obligation.rule), pack, language);
    if (input.later === undefined) return row;
    const { state, metAt } = obligation;
    return { ...row, state, metAt: metAt === null ? null : isoLocal(metAt, timeZone) };
  });
}

/** Events that only amend facts (a class, an owner) are no rule's own and count all the same, once a matter is under way. */
function foldedOf(told: DueEvent, index: number, pack: Pack, anyKind: boolean): FoldedEvent {
  const known = knownEvents(pack);
  if (!known.has(told.event) && !(anyKind && index > 0)) {
    const names = [...known].sort().join(', ');
    throw new AppError('invalid-input', `no rule knows this event; write one of ${names}`);
  }
  const at = readInstant(told.at, pack.timeZone, 'at');
  const recordedAt = told.recordedAt === undefined ? at : readInstant(told.recordedAt, pack.timeZone, 'recordedAt');
  if (recordedAt < at)
    throw new AppError('invalid-input', 'recordedAt lies before at; nothing is told before it happened');
  const facts = readFacts(told.facts, pack.timeZone);
  const seq = index + 1;
  return { id: `event-${seq}`, subject: 'subject', seq, kind: told.event, at, recordedAt, actor: '', facts };
}

function dueRow(obligation: Obligation, rule: Rule | undefined, pack: Pack, language: PackLanguage): DueRow {
  requireAnchor(obligation, rule);
  const iso = (at: number) => isoLocal(at, pack.timeZone);
  return {
    rule: obligation.rule,
    version: obligation.version,
    title: (language === 'en' ? rule?.titleEn : rule?.title) ?? obligation.rule,
    owner: obligation.ownerId || (rule?.owner ?? ''),
    due: obligation.dueAt === null ? null : iso(obligation.dueAt),
    ...(obligation.urgency ? { urgency: obligation.urgency } : {}),
    warnAt: obligation.warnAt.map(iso),
    clause: obligation.clause,
    basis: obligation.basis,
    calendar: obligation.calendar,
    ...(obligation.dueAt === null ? {} : { levels: levelsOf(obligation, pack) }),
    because: explain(obligation, pack, language),
  };
}

function requireAnchor(obligation: Obligation, rule: Rule | undefined): void {
  if (!obligation.because.some((step) => step.key === 'no-anchor')) return;
  const limits = rule?.versions.find((v) => v.version === obligation.version)?.limits ?? [];
  const names = limits.flatMap((limit) => limit.anchor ?? []).join(', ');
  throw new AppError('invalid-input', `facts.${names} is missing; write the instant as ISO 8601`);
}

/** Names among the facts that no rule asks for. */
export function idleFacts(pack: Pack, { facts, later = [] }: DueInput): string[] {
  const asked = new Set(
    pack.rules.flatMap(({ versions }) => versions.flatMap((v) => [...v.needs, ...v.satisfiedWith, ...v.satisfiedFor])),
  );
  const names = [facts, ...later.map((event) => event.facts)].flatMap((told) => Object.keys(told));
  return names.filter((name) => !asked.has(name) && !isKnownFact(name));
}

/** Every event kind some rule speaks of. */
export function knownEvents(pack: Pack): Set<string> {
  return new Set(
    pack.rules.flatMap((rule) =>
      rule.versions.flatMap((v) => [
        ...v.event,
        ...v.rearmedBy,
        ...v.satisfiedBy,
        ...v.endedBy,
        ...v.pauses.flatMap(({ from, until }) => [...from, ...until]),
      ]),
    ),
  );
}
