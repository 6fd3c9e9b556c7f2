import type { Complaint } from '../../src/domain/complaint.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { Visit } from '../../src/domain/visit.js';
import type { FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { words } from './said.js';

export function complaintStatus(complaint: Complaint, obligations: Obligation[], context: FormContext): Said[] {
  const { language } = context;
  const answer = obligations.find((o) => o.rule === 'complaint.answer' && o.dueAt !== null && o.state === 'open');
  const status = words.say(language, 'complaint.status', {
    id: complaint.id,
    customer: complaint.customerName,
    time: instantWords(complaint.acceptedAt - (complaint.acceptedAt % 60_000), context),
    state: words.say(language, `state.${complaint.state}`),
  });
  if (!answer?.dueAt) return [line(status)];
  return [
    line(status),
    line(words.say(language, 'complaint.status.due', { time: instantWords(answer.dueAt, context) })),
  ];
}

export function visitStatus(visit: Visit, context: FormContext): Said[] {
  const { language } = context;
  const text = words.say(language, 'visit.status', {
    id: visit.id,
    time: instantWords(visit.startAt, context),
    customer: visit.customerName,
    state: words.say(language, `state.${visit.state}`),
  });
  return [line(text)];
}

export function unknownRecord({ language }: FormContext): Said[] {
  return [line(words.say(language, 'unknown-record'))];
}
