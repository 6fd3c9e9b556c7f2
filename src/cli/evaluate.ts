import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';
import { type AnswerCase, answerCase, inventedFigures, judgeCase } from '../handbook/evaluation.js';
import { createHandbook } from '../handbook/handbook.js';
import { clausesOn } from '../policy/clauses.js';
import type { Pack } from '../policy/types.js';
import type { Command, CommandIo } from './command.js';
import { todayOf } from './policy.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- evaluate <file.jsonl>

Asks the handbook of the pack (PACK, default telecom) every question of the file and checks the answers.
A line is {"q": "…", "must": ["regex", …]}; optional: "not" (regexes that must not stand there), "declined" (true or false),
"rows" (clause ids or catalogue rows of which one must be cited), "after" (the question before).
One JSON row goes to stdout: {asked, hits, hitRate, invented, misses: [{line, q, faults, answer, citations}]}.
"invented" counts answers with a figure that no cited clause holds. Exit code 1 when a line cannot be used.

Examples:
  npm run -s shouwen -- evaluate questions.jsonl
  echo '{"q":"VIP投诉多久要回复","must":["24\\\\s*小时"]}' > one.jsonl && npm run -s shouwen -- evaluate one.jsonl
`;

interface Miss {
  line: number;
  q: string;
  faults: string[];
  answer: string;
  citations: string[];
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (cause) {
    throw new AppError('invalid-input', `cannot read ${file}; give the path of a file of JSON lines`, { cause });
  }
}

function readCase(text: string): AnswerCase | string {
  try {
    const read = answerCase.safeParse(JSON.parse(text));
    return read.success
      ? read.data
      : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  } catch {
    return 'not a line of JSON; write {"q": "…", "must": ["…"]}';
  }
}

/** `shouwen evaluate`. `load` reads the pack by name or path; no store is touched. */
export function evaluateCommand(load: (nameOrPath: string) => Pack): Command {
  async function evaluate(file: string, io: CommandIo): Promise<0 | 1> {
    const lines = readLines(file);
    const pack = load(io.env.PACK ?? 'telecom');
    const handbook = createHandbook(clausesOn(pack, todayOf(io.env, pack)), pack.lexicon);
    const textOf = (id: string) => `${pack.clauseById.get(id)?.title ?? ''} ${pack.clauseById.get(id)?.text ?? ''}`;
    const misses: Miss[] = [];
    let [asked, unusable, invented] = [0, 0, 0];
    lines.forEach((text, at) => {
      if (!text.trim()) return;
      const one = readCase(text);
      asked++;
      if (typeof one === 'string') {
        unusable++;
        misses.push({ line: at + 1, q: '', faults: [one], answer: '', citations: [] });
        return;
      }
      const { answer, faults } = judgeCase(handbook, one, (clause) => pack.clauseById.get(clause)?.catalogue ?? []);
      const figures = inventedFigures(answer, one.q, textOf).map(
        (figure) => `holds ${figure}, which no cited clause does`,
      );
      if (figures.length > 0) invented++;
      if (faults.length + figures.length === 0) return;
      const citations = answer.citations.map(({ clause }) => clause);
      misses.push({ line: at + 1, q: one.q, faults: [...faults, ...figures], answer: answer.answer, citations });
    });
    const hits = asked - misses.length;
    await writeRow(io.out, {
      asked,
      hits,
      hitRate: asked > 0 ? Math.round((1000 * hits) / asked) / 1000 : null,
      invented,
      misses,
    });
    io.err.write(`${hits} of ${asked} right${unusable > 0 ? `, ${unusable} lines not usable` : ''}\n`);
    return unusable > 0 ? 1 : 0;
  }

  return {
    name: 'evaluate',
    summary: 'hit rate and misses of the policy answers on a file of questions',
    help,
    async run(args, io) {
      try {
        const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
        const [file, ...more] = positionals;
        if (file === undefined || more.length > 0)
          throw new AppError('invalid-input', 'give one file: evaluate <file.jsonl>');
        return await evaluate(file, io);
      } catch (error) {
        io.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return error instanceof AppError && error.code !== 'invalid-input' ? 1 : 2;
      }
    },
  };
}
