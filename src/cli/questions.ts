import { parseArgs } from 'node:util';
import type { GivenAnswer } from '../domain/given-answer.js';
import type { Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import { AppError } from '../errors.js';
import { isoLocal, offsetMs } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';
import { fold } from '../understanding/fold.js';
import type { Command } from './command.js';
import { writeRow } from './write-row.js';

const help = `Usage: shouwen questions [--since YYYY-MM-DD]

What the handbook's owner may look into: questions nothing answered, and answers somebody found useless. One JSON line a question,
the most frequent first; names in questions are hidden.
  {question, asked, unanswered, disliked, liked, clauses: [...], remarks: [...], lastAsked}

  --since DAY   only what was asked on that day and after it

Examples:
  shouwen questions
  shouwen questions --since 2026-11-01 | head -20
`;

interface Asked {
  question: string;
  asked: number;
  unanswered: number;
  disliked: number;
  liked: number;
  clauses: Set<string>;
  remarks: string[];
  last: number;
}

/** The same question, however it is spaced, marked and written. */
const keyOf = (question: string): string => fold(question).replace(/[\s\p{P}\p{S}]/gu, '');

function count(questions: Map<string, Asked>, answer: GivenAnswer): void {
  const key = keyOf(answer.question);
  const before = questions.get(key);
  const entry = before ?? {
    question: answer.question,
    asked: 0,
    unanswered: 0,
    disliked: 0,
    liked: 0,
    clauses: new Set(),
    remarks: [],
    last: 0,
  };
  entry.asked += 1;
  entry.unanswered += Number(answer.declined);
  entry.disliked += Number(answer.vote === 'down');
  entry.liked += Number(answer.vote === 'up');
  for (const clause of answer.clauses) entry.clauses.add(clause);
  if (answer.remark) entry.remarks.push(answer.remark);
  entry.last = Math.max(entry.last, answer.at);
  questions.set(key, entry);
}

const weight = ({ unanswered, disliked }: Asked): number => unanswered + disliked;

function startOf(day: string | undefined, timeZone: string): number {
  if (day === undefined) return 0;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(midnight))
    throw new AppError('invalid-input', '--since takes a day such as 2026-11-01');
  return midnight - offsetMs(midnight, timeZone);
}

/** `shouwen questions`: a report for whoever keeps the handbook. */
export function questionsCommand(open: () => Promise<Store>, load: (nameOrPath: string) => Pack): Command {
  return {
    name: 'questions',
    summary: 'questions nothing answered and answers found useless, for the keeper of the handbook',
    help,
    async run(args, io) {
      try {
        const { values } = parseArgs({ args, options: { since: { type: 'string' } } });
        const { timeZone } = load(io.env.PACK ?? 'telecom');
        const since = startOf(values.since, timeZone);
        const store = await open();
        const questions = new Map<string, Asked>();
        try {
          for await (const answer of store.records(systemViewer, 'answers'))
            if (answer.at >= since) count(questions, answer);
        } finally {
          await store.close();
        }
        const toLookInto = [...questions.values()].filter((each) => weight(each) > 0);
        for (const { clauses, last, ...rest } of toLookInto.sort((a, b) => weight(b) - weight(a) || b.last - a.last))
          await writeRow(io.out, { ...rest, clauses: [...clauses], lastAsked: isoLocal(last, timeZone) });
        return 0;
      } catch (error) {
        io.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return error instanceof AppError && error.code !== 'invalid-input' ? 1 : 2;
      }
    },
  };
}
