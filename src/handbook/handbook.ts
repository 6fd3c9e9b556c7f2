import type { Clause } from '../policy/types.js';
import { finish, type Steps } from '../steps.js';
import type { Language } from '../understanding/types.js';
import { answerFrom, type Part } from './answer.js';
import { createIndex } from './clause-index.js';
import type { Entry, Judge } from './evidence.js';
import { type LanguageWords, loadLanguage } from './language.js';
import { type RetrievalLexicon, readLexicon } from './lexicon.js';
import { createWays, termWeight, type Way } from './likeness.js';
import { sentencesOf } from './passages.js';
import { isForeign, leanOn, leans, type Question, readFolded, readQuestion, signatureOf } from './question.js';
import { questionsIn } from './questions-in.js';
import { createScope } from './scope.js';
import { withStricter } from './stricter.js';
import { bigramsOf, conceptTerm, termsOf } from './terms.js';
import { fold, languageOf, normalize } from './text.js';
import { createTopicModel, featuresOf } from './topic-model.js';
import type { Handbook, PolicyAnswer } from './types.js';
import { judgeQuestion } from './verdict.js';
import { versionOf } from './version.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';
import { loadWords } from './wording.js';

/** How much a later reading must find beyond an earlier one to be preferred. */
const margin = 0.05;

const isKnown = ({ wanted }: Question) => wanted.every(({ concepts }) => concepts.length > 0);

/** As written, unless respelling alone makes every word a known one. */
const likelierFirst = (written: Question, respelt: Question): Question[] =>
  isKnown(respelt) && !isKnown(written) ? [respelt, written] : [written, respelt];

/** How sure a reading is of its clause; nothing where no clause speaks of it. */
function foundBy({ verdict }: Part): number {
  const grounded = verdict.kind !== 'declined' || verdict.why === 'unset' || verdict.why === 'variant';
  return grounded ? verdict.sureness : -margin;
}

function askedFor(clause: Clause, lexicon: RetrievalLexicon): string[] {
  return [clause.id, ...clause.catalogue].flatMap((key) => lexicon.asked.get(key) ?? []);
}

function wayOf(text: string, vocabulary: Vocabulary, language: LanguageWords): Way {
  const question = readFolded(fold(text), vocabulary, language);
  const signature = signatureOf(question);
  return { text: question.text, signature, features: featuresOf(question.text, signature) };
}

function entryOf(clause: Clause, vocabulary: Vocabulary, language: LanguageWords, lexicon: RetrievalLexicon) {
  const terms = (text: string) => termsOf(fold(text), vocabulary);
  const way = (text: string) => wayOf(text, vocabulary, language);
  const ways = askedFor(clause, lexicon);
  const asked = [clause.title, ...ways].map(way);
  const askedTerms = asked.slice(1).flatMap((way) => [...way.signature, ...bigramsOf(way.text)]);
  const [title, path, text] = [terms(clause.title), terms(clause.path), terms(clause.text)];
  const entry: Entry = {
    clause,
    sentences: sentencesOf(clause, vocabulary, language),
    plain: fold(`${clause.title} ${clause.text}`),
    topic: new Set([...title, ...askedTerms]),
    asked,
    headings: clause.path.split(' › ').map((heading) => new Set(terms(heading))),
    own: new Set([...title, ...path, ...text]),
    all: new Set([...title, ...path, ...text, ...askedTerms]),
  };
  const fields = [
    { terms: title, weight: 2.5 },
    { terms: askedTerms, weight: 0.6 },
    { terms: path, weight: 0.4 },
    { terms: text, weight: 1 },
  ];
  const topic = [...asked, ...entry.sentences.map((sentence) => way(sentence.text))].map((way) => way.features);
  return { entry, fields, topic };
}

/** Concepts that whole sections are about; those who act in all of them are none. */
function sectionsOf(entries: readonly Entry[], roles: ReadonlySet<string>): ReadonlySet<string> {
  const acting = new Set([...roles].map(conceptTerm));
  const over = entries.flatMap(({ headings }) => headings.slice(0, -1).flatMap((terms) => [...terms]));
  return new Set(over.filter((term) => term.startsWith(conceptTerm('')) && !acting.has(term)));
}

