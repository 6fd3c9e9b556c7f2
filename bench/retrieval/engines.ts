import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import { cut_for_search as jieba } from 'jieba-wasm';
import MiniSearch from 'minisearch';
import { findCandidates } from '../../src/handbook/candidates.js';
import { createIndex } from '../../src/handbook/clause-index.js';
import { preparation } from '../../src/handbook/handbook.js';
import { loadLanguage } from '../../src/handbook/language.js';
import type { RetrievalLexicon } from '../../src/handbook/lexicon.js';
import { readQuestion } from '../../src/handbook/question.js';
import { bigramsOf } from '../../src/handbook/terms.js';
import { normalize } from '../../src/handbook/text.js';
import { createVocabulary } from '../../src/handbook/vocabulary.js';
import type { Clause } from '../../src/policy/types.js';
import { finish } from '../../src/steps.js';

/** Ids of the passages found for a question, best first. */
export type Search = (question: string) => string[] | Promise<string[]>;

/** What an engine is given: passages, and the pack's words. Only ours reads the concepts; all may get the ways of asking. */
export interface Corpus {
  clauses: Clause[];
  lexicon: RetrievalLexicon;
}

export interface Engine {
  name: string;
  build(corpus: Corpus): Search | Promise<Search>;
}

const wanted = 10;
const words = (text: string) => jieba(text, true).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Title and text of a passage, with the ways people ask for it where they are to be used. */
function textOf(clause: Clause, lexicon: RetrievalLexicon, asked: boolean): string {
  const ways = asked ? [clause.id, ...clause.catalogue].flatMap((key) => lexicon.asked.get(key) ?? []) : [];
  return [clause.title, clause.text, ...ways].join(' ');
}

function bm25(name: string, asked: boolean, termsOf: (text: string) => string[]): Engine {
  return {
    name,
    build({ clauses, lexicon }) {
      const index = createIndex(
        clauses.map((clause) => ({
          fields: [{ terms: termsOf(normalize(textOf(clause, lexicon, asked))), weight: 1 }],
        })),
      );
      return (question) => {
        const terms = new Map(termsOf(normalize(question)).map((term) => [term, 1]));
        return index.search(terms, wanted).map(({ at }) => clauses[at]?.id ?? '');
      };
    },
  };
}

function miniSearch(asked: boolean): Engine {
  return {
    name: 'MiniSearch + jieba',
    build({ clauses, lexicon }) {
      const index = new MiniSearch({ fields: ['text'], tokenize: words, searchOptions: { combineWith: 'OR' } });
      index.addAll(clauses.map((clause) => ({ id: clause.id, text: normalize(textOf(clause, lexicon, asked)) })));
      return (question) =>
        index
          .search(normalize(question))
          .slice(0, wanted)
          .map(({ id }) => String(id));
    },
  };
}

function orama(asked: boolean): Engine {
  return {
    name: 'Orama + mandarin',
    async build({ clauses, lexicon }) {
      const schema = { id: 'string', text: 'string' } as const;
      const index = create({ schema, components: { tokenizer: createTokenizer() } });
      const rows = clauses.map((clause) => ({ id: clause.id, text: normalize(textOf(clause, lexicon, asked)) }));
      await insertMultiple(index, rows, 500);
      return async (question) => {
        const { hits } = await oramaSearch(index, {
          term: normalize(question),
          properties: ['text'],
          limit: wanted,
          threshold: 1,
        });
        return hits.map(({ document }) => document.id);
      };
    },
  };
}

const ours: Engine = {
  name: 'ours',
  build({ clauses, lexicon }) {
    const language = loadLanguage();
    const vocabulary = createVocabulary([...language.groups, ...lexicon.groups]);
    const { entries, judge } = finish(preparation(clauses, vocabulary, language, lexicon));
    return (question) =>
      findCandidates(readQuestion(question, vocabulary, language), entries, judge).map(({ entry }) => entry.clause.id);
  },
};

/** Ours, and the others; with `asked` the others read the ways of asking as text of their passages too. */
export function enginesOf(asked: boolean): Engine[] {
  return [
    ours,
    bm25('BM25 on bigrams', asked, bigramsOf),
    bm25('BM25 on jieba words', asked, words),
    miniSearch(asked),
    orama(asked),
  ];
}
