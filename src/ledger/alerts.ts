import { randomUUID } from 'node:crypto';
import type { TimeFrame } from '../../dialogs/engine/time-words.js';
import { logItem, logWords } from '../../dialogs/notice/brief.js';
import { type AlertFacts, actButtons, alertWords, type Button } from '../../dialogs/notice/dialog.js';
import { actOf, isOwed } from '../domain/acts.js';
import type { Obligation } from '../domain/obligation.js';
import type { DueWork, Tx } from '../domain/ports.js';
import { reportDelivered } from '../domain/record-complaint.js';
import { type Staff, systemStaff, systemViewer, viewerOf } from '../domain/staff.js';
import { present, type Reached, superiorOf } from '../domain/superiors.js';
import type { UseCaseEnv } from '../domain/use-case.js';
import { derive } from '../policy/derive.js';
import { instantOf, localDay } from '../policy/local-time.js';
import { dutyName, languageOfPerson } from '../turn/duty-name.js';
import type { Policy } from '../turn/form-context.js';
import { subjectOf, writeQueued } from './note.js';
import { breachTime, nextLevelTime, reminderTime } from './timing.js';

export interface AlertTools {
  policy: Policy;
  owned: ReadonlySet<string>;
}

/** An alert whose time has come, with what is owed as it stands now. */
interface Raised {
  work: DueWork;
  obligation: Obligation;
  step: 'before' | 'due' | 'above';
  now: number;
}

/**
 * One alert a level and due time: levels 0 … n-1 remind the owner, n tells the supervisor at the due time, n+1 the next
 * above him. What was settled or moved meanwhile alerts nobody; what may not be told at this hour is put off. The message
 * itself is left in the outbox, one row a reason.
 */
export async function raiseAlert(tx: Tx, work: DueWork, now: number, tools: AlertTools): Promise<void> {
  const obligations = await currentObligations(tx, subjectOf(work.obligationId), now, tools);
  const obligation = obligations.find((each) => each.id === work.obligationId);
  if (!obligation || obligation.dueAt !== work.dueAt || !isOwed(obligation)) return;
  const raised: Raised = { work, obligation, step: stepOf(obligation, work.level), now };
  const time = timeOf(raised, tools);
  if (time > now) return await tx.planDueWork({ ...work, runAt: time });
  if (isSuperseded(raised)) return;
  await queueAlert(tx, raised, tools);
  if (raised.step !== 'due') return;
  const runAt = nextLevelTime(obligation, work.dueAt, tools.policy);
  await tx.planDueWork({ ...work, level: work.level + 1, runAt });
}

export function alertKey(work: DueWork): string {
  return `${work.obligationId}|${work.level}|${work.dueAt}`;
}

function stepOf({ warnAt }: Obligation, level: number): Raised['step'] {
  if (level < warnAt.length) return 'before';
  return level === warnAt.length ? 'due' : 'above';
}

function timeOf({ work, obligation, step, now }: Raised, { policy }: AlertTools): number {
  return step === 'before' ? reminderTime(obligation, now, policy) : breachTime(obligation, work.dueAt, now, policy);
}

/** A later reminder is due as well: only that one is given. The last is given in any case, so that the owner has had one. */
function isSuperseded({ work, obligation, now }: Raised): boolean {
  const next = obligation.warnAt[work.level + 1];
  return next !== undefined && next <= now;
}

/** Derived afresh, so that what is late by now is stored as late. */
async function currentObligations(tx: Tx, subject: string, now: number, { policy }: AlertTools): Promise<Obligation[]> {
  const events = await tx.listEvents(systemViewer, subject);
  const obligations = derive({ ...policy, events, now });
  await tx.saveObligations(subject, obligations);
  return obligations;
}

