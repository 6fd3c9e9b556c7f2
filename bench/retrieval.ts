import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { answerCase } from '../src/handbook/evaluation.js';
import { type RetrievalLexicon, readLexicon, withoutQuestions } from '../src/handbook/lexicon.js';
import { loadPack } from '../src/policy/load-pack.js';
import type { Clause } from '../src/policy/types.js';
import { projectRoot } from '../src/project-root.js';
import { type Engine, enginesOf } from './retrieval/engines.js';

/**
 * Finding the clause beside plain engines: recall@1, recall@5, MRR, microseconds a query.
 * In-house: the questions of test/handbook over the pack's clauses among foreign passages (`--data`, a folder with
 * passages_cmrc.jsonl and questions_cmrc.jsonl). Questions of the tuning part are asked in five fifths, each of engines
 * that were built without the ways of asking that are those questions.
 */
const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'telecom' },
    data: { type: 'string', default: join(projectRoot, '../shared/data') },
  },
});
const passageRow = z.object({ id: z.string(), title: z.string().default(''), text: z.string() });
const questionRow = z.object({ query: z.string(), gold: z.array(z.string()) });
const folds = 5;
/** Each question is timed so often and the shortest counts: what else runs on the machine is left out. */
const tries = 3;

interface Query {
  text: string;
  gold: string[];
}

/** Questions, and the words that were known when they were asked. */
interface Round {
  queries: Query[];
  lexicon: RetrievalLexicon;
}

function rowsOf<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => schema.parse(JSON.parse(line)));
}

interface Outcome {
  rank: number;
  micros: number;
}

async function outcomesOf(engine: Engine, rounds: Round[], clauses: Clause[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { queries, lexicon } of rounds) {
    const search = await engine.build({ clauses, lexicon });
    for (const { text } of queries.slice(0, 100)) await search(text);
    for (const { text, gold } of queries) {
      let micros = Number.POSITIVE_INFINITY;
      let found: string[] = [];
      for (let time = 0; time < tries; time++) {
        const from = performance.now();
        found = await search(text);
        micros = Math.min(micros, 1000 * (performance.now() - from));
      }
      outcomes.push({ micros, rank: found.findIndex((id) => gold.includes(id)) });
    }
  }
  return outcomes;
}

function show(name: string, outcomes: Outcome[]): void {
  const count = outcomes.length;
  const share = (limit: number) =>
    ((100 * outcomes.filter(({ rank }) => rank >= 0 && rank < limit).length) / count).toFixed(1);
  const mrr = outcomes.reduce((sum, { rank }) => sum + (rank >= 0 && rank < 10 ? 1 / (rank + 1) : 0), 0) / count;
  const times = outcomes.map(({ micros }) => micros).sort((a, b) => a - b);
  const at = (part: number) => (times[Math.floor(part * (count - 1))] ?? 0).toFixed(0);
  console.log(
    `  ${name.padEnd(22)} recall@1 ${share(1).padStart(5)}  @5 ${share(5).padStart(5)}  MRR ${mrr.toFixed(3)}  µs p50 ${at(0.5).padStart(5)} p99 ${at(0.99).padStart(5)}`,
  );
}

async function compare(title: string, rounds: Round[], clauses: Clause[], asked: boolean): Promise<void> {
  const count = rounds.reduce((sum, { queries }) => sum + queries.length, 0);
  console.log(`${title}: ${count} questions over ${clauses.length} passages`);
  for (const engine of enginesOf(asked)) show(engine.name, await outcomesOf(engine, rounds, clauses));
}

const pack = loadPack(values.pack);
const [plain] = pack.clauses;
if (!plain) throw new Error('a pack holds at least one clause');

/** A passage as a clause, like the pack's plainest. */
const clauseOf = (id: string, title: string, text: string): Clause => ({
  ...plain,
  id,
  title,
  path: title,
  ref: title,
  text,
  catalogue: [],
});
const lexicon = readLexicon(pack.lexicon);
const passages = existsSync(values.data) ? rowsOf(join(values.data, 'passages_cmrc.jsonl'), passageRow) : [];

function queriesOf(set: string): Query[] {
  return rowsOf(join(projectRoot, `test/handbook/questions.${set}.jsonl`), answerCase).flatMap((one) => {
    if (!one.rows || one.after || one.kind === 'two') return [];
    const holds = ({ id, catalogue }: Clause) => [id, ...catalogue].some((row) => one.rows?.includes(row));
    return [{ text: one.q, gold: pack.clauses.filter(holds).map(({ id }) => id) }];
  });
}

async function inHouse(): Promise<void> {
  /** Foreign passages, cut to the length of clauses. */
  const foreign = passages.flatMap(({ id, title, text }) => [
    clauseOf(`${id}/1`, title, text.slice(0, 160)),
    clauseOf(`${id}/2`, title, text.slice(160, 320)),
  ]);
  const clauses = [...pack.clauses, ...foreign];
  const tune = queriesOf('tune');
  const tuning = Array.from({ length: folds }, (_, fold): Round => {
    const queries = tune.filter((_, at) => at % folds === fold);
    const known = withoutQuestions(
      lexicon,
      queries.map(({ text }) => text),
    );
    return { queries, lexicon: known };
  });
  const measured: Round[] = [{ queries: queriesOf('measured'), lexicon }];
  await compare('in-house, all', [...tuning, ...measured], clauses, false);
  await compare('in-house, measured part', measured, clauses, false);
  await compare('in-house, measured part, others with the ways of asking as text', measured, clauses, true);
}

async function regression(): Promise<void> {
  const clauses = passages.map(({ id, title, text }) => clauseOf(id, title, text));
  const queries = rowsOf(join(values.data, 'questions_cmrc.jsonl'), questionRow);
  const round = { lexicon: readLexicon({}), queries: queries.map(({ query, gold }) => ({ text: query, gold })) };
  await compare('public, saturated, no lexicon', [round], clauses, false);
}

await inHouse();
if (passages.length > 0) await regression();
else console.log(`public passages: not run, ${values.data} is absent; give the folder with --data`);