export interface Prepared {
  entries: Entry[];
  judge: Judge;
}

/** Clauses read and indexed, with what questions about them are judged by. */
export function* preparation(
  clauses: Clause[],
  vocabulary: Vocabulary,
  language: LanguageWords,
  words: RetrievalLexicon,
): Steps<Prepared> {
  const made: ReturnType<typeof entryOf>[] = [];
  for (const clause of clauses) {
    made.push(entryOf(clause, vocabulary, language, words));
    yield;
  }
  const unanswered: Way[] = [];
  for (const text of words.unanswered) {
    unanswered.push(wayOf(text, vocabulary, language));
    yield;
  }
  const index = createIndex(made);
  yield;
  const judge: Judge = {
    index,
    topics: yield* createTopicModel(made.map((one) => one.topic)),
    scope: yield* createScope(
      made.flatMap(({ entry }) => entry.asked.map((way) => way.features)),
      unanswered.map((way) => way.features),
    ),
    ways: createWays(
      [...made.map(({ entry }) => entry.asked), unanswered],
      made.map(({ entry }) => entry.sentences.map(({ text }) => fold(text))),
      termWeight(index),
    ),
    roles: words.roles,
    sections: sectionsOf(
      made.map(({ entry }) => entry),
      words.roles,
    ),
    asked: made.some(({ entry }) => entry.asked.length > 1),
  };
  return { entries: made.map((one) => one.entry), judge };
}

/** The handbook of one pack, ready for questions. Building takes up to a second; the answers depend on the arguments alone. */
export function createHandbook(clauses: Clause[], lexicon: Record<string, string[][]>): Handbook {
  return finish(handbookSteps(clauses, lexicon));
}

export function* handbookSteps(clauses: Clause[], lexicon: Record<string, string[][]>): Steps<Handbook> {
  const language = loadLanguage();
  const say = loadWords();
  const words = readLexicon(lexicon);
  const vocabulary = createVocabulary([...language.groups, ...words.groups]);
  yield;
  const { entries, judge } = yield* preparation(clauses, vocabulary, language, words);
  const version = versionOf(clauses);
  const verdictOf = (question: Question) =>
    withStricter(judgeQuestion(question, entries, judge, language), question, entries, judge);

  function likeliest(readings: Question[]): Part {
    const judged = readings.map((question): Part => ({ question, verdict: verdictOf(question) }));
    return judged.reduce((best, other) => (foundBy(other) > foundBy(best) + margin ? other : best));
  }

  /**
   * As written or respelt. In the light of the question before: first where it says that it follows it up, else only where
   * nothing is found for it by itself.
   */
  function settle(piece: string, before: Question | null): Part {
    const written = readQuestion(piece, vocabulary, language);
    if (isForeign(written)) return likeliest([written]);
    const respelt = readQuestion(vocabulary.respell(written.text), vocabulary, language);
    const alone = respelt.text === written.text ? [written] : likelierFirst(written, respelt);
    const leaning = before ? alone.map((one) => leanOn(one, before)) : [];
    if (leans(written, language)) return likeliest([...leaning, ...alone]);
    const found = likeliest(alone);
    return foundBy(found) >= 0 || leaning.length === 0 ? found : likeliest([...alone, ...leaning]);
  }

  function parts(raw: string, follows: string | undefined): Part[] {
    let before = follows ? readQuestion(follows, vocabulary, language) : null;
    return questionsIn(raw, vocabulary, language).map((piece) => {
      const part = settle(piece, before);
      before = part.question;
      return part;
    });
  }

  return {
    answer(question, options = {}): PolicyAnswer {
      const asksMore = language.more.includes(normalize(question).replace(/[。.!\s]+$/, '')) && options.follows;
      const raw = asksMore ? asksMore : question;
      const spoken: Language = options.language ?? languageOf(question);
      const asked = parts(raw, asksMore ? undefined : options.follows);
      const context = { say, language: spoken, lexicon: words, detail: options.detail === true || Boolean(asksMore) };
      return { question, version, ...answerFrom(asked, context) };
    },
  };
}
