import { type Complaint, isOpen } from './complaint.js';
import { happen, reportProgress, tellSuperior } from './complaint-deed.js';
import type { ComplaintStep, ComplaintStepped, StepRefusal } from './complaint-step.js';
import { correctComplaint } from './correct-complaint.js';
import type { FactMap } from './event.js';
import { askReassignment, reassignComplaint } from './reassign-complaint.js';
import type { Staff } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

type Step<K extends ComplaintStep['kind']> = Extract<ComplaintStep, { kind: K }>;

/** What a step writes: its event and what it changes in the record. */
interface Writing {
  kind: string;
  facts?: FactMap;
  text?: string | null;
  change?: Partial<Complaint>;
}

/** Takes one step with a complaint the actor may see; refused where it does not fit where the complaint stands. */
export async function stepComplaint(
  env: UseCaseEnv,
  { complaintId, step }: { complaintId: string; step: ComplaintStep },
): Promise<ComplaintStepped> {
  const complaint = await env.tx.findComplaint(env.viewer, complaintId);
  const why = complaint ? refusalOf(complaint, step, env.actor) : 'gone';
  if (!complaint || why)
    return { kind: 'complaint-not-stepped', step, complaint: complaint ?? null, why: why ?? 'gone' };
  switch (step.kind) {
    case 'correct':
      return await correctComplaint(env, complaint, step);
    case 'reassign':
      return await reassignComplaint(env, complaint, step);
    case 'ask-reassign':
      return await askReassignment(env, complaint, step);
    case 'attach':
      return { ...(await standing(env, complaint)), step, before: complaint, told: null };
    default:
      return await writeStep(env, complaint, step);
  }
}

function refusalOf(complaint: Complaint, step: ComplaintStep, actor: Staff): StepRefusal | null {
  const open = isOpen(complaint);
  switch (step.kind) {
    case 'note':
    case 'explain':
    case 'department-replied':
    case 'correct':
    case 'attach':
      return null;
    case 'reopen':
      return complaint.state === 'accepted' ? 'not-over' : null;
    case 'close':
      if (!open) return 'same';
      return complaint.state === 'accepted' ? 'not-answered' : null;
    case 'reassign':
      if (actor.role === 'manager') return 'only-supervisor';
      return complaint.ownerId === step.ownerId ? 'same' : null;
    case 'ask-reassign':
      return complaint.ownerId === step.ownerId ? 'same' : null;
    case 'sort':
      return complaint.sort === step.sort ? 'same' : null;
    case 'mark':
      return complaint[step.mark] === step.on ? 'same' : null;
    case 'wait':
      if (!open) return 'over';
      return complaint.waitingSince === null ? null : 'same';
    case 'withdraw':
      return complaint.state === 'withdrawn' ? 'same' : null;
    case 'hand-over':
    case 'resume':
      return open ? null : 'over';
    default: {
      const never: never = step;
      return never;
    }
  }
}

type Written = Exclude<ComplaintStep, Step<'correct'> | Step<'reassign'> | Step<'ask-reassign'> | Step<'attach'>>;

async function writeStep(env: UseCaseEnv, before: Complaint, step: Written): Promise<ComplaintStepped> {
  const { kind, facts = {}, text = null, change = {} } = writingOf(env, before, step);
  const complaint = { ...before, ...change };
  if (Object.keys(change).length > 0) await env.tx.updateComplaint(complaint);
  const happened = await happen(env, complaint, { kind, at: env.now, facts, text });
  const notice = step.kind === 'mark' && step.on ? 'marked' : step.kind === 'withdraw' ? 'withdrawn' : null;
  const rest = { kind: 'complaint-stepped', step, complaint, before } as const;
  if (notice) {
    const told = await tellSuperior(env, notice, complaint, happened);
    return { ...rest, obligations: happened.obligations, told };
  }
  return { ...rest, ...(await reportProgress(env, complaint, happened)) };
}

function writingOf(env: UseCaseEnv, before: Complaint, step: Written): Writing {
  switch (step.kind) {
    case 'note':
      return { kind: 'complaint.noted', text: step.text };
    case 'explain':
      return { kind: 'complaint.explained', text: step.text };
    case 'sort':
      return { kind: 'complaint.sorted', facts: { sort: step.sort, before: before.sort }, change: { sort: step.sort } };
    case 'hand-over': {
      const { department, departmentName, dueAt, isoDueAt } = step;
      const facts = { handover: env.newId(), department, agreed: dueAt !== null, at: isoDueAt };
      return { kind: 'complaint.waiting-for-department', facts, text: departmentName };
    }
    case 'department-replied': {
      const { handover, department, text } = step;
      return { kind: 'complaint.department-replied', facts: { handover, department }, text };
    }
    case 'wait':
      return { kind: 'complaint.waiting-for-customer', text: step.text, change: { waitingSince: env.now } };
    case 'resume': {
      const kind = step.replied ? 'complaint.customer-replied' : 'complaint.resumed';
      return { kind, text: step.text, change: { waitingSince: null } };
    }
    case 'mark': {
      const kind = step.on ? 'complaint.marked' : 'complaint.unmarked';
      return { kind, facts: { mark: step.mark }, text: step.text, change: { [step.mark]: step.on } };
    }
    case 'close': {
      const change = { state: 'closed', waitingSince: null } as const;
      return { kind: 'complaint.closed', facts: { result: before.result }, text: step.text, change };
    }
    case 'reopen': {
      const change = { state: 'accepted', result: null, satisfaction: null, followedUpAt: null } as const;
      return { kind: 'complaint.reopened', text: step.text, change };
    }
    case 'withdraw':
      return { kind: 'complaint.withdrawn', text: step.text, change: { state: 'withdrawn', waitingSince: null } };
    default: {
      const never: never = step;
      return never;
    }
  }
}

async function standing(env: UseCaseEnv, complaint: Complaint) {
  const obligations = await env.tx.listObligations(env.viewer, { subject: `complaint:${complaint.id}` });
  return { kind: 'complaint-stepped', complaint, obligations } as const;
}
