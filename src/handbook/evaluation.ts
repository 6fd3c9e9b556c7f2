import { z } from 'zod';
import { figuresOf, sameAmount } from './figures.js';
import { normalize } from './text.js';
import type { Handbook, PolicyAnswer } from './types.js';

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch {
    context.addIssue(`not a regular expression: ${source}`);
    return z.NEVER;
  }
});

/**
 * One question with what its answer must show. `must`: every pattern stands in the answer; `not`: none does.
 * `declined`: it is to be declined (or not). `rows`: clause ids or catalogue rows of which one must be cited.
 * `after`: the question before, in the same conversation. `kind` groups the figures.
 */
export const answerCase = z.object({
  q: z.string().min(1),
  must: z.array(pattern).default([]),
  not: z.array(pattern).default([]),
  declined: z.boolean().optional(),
  rows: z.array(z.string()).optional(),
  after: z.string().optional(),
  kind: z.string().default('all'),
});
export type AnswerCase = z.output<typeof answerCase>;

export interface Judged {
  answer: PolicyAnswer;
  /** Empty: right. */
  faults: string[];
}

/** Figures of an answer that neither a cited clause nor the question holds. */
export function inventedFigures(answer: PolicyAnswer, question: string, textOf: (clause: string) => string): string[] {
  const held = figuresOf(normalize(`${question} ${answer.citations.map(({ clause }) => textOf(clause)).join(' ')}`));
  const said = figuresOf(normalize(answer.answer.replace(/〔[^〕]*〕|「[^」]*」/g, ' ')));
  return said.filter((figure) => !held.some((one) => sameAmount(one, figure))).map((figure) => figure.text);
}

/** Answers one case and lists what is wrong with the answer. `rowsOf` gives the catalogue rows of a clause. */
export function judgeCase(handbook: Handbook, one: AnswerCase, rowsOf: (clause: string) => readonly string[]): Judged {
  const before = one.after === undefined ? undefined : handbook.answer(one.after).subject;
  const answer = handbook.answer(one.q, before === undefined ? {} : { follows: before });
  return { answer, faults: answerFaults(answer, one, rowsOf) };
}

/** What is wrong with an answer, whoever gave it. */
export function answerFaults(
  answer: PolicyAnswer,
  one: AnswerCase,
  rowsOf: (clause: string) => readonly string[],
): string[] {
  const cited = answer.citations.flatMap(({ clause }) => [clause, ...rowsOf(clause)]);
  const faults = [
    ...one.must.filter((must) => !must.test(answer.answer)).map((must) => `lacks ${must.source}`),
    ...one.not.filter((not) => not.test(answer.answer)).map((not) => `says ${not.source}`),
  ];
  const declined = one.declined ?? (one.rows ? false : undefined);
  if (declined !== undefined && declined !== answer.declined)
    faults.push(answer.declined ? 'declined' : 'not declined');
  if (one.rows && !answer.declined && !one.rows.some((row) => cited.includes(row)))
    faults.push(`cites none of ${one.rows.join()}`);
  return faults;
}
