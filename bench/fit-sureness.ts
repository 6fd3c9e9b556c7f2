import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCandidates } from '../src/handbook/candidates.js';
import { type AnswerCase, answerCase } from '../src/handbook/evaluation.js';
import { preparation } from '../src/handbook/handbook.js';
import { loadLanguage } from '../src/handbook/language.js';
import { type RetrievalLexicon, readLexicon, withoutQuestions } from '../src/handbook/lexicon.js';
import { readQuestion } from '../src/handbook/question.js';
import { signNames, signsOf } from '../src/handbook/sureness.js';
import { createVocabulary } from '../src/handbook/vocabulary.js';
import { loadPack } from '../src/policy/load-pack.js';
import { projectRoot } from '../src/project-root.js';
import { finish } from '../src/steps.js';

/**
 * Fits the weights of `src/handbook/sureness.ts` on the tuning questions (logistic regression) and prints them. Each
 * tenth of the questions is read by a handbook that has never been asked them or anything worded like them.
 */
const { values } = parseArgs({ options: { pack: { type: 'string', default: 'telecom' } } });
const folds = 10;
const pack = loadPack(values.pack);
const language = loadLanguage();
const names = signNames;

interface Row {
  x: number[];
  right: boolean;
  fold: number;
}

function rowsOf(cases: AnswerCase[], fold: number, words: RetrievalLexicon): Row[] {
  const vocabulary = createVocabulary([...language.groups, ...words.groups]);
  const { entries, judge } = finish(preparation(pack.clauses, vocabulary, language, words));
  return cases.flatMap((one) => {
    const question = readQuestion(one.q, vocabulary, language);
    if (one.after || one.kind === 'two' || question.wanted.every((wanted) => wanted.outside)) return [];
    const candidates = findCandidates(question, entries, judge);
    const best = candidates.find(({ best }) => best.kind && best.applies !== 'no');
    if (!best || (one.declined && best.best.sentence.absent)) return [];
    const next = candidates.find((other) => other !== best);
    const signs = signsOf(question, best, next, judge.index);
    const { id, catalogue } = best.entry.clause;
    const right = !one.declined && [id, ...catalogue].some((row) => one.rows?.includes(row));
    return [{ x: names.map((name) => signs[name]), right, fold }];
  });
}

const dot = (weights: number[], x: number[]) =>
  x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), weights.at(-1) ?? 0);
const chance = (weights: number[], x: number[]) => 1 / (1 + Math.exp(-dot(weights, x)));

/** Gradient descent on standardised signs, wrong answers counting double; weights of the plain signs, bias last. */
function regress(rows: Row[]): number[] {
  const mean = names.map((_, at) => rows.reduce((sum, { x }) => sum + (x[at] ?? 0), 0) / rows.length);
  const spread = names.map(
    (_, at) =>
      Math.sqrt(rows.reduce((sum, { x }) => sum + ((x[at] ?? 0) - (mean[at] ?? 0)) ** 2, 0) / rows.length) + 1e-9,
  );
  const scaled = rows.map(({ x }) => x.map((value, at) => (value - (mean[at] ?? 0)) / (spread[at] ?? 1)));
  const weights = new Array<number>(names.length + 1).fill(0);
  for (let round = 0; round < 4000; round++) {
    const slope = weights.map((weight, at) => (at < names.length ? 0.01 * weight : 0));
    scaled.forEach((x, row) => {
      const right = rows[row]?.right === true;
      const error = ((right ? 1 : 2) * (chance(weights, x) - (right ? 1 : 0))) / rows.length;
      for (let at = 0; at <= names.length; at++)
        slope[at] = (slope[at] ?? 0) + error * (at < names.length ? (x[at] ?? 0) : 1);
    });
    for (let at = 0; at <= names.length; at++) weights[at] = (weights[at] ?? 0) - 0.3 * (slope[at] ?? 0);
  }
  const plain = names.map((_, at) => (weights[at] ?? 0) / (spread[at] ?? 1));
  return [...plain, (weights.at(-1) ?? 0) - plain.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0)];
}

const cases = readFileSync(join(projectRoot, 'test/handbook/questions.tune.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => answerCase.parse(JSON.parse(line)));
function fitWeights(name: string, lexicon: RetrievalLexicon): void {
  const rows = Array.from({ length: folds }, (_, fold) => {
    const held = cases.filter((_, at) => at % folds === fold);
    const words = withoutQuestions(
      lexicon,
      held.map(({ q }) => q),
    );
    return rowsOf(held, fold, words);
  }).flat();
  const checked = Array.from({ length: folds }, (_, fold) => {
    const weights = regress(rows.filter((row) => row.fold !== fold));
    return rows.filter((row) => row.fold === fold).map((row) => ({ right: row.right, chance: chance(weights, row.x) }));
  }).flat();
  for (const limit of [0.2, 0.3, 0.4, 0.5, 0.6]) {
    const share = (right: boolean) => {
      const some = checked.filter((one) => one.right === right);
      return (some.filter((one) => one.chance > limit === right).length / some.length).toFixed(3);
    };
    console.log(`${name}, limit ${limit}: right ones answered ${share(true)}, wrong ones declined ${share(false)}`);
  }
  const fitted = regress(rows);
  console.log(
    `${name}: ${rows.length} rows`,
    Object.fromEntries([...names, 'bias'].map((name, at) => [name, Number((fitted[at] ?? 0).toFixed(2))])),
  );
}

const lexicon = readLexicon(pack.lexicon);
fitWeights('asked', lexicon);
fitWeights('bare', { ...lexicon, asked: new Map(), unanswered: [] });
