import { type VisitReason, visitReasons } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import { wordingOf } from '../weighing/outline.js';
import { Scorer, tellable, untold } from '../weighing/scorer.js';

export const reasonScorer = new Scorer('reason', [...visitReasons, untold]);

/** So much must speak for a reason that no word of its list tells. */
const unsaid = 0.5;

function told(message: Message, { customers, people }: Parties): string[] {
  const names = [...customers, ...people].map((n) => [n.from, n.to] as const);
  const hits = message.hits('reason').filter((hit) => !inside(hit, names));
  const denied = (from: number): boolean =>
    /(?:不|没|别|不用)$/.test(message.folded.slice(Math.max(0, from - 2), from));
  return hits.filter((hit) => !denied(hit.from)).map((hit) => hit.code);
}

/** What the reason of a visit is weighed by: words of its lists, the first one apart, and the wording. */
export function reasonFeatures(message: Message, parties: Parties): string[] {
  const codes = told(message, parties);
  const cues = codes.map((code, i) => (codes.indexOf(code) < i ? `#${code}+` : `#${code}`));
  const first = codes[0] === undefined ? [] : [`#first ${codes[0]}`];
  return [...new Set([...first, ...cues]), ...wordingOf(message, parties)];
}

/**
 * Why one visits, weightiest first; undefined while nobody says. 吃饭 beside a weightier reason is how, not why. `visits`: the
 * message tells of a visit, so more is told than words of the lists.
 */
export function reasonsOf(message: Message, parties: Parties, visits: boolean): VisitReason[] | undefined {
  const codes = told(message, parties);
  if (codes.length === 0 && !visits) return undefined;
  const [best] = tellable(reasonScorer.rank(reasonFeatures(message, parties)), codes.length > 0);
  if (!best || (codes.length === 0 && best[1] < unsaid)) return undefined;
  const further = visitReasons.filter((r) => r !== best[0] && r !== 'courtesy-call' && codes.includes(r));
  return [best[0], ...further.sort((a, b) => codes.indexOf(a) - codes.indexOf(b))];
}
