import { randomUUID } from 'node:crypto';
import type { TimeFrame } from '../../dialogs/engine/time-words.js';
import { logItem, logWords } from '../../dialogs/notice/brief.js';
import { type AlertFacts, actButtons, alertWords, type Button } from '../../dialogs/notice/dialog.js';
import { actOf, isOwed } from '../domain/acts.js';
import type { Obligation } from '../domain/obligation.js';
import type { DueWork, Tx } from '../domain/ports.js';
import { reportDelivered } from '../domain/record-complaint.js';
import { formReportDelivered } from '../domain/record-form.js';
import { type Staff, systemStaff, systemViewer, viewerOf } from '../domain/staff.js';
import { superiorOf } from '../domain/superiors.js';
import type { UseCaseEnv } from '../domain/use-case.js';
import { derive } from '../policy/derive.js';
import { levelsOf } from '../policy/levels.js';
import { instantOf, localDay } from '../policy/local-time.js';
import type { Levels, Pack } from '../policy/types.js';
import { dutyName, languageOfPerson } from '../turn/duties/name.js';
import type { Policy } from '../turn/form-context.js';
import { subjectOf, writeQueued } from './note.js';
import { type Reader, readersOf, type Step } from './readers.js';
import { breachTime, levelTime, reminderTime } from './timing.js';
import { remindOfVisit } from './visit-alerts.js';

export interface AlertTools {
  policy: Policy;
  owned: ReadonlySet<string>;
}

/** An alert whose time has come, with what is owed as it stands now. */
interface Raised {
  work: DueWork;
  obligation: Obligation;
  levels: Levels;
  step: Step;
  now: number;
}

/**
 * One alert a level and due time: levels 0 … n-1 are the warnings before the due time, n is the due time, the ones above are
 * those after it; who is told stands in the rule or in the settings. What was settled or moved meanwhile alerts nobody; what
 * may not be told at this hour is put off. The messages are left in the outbox, one row a reason and reader.
 */
export async function raiseAlert(tx: Tx, work: DueWork, now: number, tools: AlertTools): Promise<void> {
  if (await remindOfVisit(tx, work, now, tools.policy.pack.timeZone)) return;
  const obligations = await currentObligations(tx, subjectOf(work.obligationId), now, tools);
  const obligation = obligations.find((each) => each.id === work.obligationId);
  if (!obligation || obligation.dueAt !== work.dueAt || !isOwed(obligation)) return;
  const levels = levelsOf(obligation, tools.policy.pack);
  const raised: Raised = { work, obligation, levels, step: stepOf(obligation, work.level), now };
  const time = timeOf(raised, tools);
  if (time > now) return await tx.planDueWork({ ...work, runAt: time });
  if (isSuperseded(raised)) return;
  await queueAlerts(tx, raised, tools);
  await planNext(tx, raised, tools);
}

/** One reason and reader, one key; the first reader of a level needs no name in it. */
function alertKey({ obligationId, level, dueAt }: Omit<DueWork, 'runAt'>, staffId: string, n: number): string {
  return `${obligationId}|${level}|${dueAt}${n === 0 ? '' : `|${staffId}`}`;
}

/** The key under which a person is told that a duty passed its due time; undefined where he is not among those who are told. */
export async function breachKey(
  tx: Tx,
  obligation: Obligation,
  reader: Staff,
  pack: Pack,
  now: number,
): Promise<string | undefined> {
  const { id, dueAt, ownerId, warnAt } = obligation;
  const owner = await tx.findStaff(systemViewer, ownerId);
  if (!owner || dueAt === null) return undefined;
  const readers = await readersOf(tx, owner, levelsOf(obligation, pack).at, 'at', now);
  const n = readers.findIndex(({ staff }) => staff.id === reader.id);
  return n < 0 ? undefined : alertKey({ obligationId: id, level: warnAt.length, dueAt }, reader.id, n);
}

function stepOf({ warnAt }: Obligation, level: number): Step {
  if (level < warnAt.length) return 'before';
  return level === warnAt.length ? 'at' : 'after';
}

function timeOf({ work, obligation, step, now }: Raised, { policy }: AlertTools): number {
  return step === 'before' ? reminderTime(obligation, now, policy) : breachTime(obligation, work.dueAt, now, policy);
}

/** Of the levels after the due time the one a level stands for, counted from 0; -1 for the due time itself. */
function afterIndex({ work, obligation }: Raised): number {
  return work.level - obligation.warnAt.length - 1;
}

