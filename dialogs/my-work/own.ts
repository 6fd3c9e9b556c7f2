import type { Visit } from '../../src/domain/visit.js';
import { localDay, localTime } from '../../src/policy/local-time.js';
import type { DutyValues } from '../due-work/duty.js';
import type { FormContext } from '../engine/form.js';
import { clockWords, dayWords, instantWords } from '../engine/time-words.js';
import type { List, ListItem } from './list.js';
import { words } from './said.js';

export const spans = ['today', 'tomorrow', 'week', 'next-week', 'overdue', 'all'] as const;
export type Span = (typeof spans)[number];

/** A duty as a list shows it. */
export interface ListedDuty {
  /** `远帆食品王芳:处理并答复投诉`, and the same where the customer stands before it. */
  duty: string;
  title: string;
  customer: string | null;
  /** Whose it is, where the speaker stands in for him. */
  standsInFor: string | null;
  /** Whether the speaker may tell it done. */
  mayTell: boolean;
  /** null: owed now. */
  dueAt: number | null;
  late: boolean;
  act: DutyValues['act'];
  /** Handed in, and not done or answered. */
  submitted: boolean;
}

export interface OwnWork {
  /** Whose; null for the speaker's own. */
  name: string | null;
  span: Span;
  duties: ListedDuty[];
  visits: Visit[];
}

interface Entry extends ListItem {
  at: number;
  customer: string | null;
  /** The text where the customer stands before it. */
  short: string;
}

/** What passed first, then by the hour, visits among it. */
export function ownList(work: OwnWork, context: FormContext): List {
  const entries = entriesOf(work, context);
  const { language } = context;
  const whose = work.name === null ? '' : language === 'en' ? `${work.name}: ` : work.name;
  const values = { count: entries.length, day: dayWords(context.now, context), whose };
  return {
    head: words.say(language, `own.${work.span}`, values),
    items: entries,
    none: words.say(language, `own.${work.span}.none`, { whose }),
  };
}

/** Visits alone. */
export function ownVisitList(span: Span, visits: Visit[], context: FormContext): List {
  const { language } = context;
  const items = entriesOf({ name: null, span, duties: [], visits }, context);
  const named = words.say(language, `span.${span}`);
  return {
    head: words.say(language, 'own.visits', { span: named, count: items.length }),
    items,
    none: words.say(language, 'own.visits.none', { span: named }),
  };
}

/** The same by customer: how many each has and what comes next. */
export function customerList(work: OwnWork, context: FormContext): List {
  const { language } = context;
  const groups = Map.groupBy(entriesOf(work, context), ({ customer }) => customer);
  const items = [...groups].map(([customer, entries]) => {
    const name = customer ?? words.say(language, 'by-customer.own');
    return {
      text: words.say(language, 'by-customer', {
        customer: name,
        count: entries.length,
        first: entries[0]?.short ?? '',
      }),
    };
  });
  return {
    head: words.say(language, 'by-customer.head', { count: groups.size }),
    items,
    none: words.say(language, 'own.all.none', { whose: '' }),
  };
}

function entriesOf({ duties, visits, span }: OwnWork, context: FormContext): Entry[] {
  const sameDay = span === 'today' || span === 'tomorrow';
  const all = [
    ...duties.map((duty) => dutyEntry(duty, sameDay, context)),
    ...visits.map((visit) => visitEntry(visit, sameDay, context)),
  ];
  return all.sort((a, b) => a.at - b.at);
}

function dutyEntry(each: ListedDuty, sameDay: boolean, context: FormContext): Entry {
  const { language } = context;
  const { duty, title, dueAt, late, customer } = each;
  const key = late ? 'item.late' : dueAt === null ? 'item.now' : 'item.due';
  const time = dueAt === null ? '' : timeWords(dueAt, sameDay && !late, context);
  const pressing =
    late || dueAt === null || localDay(dueAt, context.timeZone) === localDay(context.now, context.timeZone);
  return {
    at: late ? (dueAt ?? 0) - context.now : (dueAt ?? context.now),
    customer,
    text: words.say(language, key, { time, duty: ofWhom(duty, each, context) }),
    short: words.say(language, key, { time, duty: ofWhom(title, each, context) }),
    ...(pressing && each.mayTell ? { buttons: [doneButton(each, context)] } : {}),
  };
}

function ofWhom(duty: string, { standsInFor }: ListedDuty, { language }: FormContext): string {
  return standsInFor === null ? duty : words.say(language, 'item.stands-in', { duty, name: standsInFor });
}

/** The whole duty is in it, so that it means this one whenever it is sent. */
function doneButton({ duty, act, submitted }: ListedDuty, { language }: FormContext): string {
  return words.say(language, act.answers ? 'tap.answered' : submitted ? 'tap.submitted' : 'tap.done', { duty });
}

function visitEntry(visit: Visit, sameDay: boolean, context: FormContext): Entry {
  const { language } = context;
  const over = visit.endAt <= context.now;
  const key = over ? 'item.visit.over' : visit.state === 'tentative' ? 'item.visit.tentative' : 'item.visit';
  const time = sameDay && !over ? clockWords(visit.startAt, context) : instantWords(visit.startAt, context);
  const customer = visit.customerName;
  return {
    at: visit.startAt,
    customer,
    text: words.say(language, key, { time, who: `${customer}${visit.contactName ?? ''}` }),
    short: words.say(language, key, { time, who: visit.contactName ?? '' }),
    ...(over ? { buttons: [words.say(language, 'tap.held', { customer })] } : {}),
  };
}

/** The hour alone in a list of one day; a duty that runs to the end of a day is told by its day. */
function timeWords(dueAt: number, sameDay: boolean, context: FormContext): string {
  const { hour, minute } = localTime(dueAt, context.timeZone);
  const wholeDay = hour === 23 && minute === 59;
  if (sameDay) return wholeDay ? words.say(context.language, 'item.within-day') : clockWords(dueAt, context);
  return wholeDay ? dayWords(dueAt, context) : instantWords(dueAt, context);
}
