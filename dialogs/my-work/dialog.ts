import type { Complaint } from '../../src/domain/complaint.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { Visit } from '../../src/domain/visit.js';
import { localTime } from '../../src/policy/local-time.js';
import type { FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

const words = loadWords('my-work');
const shown = 2;

export interface OwnWork {
  obligations: Obligation[];
  visits: Visit[];
  /** Title of a rule in the language of the conversation. */
  titleOf(rule: string): string;
  /** Customer a subject is about; empty when it is about none. */
  customerOf(subject: string): string;
}

/** What is due and where one has to be, the next two of each. */
export function myWork(work: OwnWork, context: FormContext): Said[] {
  const { language } = context;
  const due = work.obligations.filter((o) => o.dueAt !== null || o.urgency === 'now');
  const sorted = due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const said: Said[] = [];
  if (sorted.length > 0) {
    const items = sorted.slice(0, shown).map((o) => dueWords(o, work, context));
    said.push(
      line(words.say(language, 'due.list', { count: sorted.length, items: joined(items, sorted.length, context) })),
    );
  }
  if (work.visits.length > 0) {
    const items = work.visits
      .slice(0, shown)
      .map((v) => words.say(language, 'visit', { time: instantWords(v.startAt, context), customer: v.customerName }));
    said.push(
      line(
        words.say(language, 'visits.list', {
          count: work.visits.length,
          items: joined(items, work.visits.length, context),
        }),
      ),
    );
  }
  return said.length > 0 ? said : [line(words.say(language, 'nothing'))];
}

function dueWords(obligation: Obligation, work: OwnWork, context: FormContext): string {
  const title = work.titleOf(obligation.rule);
  const customer = work.customerOf(obligation.subject);
  if (obligation.dueAt === null) return words.say(context.language, 'due.now', { title, customer });
  return words.say(context.language, 'due', { time: dueTime(obligation.dueAt, context), title, customer });
}

/** A duty that runs to the end of a day is told by its day. */
function dueTime(dueAt: number, context: FormContext): string {
  const { hour, minute } = localTime(dueAt, context.timeZone);
  return hour === 23 && minute === 59 ? dayWords(dueAt, context) : instantWords(dueAt, context);
}

function joined(items: string[], total: number, { language }: FormContext): string {
  const more = total > items.length ? words.say(language, 'due.more') : '';
  return items.join(language === 'en' ? '; ' : ';') + more;
}

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
