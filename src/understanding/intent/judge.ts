import { wholeActs } from '../acts.js';
import type { Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import { type Act, type Intent, intents } from '../types.js';
import { type Feature, featuresNamed } from '../weighing/features.js';
import { Scorer } from '../weighing/scorer.js';
import { intentFeatures } from './cues.js';

export interface Judged {
  intent: Intent;
  /** 0 … 1 */
  confidence: number;
}

export const intentScorer = new Scorer('intent', intents);

const nothing: Judged = { intent: 'unknown', confidence: 0.3 };

/** Thanks, greetings and a call for a person are a talk of their own; a yes, a no or 取消 by itself is nothing but an answer. */
function isAnswer(acts: readonly Act[]): boolean {
  return acts.length > 0 && !acts.some((act) => act === 'thanks' || act === 'greeting' || act === 'person');
}

/** What a message must show to be more than an answer to what was asked. */
const shown: Readonly<Partial<Record<Intent, readonly Feature[]>>> = {
  policy: featuresNamed(['#question', '#asked-last']),
  smalltalk: featuresNamed(['#smalltalk', '#thanks', '#greeting', '#grumble']),
  task: featuresNamed(['#question', '#task', '#record-number', '#order']),
  help: featuresNamed(['#help', '#question']),
};

/**
 * What a message is. `answering`: something was asked or is being put right, so that a few words more likely belong to that.
 * Marks alone say nothing; all else is weighed.
 */
export function intentOf(message: Message, parties: Parties, acts: readonly Act[], answering: boolean): Judged {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(message.folded)) return nothing;
  if (isAnswer(wholeActs(message.folded))) return nothing;
  const features = intentFeatures(message, parties, acts);
  const [best] = intentScorer.rank(features);
  if (!best) return nothing;
  const needed = answering ? shown[best[0]] : undefined;
  if (needed && !needed.some((cue) => features.includes(cue))) return nothing;
  if (answering && best[1] < 0.5) return nothing;
  return { intent: best[0], confidence: Math.round(Math.min(0.99, best[1]) * 100) / 100 };
}