async function queueAlert(tx: Tx, raised: Raised, tools: AlertTools): Promise<void> {
  const { work, obligation, step, now } = raised;
  const owner = await tx.findStaff(systemViewer, obligation.ownerId);
  const reached = owner && (await recipientOf(tx, owner, step, now));
  if (!owner || !reached) return;
  const conversation = await tx.findReachable(systemViewer, reached.staff.id);
  const language = await languageOfPerson(tx, conversation?.id);
  const facts = await alertFacts(tx, raised, owner, reached, tools, language);
  const frame = { now, timeZone: tools.policy.pack.timeZone, language };
  const { text, item } =
    obligation.rule === dailyLog && facts.step === 'before'
      ? await nudge(tx, owner, work.dueAt, frame)
      : alertWords(facts, frame);
  const buttons = step === 'before' ? await makeCard(tx, raised, reached.staff, facts, tools, language) : [];
  const kind = step === 'before' ? 'before' : 'breach';
  await tx.insertOutbox({
    key: alertKey(work),
    staffId: reached.staff.id,
    conversationId: null,
    activity: writeQueued({
      text,
      buttons,
      note: { item, kind, who: facts.contact ?? facts.customer ?? facts.title, obligationId: obligation.id, language },
    }),
    at: now,
    state: 'pending',
    attempts: 0,
  });
}

const dailyLog = 'work-log.daily';

/** The evening's reminder of the log names what the day's records hold already. */
async function nudge(tx: Tx, owner: Staff, dueAt: number, frame: TimeFrame): Promise<{ text: string; item: string }> {
  const day = localDay(dueAt, frame.timeZone);
  const from = instantOf(day, frame.timeZone);
  const complaints = await tx.listComplaints(viewerOf(owner));
  const visits = await tx.listVisitsBetween(viewerOf(owner), owner.id, from, Math.min(frame.now, dueAt));
  const items = [
    ...complaints
      .filter(({ ownerId, acceptedAt }) => ownerId === owner.id && acceptedAt >= from && acceptedAt <= dueAt)
      .map(({ acceptedAt, customerName }) => ({ kind: 'complaint' as const, at: acceptedAt, customerName })),
    ...visits.map(({ startAt, customerName }) => ({ kind: 'visit' as const, at: startAt, customerName })),
  ].sort((a, b) => a.at - b.at);
  const text = logWords(
    items.map(({ kind, at, customerName }) => logItem(kind, at, customerName, frame)),
    dueAt,
    frame,
  );
  return { text, item: text };
}

/** Who is told, by name; while somebody is on leave, whoever stands in for him. Nobody is told twice of one breach. */
async function recipientOf(tx: Tx, owner: Staff, step: Raised['step'], now: number): Promise<Reached | undefined> {
  if (step === 'before') return await present(tx, owner, now);
  const superior = await superiorOf(tx, owner);
  if (!superior) return step === 'due' ? { staff: owner, standsInFor: null } : undefined;
  const told = await present(tx, superior, now);
  if (step === 'due') return told;
  const above = await superiorOf(tx, superior);
  const next = above && (await present(tx, above, now));
  return next && next.staff.id !== told.staff.id && next.staff.id !== owner.id ? next : undefined;
}

async function alertFacts(
  tx: Tx,
  { work, obligation, step, now }: Raised,
  owner: Staff,
  { standsInFor }: Reached,
  { policy }: AlertTools,
  language: 'zh-Hans' | 'zh-Hant' | 'en',
): Promise<AlertFacts> {
  const superior = await superiorOf(tx, owner);
  return {
    ...(await dutyName(tx, policy.pack, obligation, language)),
    dueAt: work.dueAt,
    owner: owner.name,
    step: step === 'before' && now > work.dueAt ? 'passed' : step,
    absent: standsInFor?.name ?? null,
    supervisor: superior?.name ?? '',
  };
}

/** The card behind the buttons of a reminder; none where no act meets the duty. */
async function makeCard(
  tx: Tx,
  { obligation, now }: Raised,
  staff: Staff,
  facts: AlertFacts,
  { policy }: AlertTools,
  language: 'zh-Hans' | 'zh-Hant' | 'en',
): Promise<Button[]> {
  if (!actOf(obligation, policy.pack.rules)) return [];
  const id = randomUUID();
  const card = { id, staffId: staff.id, kind: 'act', obligationId: obligation.id, eventId: null } as const;
  await tx.insertCard({ ...card, madeAt: now, usedAt: null, outcome: null });
  return actButtons(facts, id, language);
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
