import type { CustomerFile } from '../../src/domain/customer.js';
import { wasMade } from '../../src/domain/diary.js';
import type { FormRecord } from '../../src/domain/form-record.js';
import { approvedOf, nextStep, type Retention, told, waitingOf } from '../../src/domain/retention.js';
import { isAhead, type Visit } from '../../src/domain/visit.js';
import { instantOf } from '../../src/policy/local-time.js';
import { shown } from '../engine/answer.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

export const retentionWords = loadWords('retention');
const words = retentionWords;

/** What is said of a retention besides its records. */
export interface RetentionFrame {
  retention: Retention;
  file: CustomerFile | undefined;
  /** Who approves. */
  supervisor: string;
}

/** Signal, who decides and until when, resources, solution, meeting, next step: one line each. */
export function retentionCard(frame: RetentionFrame, context: FormContext): Said[] {
  const { language } = context;
  const { signal, requests, solutions, visits } = frame.retention;
  const lines = [
    words.say(language, 'card.head', {
      ...named(frame, context),
      at: instantWords(signal.at - (signal.at % 60_000), context),
    }),
    words.say(language, 'card.signal', { note: shown(told(signal, 'note') ?? '', 44) }),
    words.say(language, 'card.decides', {
      decider: told(signal, 'decider') ?? words.say(language, 'card.unknown'),
      day: deadlineWords(signal, context),
    }),
    requests.length > 0
      ? words.say(language, 'card.requests', { items: recordsWords(requests, context) })
      : words.say(language, 'card.requests.none'),
    ...(solutions.length > 0
      ? [words.say(language, 'card.solutions', { items: recordsWords(solutions, context) })]
      : []),
    visitWords(visits, context),
    nextWords(frame, context),
  ];
  return [line(lines.join('\n'))];
}

/** Several customers: each with what comes next. */
export function retentionList(frames: readonly RetentionFrame[], context: FormContext): Said[] {
  const { language } = context;
  if (frames.length === 0) return [line(words.say(language, 'none'))];
  const items = frames
    .slice(0, 7)
    .map((frame) => words.say(language, 'list.one', { ...named(frame, context), next: nextWords(frame, context) }));
  return [line([words.say(language, 'list.head', { count: frames.length }), ...items].join('\n'))];
}

/** May it be said? Only what was approved; with a line that holds no offer before that. */
export function offerGuard(frame: RetentionFrame, offer: string | null, clause: string, context: FormContext): Said[] {
  const { language } = context;
  const { retention, supervisor } = frame;
  const approved = approvedOf(retention);
  const said = offer ?? words.say(language, 'offer');
  if (approved) {
    const what = shown(told(approved, 'what') ?? '', 40);
    return [line(words.say(language, 'guard.approved', { id: approved.id, what })), ...customerLine(frame, context)];
  }
  const refused = retention.requests.length > 0 && !waitingOf(retention);
  const key = refused ? 'guard.refused' : waitingOf(retention) ? 'guard' : 'guard.not-asked';
  return [line(words.say(language, key, { offer: said, supervisor, clause })), ...customerLine(frame, context)];
}

/** How far one may go is never told, not even by the one who asks for it. */
export function leewayGuard({ supervisor }: RetentionFrame, { language }: FormContext): Said[] {
  return [line(words.say(language, 'guard.leeway', { supervisor }))];
}

/** A line to send: thanks and a meeting before the approval, what was approved after it. */
export function customerLine(frame: RetentionFrame, context: FormContext): Said[] {
  const text = lineText(frame, approvedOf(frame.retention), context);
  const safe = context.mayBeSaid(text) ? text : lineText(frame, undefined, context);
  return [{ kind: 'copy', label: words.say(context.language, 'copy'), text: safe }];
}

function lineText({ retention, file }: RetentionFrame, approved: FormRecord | undefined, context: FormContext): string {
  const { language, staff } = context;
  const ahead = retention.visits.find((visit) => isAhead(visit) && visit.startAt > context.now);
  const number = staff.workNumber ? words.say(language, 'line.number', { workNumber: staff.workNumber }) : '';
  const values = {
    address: addressOf(retention, file, context),
    meet: ahead
      ? words.say(language, 'line.meet.booked', { when: instantWords(ahead.startAt, context) })
      : words.say(language, 'line.meet.open'),
    signature: words.say(language, 'line.signature', { manager: staff.name, number }),
  };
  if (!approved) return words.say(language, 'line.before', values);
  return words.say(language, 'line.approved', { ...values, what: told(approved, 'what') ?? '' });
}

/** 吴总,: whoever told it; without one no name is used. */
function addressOf({ signal }: Retention, file: CustomerFile | undefined, { language }: FormContext): string {
  const contact = file?.contacts.find(({ id }) => id === signal.contactId);
  const name = contact?.title ? `${contact.name.slice(0, 1)}${contact.title}` : (contact?.name ?? signal.contactName);
  return name ? words.say(language, 'line.address', { name: language === 'en' ? (contact?.name ?? name) : name }) : '';
}

function named({ retention: { signal }, file }: RetentionFrame, { language }: FormContext) {
  const customer = file?.customer;
  const segment = customer?.segment ? label('segment', customer.segment, language) : null;
  const marks = [customer?.class ?? null, segment].filter((mark) => mark !== null).join('·');
  // Government, dual-span and benchmark customers go first (A3-50).
  const first = segment === null ? '' : words.say(language, 'card.priority');
  return { customer: signal.customerName ?? '', marks: marks === '' ? '' : `(${marks}${first})` };
}

function deadlineWords(signal: FormRecord, context: FormContext): string {
  const day = told(signal, 'decidesOn');
  return day === null
    ? words.say(context.language, 'card.unknown')
    : dayWords(instantOf(day.slice(0, 10), context.timeZone, '12:00:00'), context);
}

function recordsWords(records: readonly FormRecord[], { language }: FormContext): string {
  const one = ({ id, state }: FormRecord) =>
    words.say(language, 'card.record', {
      id,
      state: words.has(`state.${state}`) ? words.say(language, `state.${state}`) : state,
    });
  return records
    .slice(0, 2)
    .map(one)
    .join(language === 'en' ? ', ' : '、');
}

function visitWords(visits: readonly Visit[], context: FormContext): string {
  const { language } = context;
  const visit = visits.find((each) => isAhead(each) && each.startAt > context.now) ?? visits.at(-1);
  if (!visit) return words.say(language, 'card.visit.none');
  const state = wasMade(visit) ? 'card.visit.held' : visit.state === 'tentative' ? 'card.visit.tentative' : null;
  return words.say(language, 'card.visit', {
    when: instantWords(visit.startAt, context),
    contact: visit.contactName ?? '',
    state: state ? words.say(language, state) : '',
  });
}

function nextWords({ retention, supervisor }: RetentionFrame, { language }: FormContext): string {
  return words.say(language, `next.${nextStep(retention)}`, { supervisor });
}
