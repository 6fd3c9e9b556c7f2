import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findCandidates } from '../src/handbook/candidates.js';
import { createIndex } from '../src/handbook/clause-index.js';
import { answerCase } from '../src/handbook/evaluation.js';
import { prepare } from '../src/handbook/handbook.js';
import { loadLanguage } from '../src/handbook/language.js';
import { readLexicon } from '../src/handbook/lexicon.js';
import { readQuestion } from '../src/handbook/question.js';
import { bigramsOf } from '../src/handbook/terms.js';
import { normalize } from '../src/handbook/text.js';
import { createVocabulary } from '../src/handbook/vocabulary.js';
import { loadPack } from '../src/policy/load-pack.js';
import type { Clause } from '../src/policy/types.js';
import { projectRoot } from '../src/project-root.js';

/**
 * Retrieval beside plain BM25 on character bigrams: recall@1, recall@5, MRR, microseconds a query.
 * In-house: the questions of test/handbook over the pack's clauses among foreign passages. Questions of the tuning half
 * are judged blind (the ways of asking most like them are left out), since some were written down as such.
 */
const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'telecom' },
    data: { type: 'string', default: join(projectRoot, '../shared/data') },
  },
});
const passageRow = z.object({ id: z.string(), title: z.string().default(''), text: z.string() });
const questionRow = z.object({ query: z.string(), gold: z.array(z.string()) });

interface Query {
  text: string;
  gold: string[];
  blind: boolean;
}

function rowsOf<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => schema.parse(JSON.parse(line)));
}

function clauseOf(id: string, title: string, text: string): Clause {
  return {
    id,
    title,
    path: title,
    ref: title,
    text,
    source: null,
    catalogue: [],
    effective: null,
    unset: false,
    file: '',
    line: 0,
  };
}

type Search = (query: Query) => string[];

function bigramSearch(clauses: Clause[], extra: (clause: Clause) => string): Search {
  const terms = (text: string) => bigramsOf(normalize(text));
  const index = createIndex(
    clauses.map((clause) => ({
      fields: [{ terms: terms(`${clause.title} ${clause.text} ${extra(clause)}`), weight: 1 }],
    })),
  );
  return ({ text }) =>
    index.search(new Map(terms(text).map((term) => [term, 1])), 10).map(({ at }) => clauses[at]?.id ?? '');
}

function ourSearch(clauses: Clause[], lexicon: Record<string, string[][]>): Search {
  const language = loadLanguage();
  const words = readLexicon(lexicon);
  const vocabulary = createVocabulary([...language.groups, ...words.groups]);
  const { entries, judge } = prepare(clauses, vocabulary, language, words);
  return ({ text, blind }) =>
    findCandidates(readQuestion(text, vocabulary, language), entries, judge, blind).map(({ entry }) => entry.clause.id);
}

function measure(name: string, search: Search, queries: Query[]): void {
  for (const query of queries.slice(0, 100)) search(query);
  const ranks: number[] = [];
  const times: number[] = [];
  for (const query of queries) {
    const from = performance.now();
    const found = search(query);
    times.push(1000 * (performance.now() - from));
    ranks.push(found.findIndex((id) => query.gold.includes(id)));
  }
  const share = (limit: number) =>
    ((100 * ranks.filter((rank) => rank >= 0 && rank < limit).length) / ranks.length).toFixed(1);
  const mrr = ranks.reduce((sum, rank) => sum + (rank >= 0 && rank < 10 ? 1 / (rank + 1) : 0), 0) / ranks.length;
  times.sort((a, b) => a - b);
  const at = (part: number) => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(0);
  console.log(
    `  ${name.padEnd(34)} recall@1 ${share(1)}  @5 ${share(5)}  MRR ${mrr.toFixed(3)}  µs p50 ${at(0.5)} p99 ${at(0.99)}`,
  );
}

const pack = loadPack(values.pack);
const passages = existsSync(values.data) ? rowsOf(join(values.data, 'passages_cmrc.jsonl'), passageRow) : [];
/** Foreign passages, cut to the length of clauses. */
const foreign = passages.flatMap(({ id, title, text }) => [
  clauseOf(`${id}/1`, title, text.slice(0, 160)),
  clauseOf(`${id}/2`, title, text.slice(160, 320)),
]);

function inHouse(): void {
  const queriesOf = (set: string, blind: boolean): Query[] =>
    rowsOf(join(projectRoot, `test/handbook/questions.${set}.jsonl`), answerCase).flatMap((one) => {
      if (!one.rows || one.after || one.kind === 'two') return [];
      return [
        {
          text: one.q,
          blind,
          gold: pack.clauses
            .filter(({ id, catalogue }) => [id, ...catalogue].some((row) => one.rows?.includes(row)))
            .map(({ id }) => id),
        },
      ];
    });
  const clauses = [...pack.clauses, ...foreign];
  const asked = readLexicon(pack.lexicon).asked;
  const askedOf = ({ id, catalogue }: Clause) => [id, ...catalogue].flatMap((key) => asked.get(key) ?? []).join(' ');
  const [ours, plain, expanded] = [
    ourSearch(clauses, pack.lexicon),
    bigramSearch(clauses, () => ''),
    bigramSearch(clauses, askedOf),
  ];
  for (const [name, queries] of [
    ['tuning half, blind', queriesOf('tune', true)],
    ['measured half', queriesOf('measured', false)],
  ] as const) {
    console.log(`in-house, ${name}: ${queries.length} questions over ${clauses.length} passages`);
    measure('ours', ours, queries);
    measure('BM25 on bigrams', plain, queries);
    if (!queries[0]?.blind) measure('BM25 on bigrams + ways of asking', expanded, queries);
  }
}

function regression(): void {
  if (passages.length === 0) {
    console.log(`cmrc: not run, ${values.data} is absent`);
    return;
  }
  const clauses = passages.map(({ id, title, text }) => clauseOf(id, title, text));
  const queries = rowsOf(join(values.data, 'questions_cmrc.jsonl'), questionRow).map(({ query, gold }) => ({
    text: query,
    gold,
    blind: false,
  }));
  console.log(`cmrc (no lexicon): ${queries.length} questions over ${clauses.length} passages`);
  measure('ours', ourSearch(clauses, {}), queries);
  measure(
    'BM25 on bigrams',
    bigramSearch(clauses, () => ''),
    queries,
  );
}

inHouse();
regression();
