import { isUnmet } from './acts.js';
import { type Complaint, isOpen } from './complaint.js';
import { type Happened, happen, reportProgress } from './complaint-deed.js';
import type { AnswerResult, Satisfaction } from './labels.js';
import type { Obligation } from './obligation.js';
import type { Staff } from './staff.js';
import { settleCardsOf, settleTold } from './tell-act.js';
import type { UseCaseEnv } from './use-case.js';

export interface TellAnswer {
  complaintId: string;
  /** The duty it was told for; null where no clock runs. */
  obligationId: string | null;
  /** When the customer was answered, epoch ms. */
  at: number;
  result: AnswerResult;
  /** What was said of it. */
  text: string | null;
}

export interface TellFollowUp {
  complaintId: string;
  obligationId: string | null;
  at: number;
  satisfaction: Satisfaction;
  text: string | null;
}

/** An answer to the customer, or the follow-up of one, with what became of the complaint. */
export interface ComplaintAnswered {
  kind: 'complaint-answered';
  complaint: Complaint;
  before: Complaint;
  /** The duty it was told for, as it stands now. */
  obligation: Obligation | null;
  obligations: Obligation[];
  at: number;
  toldAt: number;
  result: AnswerResult | null;
  satisfaction: Satisfaction | null;
  /** Who is asked to let it count, because it was told only after the due time. */
  acceptBy: Staff | null;
  /** Supervisor who was told of it. */
  told: Staff | null;
  /** Answers so far that the customer was not content with, this one included. */
  rejected: number;
}

export type AnswerTold = ComplaintAnswered | { kind: 'duty-settled'; obligation: Obligation | null };

/**
 * The customer was answered (A4-27). Content: the complaint is over. Not content: it is explained again. Firmly refused: recorded and
 * told to the supervisor at once. It counts by when it happened; both times are kept.
 */
export async function tellAnswer(env: UseCaseEnv, input: TellAnswer): Promise<AnswerTold> {
  const found = await currentOf(env, input);
  if (!found || !isOpen(found.before)) return { kind: 'duty-settled', obligation: found?.obligation ?? null };
  const { before } = found;
  const { result, at, text } = input;
  const complaint: Complaint = { ...before, state: stateAfter(result), result, waitingSince: null };
  await env.tx.updateComplaint(complaint);
  const answered = await happen(env, complaint, { kind: 'complaint.answered', at, facts: { result }, text });
  const ended = await endOf(env, complaint, at, result);
  const told =
    complaint.state === 'refused' && ended
      ? await reportProgress(env, complaint, ended, 'solution-refused')
      : await reportProgress(env, complaint, { ...answered, obligations: ended?.obligations ?? answered.obligations });
  const { obligations } = told;
  const settled = await settle(env, input, answered.eventId, obligations, found.obligation);
  const rejected = await rejectedSoFar(env, complaint);
  const rest = { result, satisfaction: null, told: told.told, rejected };
  return { kind: 'complaint-answered', complaint, before, obligations, at, toldAt: env.now, ...settled, ...rest };
}

/** The one-to-one follow-up with how content the customer is (A3-09). */
export async function tellFollowUp(env: UseCaseEnv, input: TellFollowUp): Promise<AnswerTold> {
  const found = await currentOf(env, input);
  if (!found || (found.obligation !== null && !isUnmet(found.obligation)))
    return { kind: 'duty-settled', obligation: found?.obligation ?? null };
  const { before } = found;
  const { satisfaction, at, text } = input;
  const complaint: Complaint = { ...before, satisfaction, followedUpAt: at };
  await env.tx.updateComplaint(complaint);
  const deed = { kind: 'complaint.followed-up', at, facts: { satisfaction }, text };
  const happened = await happen(env, complaint, deed);
  const settled = await settle(env, input, happened.eventId, happened.obligations, found.obligation);
  const rest = { result: null, satisfaction, told: null, rejected: 0 };
  const { obligations } = happened;
  return { kind: 'complaint-answered', complaint, before, obligations, at, toldAt: env.now, ...settled, ...rest };
}

async function currentOf(env: UseCaseEnv, { complaintId, obligationId }: TellAnswer | TellFollowUp) {
  const before = await env.tx.findComplaint(env.viewer, complaintId);
  if (!before) return undefined;
  const events = await env.tx.listEvents(env.viewer, `complaint:${complaintId}`);
  const obligation = env.derive(events).find((each) => each.id === obligationId) ?? null;
  return { before, obligation };
}

function stateAfter(result: AnswerResult): Complaint['state'] {
  if (result === 'accepted' || result === 'resolved') return 'closed';
  return result === 'refused' ? 'refused' : 'answered';
}

/** A complaint that is over, or whose solution is refused, is told so; null while it goes on. */
async function endOf(
  env: UseCaseEnv,
  complaint: Complaint,
  at: number,
  result: AnswerResult,
): Promise<Happened | null> {
  if (complaint.state === 'closed')
    return await happen(env, complaint, { kind: 'complaint.closed', at, facts: { result } });
  return complaint.state === 'refused'
    ? await happen(env, complaint, { kind: 'complaint.solution-refused', at, facts: {} })
    : null;
}

/** The duty as it stands after it, and who is asked to let it count. */
async function settle(
  env: UseCaseEnv,
  { obligationId, at, ...input }: TellAnswer | TellFollowUp,
  eventId: string,
  obligations: Obligation[],
  before: Obligation | null,
): Promise<Pick<ComplaintAnswered, 'obligation' | 'acceptBy'>> {
  await settleCardsOf(env, obligations);
  const result = 'result' in input ? input.result : null;
  const after = obligations.find((each) => each.id === obligationId) ?? null;
  if (!before || !after) return { obligation: after, acceptBy: null };
  return await settleTold(env, before, after, { eventId, at, result });
}

async function rejectedSoFar(env: UseCaseEnv, { id }: Complaint): Promise<number> {
  const events = await env.tx.listEvents(env.viewer, `complaint:${id}`);
  const answers = events.filter(({ kind }) => kind === 'complaint.answered');
  return answers.filter(({ facts }) => facts.result === 'not-accepted' || facts.result === 'refused').length;
}
