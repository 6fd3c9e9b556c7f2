import type { ComplaintStep } from '../../src/domain/complaint-step.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { bareAnswer } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { fields } from './fields.js';
import { stepped } from './outcomes.js';
import { type LifeValues, words } from './values.js';

export { correctionsOf } from './correcting.js';
export { complaintLifeNotice, deedWords } from './deed-words.js';
export { agreesInWords, reasonIn } from './fields.js';
export { offer } from './outcomes.js';
export { lastStep, type Timeline, timeline, timelinePage } from './timeline.js';
export { type LifeKind, type LifeValues, matterOf, words as complaintLifeWords } from './values.js';

/**
 * One step in the life of a complaint that is on record: progress, a department, waiting, marks, closing, reopening, another owner,
 * a correction. Carried out as soon as nothing is missing.
 */
export const complaintLife: Form<LifeValues> = {
  id: 'complaint-life',
  version: 1,
  fleeting: true,
  fields: fields.map((field) => ({
    ...field,
    // What was offered is asked before anything else.
    wanted: (values, context) => {
      if (values.agreed !== null) return field.wanted(values, context);
      return field.name === 'agreed' ? 'required' : 'no';
    },
  })),
  infer: (values, draft, reading) =>
    draft.open === 'reason' && values.reason === 'other' ? { text: bareAnswer(reading.text) } : {},
  opening: () => [],
  readBack: () => [],
  intention: (values, _draft, context) => ({
    kind: 'step-complaint',
    complaintId: values.complaintId,
    step: stepOf(values, context),
  }),
  done: stepped,
  resume: (values, draft, asking, context) => (asking ? askAgain(values, draft, context) : []),
  cancelled: (values, { language }) => [line(words.say(language, cancelKey(values)))],
  puzzled: (values, draft, _reading, context) => askAgain(values, draft, context),
};

function cancelKey({ kind }: Partial<LifeValues>): string {
  return kind === 'attach' ? 'cancelled.attach' : 'cancelled';
}

function askAgain(values: Partial<LifeValues>, draft: Draft, context: FormContext): Said[] {
  const asked = fields.find((field) => field.name === draft.open)?.ask?.(values, draft, context);
  return asked ? [question(asked.text, asked.buttons)] : [];
}

function stepOf(values: LifeValues, { timeZone }: FormContext): ComplaintStep {
  const { kind, text, department, dueAt, owner, reason } = values;
  const told = text ?? '';
  switch (kind) {
    case 'note':
    case 'explain':
    case 'wait':
    case 'reopen':
    case 'withdraw':
      return { kind, text: told };
    case 'close':
      return { kind, text: text ?? null };
    case 'sort':
      return { kind, sort: values.sort ?? 'short-term' };
    case 'hand-over': {
      const isoDueAt = dueAt ? isoLocal(dueAt, timeZone) : null;
      const name = department?.name ?? '';
      return { kind, department: department?.code ?? 'other', departmentName: name, dueAt: dueAt ?? null, isoDueAt };
    }
    case 'department-replied':
      return { kind, handover: values.handover ?? '', department: department?.code ?? 'other', text: told };
    case 'resume':
      return { kind, replied: values.replied === true, text: told };
    case 'mark':
      return { kind, mark: values.mark ?? 'difficult', on: values.on !== false, text: told };
    case 'reassign':
    case 'ask-reassign':
      return { kind, ownerId: owner?.id ?? '', reason: reason ?? 'other', text: told };
    case 'correct':
      return { kind, changes: values.changes ?? {}, amount: values.amount ?? null };
    case 'attach':
    case 'which':
      return { kind: 'attach' };
    default: {
      const never: never = kind;
      return never;
    }
  }
}
