import { z } from 'zod';
import { visitReasons } from '../../src/domain/labels.js';
import { contactSchema, customerSchema, type NamedOption } from '../engine/customer-and-contact.js';

export const visitSchemas = {
  customer: customerSchema,
  contact: contactSchema,
  phone: z.string(),
  reasons: z.array(z.enum(visitReasons)).min(1),
  /** YYYY-MM-DD */
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  /** HH:MM */
  time: z.string().regex(/^\d\d:\d\d$/),
  /** Part of the day, told before the hour. */
  part: z.object({ from: z.string(), to: z.string() }),
  /** YYYY-MM-DD, the first of several days told: a bare weekday chosen next is of its week. */
  among: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  durationMinutes: z
    .number()
    .positive()
    .max(24 * 60),
  place: z.string().min(1).max(200),
  agreedByCustomer: z.boolean(),
  note: z.string().min(1).max(1000),
} as const;

type Stated = { -readonly [K in keyof typeof visitSchemas]: z.infer<(typeof visitSchemas)[K]> };
export type VisitValues = Partial<{ [K in keyof Stated]: Stated[K] | null }> & {
  customerOptions?: NamedOption[] | null;
  /** The moment whose overlap was shown and taken all the same. */
  overlapSeen?: string | null;
  /** A visit that is booked already and is being changed. */
  visitId?: string | null;
};

/** Minutes when nobody said how long: an hour, said back as assumed. */
export const assumedMinutes = 60;
