import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Candidate, findCandidates } from '../src/handbook/candidates.js';
import { type AnswerCase, answerCase } from '../src/handbook/evaluation.js';
import type { Judge } from '../src/handbook/evidence.js';
import { traitNames } from '../src/handbook/fitness.js';
import { preparation } from '../src/handbook/handbook.js';
import { loadLanguage } from '../src/handbook/language.js';
import { amongStrangers, type RetrievalLexicon, readLexicon } from '../src/handbook/lexicon.js';
import { type Question, readQuestion } from '../src/handbook/question.js';
import { signNames, signsOf, treesFile } from '../src/handbook/sureness.js';
import { printTrees } from '../src/handbook/trees.js';
import { createVocabulary } from '../src/handbook/vocabulary.js';
import { loadPack } from '../src/policy/load-pack.js';
import { projectRoot } from '../src/project-root.js';
import { finish } from '../src/steps.js';
import { boosted, oddsOf, type Row } from './answers/boosting.js';
import { choosing, dot } from './answers/regression.js';

/**
 * Fits on the tuning questions the weights of `src/handbook/fitness.ts` (which clause), which it prints, and the trees of
 * `src/handbook/sureness.ts` (whether it answers), which it writes. Each part of the questions is read by a handbook that has never been asked them or
 * anything worded like them, and that lacks the words which only they use.
 */
const { values } = parseArgs({ options: { pack: { type: 'string', default: 'telecom' } } });
const folds = 4;
/** Log-odds that count as one in a clause's fit. */
const unit = 5;
const pack = loadPack(values.pack);
const language = loadLanguage();
const cases = readFileSync(join(projectRoot, 'test/handbook/questions.tune.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => answerCase.parse(JSON.parse(line)));

interface Asked {
  question: Question;
  one: AnswerCase;
  judge: Judge;
  candidates: Candidate[];
  fold: number;
}

const answersIt = (one: AnswerCase, { entry: { clause } }: Candidate) =>
  !one.declined && [clause.id, ...clause.catalogue].some((row) => one.rows?.includes(row));

function askedIn(fold: number, lexicon: RetrievalLexicon): Asked[] {
  const held = cases.filter((_, at) => at % folds === fold);
  const others = cases.filter((_, at) => at % folds !== fold).map(({ q }) => q);
  const said = pack.clauses.map(({ title, text }) => `${title} ${text}`);
  const words = amongStrangers(
    lexicon,
    held.map(({ q }) => q),
    [...others, ...said],
  );
  const vocabulary = createVocabulary([...language.groups, ...words.groups]);
  const { entries, judge } = finish(preparation(pack.clauses, vocabulary, language, words));
  return held.flatMap((one) => {
    const question = readQuestion(one.q, vocabulary, language);
    if (one.after || one.kind === 'two' || question.wanted.every((wanted) => wanted.outside)) return [];
    return [{ question, one, judge, candidates: findCandidates(question, entries, judge), fold }];
  });
}

const traitsOf = ({ traits }: Candidate) => traitNames.map((name) => traits[name]);
const print = (what: string, names: readonly string[], fitted: readonly number[]) =>
  console.log(what, Object.fromEntries(names.map((name, at) => [name, Number((fitted[at] ?? 0).toFixed(2))])));

/** Weights of the traits; says how often they put a right clause first in questions they were not fitted on. */
function fitTraits(name: string, asked: Asked[]): number[] {
  const lists = asked.flatMap(({ one, candidates, fold }) => {
    const list = candidates.map((candidate) => ({ x: traitsOf(candidate), right: answersIt(one, candidate) }));
    return list.some(({ right }) => right) ? [{ list, fold }] : [];
  });
  const weigh = (some: typeof lists) => choosing(some.map(({ list }) => list)).map((weight) => weight / unit);
  const first = Array.from({ length: folds }, (_, fold) => {
    const weights = weigh(lists.filter((one) => one.fold !== fold));
    return lists
      .filter((one) => one.fold === fold)
      .map(({ list }) => [...list].sort((a, b) => dot(weights, b.x) - dot(weights, a.x))[0]?.right === true);
  }).flat();
  console.log(`${name}: a right clause first in ${first.filter(Boolean).length} of ${first.length}`);
  return weigh(lists);
}

type Held = Row & { fold: number };

function rowsOf(asked: Asked[], traits: number[]): Held[] {
  return asked.flatMap(({ question, one, judge, candidates, fold }) => {
    const ranked = candidates
      .map((candidate) => ({ ...candidate, fit: dot(traits, traitsOf(candidate)) }))
      .sort((a, b) => b.fit - a.fit);
    const [best] = ranked;
    if (!best || (one.declined && best.best.sentence.absent)) return [];
    const signs = signsOf(
      question,
      best,
      ranked.find((other) => other !== best),
      judge.index,
    );
    return [{ x: signNames.map((sign) => signs[sign]), right: answersIt(one, best), fold }];
  });
}

/** Trees of the signs, written down; says how they do on questions they were not fitted on. */
function fitSigns(name: 'asked' | 'bare', rows: Held[]): void {
  const checked = Array.from({ length: folds }, (_, fold) => {
    const rest = rows.filter((row) => row.fold !== fold);
    const trees = boosted(rest, signNames);
    const held = rows.filter((row) => row.fold === fold);
    return held.map(({ x, right }) => ({ right, chance: 1 / (1 + Math.exp(-oddsOf(trees, x, signNames))) }));
  }).flat();
  for (const limit of [0.2, 0.3, 0.4, 0.5, 0.6]) {
    const share = (right: boolean) => {
      const some = checked.filter((one) => one.right === right);
      return (some.filter((one) => one.chance > limit === right).length / some.length).toFixed(3);
    };
    console.log(`${name}, limit ${limit}: right ones answered ${share(true)}, wrong ones declined ${share(false)}`);
  }
  writeFileSync(treesFile(name), printTrees(boosted(rows, signNames)));
}

function fitWeights(name: 'asked' | 'bare', lexicon: RetrievalLexicon): void {
  const asked = Array.from({ length: folds }, (_, fold) => askedIn(fold, lexicon)).flat();
  const traits = fitTraits(name, asked);
  print(`${name}, traits`, traitNames, traits);
  fitSigns(name, rowsOf(asked, traits));
}

const lexicon = readLexicon(pack.lexicon);
fitWeights('asked', lexicon);
fitWeights('bare', { ...lexicon, asked: new Map(), unanswered: [] });
