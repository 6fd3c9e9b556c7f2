import type { Complaint } from '../../src/domain/complaint.js';
import type { Corrections, Mark, ReassignReason } from '../../src/domain/complaint-step.js';
import type { ComplaintSort } from '../../src/domain/labels.js';
import type { FormContext } from '../engine/form.js';
import { loadWords } from '../engine/words.js';

export const words = loadWords('complaint-life');

export interface Named {
  id: string;
  name: string;
}

/** What the form asks for and carries out; `which` only asks which complaint is meant. */
export type LifeKind =
  | 'which'
  | 'note'
  | 'explain'
  | 'sort'
  | 'hand-over'
  | 'department-replied'
  | 'wait'
  | 'resume'
  | 'mark'
  | 'close'
  | 'reopen'
  | 'withdraw'
  | 'reassign'
  | 'ask-reassign'
  | 'correct'
  | 'attach';

/** One step with one complaint, as far as it is told. */
export interface LifeValues extends Record<string, unknown> {
  kind: LifeKind;
  complaintId: string;
  /** How the complaint is called in a sentence: 远帆食品王芳. */
  matter: string;
  /** null: offered, and not agreed to yet. */
  agreed?: true | null;
  text?: string | null;
  department?: { code: string; name: string } | null;
  /** Of the department's answer. */
  handover?: string | null;
  /** By when the department has promised its result, epoch ms. */
  dueAt?: number | null;
  /** Who is to have it, and among whom. */
  owner?: Named | null;
  colleagues?: Named[];
  reason?: ReassignReason | null;
  mark?: Mark;
  on?: boolean;
  replied?: boolean;
  sort?: ComplaintSort;
  changes?: Corrections;
  amount?: { before: number; now: number } | null;
  /** The customer threatens to go higher: shown as why a mark is offered. */
  signal?: string | null;
  /** For `which`: the complaints the message may be about. */
  among?: Named[];
}

/** 远帆食品王芳 */
export function matterOf(
  { customerName, contactName }: Pick<Complaint, 'customerName' | 'contactName'>,
  { language }: Pick<FormContext, 'language'>,
): string {
  if (!contactName) return customerName;
  return language === 'en' ? `${customerName}, ${contactName}` : `${customerName}${contactName}`;
}
