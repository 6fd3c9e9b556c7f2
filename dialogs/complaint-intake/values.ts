import { z } from 'zod';
import { categories, customerClasses, emotions, severities, sorts } from '../../src/domain/labels.js';
import { contactSchema, customerSchema, type NamedOption } from '../engine/customer-and-contact.js';

export const severitySchema = z.object({
  value: z.enum(severities),
  /** The signal the suggestion rests on; `said` when the speaker named it. */
  reason: z.string(),
  /** Named or confirmed by a person. */
  settled: z.boolean(),
});

export const sortSchema = z.object({
  value: z.enum(sorts),
  /** Named or confirmed by a person. */
  settled: z.boolean(),
});

export const complaintSchemas = {
  customer: customerSchema,
  contact: contactSchema,
  phone: z.string().min(3),
  category: z.enum(categories),
  emotion: z.enum(emotions),
  severity: severitySchema,
  sort: sortSchema,
  vip: z.boolean(),
  description: z.string().min(2).max(4000),
  demand: z.string().min(1).max(1000),
  occurredAt: z.string(),
  customerClass: z.enum(customerClasses),
  joins: z.literal(true),
} as const;

/** What an intake holds while it is told. A class is kept only when the directory or the speaker gives the exact one. */
export type ComplaintValues = {
  -readonly [K in keyof typeof complaintSchemas]: z.infer<(typeof complaintSchemas)[K]>;
} & {
  /** Nearly equal names, to ask which. */
  customerOptions: NamedOption[];
  /** The open complaint this one looks like; `joins`: it is to be added there. */
  twin: { id: string; at: number; story: string };
};
export type Told = Partial<{ [K in keyof ComplaintValues]: ComplaintValues[K] | null }>;
