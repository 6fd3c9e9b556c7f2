import type { Complaint } from '../../src/domain/complaint.js';
import type { Notice } from '../../src/domain/use-case.js';
import { label } from '../engine/labels.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

const words = loadWords('notice');

/** Tells a colleague of a complaint. A customer's contact, number and story stay out of it. */
export function complaintNotice(notice: Notice, complaint: Complaint, owner: string, frame: TimeFrame): string {
  const { language } = frame;
  return words.say(language, notice.kind, {
    id: complaint.id,
    customer: complaint.customerName,
    class: complaint.customerClass ?? '',
    owner,
    time: instantWords(complaint.acceptedAt - (complaint.acceptedAt % 60_000), frame),
    category: label('category', complaint.category, language),
    severity: label('severity', complaint.severity, language),
  });
}

export interface AlertFacts {
  recordId: string;
  title: string;
  dueAt: number;
  owner: string;
  customer: string | null;
  contact: string | null;
}

/** To the owner, before the due time. */
export function reminder(facts: AlertFacts, frame: TimeFrame): string {
  const time = instantWords(facts.dueAt, frame);
  const { title, recordId: id } = facts;
  if (!facts.customer) return words.say(frame.language, 'reminder.before', { title, time, id });
  return words.say(frame.language, 'reminder.before.who', {
    customer: facts.customer,
    contact: facts.contact ?? '',
    title,
    time,
    id,
  });
}

/** To the supervisor, at the due time: 「没见记录」, never 「未处理」. */
export function breach(facts: AlertFacts, frame: TimeFrame): string {
  return words.say(frame.language, 'breach.supervisor', {
    owner: facts.owner,
    title: facts.title,
    time: instantWords(facts.dueAt, frame),
    id: facts.recordId,
  });
}
