import type { Candidate } from './candidates.js';
import { decisiveAsk } from './kinds.js';
import { appliesTo, type Passage, type Sentence } from './passages.js';
import type { Question } from './question.js';
import { conceptTerm } from './terms.js';

/** Words taken from one clause, without its mark. */
export interface Extract {
  candidate: Candidate;
  text: string;
  passages: Passage[];
}

/** Parts of a sentence that hold for the values asked about; all of them when none was named or it is for none of those. */
function partsFor(sentence: Sentence, asked: ReadonlySet<string>): Passage[] {
  const named = sentence.parts.filter((part) => part.qualifiers.size > 0);
  const variants = new Set(named.map((part) => [...part.qualifiers].sort().join()));
  if (asked.size === 0 || variants.size < 2 || appliesTo(sentence, asked) === 'no') return sentence.parts;
  let keep = true;
  return sentence.parts.filter((part) => {
    if (part.qualifiers.size > 0) keep = appliesTo(part, asked) !== 'no';
    return keep;
  });
}

const joined = (parts: Passage[]) => parts.map((part) => part.text).join('');
const ended = (text: string) => text.replace(/^[但却而且并,,;;]+/, '').replace(/[,,;;、::\s]+$/, '。');

/** Characters up to which a part (二,) says nothing at the end. */
const tooShort = 3;

/** The longest run of parts around the best one that fits. */
function window(parts: Passage[], limit: number, score: (part: Passage) => number): Passage[] {
  if (joined(parts).length <= limit) return parts;
  const best = parts.reduce((top, part, at) => (score(part) > score(parts[top] ?? part) ? at : top), 0);
  let from = best;
  let to = best + 1;
  for (let grown = true; grown; ) {
    grown = false;
    if (from > 0 && joined(parts.slice(from - 1, to)).length <= limit) {
      from--;
      grown = true;
    }
    if (to < parts.length && joined(parts.slice(from, to + 1)).length <= limit) {
      to++;
      grown = true;
    }
  }
  while (to - from > 1 && (parts[to - 1]?.text.length ?? 0) <= tooShort) to--;
  return parts.slice(from, to);
}

/** What a part speaks of; the figure that was asked for outweighs everything else. */
function speaksOf(question: Question): (passage: Passage) => number {
  const asked = decisiveAsk(question);
  const figure = asked === undefined ? 0.5 : asked === 'who' ? 3 : 10;
  return ({ terms, figures }) =>
    question.wanted.filter(({ concepts }) => concepts.some((name) => terms.has(conceptTerm(name)))).length +
    (figures.length > 0 ? figure : 0);
}

/** The sentence that answers, then its neighbours in the clause as far as they belong and fit into `limit` (`brief`: none). */
export function extract(question: Question, candidate: Candidate, limit: number, brief: boolean): Extract {
  const score = speaksOf(question);
  const { best, evidence } = candidate;
  const chosen = new Map<Sentence, Passage[]>([
    [best.sentence, window(partsFor(best.sentence, question.qualifiers), limit, score)],
  ]);
  let room = limit - joined([...chosen.values()].flat()).length;
  for (const { sentence, applies, share } of brief ? [] : evidence.filter((one) => one !== best)) {
    const parts = partsFor(sentence, question.qualifiers);
    const belongs = applies !== 'no' && share > 0 && (!sentence.absent || best.sentence.absent);
    if (!belongs || joined(parts).length > room) continue;
    chosen.set(sentence, parts);
    room -= joined(parts).length;
  }
  const inOrder = candidate.entry.sentences.flatMap((sentence) => chosen.get(sentence) ?? []);
  return { candidate, text: within(ended(joined(inOrder)), limit), passages: inOrder };
}

/** A single part may be longer than all there is room for. */
const within = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);

/** The whole clause, cut at a sentence when it is longer than `limit`. */
export function wholeClause(candidate: Candidate, limit: number): Extract {
  const passages: Passage[] = [];
  for (const sentence of candidate.entry.sentences) {
    if (passages.length > 0 && joined([...passages, sentence]).length > limit) break;
    passages.push(sentence);
  }
  return { candidate, text: ended(joined(passages).slice(0, limit)), passages };
}
