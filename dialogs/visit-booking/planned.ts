import type { PlannedVisit } from '../../src/domain/book-visit.js';
import type { Visit } from '../../src/domain/visit.js';
import { isoLocal, localTime } from '../../src/policy/local-time.js';
import { fileOf } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';
import { besides, diaryOf, minutesFrom, spanOf } from './overlaps.js';
import type { VisitValues } from './values.js';

const minuteMs = 60_000;

/** When to be there: so many minutes early as the handbook asks (A2-15). */
export function arriveBy(start: number, context: FormContext): number {
  return start - diaryOf(context).arriveEarlyMinutes * minuteMs;
}

/** When to set off, by the minutes the settings keep for the way. */
export function setOffAt(values: Partial<VisitValues>, start: number, context: FormContext): number {
  return arriveBy(start, context) - minutesFrom(besides(values, context).before, values, context) * minuteMs;
}

/** A visit as the record takes it; everything that is required is told. */
export function plannedVisit(values: VisitValues, context: FormContext): PlannedVisit {
  const span = spanOf(values, context);
  if (!span) throw new Error('a visit without a time cannot be planned');
  return {
    customerId: values.customer?.id ?? null,
    customerName: values.customer?.name ?? '',
    contactId: values.contact?.id ?? null,
    contactName: values.contact?.name ?? null,
    reasons: values.reasons ?? ['other'],
    startAt: span.start,
    endAt: span.end,
    arriveBy: arriveBy(span.start, context),
    agreedByCustomer: values.agreedByCustomer ?? false,
    place: values.place ?? fileOf(values, context)?.customer.address ?? null,
    note: values.note ?? null,
    isoStart: isoLocal(span.start, context.timeZone),
    reminders: {
      setOffAt: setOffAt(values, span.start, context),
      askAt: span.end + diaryOf(context).settings.outcomeAfterMinutes * minuteMs,
    },
  };
}

/** A booked visit as the form holds it. */
export function valuesOf(visit: Visit, context: FormContext): VisitValues & { visitId: string } {
  const { day, hour, minute } = localTime(visit.startAt, context.timeZone);
  const customer = { id: visit.customerId, name: visit.customerName };
  const premises = fileOf({ customer }, context)?.customer.address ?? null;
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    visitId: visit.id,
    customer,
    contact:
      visit.contactName === null
        ? null
        : { id: visit.contactId, name: visit.contactName, title: null, role: null, vipTier: null },
    reasons: visit.reasons,
    day,
    time: `${two(hour)}:${two(minute)}`,
    durationMinutes: (visit.endAt - visit.startAt) / minuteMs,
    place: visit.place === premises ? null : visit.place,
    agreedByCustomer: visit.agreedByCustomer,
    note: visit.note,
  };
}

/** The same visit with the customer's yes. */
export function agreedVisit(visit: Visit, context: FormContext): PlannedVisit {
  return plannedVisit({ ...valuesOf(visit, context), agreedByCustomer: true }, context);
}
