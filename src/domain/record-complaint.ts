import { type Complaint, justAccepted } from './complaint.js';
import { tellOwner } from './customer-chat.js';
import type { FactMap } from './event.js';
import type { Obligation } from './obligation.js';
import { recordNumber } from './record-number.js';
import { type Staff, systemViewer } from './staff.js';
import { findTwin, tellOfTwin } from './twin-elsewhere.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

/** What a finished intake hands over; ids, owner, number and state are given here. */
export type NewComplaint = Omit<
  Complaint,
  'id' | 'ownerId' | 'recorderId' | 'teamId' | 'channel' | 'conversationId' | 'recordedAt' | keyof typeof justAccepted
> & {
  /** Manager in whose portfolio the customer is, when that is somebody else. */
  portfolioOwnerId: string | null;
  /** The link of the customer's own chat, where he told it himself. */
  linkId?: string;
};

export interface ComplaintRecorded {
  kind: 'complaint-recorded';
  complaint: Complaint;
  obligations: Obligation[];
  /** Supervisor who was told of an A-class complaint; null when none was told. */
  reportedTo: Staff | null;
  /** The draft had been confirmed before: this is the first number again. */
  already: boolean;
}

/**
 * Records a complaint: the row, `complaint.accepted`, its obligations and the report to the supervisor for classes A
 * (A3-08). First asked stays responsible: the recorder owns it (A4-05). A second confirm of the same draft returns the first record.
 */
export async function recordComplaint(env: UseCaseEnv, input: NewComplaint): Promise<ComplaintRecorded> {
  const { tx, actor } = env;
  const before = await tx.findComplaintByDraft(env.viewer, input.draftId);
  if (before) {
    const obligations = await tx.listObligations(env.viewer, { subject: subjectOf(before) });
    return { kind: 'complaint-recorded', complaint: before, obligations, reportedTo: null, already: true };
  }
  const { portfolioOwnerId, linkId, ...told } = input;
  const complaint: Complaint = {
    ...told,
    id: await freeNumber(env),
    ownerId: actor.id,
    recorderId: actor.id,
    teamId: actor.teamId,
    channel: env.channel,
    conversationId: env.conversationId,
    recordedAt: env.now,
    ...justAccepted,
  };
  const twin = await findTwin(env, complaint, linkId !== undefined);
  await tx.insertComplaint(complaint);
  let obligations = await appendAndDerive(env, {
    subject: subjectOf(complaint),
    kind: 'complaint.accepted',
    at: complaint.acceptedAt,
    facts: acceptedFacts(complaint),
  });
  const heard = await tellOfTwin(env, complaint, twin);
  if (linkId !== undefined) await tellOwner(env, linkId, complaint);
  const supervisor = actor.supervisorId ? await tx.findStaff(systemViewer, actor.supervisorId) : undefined;
  const isReportable = complaint.customerClass === 'A1' || complaint.customerClass === 'A2';
  const acrossPortfolios = portfolioOwnerId !== null && portfolioOwnerId !== actor.id;
  if (acrossPortfolios && !heard.has(portfolioOwnerId)) {
    await env.tell({
      kind: 'your-customer-complained',
      recipientId: portfolioOwnerId,
      recordId: complaint.id,
      report: false,
    });
  }
  let reportedTo: Staff | null = null;
  if (supervisor && (isReportable || (acrossPortfolios && !heard.has(supervisor.id)))) {
    const kind = isReportable ? 'a-class-complaint' : 'your-customer-complained';
    const sent = await env.tell({ kind, recipientId: supervisor.id, recordId: complaint.id, report: isReportable });
    if (isReportable && sent === 'delivered') {
      reportedTo = supervisor;
      obligations = await reportDelivered(env, complaint);
    }
  }
  return { kind: 'complaint-recorded', complaint, obligations, reportedTo, already: false };
}

/** The report reached the supervisor: `complaint.report-to-supervisor` is met. */
export function reportDelivered(env: UseCaseEnv, complaint: Complaint): Promise<Obligation[]> {
  return appendAndDerive(env, {
    subject: subjectOf(complaint),
    kind: 'complaint.reported-to-supervisor',
    at: env.now,
    facts: {},
  });
}

export interface ReplyTimeAgreed {
  kind: 'reply-time-agreed';
  complaint: Complaint;
  at: number;
  obligations: Obligation[];
}

/** A reply time agreed with the customer is a deadline of its own (`commitment.reply`, 您自己约的). */
export async function agreeReplyTime(
  env: UseCaseEnv,
  input: { complaintId: string; at: number; isoAt: string },
): Promise<ReplyTimeAgreed> {
  const found = await env.tx.findComplaint(env.viewer, input.complaintId);
  if (!found) throw new Error(`complaint of the dialog is gone: ${input.complaintId}`);
  const complaint = { ...found, replyAt: input.at };
  await env.tx.updateComplaint(complaint);
  const obligations = await appendAndDerive(env, {
    subject: subjectOf(complaint),
    kind: 'commitment.made',
    at: env.now,
    facts: { at: input.isoAt },
  });
  return { kind: 'reply-time-agreed', complaint, at: input.at, obligations };
}

export function subjectOf(complaint: Pick<Complaint, 'id'>): string {
  return `complaint:${complaint.id}`;
}

function acceptedFacts(complaint: Complaint): FactMap {
  return {
    vip: complaint.vip,
    severity: complaint.severity,
    severityConfirmedBy: complaint.severityConfirmedBy,
    customerClass: complaint.customerClass,
    category: complaint.category,
    emotion: complaint.emotion,
    sort: complaint.sort,
    customerId: complaint.customerId,
    contactId: complaint.contactId,
  };
}

async function freeNumber(env: UseCaseEnv): Promise<string> {
  for (;;) {
    const id = recordNumber('TS', env.now, env.timeZone);
    if (!(await env.tx.findComplaint(systemViewer, id))) return id;
  }
}
