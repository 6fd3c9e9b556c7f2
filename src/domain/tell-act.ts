import { type ActOf, isUnmet, toldInTime } from './acts.js';
import type { AnswerResult } from './labels.js';
import type { Obligation } from './obligation.js';
import { type Staff, systemViewer } from './staff.js';
import { present, superiorOf } from './superiors.js';
import { appendAndDerive, type DutyNotice, type UseCaseEnv } from './use-case.js';

export interface TellAct {
  obligationId: string;
  act: ActOf;
  /** When it was done, epoch ms; not before the duty began, never in the future. */
  at: number;
  /** Of an answer; null for other acts. */
  result: AnswerResult | null;
}

export type ActTold =
  | {
      kind: 'act-told';
      obligation: Obligation;
      at: number;
      toldAt: number;
      result: AnswerResult | null;
      /** Who is asked to let it count, because it was told only after the due time. */
      acceptBy: Staff | null;
    }
  /** Nothing was written: it was met or waived before, or is owed no longer. */
  | { kind: 'duty-settled'; obligation: Obligation | null };

/**
 * An act told by whoever did it. It counts by when it happened, both times are kept; where that would turn late into met,
 * the supervisor is asked to accept it (a supervisor who tells it himself has).
 */
export async function tellAct(env: UseCaseEnv, input: TellAct): Promise<ActTold> {
  const subject = subjectOf(input.obligationId);
  const before = await currentOf(env, input.obligationId);
  if (!before || !isUnmet(before)) return { kind: 'duty-settled', obligation: before ?? null };
  const id = env.newId();
  const facts = input.result === null ? {} : { result: input.result };
  const obligations = await appendAndDerive(
    { ...env, newId: () => id },
    { subject, kind: input.act.kind, at: input.at, facts },
  );
  await settleCardsOf(env, obligations);
  const after = obligations.find((each) => each.id === input.obligationId) ?? before;
  const told = { kind: 'act-told', at: input.at, toldAt: env.now, result: input.result } as const;
  return { ...told, ...(await settleTold(env, before, after, { eventId: id, at: input.at, result: input.result })) };
}

/** After an act: who is asked to let it count; what was late and stays so is told to the supervisor. */
export async function settleTold(
  env: UseCaseEnv,
  before: Obligation,
  after: Obligation,
  told: Pick<TellAct, 'at' | 'result'> & { eventId: string },
): Promise<{ obligation: Obligation; acceptBy: Staff | null }> {
  const settled = await settleLate(env, after, told);
  if (settled) return settled;
  const superior = await superiorFor(env, after);
  if (before.state === 'late' && superior && superior.id !== env.actor.id) {
    await env.tell({ ...noticeOf(env, after, superior, told), kind: 'act-told', key: `told|${told.eventId}` });
  }
  return { obligation: after, acceptBy: null };
}

/**
 * An act done in time and told only after the due time: the supervisor is asked to let it count, one who tells it himself
 * has. Null where there is nothing to accept.
 */
export async function settleLate(
  env: UseCaseEnv,
  after: Obligation,
  told: Pick<TellAct, 'at' | 'result'> & { eventId: string },
): Promise<{ obligation: Obligation; acceptBy: Staff | null } | null> {
  if (!toldInTime(after)) return null;
  const superior = await superiorFor(env, after);
  if (!superior) return null;
  if (env.actor.id === superior.id) return { obligation: await accept(env, after, told.eventId), acceptBy: null };
  await askToAccept(env, after, superior, told.eventId, told);
  return { obligation: after, acceptBy: superior };
}

export type ActJudged =
  | { kind: 'act-judged'; obligation: Obligation; accepted: boolean }
  | { kind: 'duty-settled'; obligation: Obligation | null };

/** The supervisor lets an act count that was told after the due time, or does not; whoever told it hears of it. */
export async function judgeAct(
  env: UseCaseEnv,
  input: { obligationId: string; eventId: string; accepted: boolean },
): Promise<ActJudged> {
  const before = await currentOf(env, input.obligationId);
  const { obligationId, eventId, accepted } = input;
  const outcome = accepted ? 'accepted' : 'not-accepted';
  const open = await env.tx.settleCards({ obligationId, kind: 'accept', eventId }, env.now, outcome);
  if (!before || open === 0) return { kind: 'duty-settled', obligation: before ?? null };
  const obligation = accepted ? await accept(env, before, eventId) : await refuse(env, before, eventId);
  const owner = await env.tx.findStaff(systemViewer, obligation.ownerId);
  if (owner && owner.id !== env.actor.id) {
    const kind = accepted ? 'act-accepted' : 'act-not-accepted';
    await env.tell({ ...noticeOf(env, obligation, owner, null), kind, key: `judged|${eventId}` });
  }
  return { kind: 'act-judged', obligation, accepted };
}

export const waiverReasons = ['duplicate', 'withdrawn', 'not-applicable', 'not-possible', 'other'] as const;
export type WaiverReason = (typeof waiverReasons)[number];

