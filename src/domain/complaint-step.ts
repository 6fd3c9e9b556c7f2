import type { Complaint } from './complaint.js';
import type { ComplaintSort } from './labels.js';
import type { Obligation } from './obligation.js';
import type { Staff } from './staff.js';

/** Why somebody else takes a complaint over; the reason itself stands in the words beside the event. */
export const reassignReasons = [
  'on-leave',
  'away',
  'left-post',
  'workload',
  'customer-asked',
  'same-matter',
  'other',
] as const;
export type ReassignReason = (typeof reassignReasons)[number];

export const marks = ['difficult', 'escalating'] as const;
export type Mark = (typeof marks)[number];

/** What a correction may put right in a saved complaint. */
export type Corrections = Partial<
  Pick<
    Complaint,
    | 'customerId'
    | 'customerName'
    | 'customerClass'
    | 'contactId'
    | 'contactName'
    | 'vip'
    | 'phone'
    | 'category'
    | 'emotion'
    | 'severity'
    | 'demand'
    | 'description'
  >
>;

/** One step in the life of a complaint after it was taken. `text`: what was said of it, kept beside the event. */
export type ComplaintStep =
  | { kind: 'note'; text: string }
  | { kind: 'explain'; text: string }
  | { kind: 'sort'; sort: ComplaintSort }
  | { kind: 'hand-over'; department: string; departmentName: string; dueAt: number | null; isoDueAt: string | null }
  | { kind: 'department-replied'; handover: string; department: string; text: string }
  | { kind: 'wait'; text: string }
  | { kind: 'resume'; replied: boolean; text: string }
  | { kind: 'mark'; mark: Mark; on: boolean; text: string }
  | { kind: 'close'; text: string | null }
  | { kind: 'reopen'; text: string }
  | { kind: 'withdraw'; text: string }
  | { kind: 'reassign'; ownerId: string; reason: ReassignReason; text: string }
  | { kind: 'ask-reassign'; ownerId: string; reason: ReassignReason; text: string }
  | { kind: 'correct'; changes: Corrections; amount: { before: number; now: number } | null }
  /** Files come with the draft; the step itself adds nothing. */
  | { kind: 'attach' };

export type StepKind = ComplaintStep['kind'];

/** Why a step is not taken. `same`: it stands like that already. */
export type StepRefusal = 'gone' | 'over' | 'not-over' | 'not-answered' | 'only-supervisor' | 'same';

export type ComplaintStepped =
  | {
      kind: 'complaint-stepped';
      step: ComplaintStep;
      complaint: Complaint;
      before: Complaint;
      obligations: Obligation[];
      /** Who was told of it: the supervisor, or whoever takes it over. */
      told: Staff | null;
    }
  | { kind: 'complaint-not-stepped'; step: ComplaintStep; complaint: Complaint | null; why: StepRefusal };
