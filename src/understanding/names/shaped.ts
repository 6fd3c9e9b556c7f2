import { fold } from '../fold.js';
import type { Reading } from '../types.js';
import { WordFinder } from '../word-finder.js';
import { organisationEndings, weakEndings } from '../words/organisations.js';
import { notNames, surnames, titles, weakTitles } from '../words/people.js';

const titleFinder = new WordFinder<true>();
for (const title of titles) if (!weakTitles.has(title)) titleFinder.add(title, true);
const notNameFinder = new WordFinder<true>();
for (const word of notNames) notNameFinder.add(word, true);

const endingFinder = new WordFinder<true>();
for (const ending of organisationEndings)
  if (ending.length > 1 && !weakEndings.has(ending) && !/^[a-z]/.test(ending)) endingFinder.add(ending, true);
/** What stands before an ending and may be its firm's name. */
const core =
  /[^\P{Script=Han}的了在是和跟与及去到给被把从我你您他她它们这那哪说问要请让叫对向为就也都还又有没不各每本该某些个]{2,4}$/u;

/** Two capitalised words and more, and one that stands among Chinese characters. */
const latin =
  /[A-Z][a-z]+(?:[ .'-]{1,2}[A-Z][a-z]+)+|(?<=\p{Script=Han}\s?)[A-Z][a-z]{2,}|[A-Z][a-z]{2,}(?=\s?\p{Script=Han})/gu;

/**
 * Whatever has the form of a name, wherever it stands: a family name, up to two characters and a title; some characters and what
 * firms end with; words in capitals. More than a reading takes for somebody: for hiding, too much is better than too little.
 */
export function shapedNames(text: string): Reading['names'] {
  const folded = fold(text);
  const found: Reading['names'] = [...text.matchAll(latin)].map(([name]) => ({ kind: 'person', text: name }));
  for (let at = 0; at < folded.length; at++) {
    const firm = endingFinder.longestAt(folded, at);
    const before = firm && core.exec(folded.slice(Math.max(0, at - 4), at))?.[0];
    if (before) found.push({ kind: 'customer', text: text.slice(at - before.length, firm.to) });
    const family = surnames.has(folded.slice(at, at + 2)) ? 2 : Number(surnames.has(folded.charAt(at)));
    if (family === 0 || notNameFinder.longestAt(folded, at)) continue;
    const to = [0, 1, 2].map((given) => titleFinder.longestAt(folded, at + family + given)?.to).find((end) => end);
    if (to) found.push({ kind: 'person', text: text.slice(at, to) });
  }
  return found;
}