export type DutyWaived =
  | { kind: 'duty-waived'; obligation: Obligation; reason: WaiverReason }
  | { kind: 'duty-settled'; obligation: Obligation | null };

/** Only a supervisor waives, and with a reason; `derive` ignores anybody else's. */
export async function waiveDuty(
  env: UseCaseEnv,
  input: { obligationId: string; reason: WaiverReason },
): Promise<DutyWaived> {
  const before = await currentOf(env, input.obligationId);
  const may = env.actor.role !== 'manager';
  if (!before || !may || !isUnmet(before)) return { kind: 'duty-settled', obligation: before ?? null };
  const obligations = await appendAndDerive(env, {
    subject: before.subject,
    kind: 'obligation.waived',
    at: env.now,
    facts: { rule: before.rule, role: 'supervisor', reason: input.reason },
  });
  await env.tx.settleCards({ obligationId: before.id, kind: 'act' }, env.now, 'waived');
  const obligation = obligations.find((each) => each.id === before.id) ?? before;
  const owner = await env.tx.findStaff(systemViewer, obligation.ownerId);
  if (owner && owner.id !== env.actor.id) {
    await env.tell({ ...noticeOf(env, obligation, owner, null), kind: 'duty-waived', key: `waived|${before.id}` });
  }
  return { kind: 'duty-waived', obligation, reason: input.reason };
}

export interface SupervisorCalled {
  kind: 'supervisor-called';
  obligation: Obligation | null;
  supervisor: Staff | null;
}

/** 「找主管」 about one duty: the supervisor is told, once a duty and due time; it stays the owner's. */
export async function callSupervisor(env: UseCaseEnv, input: { obligationId: string }): Promise<SupervisorCalled> {
  const obligation = await currentOf(env, input.obligationId);
  const superior = obligation && (await superiorFor(env, obligation));
  if (!obligation || !superior) return { kind: 'supervisor-called', obligation: obligation ?? null, supervisor: null };
  const key = `help|${obligation.id}|${obligation.dueAt}`;
  await env.tell({ ...noticeOf(env, obligation, superior, null), kind: 'help-wanted', key });
  return { kind: 'supervisor-called', obligation, supervisor: superior };
}

function subjectOf(obligationId: string): string {
  return obligationId.split('/')[0] ?? '';
}

/** As derived now from what this person may see; undefined where he may not. */
async function currentOf(env: UseCaseEnv, obligationId: string): Promise<Obligation | undefined> {
  const events = await env.tx.listEvents(env.viewer, subjectOf(obligationId));
  return env.derive(events).find((each) => each.id === obligationId);
}

/** Reminders of what is done are used up. */
export async function settleCardsOf(env: UseCaseEnv, obligations: readonly Obligation[]): Promise<void> {
  for (const each of obligations.filter((o) => !isUnmet(o))) {
    await env.tx.settleCards({ obligationId: each.id, kind: 'act' }, env.now, 'told');
  }
}

async function superiorFor(env: UseCaseEnv, obligation: Obligation): Promise<Staff | undefined> {
  const owner = await env.tx.findStaff(systemViewer, obligation.ownerId);
  const superior = owner && (await superiorOf(env.tx, owner));
  return superior && (await present(env.tx, superior, env.now)).staff;
}

async function askToAccept(
  env: UseCaseEnv,
  obligation: Obligation,
  superior: Staff,
  eventId: string,
  input: Pick<TellAct, 'at' | 'result'>,
): Promise<void> {
  const id = env.newId();
  const rest = { obligationId: obligation.id, eventId, madeAt: env.now, usedAt: null, outcome: null };
  await env.tx.insertCard({ id, staffId: superior.id, kind: 'accept', ...rest });
  const key = `accept|${eventId}`;
  await env.tell({ ...noticeOf(env, obligation, superior, input), kind: 'act-to-accept', key, card: id });
}

async function accept(env: UseCaseEnv, obligation: Obligation, eventId: string): Promise<Obligation> {
  return await judged(env, obligation, 'act.accepted', eventId);
}

async function refuse(env: UseCaseEnv, obligation: Obligation, eventId: string): Promise<Obligation> {
  return await judged(env, obligation, 'act.not-accepted', eventId);
}

async function judged(env: UseCaseEnv, before: Obligation, kind: string, event: string): Promise<Obligation> {
  const fact = { subject: before.subject, kind, at: env.now, facts: { event } };
  const obligations = await appendAndDerive(env, fact);
  return obligations.find((each) => each.id === before.id) ?? before;
}

function noticeOf(
  env: UseCaseEnv,
  obligation: Obligation,
  to: Staff,
  told: Pick<TellAct, 'at' | 'result'> | null,
): Omit<DutyNotice, 'kind' | 'key'> {
  const act = told && { at: told.at, toldAt: env.now, result: told.result };
  return { about: 'duty', recipientId: to.id, obligation, by: env.actor, act, card: null };
}
