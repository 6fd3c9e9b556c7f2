import { fold, normalize } from './text.js';
import type { WordGroup } from './vocabulary.js';

/** What a pack says about its own words, for retrieval. */
export interface RetrievalLexicon {
  groups: WordGroup[];
  /** Ways people put a question, by clause id or catalogue row. */
  asked: ReadonlyMap<string, string[]>;
  /** Questions people ask that no clause answers. */
  unanswered: string[];
  /** What a clause says in English, and what it leaves out, by clause id. */
  english: ReadonlyMap<string, { says: string; leavesOut: string | null }>;
  /** Concepts that name someone who can be responsible. */
  roles: ReadonlySet<string>;
  /** How a qualifier is called in an answer. */
  qualifierName: ReadonlyMap<string, string>;
}

const prefix = 'retrieval-';

function concepts(lists: string[][]): WordGroup[] {
  return lists.map((words) => ({ kind: 'concepts', name: words[0] ?? '', words }));
}

function qualifiers(dimension: string, lists: string[][]): WordGroup[] {
  return lists.map((words) => ({ kind: 'qualifiers', name: `${dimension}:${words[0] ?? ''}`, words }));
}

/**
 * Reads the lists whose name begins with `retrieval-`:
 * `concepts`, `roles` (synonyms, the first names the concept), `outside` (matters not treated), `filler`,
 * `english` (clause id, what it says, what it leaves out),
 * `asked` (clause id or catalogue row, then questions), `unanswered` (questions no clause answers), `variant-…` (values a limit can be restricted to).
 */
export function readLexicon(lexicon: Record<string, string[][]>): RetrievalLexicon {
  const list = (name: string) => lexicon[prefix + name] ?? [];
  const asked = new Map<string, string[]>();
  for (const [key = '', ...questions] of list('asked')) asked.set(key, [...(asked.get(key) ?? []), ...questions]);
  const variants = Object.entries(lexicon).filter(([name]) => name.startsWith(`${prefix}variant-`));
  return {
    groups: [
      ...concepts([...list('concepts'), ...list('roles')]),
      { kind: 'outside', name: '', words: list('outside').flat() },
      { kind: 'filler', name: '', words: list('filler').flat() },
      ...variants.flatMap(([name, lists]) => qualifiers(name.slice(`${prefix}variant-`.length), lists)),
    ],
    asked,
    unanswered: list('unanswered').flat(),
    english: new Map(
      list('english').map(([id = '', says = '', leavesOut]) => [id, { says, leavesOut: leavesOut ?? null }]),
    ),
    roles: new Set(list('roles').map((words) => words[0] ?? '')),
    qualifierName: new Map(
      variants.flatMap(([name, lists]) =>
        lists.map((words): [string, string] => [
          `${name.slice(`${prefix}variant-`.length)}:${words[0] ?? ''}`,
          words[1] ?? words[0] ?? '',
        ]),
      ),
    ),
  };
}

/** Likeness in pairs of characters from which two wordings count as one. */
const sameWording = 0.5;

const pairsOf = (text: string) => {
  const letters = normalize(text).replace(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(1, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
};

function alike(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...some].filter((pair) => others.has(pair)).length;
  return 2 * shared >= sameWording * (some.size + others.size);
}

/** The lexicon as if neither these questions nor any worded like them had been written down: to measure and to fit by. */
export function withoutQuestions(lexicon: RetrievalLexicon, questions: string[]): RetrievalLexicon {
  const held = questions.map(pairsOf);
  const rest = (some: string[]) =>
    some.filter((one) => {
      const pairs = pairsOf(one);
      return !held.some((other) => alike(pairs, other));
    });
  return {
    ...lexicon,
    asked: new Map([...lexicon.asked].map(([key, some]) => [key, rest(some)])),
    unanswered: rest(lexicon.unanswered),
  };
}

/**
 * The same without the words that nothing but these questions uses: strangers put theirs in words nobody thought of.
 * `others`: what else has been said (the other questions, the clauses).
 */
export function amongStrangers(lexicon: RetrievalLexicon, questions: string[], others: string[]): RetrievalLexicon {
  const left = withoutQuestions(lexicon, questions);
  const said = fold(questions.join('\n'));
  const elsewhere = fold([...others, ...[...left.asked.values()].flat(), ...left.unanswered].join('\n'));
  const isTheirs = (word: string) => said.includes(fold(word)) && !elsewhere.includes(fold(word));
  const groups = left.groups.map((group) =>
    group.kind === 'qualifiers'
      ? group
      : { ...group, words: group.words.filter((word) => word === group.name || !isTheirs(word)) },
  );
  return { ...left, groups };
}
