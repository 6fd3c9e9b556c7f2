import type { Complaint } from '../../src/domain/complaint.js';
import type { ComplaintStepped, ReassignReason } from '../../src/domain/complaint-step.js';
import type { Outcome } from '../../src/domain/intention.js';
import { labels } from '../../src/domain/labels.js';
import type { Language } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Done, FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { type LifeValues, matterOf, words } from './values.js';

type Stepped = Extract<ComplaintStepped, { kind: 'complaint-stepped' }>;

const shownOfText = 40;

/** After a step: what was written, who knows it, what comes next. */
export function stepped(
  outcome: Outcome,
  values: LifeValues,
  draft: Draft,
  _heard: unknown,
  context: FormContext,
): Done {
  if (outcome.kind === 'complaint-not-stepped') return { said: [line(refusalWords(outcome, values, context))] };
  if (outcome.kind !== 'complaint-stepped') return { said: [] };
  const said = [line(doneWords(outcome, values, draft, context)), ...toldWords(outcome, context)];
  if (draft.files.length > 0 && outcome.step.kind !== 'attach')
    said.push(line(words.say(context.language, 'done.with-files', { count: draft.files.length })));
  if (outcome.step.kind === 'hand-over') said.push(...transferLine(outcome, context));
  const offer = offerAfter(outcome, values, context);
  if (!offer) return { said };
  const { text, buttons } = offer.asked;
  return { said: [...said, question(text, buttons)], next: offer.draft };
}

function refusalWords(
  { why, step, complaint }: Extract<ComplaintStepped, { kind: 'complaint-not-stepped' }>,
  values: LifeValues,
  context: FormContext,
): string {
  const { language } = context;
  const key = words.has(`refused.${why}.${step.kind}`) ? `refused.${why}.${step.kind}` : `refused.${why}`;
  return words.say(language, key, { matter: values.matter, id: complaint?.id ?? '' });
}

function doneWords(
  { step, complaint, before }: Stepped,
  values: LifeValues,
  draft: Draft,
  context: FormContext,
): string {
  const { language } = context;
  const common = { id: complaint.id, matter: matterOf(complaint, context) };
  const said = (key: string, more: Record<string, string | number> = {}) =>
    words.say(language, `done.${key}`, { ...common, ...more });
  switch (step.kind) {
    case 'note':
    case 'explain':
    case 'department-replied':
      return said(step.kind, { text: shown(step.text, shownOfText) });
    case 'wait':
      return said('wait');
    case 'resume':
      return said(before.waitingSince === null ? 'replied' : 'resume');
    case 'hand-over': {
      const due = step.dueAt === null ? '' : instantWords(step.dueAt, context);
      return said(due === '' ? 'hand-over.open' : 'hand-over', { department: step.departmentName, due });
    }
    case 'mark':
      return said(step.on ? 'mark' : 'unmark', { mark: words.say(language, `mark.${step.mark}`) });
    case 'sort':
      return said(`sort.${step.sort}`, { sort: label('sort', step.sort, language) });
    case 'close':
    case 'reopen':
    case 'withdraw':
      return said(step.kind);
    case 'reassign':
      return said(complaint.ownerId === context.staff.id ? 'reassign.self' : 'reassign', {
        to: values.owner?.name ?? '',
        reason: reasonWords(step, language),
      });
    case 'ask-reassign':
      return said('ask-reassign', { to: values.owner?.name ?? '' });
    case 'correct':
      return said('correct', { changes: changesWords({ step, complaint, before } as Stepped, context) });
    case 'attach':
      return said('attach', { count: draft.files.length });
    default: {
      const never: never = step;
      return never;
    }
  }
}

/** Who knows it now; a class A complaint nobody could be told of is the manager's to report. */
function toldWords({ step, told, complaint, obligations }: Stepped, { language }: FormContext): Said[] {
  const hands = step.kind === 'reassign' || step.kind === 'ask-reassign';
  if (told && !hands) return [line(words.say(language, 'told', { supervisor: told.name }))];
  const owed = obligations.some((o) => o.rule === 'complaint.report-to-supervisor' && o.state === 'open');
  const class_ = complaint.customerClass ?? '';
  return owed && !hands ? [line(words.say(language, 'told.nobody', { class: class_ }))] : [];
}

