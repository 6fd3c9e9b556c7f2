import type { FactMap } from '../domain/event.js';
import type { Obligation } from '../domain/obligation.js';
import { AppError } from '../errors.js';
import type { Calendars } from './calendar.js';
import { derive } from './derive.js';
import { explain, type PackLanguage } from './explain.js';
import { readFacts, readInstant } from './facts.js';
import { isoLocal } from './local-time.js';
import type { Pack, Rule } from './types.js';

/** What happened: one input line of `due`. */
export interface DueInput {
  event: string;
  /** ISO 8601; local to the pack without an offset. */
  at: string;
  facts: FactMap;
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
  because: string[];
}

/**
 * What one event opens, with reasons. Facts may be glossary codes or Chinese labels. Throws `invalid-input` for an unknown
 * event, a bad instant or a fact that cannot be read. A limit the handbook leaves open gives a row with `due: null`.
 */
export function dueFor(
  pack: Pack,
  calendars: Calendars,
  input: DueInput,
  language: PackLanguage = 'zh-Hans',
): DueRow[] {
  const known = knownEvents(pack);
  if (!known.has(input.event)) {
    const names = [...known].sort().join(', ');
    throw new AppError('invalid-input', `no rule knows this event; write one of ${names}`);
  }
  const at = readInstant(input.at, pack.timeZone, 'at');
  const facts = readFacts(input.facts, pack.timeZone);
  const opened = { id: 'event', subject: 'subject', seq: 1, kind: input.event, at, recordedAt: at, actor: '', facts };
  const obligations = derive({ pack, calendars, events: [opened], now: at, includeUnset: true });
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]));
  return obligations.map((obligation) => dueRow(obligation, rules.get(obligation.rule), pack, language));
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
    because: explain(obligation, pack, language),
  };
}

function requireAnchor(obligation: Obligation, rule: Rule | undefined): void {
  if (!obligation.because.some((step) => step.key === 'no-anchor')) return;
  const limits = rule?.versions.find((v) => v.version === obligation.version)?.limits ?? [];
  const names = limits.flatMap((limit) => limit.anchor ?? []).join(', ');
  throw new AppError('invalid-input', `facts.${names} is missing; write the instant as ISO 8601`);
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
        ...v.pauses.from,
        ...v.pauses.until,
      ]),
    ),
  );
}