/** The levels after the due time follow one another. */
async function planNext(tx: Tx, raised: Raised, { policy }: AlertTools): Promise<void> {
  const { work, levels, step } = raised;
  const next = step === 'before' ? undefined : levels.after[afterIndex(raised) + 1];
  if (!next) return;
  await tx.planDueWork({ ...work, level: work.level + 1, runAt: levelTime(next, work.dueAt, policy) });
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

async function queueAlerts(tx: Tx, raised: Raised, tools: AlertTools): Promise<void> {
  const { obligation, levels, step, now } = raised;
  const owner = await tx.findStaff(systemViewer, obligation.ownerId);
  if (!owner) return;
  // Nobody writes the log of a day he is on leave, and nobody else can write it for him.
  if (obligation.rule === dailyLog) {
    const from = step === 'before' ? now : Math.min(raised.work.dueAt, now);
    if (await tx.findLeave(owner.id, from)) return;
    if (await tx.findLeave(owner.id, Math.min(raised.work.dueAt, now))) return;
  }
  const who = step === 'after' ? (levels.after[afterIndex(raised)]?.who ?? []) : levels[step];
  const readers = await readersOf(tx, owner, who, step, now);
  for (const [n, reader] of readers.entries()) await queueAlert(tx, raised, owner, reader, n, tools);
}

async function queueAlert(
  tx: Tx,
  raised: Raised,
  owner: Staff,
  to: Reader,
  n: number,
  tools: AlertTools,
): Promise<void> {
  const { work, obligation, step, now } = raised;
  const conversation = await tx.findReachable(systemViewer, to.staff.id);
  const language = await languageOfPerson(tx, conversation?.id);
  const facts = await alertFacts(tx, raised, owner, to, tools, language);
  const frame = { now, timeZone: tools.policy.pack.timeZone, language };
  const { text, item } =
    obligation.rule === dailyLog && facts.to === 'owner' && facts.step === 'before'
      ? await nudge(tx, owner, work.dueAt, frame)
      : alertWords(facts, frame);
  const buttons = to.as === 'owner' ? await makeCard(tx, raised, to.staff, facts, tools, language) : [];
  const kind = step === 'before' ? 'before' : 'breach';
  await tx.insertOutbox({
    key: alertKey(work, to.staff.id, n),
    staffId: to.staff.id,
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

async function alertFacts(
  tx: Tx,
  { work, obligation, step, now }: Raised,
  owner: Staff,
  { as, standsInFor }: Reader,
  { policy }: AlertTools,
  language: TimeFrame['language'],
): Promise<AlertFacts> {
  const superior = await superiorOf(tx, owner);
  return {
    ...(await dutyName(tx, policy.pack, obligation, language)),
    dueAt: work.dueAt,
    owner: owner.name,
    to: as,
    step: step === 'before' && now <= work.dueAt ? 'before' : 'passed',
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
  language: TimeFrame['language'],
): Promise<Button[]> {
  if (!actOf(obligation, policy.pack.rules)) return [];
  const id = randomUUID();
  const card = { id, staffId: staff.id, kind: 'act', obligationId: obligation.id, eventId: null } as const;
  await tx.insertCard({ ...card, madeAt: now, usedAt: null, outcome: null });
  return actButtons(facts, id, language);
}

/** Notices that are the report the handbook asks for (A3-08): of the complaint, and of its progress. */
const reports: ReadonlySet<string> = new Set(['a-class-complaint', 'a-class-progress']);

/** A delivered notice that is itself a report meets the duty to report. */
export async function afterDelivery(tx: Tx, key: string, now: number, tools: AlertTools): Promise<void> {
  const [kind = '', recordId = '', telling = ''] = key.split('|');
  if (reports.has(kind)) {
    const complaint = await tx.findComplaint(systemViewer, recordId);
    if (complaint) await reportDelivered(reportEnv(tx, complaint, now, tools), complaint);
  }
  if (kind !== 'form') return;
  const record = await tx.findFormRecord(systemViewer, recordId);
  const form = tools.policy.pack.forms.find(({ id }) => id === record?.form);
  const report = form?.tells[Number(telling)]?.report;
  if (record && report) await formReportDelivered(reportEnv(tx, record, now, tools), record, report);
}

/** The program itself reports, in the conversation the record came from. */
function reportEnv(
  tx: Tx,
  { channel, conversationId }: { channel: string; conversationId: string },
  now: number,
  { policy }: AlertTools,
): UseCaseEnv {
  return {
    tx,
    now,
    timeZone: policy.pack.timeZone,
    actor: systemStaff,
    viewer: systemViewer,
    channel,
    conversationId,
    newId: () => randomUUID(),
    derive: (events) => derive({ ...policy, events, now }),
    tell: async () => 'undelivered',
  };
}
