import { z } from 'zod';

/** What one round of load is. A conversation is two messages: told, then confirmed. */
export const loadSchema = z.object({
  url: z.string(),
  /** Makes the conversations of this round its own. */
  round: z.string(),
  ms: z.number(),
  concurrency: z.number(),
  /** Senders to take turns, so that nobody writes faster than a sender may. */
  senders: z.number(),
  /** What their names begin with. */
  sender: z.string().default('sender'),
  texts: z.array(z.string()).min(1),
  confirm: z.string(),
  /** Between two conversations of one speaker, ms. */
  pauseMs: z.number().default(0),
  /** Conversations begun a second, at random instants and whether or not earlier ones have ended; `concurrency` counts no more. */
  perSecond: z.number().optional(),
  /** What the second reply must hold. */
  expected: z.string(),
});

export const loadResult = z.object({
  /** Of every request, ms. */
  latencies: z.array(z.number()),
  seconds: z.number(),
});
