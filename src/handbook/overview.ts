import type { Entry } from './evidence.js';
import type { LanguageWords } from './language.js';
import { appliesTo } from './passages.js';
import type { Question } from './question.js';
import { conceptTerm, qualifierTerm } from './terms.js';
import { isHan } from './text.js';

/** A matter by itself, without a word that asks: 「驻点」. */
const bareLength = 4;
const fewest = 2;
/** Fewer clauses than this on two things at once: those on the first are told. */
const few = 5;

function isBroad({ text, asks, figures, words }: Question, language: LanguageWords): boolean {
  if (
    figures.length > 0 ||
    /吗|要不要|是不是/.test(text) ||
    ![...asks].every((kind) => kind === 'what' || kind === 'how' || kind === 'must')
  )
    return false;
  const bare = asks.size === 0 && isHan(text[0] ?? '') && text.length <= bareLength && words.join('') === text;
  return bare || language.broad.some((word) => text.includes(word));
}

/** What a question is about: for each thing it names the terms that stand for it. Null where a word is unknown or none is named. */
function mattersOf({ wanted, qualifiers }: Question, roles: ReadonlySet<string>): string[][] | null {
  if (wanted.some(({ outside, concepts }) => outside || concepts.length === 0)) return null;
  const things = wanted.filter(({ concepts }) => !concepts.every((name) => roles.has(name)));
  const named = [
    ...things.map(({ concepts }) => concepts.map(conceptTerm)),
    ...[...qualifiers].map((name) => [qualifierTerm(name)]),
  ];
  return named.length > 0 && named.length <= 2 ? named : null;
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Whether people ask for a clause in these words more often than not. */
function askedAs({ asked }: Entry, holds: (terms: ReadonlySet<string>) => boolean): boolean {
  const ways = asked.slice(1);
  return ways.length > 0 && ways.filter(({ signature }) => holds(signature)).length > ways.length / 2;
}

/** Entries whose titles name the matter or that are asked for by it; all under the lowest heading that names it, where every fourth of them is such. */
function speakingOf(matters: string[][], entries: readonly Entry[]): Entry[] {
  const holds = (terms: ReadonlySet<string>) => matters.every((some) => some.some((term) => terms.has(term)));
  const named = new Set(entries.filter((entry) => holds(entry.headings.at(-1) ?? new Set()) || askedAs(entry, holds)));
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    entry.headings.slice(0, -1).forEach((terms, level) => {
      if (!holds(terms)) return;
      const heading = entry.clause.path
        .split(' › ')
        .slice(0, level + 1)
        .join();
      groups.set(heading, [...(groups.get(heading) ?? []), entry]);
    });
  }
  const [smallest] = [...groups.values()].sort((a, b) => a.length - b.length);
  const whole = smallest && smallest.filter((entry) => named.has(entry)).length >= smallest.length / 4;
  return whole ? smallest : [...named];
}

/** Clauses a broad question is about (驻点有什么要求), in the order of the handbook; none where it asks for one thing. */
export function overviewOf(
  question: Question,
  entries: readonly Entry[],
  roles: ReadonlySet<string>,
  language: LanguageWords,
): Entry[] {
  const matters = isBroad(question, language) ? mattersOf(question, roles) : null;
  if (!matters) return [];
  const text = lettersOf(question.text);
  if (entries.some(({ asked }) => asked.some((way) => lettersOf(way.text) === text))) return [];
  const both = speakingOf(matters, entries);
  const found = (both.length < few ? speakingOf(matters.slice(0, 1), entries) : both).filter(({ sentences }) =>
    sentences.some((sentence) => appliesTo(sentence, question.qualifiers) !== 'no'),
  );
  return found.length >= fewest ? found : [];
}
