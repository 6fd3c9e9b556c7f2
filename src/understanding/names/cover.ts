import { WordFinder } from '../word-finder.js';
import { strongBoundaries, weakBoundaries } from '../words/boundaries.js';
import { organisationEndings } from '../words/organisations.js';

const endings = new WordFinder<true>();
for (const ending of organisationEndings) endings.add(ending, true);
const finder = new WordFinder<true>();
for (const word of strongBoundaries) finder.add(word, true);

/** What each place of a text is to a name: free, a single boundary character, or inside a boundary word. */
export interface Cover {
  /** Ends a name wherever it stands. */
  strong(at: number): boolean;
  /** Inside a boundary word or a time; other than marks and figures, which `strong` counts too. */
  bound(at: number): boolean;
  /** Ends a name that is long enough already. */
  weak(at: number): boolean;
  /** Weak, but as good inside a name: 太 in 红太阳, 正 in 正阳门. */
  nameable(at: number): boolean;
  /** A name character: a Chinese character, a letter or a figure that no boundary holds. */
  free(at: number): boolean;
  /** A boundary word or character, a mark, a figure or the end stands at `at`. */
  borderAt(at: number): boolean;
}

/** 新希望乳业, 满意家政: such a word directly before an ending is part of the name. */
function opensName(folded: string, at: number): boolean {
  if (!/(?:希望|满意|平静|安装|服务)$/.test(folded.slice(Math.max(0, at - 2), at))) return false;
  if (folded.slice(at - 3, at) === '新希望') return true;
  const next = endings.longestAt(folded, at);
  return next !== undefined && next.to - at >= 2;
}

const nameable = /[正太好有可得会能家上下内外前后中点分年日天早晚两多少明美时候周间]/;
const isWeak = new Uint8Array(0x10000);
for (const character of weakBoundaries) isWeak[character.charCodeAt(0)] = 1;

export function coverOf(folded: string, timeSpans: ReadonlyArray<readonly [number, number]>): Cover {
  const strong = new Uint8Array(folded.length + 1);
  for (let at = 0; at < folded.length; ) {
    const found = finder.longestAt(folded, at);
    if (found && !opensName(folded, found.to)) strong.fill(1, found.from, found.to);
    at = found ? found.to : at + 1;
  }
  for (const [from, to] of timeSpans) strong.fill(1, from, to);
  const isName = (at: number): boolean => {
    const code = folded.charCodeAt(at);
    return code >= 0x3400 && code <= 0x9fff;
  };
  const weak = (at: number): boolean => isWeak[folded.charCodeAt(at)] === 1;
  return {
    strong: (at) => at < 0 || at >= folded.length || strong[at] === 1 || !isName(at),
    bound: (at) => strong[at] === 1,
    weak,
    nameable: (at) => nameable.test(folded.charAt(at)),
    free: (at) => at >= 0 && at < folded.length && strong[at] === 0 && isName(at) && !weak(at),
    borderAt: (at) => at >= folded.length || strong[at] === 1 || !isName(at) || weak(at),
  };
}
