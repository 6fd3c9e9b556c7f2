import { neighboursOf } from '../../src/domain/diary.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Visit } from '../../src/domain/visit.js';
import { localDay } from '../../src/policy/local-time.js';
import type { Draft } from '../engine/draft.js';
import type { Done, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { clockWords, dayWords, instantWords } from '../engine/time-words.js';
import { calendarFile } from './calendar-file.js';
import { diaryOf } from './overlaps.js';
import { setOffAt } from './planned.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';

const dayMs = 86_400_000;

/** After the commit: the number, when to be there and when the reminder comes, the calendar entry, and who else is near. */
export function booked(outcome: Outcome, values: VisitValues, draft: Draft, _heard: Heard, context: FormContext): Done {
  const { language } = context;
  if (outcome.kind === 'visit-conflict') return conflict(outcome.other, draft, context);
  if (outcome.kind !== 'visit-booked') return { said: [] };
  const { visit } = outcome;
  if (outcome.already) return { said: [line(words.say(language, 'booked.already', { id: visit.id }))] };
  const said = words.say(language, visit.agreedByCustomer ? 'booked' : 'booked.tentative', {
    id: visit.id,
    when: instantWords(visit.startAt, context),
    arrive: clockWords(visit.arriveBy, context),
  });
  return {
    said: [line(said), ...reminded(values, visit, context), ...nearby(visit, context), ...calendarFile(visit, context)],
  };
}

/** When to set off; nothing where that time is past. */
export function reminded(values: Partial<VisitValues>, visit: Visit, context: FormContext): Said[] {
  const at = setOffAt(values, visit.startAt, context);
  if (at <= context.now) return [];
  return [line(words.say(context.language, 'booked.reminder', { time: clockWords(at, context) }))];
}

/** Somebody was booked there meanwhile, by another hand: asked before anything is written. */
export function conflict(other: Visit, draft: Draft, context: FormContext): Done {
  const { language } = context;
  const text = words.say(language, 'conflict', {
    from: instantWords(other.startAt, context),
    to: clockWords(other.endAt, context),
    customer: other.customerName,
  });
  const asked = [...draft.asked, 'overlapSeen'];
  const values = { ...draft.values, overlapSeen: null };
  const kept: Draft = { ...draft, values, asked, stage: 'asking', open: 'overlapSeen' };
  return { said: [question(text, [words.say(language, 'button.book-anyway')])], draft: kept };
}

/** One customer of the same area nobody went to for long: offered for the same day, as a command to send (A2-13). */
function nearby(visit: Visit, context: FormContext): Said[] {
  if (visit.customerId === null) return [];
  const diary = diaryOf(context);
  const since = context.now - diary.settings.nearbyAfterDays * dayMs;
  const [first] = neighboursOf(diary, visit.customerId, visit.ownerId, context.now);
  if (!first || (first.lastVisit && first.lastVisit.startAt > since)) return [];
  const { language } = context;
  const customer = first.customer.name;
  const [, month = '', date = ''] = localDay(visit.startAt, context.timeZone).split('-');
  const command = words.say(language, 'nearby.command', { month: Number(month), date: Number(date), customer });
  const text = first.lastVisit
    ? words.say(language, 'nearby.since', { customer, day: dayWords(first.lastVisit.startAt, context), command })
    : words.say(language, 'nearby.never', { customer, command });
  return [{ kind: 'question', text, buttons: [command] }];
}
