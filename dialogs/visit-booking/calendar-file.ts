import { createEvent, type EventAttributes } from 'ics';
import type { Visit } from '../../src/domain/visit.js';
import type { FormContext } from '../engine/form.js';
import type { Said } from '../engine/reply.js';
import { words } from './said.js';

/** The visit as an `.ics` file (RFC 5545, times in UTC); a cancelled one takes the entry away again. */
export function calendarFile(visit: Visit, context: FormContext): Said[] {
  const cancelled = visit.state === 'cancelled';
  const event: EventAttributes = {
    uid: `${visit.id}@shouwen`,
    productId: 'shouwen',
    title: words.say(context.language, 'ics.title', { customer: visit.customerName, contact: visit.contactName ?? '' }),
    start: utcParts(visit.startAt),
    startInputType: 'utc',
    startOutputType: 'utc',
    end: utcParts(visit.endAt),
    endInputType: 'utc',
    endOutputType: 'utc',
    created: utcParts(context.now),
    status: cancelled ? 'CANCELLED' : visit.agreedByCustomer ? 'CONFIRMED' : 'TENTATIVE',
    method: cancelled ? 'CANCEL' : 'PUBLISH',
    sequence: visit.changes,
    ...(visit.place ? { location: visit.place } : {}),
  };
  const { value, error } = createEvent(event);
  if (error || !value) throw new Error('the calendar file could not be written', { cause: error });
  return [{ kind: 'file', name: `${visit.id}.ics`, contentType: 'text/calendar', content: value }];
}

function utcParts(at: number): [number, number, number, number, number] {
  const d = new Date(at);
  return [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate(), d.getUTCHours(), d.getUTCMinutes()];
}
