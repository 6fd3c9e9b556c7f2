import { z } from 'zod';

/** What the model is to return: the words, and the clauses they rest on. */
export const answerShape = z.object({
  answered: z.boolean(),
  answer: z.string(),
  citations: z.array(z.string()),
});
export type WordedAnswer = z.output<typeof answerShape>;
