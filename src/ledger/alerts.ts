import { randomUUID } from 'node:crypto';
import { type AlertFacts, breach, reminder } from '../../dialogs/notice/dialog.js';
import type { Obligation } from '../domain/obligation.js';
import type { DueWork, Tx } from '../domain/ports.js';
import { reportDelivered } from '../domain/record-complaint.js';
import { type Staff, systemStaff, systemViewer } from '../domain/staff.js';
import type { UseCaseEnv } from '../domain/use-case.js';
import { derive } from '../policy/derive.js';
import type { Policy } from '../turn/form-context.js';
import { proactive } from '../turn/proactive.js';

export interface AlertTools {
  policy: Policy;
  owned: ReadonlySet<string>;
}

/**
 * One alert: the owner before the due time, the supervisor at it, once each. Levels 0 … n-1 are the warnings, n the due time
 * itself. What was settled or moved meanwhile alerts nobody.
 */
export async function raiseAlert(tx: Tx, work: DueWork, now: number, tools: AlertTools): Promise<void> {
  const subject = work.obligationId.split('/')[0] ?? '';
  const obligations = await currentObligations(tx, subject, now, tools);
  const obligation = obligations.find((o) => o.id === work.obligationId);
  if (!obligation || obligation.dueAt !== work.dueAt || !isOwed(obligation)) return;
  const owner = await tx.findStaff(systemViewer, obligation.ownerId);
  if (!owner) return;
  const atDue = work.level >= obligation.warnAt.length;
  const recipientId = atDue ? owner.supervisorId : owner.id;
  if (!recipientId) return;
  const facts = await alertFacts(tx, obligation, work.dueAt, owner, tools);
  const frame = { now, timeZone: tools.policy.pack.timeZone, language: 'zh-Hans' as const };
  const text = atDue ? breach(facts, frame) : reminder(facts, frame);
  await proactive(tx, { key: alertKey(work), staffId: recipientId, text, at: now }, tools.owned);
}

export function alertKey(work: DueWork): string {
  return `${work.obligationId}|${work.level}|${work.dueAt}`;
}

function isOwed(obligation: Obligation): boolean {
  return obligation.state === 'open' || obligation.state === 'late';
}

/** Derived afresh, so that what is late by now is stored as late. */
async function currentObligations(tx: Tx, subject: string, now: number, { policy }: AlertTools): Promise<Obligation[]> {
  const events = await tx.listEvents(systemViewer, subject);
  const obligations = derive({ ...policy, events, now });
  await tx.saveObligations(subject, obligations);
  return obligations;
}

async function alertFacts(
  tx: Tx,
  obligation: Obligation,
  dueAt: number,
  owner: Staff,
  tools: AlertTools,
): Promise<AlertFacts> {
  const recordId = obligation.subject.slice(obligation.subject.indexOf(':') + 1);
  const complaint = await tx.findComplaint(systemViewer, recordId);
  const rule = tools.policy.pack.rules.find((r) => r.id === obligation.rule);
  return {
    recordId,
    title: rule?.title ?? obligation.rule,
    dueAt,
    owner: owner.name,
    customer: complaint?.customerName ?? null,
    contact: complaint?.contactName ?? null,
  };
}

/** A delivered notice that is itself a report meets the duty to report. */
export async function afterDelivery(tx: Tx, key: string, now: number, { policy }: AlertTools): Promise<void> {
  const [kind, recordId] = key.split('|');
  if (kind !== 'a-class-complaint' || recordId === undefined) return;
  const complaint = await tx.findComplaint(systemViewer, recordId);
  if (!complaint) return;
  const env: UseCaseEnv = {
    tx,
    now,
    timeZone: policy.pack.timeZone,
    actor: systemStaff,
    viewer: systemViewer,
    channel: complaint.channel,
    conversationId: complaint.conversationId,
    newId: () => randomUUID(),
    derive: (events) => derive({ ...policy, events, now }),
    tell: async () => 'undelivered',
  };
  await reportDelivered(env, complaint);
}
