import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Confirmed, FormContext } from '../../dialogs/engine/form.js';
import type { FormSet } from '../../dialogs/engine/form-dialog.js';
import { compose, type Said } from '../../dialogs/engine/reply.js';
import { complaintNotice } from '../../dialogs/notice/dialog.js';
import { carryOut, type Outcome } from '../domain/intention.js';
import type { Conversation, InboxRow, Tx } from '../domain/ports.js';
import { systemViewer, viewerOf } from '../domain/staff.js';
import type { DutyNotice, Notice, UseCaseEnv } from '../domain/use-case.js';
import { AppError } from '../errors.js';
import { derive } from '../policy/derive.js';
import type { ConversationState } from './conversation-state.js';
import { takeUp } from './converse.js';
import { encodeReply } from './encode-reply.js';
import type { Policy } from './form-context.js';
import { proactive } from './proactive.js';
import { tellDuty } from './tell-duty.js';
import type { Delivery } from './types.js';

/** Everything one message leads to, decided before the transaction. */
export interface PlannedTurn {
  row: InboxRow;
  activity: Activity;
  delivery: Delivery;
  conversation: Conversation;
  /** Revision the state was read at; 0 when there was none. */
  revision: number;
  state: ConversationState;
  said: Said[];
  confirmed: Confirmed | null;
  context: FormContext;
  /** False: a stranger, stored with his first record. */
  staffStored: boolean;
  /** The message is stored by this transaction too (in-request turns). */
  insertInbox: boolean;
}

export interface CommitTools {
  policy: Policy;
  forms: FormSet;
  /** Channels whose conversations we keep ourselves: appending is delivery. */
  owned: ReadonlySet<string>;
  /** Something was put into the outbox that a channel is to carry. */
  onQueued: () => void;
}

/**
 * The turn's one transaction: record, events, obligations, notices, conversation state, replies, inbox done. Returns the
 * replies; they are told to nobody before it commits. `already-done` when the message was stored meanwhile.
 */
export async function commitTurn(tx: Tx, plan: PlannedTurn, tools: CommitTools, now: number): Promise<Activity[]> {
  const { row, state, context } = plan;
  const said = [...plan.said];
  if (plan.confirmed) said.push(...(await carryOutConfirmed(tx, plan, plan.confirmed, tools, now)));
  const replies = encodeReply(compose(said), plan.activity, (n) => `${row.activityId}.${n + 1}`, now);
  await tx.upsertConversation(plan.conversation);
  await tx.saveDialogState(
    {
      conversationId: plan.conversation.id,
      revision: plan.revision + 1,
      json: JSON.stringify({ ...state, language: context.language }),
      updatedAt: now,
    },
    plan.revision,
  );
  await deliver(tx, plan, replies, tools, now);
  await finish(tx, plan, JSON.stringify(replies));
  return replies;
}

/** `already-done`, which undoes all of this turn, when the same message was stored meanwhile. */
async function finish(tx: Tx, { row, insertInbox }: PlannedTurn, replies: string): Promise<void> {
  if (!insertInbox) await tx.finishInbox(row, replies);
  else if (!(await tx.insertInbox({ ...row, replies })))
    throw new AppError('already-done', 'This message is answered already.');
}

async function carryOutConfirmed(
  tx: Tx,
  plan: PlannedTurn,
  confirmed: Confirmed,
  tools: CommitTools,
  now: number,
): Promise<Said[]> {
  const { context, state } = plan;
  const form = tools.forms.get(confirmed.draft.form);
  if (!form) throw new Error(`no form ${confirmed.draft.form}`);
  if (!plan.staffStored) await tx.upsertStaff(context.staff, []);
  const env = useCaseEnv(tx, plan, tools, now);
  const outcome = await carryOut(env, confirmed.intention);
  const done = form.done(outcome, confirmed.draft.values, confirmed.draft, confirmed.heard, context);
  state.dialogStack.pop();
  if (done.draft) state.dialogStack.push({ id: done.draft.form, state: { draft: done.draft } });
  state.record = recordOf(outcome) ?? state.record;
  if (done.next) {
    state.dialogStack.push({ id: done.next.form, state: { draft: done.next } });
    return done.said;
  }
  return done.draft ? done.said : [...done.said, ...takeUp(state, tools.forms, context)];
}

function recordOf(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'complaint-recorded':
    case 'reply-time-agreed':
      return outcome.complaint.id;
    case 'visit-booked':
    case 'visit-cancelled':
      return outcome.visit.id;
    case 'visit-conflict':
    case 'act-told':
    case 'act-judged':
    case 'duty-settled':
    case 'duty-waived':
    case 'supervisor-called':
    case 'leave-recorded':
      return null;
    default: {
      const never: never = outcome;
      return never;
    }
  }
}

function useCaseEnv(tx: Tx, plan: PlannedTurn, tools: CommitTools, now: number): UseCaseEnv {
  const { context, conversation } = plan;
  return {
    tx,
    now,
    timeZone: context.timeZone,
    actor: context.staff,
    viewer: viewerOf(context.staff),
    channel: conversation.channel,
    conversationId: conversation.id,
    newId: () => randomUUID(),
    derive: (events) => derive({ ...tools.policy, events, now }),
    tell: (notice) => tell(tx, notice, plan, tools, now),
  };
}

/** A notice goes to the person's most recently used reachable private conversation; with none it waits. */
async function tell(
  tx: Tx,
  notice: Notice | DutyNotice,
  plan: PlannedTurn,
  tools: CommitTools,
  now: number,
): Promise<'delivered' | 'queued' | 'undelivered'> {
  if ('about' in notice) return await tellDuty(tx, notice, now, tools);
  const complaint = await tx.findComplaint(systemViewer, notice.recordId);
  if (!complaint) throw new Error(`a notice about a record that is not there: ${notice.recordId}`);
  const { timeZone, staff } = plan.context;
  const text = complaintNotice(notice, complaint, staff.name, { now, timeZone, language: 'zh-Hans' });
  const key = `${notice.kind}|${notice.recordId}|${notice.recipientId}`;
  const sent = await proactive(tx, { key, staffId: notice.recipientId, text, at: now }, tools.owned);
  if (sent === 'queued') tools.onQueued();
  return sent;
}

async function deliver(
  tx: Tx,
  plan: PlannedTurn,
  replies: readonly Activity[],
  tools: CommitTools,
  now: number,
): Promise<void> {
  const { conversation, context } = plan;
  if (plan.delivery === 'append') {
    const activities = replies.map((reply) => JSON.stringify(reply));
    await tx.appendActivities(conversation.id, activities, now);
  }
  if (plan.delivery !== 'outbox') return;
  tools.onQueued();
  for (const reply of replies) {
    await tx.insertOutbox({
      key: `reply|${conversation.id}|${reply.id}`,
      staffId: context.staff.id,
      conversationId: conversation.id,
      activity: JSON.stringify(reply),
      at: now,
      state: 'pending',
      attempts: 0,
    });
  }
}