/** A note for the department, to pass on as it stands: what happened, what is asked for, by when. */
function transferLine({ step, complaint }: Stepped, context: FormContext): Said[] {
  if (step.kind !== 'hand-over') return [];
  const { language, staff } = context;
  const text = words.say(language, 'transfer', {
    id: complaint.id,
    customer: complaint.customerName,
    category: label('category', complaint.category, language),
    story: shown(complaint.description, 60),
    demand: complaint.demand ? words.say(language, 'transfer.demand', { demand: shown(complaint.demand, 30) }) : '',
    due: step.dueAt === null ? '' : words.say(language, 'transfer.due', { time: instantWords(step.dueAt, context) }),
    manager: staff.name,
  });
  const copy = words.say(language, 'transfer.label', { department: step.departmentName });
  return [{ kind: 'copy', text, label: copy }];
}

function changesWords({ complaint, before, step }: Stepped, context: FormContext): string {
  const { language } = context;
  if (step.kind === 'correct' && step.amount) {
    const field = words.say(language, 'field.amount');
    return words.say(language, 'change', { field, before: step.amount.before, now: step.amount.now });
  }
  const fields = [
    'customerName',
    'contactName',
    'phone',
    'category',
    'emotion',
    'severity',
    'demand',
    'description',
  ] as const;
  const changed = fields.filter((field) => complaint[field] !== before[field]);
  const parts = changed.map((field) => {
    const coded = field === 'category' || field === 'emotion' || field === 'severity';
    const value = (of: Complaint) => (coded ? codeLabel(field, of, language) : shown(of[field] ?? '', 16));
    const name = words.say(language, `field.${field.replace(/Name$/, '')}`);
    return words.say(language, 'change', { field: name, before: value(before), now: value(complaint) });
  });
  return parts.join(language === 'en' ? '; ' : ';');
}

function codeLabel(
  field: 'category' | 'emotion' | 'severity',
  complaint: Complaint,
  language: FormContext['language'],
): string {
  const codes = labels[field] as Record<string, string>;
  const code = complaint[field];
  return language === 'en' ? code : (codes[code] ?? code);
}

/** What the step suggests next: a mark where the customer threatens to go higher, nothing where it is marked. */
function offerAfter({ step, complaint }: Stepped, values: LifeValues, context: FormContext) {
  const threatens = values.signal === 'outside-pressure' || values.signal === 'leaving';
  if (step.kind !== 'note' || !threatens || complaint.escalating) return null;
  return offer(
    { kind: 'mark', mark: 'escalating', on: true, signal: context.signalLabel(values.signal ?? '') },
    complaint,
    context,
  );
}

/** A step that is offered: nothing is done before a yes. */
export function offer(
  values: Partial<LifeValues> & Pick<LifeValues, 'kind'>,
  complaint: Complaint,
  context: FormContext,
): { draft: Draft; asked: { text: string; buttons: string[] } } {
  const full: LifeValues = {
    complaintId: complaint.id,
    matter: matterOf(complaint, context),
    ...values,
    agreed: null,
  };
  const { language } = context;
  const key = values.kind === 'mark' ? `offer.mark.${values.mark ?? 'difficult'}` : `offer.${values.kind}`;
  const said = { matter: full.matter, signal: values.signal ?? '', department: values.department?.name ?? '' };
  const draft = newDraft({ id: 'complaint-life', version: 1 }, context.newId(), context.now);
  return {
    draft: { ...draft, values: full, open: 'agreed', asked: ['agreed'] },
    asked: {
      text: words.say(language, key, said),
      buttons: ['button.yes', 'button.no'].map((each) => words.say(language, each)),
    },
  };
}

/** A reason none of the usual ones covers is said back as it was told. */
function reasonWords({ reason, text }: { reason: ReassignReason; text: string }, language: Language): string {
  return reason === 'other' && text !== '' ? shown(text, shownOfText) : words.say(language, `reason.${reason}`);
}
