import type { Clause } from '../policy/types.js';
import type { Language } from '../understanding/types.js';
import { answerFrom, type Part } from './answer.js';
import { createIndex } from './clause-index.js';
import type { Entry, Judge } from './evidence.js';
import { type LanguageWords, loadLanguage } from './language.js';
import { type RetrievalLexicon, readLexicon } from './lexicon.js';
import { sentencesOf } from './passages.js';
import { leanOn, leans, type Question, questionsIn, readQuestion, signatureOf } from './question.js';
import { termsOf } from './terms.js';
import { languageOf, normalize } from './text.js';
import type { Handbook, PolicyAnswer } from './types.js';
import { judgeQuestion, type Verdict } from './verdict.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';
import { loadWords } from './wording.js';

function askedFor(clause: Clause, lexicon: RetrievalLexicon): string[] {
  return [clause.id, ...clause.catalogue].flatMap((key) => lexicon.asked.get(key) ?? []);
}

function entryOf(clause: Clause, vocabulary: Vocabulary, language: LanguageWords, lexicon: RetrievalLexicon) {
  const terms = (text: string) => termsOf(normalize(text), vocabulary);
  const ways = askedFor(clause, lexicon);
  const asked = ways.flatMap(terms);
  const [title, path, text] = [terms(clause.title), terms(clause.path), terms(clause.text)];
  const entry: Entry = {
    clause,
    sentences: sentencesOf(clause, vocabulary, language),
    topic: new Set([...title, ...asked]),
    asked: [clause.title, ...ways].map((way) => signatureOf(readQuestion(way, vocabulary))),
    all: new Set([...title, ...path, ...text, ...asked]),
  };
  const fields = [
    { terms: title, weight: 2.5 },
    { terms: asked, weight: 0.6 },
    { terms: path, weight: 0.4 },
    { terms: text, weight: 1 },
  ];
  return { entry, fields };
}

/** The handbook of one pack, ready for questions. Building takes milliseconds; the answers depend on the arguments alone. */
export function createHandbook(clauses: Clause[], lexicon: Record<string, string[][]>): Handbook {
  const language = loadLanguage();
  const say = loadWords();
  const words = readLexicon(lexicon);
  const vocabulary = createVocabulary([...language.groups, ...words.groups]);
  const made = clauses.map((clause) => entryOf(clause, vocabulary, language, words));
  const entries = made.map((one) => one.entry);
  const judge: Judge = { index: createIndex(made), roles: words.roles };
  const verdictOf = (question: Question) => judgeQuestion(question, entries, judge);

  /** In the light of the question before where it leans on it; by itself where that fails, and the other way round. */
  function settle(question: Question, before: Question | null): { question: Question; verdict: Verdict } {
    const leaning = before ? leanOn(question, before) : question;
    const order = before && leans(question, language) ? [leaning, question] : [question, leaning];
    const settled = order.map((one) => ({ question: one, verdict: verdictOf(one) }));
    const found = settled.find(({ verdict }) => verdict.kind === 'answered') ?? settled[0];
    return found ?? { question, verdict: verdictOf(question) };
  }

  function parts(raw: string, follows: string | undefined): Part[] {
    let before = follows ? readQuestion(follows, vocabulary) : null;
    return questionsIn(raw, vocabulary, language).map((piece) => {
      const part = settle(readQuestion(piece, vocabulary), before);
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
      return { question, ...answerFrom(asked, context) };
    },
  };
}
