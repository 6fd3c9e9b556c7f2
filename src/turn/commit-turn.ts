import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Confirmed, FormContext } from '../../dialogs/engine/form.js';
import type { FormSet } from '../../dialogs/engine/form-dialog.js';
import { compose, type Said } from '../../dialogs/engine/reply.js';
import { complaintNotice } from '../../dialogs/notice/dialog.js';
import { type Attachment, subjectOfForm } from '../domain/form-record.js';
import type { Vote } from '../domain/given-answer.js';
import { carryOut, type Outcome } from '../domain/intention.js';
import { keepFiles } from '../domain/keep-files.js';
import type { Conversation, DialogState, InboxRow, Tx } from '../domain/ports.js';
import { systemViewer, viewerOf } from '../domain/staff.js';
import type { AnyNotice, UseCaseEnv } from '../domain/use-case.js';
import { AppError } from '../errors.js';
import { derive } from '../policy/derive.js';
import { type ConversationState, stateJson } from './conversation-state.js';
import { tellManager } from './customer-chat/tell-manager.js';
import { takeUp } from './drafts.js';
import { encodeReply } from './encode-reply.js';
import type { Policy } from './form-context.js';
import { refreshLines } from './forms/refresh-lines.js';
import { keepAnswers } from './keep-answers.js';
import { makeOffers, offersDone } from './offers.js';
import { tellComplaint } from './telling/complaint.js';
import { tellDuty } from './telling/duty.js';
import { tellForm } from './telling/form.js';
import { tellPerson } from './telling/person.js';
import { proactive } from './telling/proactive.js';
import { tellColleague, tellMatters } from './telling/team.js';
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
  /** On the answer before. */
  vote?: Vote;
  /** The same message as said in the private chat, where it is answered: stored with this turn. */
  alone?: InboxRow;
  context: FormContext;
  /** False: a stranger, stored with his first record. */
  staffStored: boolean;
  /** The message is stored by this transaction too (in-request turns). */
  insertInbox: boolean;
  /** Came with the message and are stored with it. */
  files: readonly Attachment[];
}

export interface CommitTools {
  policy: Policy;
  forms: FormSet;
  /** Channels whose conversations we keep ourselves: appending is delivery. */
  owned: ReadonlySet<string>;
  /** Something was put into the outbox that a channel is to carry. */
  onQueued: () => void;
}

export interface Committed {
  /** Told to nobody before the commit. */
  replies: Activity[];
  saved: DialogState;
}

/**
 * The turn's one transaction: record, events, obligations, notices, conversation state, replies, inbox done.
 * `already-done` when the message was stored meanwhile.
 */
export async function commitTurn(tx: Tx, plan: PlannedTurn, tools: CommitTools, now: number): Promise<Committed> {
  const { row, state, context } = plan;
  const said = [...plan.said];
  await tx.insertAttachments([...plan.files]);
  if (plan.confirmed) said.push(...(await carryOutConfirmed(tx, plan, plan.confirmed, tools, now)));
  const replies = encodeReply(compose(said), plan.activity, (n) => `${row.activityId}.${n + 1}`, now);
  const keyOf = (reply: Activity) => replyKey(plan, reply);
  const closes = makeOffers({ activity: plan.activity, replies, state, context, keyOf });
  const [first] = replies;
  const sent = plan.delivery === 'outbox' || plan.activity.channelData?.click === true;
  if (first && closes.length > 0 && sent) first.channelData = { ...first.channelData, closes };
  await tx.upsertConversation(plan.conversation);
  state.language = context.language;
  const saved = {
    conversationId: plan.conversation.id,
    revision: plan.revision + 1,
    json: stateJson(state),
    updatedAt: now,
  };
  await tx.saveDialogState(saved, plan.revision);
  await deliver(tx, plan, replies, tools, now);
  await keepAnswers(tx, plan, replies, now);
  if (plan.alone) await tx.insertInbox(plan.alone);
  await finish(tx, plan, JSON.stringify(replies));
  return { replies, saved };
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
  const subject = subjectOf(outcome);
  if (subject !== null) await keepFiles(env, subject, confirmed.draft.files);
  const done = form.done(outcome, confirmed.draft.values, confirmed.draft, confirmed.heard, context);
  state.dialogStack.pop();
  if (done.draft) state.dialogStack.push({ id: done.draft.form, state: { draft: done.draft } });
  state.record = recordOf(subject) ?? state.record;
  state.justTold = recordOf(subject);
  offersDone(state, confirmed.draft.id, recordOf(subject));
  if (done.next) {
    state.dialogStack.push({ id: done.next.form, state: { draft: done.next } });
    return done.said;
  }
  if (done.draft || done.quiet) return done.said;
  const added = await refreshLines(state, tx, tools.policy.pack, context);
  return [...done.said, ...added, ...takeUp(state, tools.forms, context)];
}

