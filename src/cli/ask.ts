import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';
import { createHandbook } from '../handbook/handbook.js';
import type { Handbook, PolicyAnswer } from '../handbook/types.js';
import { clausesOn } from '../policy/clauses.js';
import type { Pack } from '../policy/types.js';
import type { Command, CommandIo } from './command.js';
import { todayOf } from './policy.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- ask [question] [--hits N]

Answers from the handbook of the pack (PACK, default telecom), with the clause it rests on. An administrator's own clauses
(DATA_DIR/overlay) answer from their day on.
Without a question, one question a line is read from stdin. One JSON row goes to stdout for each:
  {question, answer, declined, confidence, citations: [{clause, title, path, quote, effectiveFrom}], hits?: [{clause, score}]}

  --hits N   add the N best clauses, also when the question is declined

Examples:
  npm run -s shouwen -- ask "VIP投诉多久要回复"
  npm run -s shouwen -- ask "那普通投诉呢" --hits 5
  npm run -s shouwen -- ask < questions.txt
`;

const mostHits = 20;

function hitsWanted(text: string | undefined): number {
  if (text === undefined) return 0;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostHits) {
    throw new AppError('invalid-input', `--hits takes a whole number from 1 to ${mostHits}`);
  }
  return count;
}

function rowOf({ question, answer, declined, confidence, citations, hits }: PolicyAnswer, count: number) {
  return { question, answer, declined, confidence, citations, ...(count > 0 ? { hits: hits.slice(0, count) } : {}) };
}

function answerLine(handbook: Handbook, line: string, count: number) {
  const question = line.trim();
  if (question) return rowOf(handbook.answer(question), count);
  return { error: { code: 'invalid-input', message: 'an empty line: write a question' } };
}

/** `shouwen ask`. `load` reads the pack by name or path; nothing is created or migrated. */
export function askCommand(load: (nameOrPath: string) => Pack): Command {
  async function answerAll(args: string[], io: CommandIo): Promise<0 | 1 | 2> {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { hits: { type: 'string' } } });
    const count = hitsWanted(values.hits);
    const pack = load(io.env.PACK ?? 'telecom');
    const handbook = createHandbook(clausesOn(pack, todayOf(io.env, pack)), pack.lexicon);
    let failed = false;
    const answer = async (line: string) => {
      const row = answerLine(handbook, line, count);
      failed ||= 'error' in row;
      await writeRow(io.out, row);
    };
    if (positionals.length > 0) await answer(positionals.join(' '));
    else
      for await (const line of createInterface({ input: io.in, crlfDelay: Number.POSITIVE_INFINITY }))
        await answer(line);
    return failed ? 1 : 0;
  }

  return {
    name: 'ask',
    summary: 'answer a question from the handbook, with its clause',
    help,
    async run(args, io) {
      try {
        return await answerAll(args, io);
      } catch (error) {
        io.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return error instanceof AppError && error.code !== 'invalid-input' ? 1 : 2;
      }
    },
  };
}
