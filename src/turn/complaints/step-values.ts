import { complaintLifeWords, type LifeValues, matterOf } from '../../../dialogs/complaint-life/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import type { Complaint } from '../../domain/complaint.js';
import type { Store } from '../../domain/ports.js';
import { type Staff, viewerOf } from '../../domain/staff.js';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import { type Meant, saidOf } from './commands.js';
import { departmentIn } from './departments.js';
import { handoverOf } from './records.js';

/** What one step is told with, beside the complaint it is about. */
type StepValues = Partial<LifeValues> & Pick<LifeValues, 'kind'>;

export interface StepParts {
  complaint: Complaint;
  reading: Reading;
  context: FormContext;
  store: Store;
  pack: Pack;
  /** Colleagues the message names, and all there are. */
  named: readonly Staff[];
  everyone: readonly Staff[];
}

/** A step as the form of complaints takes it up: with what the message says of it. */
export async function stepValues(meant: Meant, parts: StepParts): Promise<LifeValues> {
  const { complaint, context } = parts;
  const step = await valuesOf(meant, parts);
  return { ...step, complaintId: complaint.id, matter: matterOf(complaint, context) };
}

async function valuesOf(meant: Meant, parts: StepParts): Promise<StepValues> {
  const { complaint, reading } = parts;
  const text = textOf(complaint, reading);
  switch (meant.kind) {
    case 'hand-over': {
      const department = departmentOf(parts);
      // 「还没说什么时候」 answers the question before it is put.
      const open = /(?:还|還)?(?:没|沒|未)(?:说|說|定|给|給|约|約)|不知道/.test(reading.text) ? { dueAt: null } : {};
      const named = department && { code: department.code, name: department.name };
      return { kind: 'hand-over', department: named, ...open };
    }
    case 'department-replied':
      return await departmentReplied(parts, text);
    case 'resume':
      return { kind: 'resume', replied: meant.replied, text };
    case 'mark':
      // 「标升级」 says nothing beside the mark.
      return { kind: 'mark', mark: meant.mark, on: meant.on, text: text.length > 8 ? text : '' };
    case 'sort':
      return { kind: 'sort', sort: meant.sort };
    case 'reassign':
      return reassigned(parts, text);
    case 'reopen':
      return complaint.state === 'accepted' && !meant.sure ? { kind: 'note', text } : { kind: 'reopen', text };
    case 'withdraw':
      return { kind: 'withdraw', text: /客户|客戶|他|她|对方|對方|说|說/.test(text) ? text : null };
    case 'close':
    case 'attach':
    case 'explain':
    case 'wait':
      return { kind: meant.kind, text };
    default:
      return { kind: 'note', text: text === '' ? null : text, signal: signalIn(parts) };
  }
}

/** What is said of a complaint, without its number and names. */
export function textOf({ customerName, contactName }: Complaint, { text, facts }: Reading): string {
  const { customer, contact } = facts;
  const names = [customer?.said, customer?.name, contact?.said, customerName, contactName ?? undefined];
  return saidOf(
    text,
    names.filter((name) => name !== undefined),
  );
}

function departmentOf({ reading, pack }: StepParts) {
  return departmentIn(reading.text, pack.lexicon.departments ?? []);
}

/** Where no transfer waits for it, a department's answer is progress like any other. */
async function departmentReplied(parts: StepParts, text: string): Promise<StepValues> {
  const { store, complaint, context } = parts;
  const department = departmentOf(parts);
  const events = await store.listEvents(viewerOf(context.staff), `complaint:${complaint.id}`);
  const handover = handoverOf(events, department?.code ?? 'other');
  if (handover === null) return { kind: 'note', text };
  const named = { code: department?.code ?? 'other', name: department?.name ?? '' };
  return { kind: 'department-replied', handover, department: named, text };
}

/** Whom it goes to first: 「陈琪手上的转给高翔」 names two. */
function takerIn(text: string, named: readonly Staff[]): Staff[] {
  const takes = ({ name }: Staff) => /[给由让请归交叫成]$|\bto $/.test(text.slice(0, text.indexOf(name)));
  return named.toSorted((a, b) => Number(takes(b)) - Number(takes(a)));
}

/** Only a supervisor gives a complaint to somebody else; an account manager asks for it. */
function reassigned({ complaint, context, named, everyone, reading }: StepParts, text: string): StepValues {
  const { staff } = context;
  // Nobody is named: the supervisor takes it himself.
  const self = staff.role !== 'manager' && named.length === 0 ? staff : undefined;
  const to =
    self ?? takerIn(reading.text, named).find(({ id }) => staff.role !== 'manager' || id !== complaint.ownerId);
  const colleagues = everyone.filter(
    ({ kind, role, teamId }) => kind === 'directory' && role === 'manager' && teamId === complaint.teamId,
  );
  return {
    kind: staff.role === 'manager' ? 'ask-reassign' : 'reassign',
    owner: to
      ? { id: to.id, name: to === self ? complaintLifeWords.say(context.language, 'owner.you') : to.name }
      : null,
    colleagues: colleagues.map(({ id, name }) => ({ id, name })),
    text,
  };
}

/** A signal of the pack in what is told: the customer threatens to go higher, or to leave. */
function signalIn({ reading, pack }: StepParts): string | null {
  const text = fold(reading.text);
  return pack.severitySignals.find(({ words }) => words.some((word) => text.includes(fold(word))))?.id ?? null;
}

export function choiceWords(complaint: Complaint, story: string, context: FormContext): string {
  const { language } = context;
  return complaintLifeWords.say(language, 'which.option', {
    id: complaint.id,
    matter: matterOf(complaint, context),
    story,
  });
}