/** The number of a record people name; null for what has none. */
function recordOf(subject: string | null): string | null {
  return /^(?:complaint|visit|form):(.+)$/.exec(subject ?? '')?.[1] ?? null;
}

/** The record an outcome is about: files of the draft are kept with it. */
function subjectOf(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'complaint-recorded':
    case 'complaint-stepped':
    case 'complaints-joined':
    case 'complaint-answered':
    case 'reply-time-agreed':
      return `complaint:${outcome.complaint.id}`;
    case 'visit-booked':
    case 'visit-changed':
    case 'visit-cancelled':
    case 'visit-arrived':
    case 'visit-held':
    case 'visit-over':
      return `visit:${outcome.visit.id}`;
    case 'form-recorded':
    case 'form-withdrawn':
    case 'form-stands':
      return subjectOfForm(outcome.record);
    case 'decider-named':
      return subjectOfForm(outcome.signal);
    case 'complaint-added-to':
      return outcome.complaint ? `complaint:${outcome.complaint.id}` : null;
    case 'form-refused':
    case 'complaints-apart':
    case 'complaint-not-stepped':
    case 'visit-conflict':
    case 'act-told':
    case 'act-judged':
    case 'duty-settled':
    case 'duty-waived':
    case 'supervisor-called':
    case 'owner-asked':
    case 'person-called':
    case 'matters-handed-over':
    case 'colleagues-told':
    case 'link-made':
    case 'link-refused':
    case 'link-revoked':
    case 'complaint-looked-up':
    case 'manager-called':
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
  notice: AnyNotice,
  plan: PlannedTurn,
  tools: CommitTools,
  now: number,
): Promise<'delivered' | 'queued' | 'undelivered'> {
  if ('about' in notice) {
    const sent = await tellAbout(tx, notice, plan, tools, now);
    if (sent === 'queued') tools.onQueued();
    return sent;
  }
  const complaint = await tx.findComplaint(systemViewer, notice.recordId);
  if (!complaint) throw new Error(`a notice about a record that is not there: ${notice.recordId}`);
  const { timeZone, staff } = plan.context;
  const text = complaintNotice(notice, complaint, staff.name, { now, timeZone, language: 'zh-Hans' });
  const key = `${notice.kind}|${notice.recordId}|${notice.recipientId}`;
  const sent = await proactive(tx, { key, staffId: notice.recipientId, text, at: now }, tools.owned);
  if (sent === 'queued') tools.onQueued();
  return sent;
}

async function tellAbout(
  tx: Tx,
  notice: Extract<AnyNotice, { about: string }>,
  plan: PlannedTurn,
  tools: CommitTools,
  now: number,
): Promise<'delivered' | 'queued' | 'undelivered'> {
  switch (notice.about) {
    case 'form':
      return await tellForm(tx, notice, plan.context.staff, now, tools);
    case 'complaint':
      return await tellComplaint(tx, notice, now, tools);
    case 'matters':
      return await tellMatters(tx, notice, now, tools);
    case 'colleague':
      return await tellColleague(tx, notice, now, tools);
    case 'person':
      return await tellPerson(tx, notice, now, tools);
    case 'duty':
      return await tellDuty(tx, notice, now, tools);
    case 'customer':
      return await tellManager(tx, notice, now, tools);
    default:
      return notice satisfies never;
  }
}

/** Sorted as they were said, also where the clock stands still. */
function replyKey({ conversation, revision }: PlannedTurn, reply: Activity): string {
  return `reply|${conversation.id}|${String(revision).padStart(9, '0')}|${reply.id}`;
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
      key: replyKey(plan, reply),
      staffId: context.staff.id,
      conversationId: conversation.id,
      activity: JSON.stringify(reply),
      at: now,
      state: 'pending',
      attempts: 0,
    });
  }
}
