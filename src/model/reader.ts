import { z } from 'zod';
import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import type { Logger } from '../log.js';
import { loadPrompt, type Prompt } from '../understanding/prompts.js';
import type { Reading, ReadingContext, Understanding } from '../understanding/types.js';
import type { Asking } from './answers.js';
import { agrees, contradicts, fillFacts, isOpen, sureIntent } from './merge-facts.js';
import { fenced, labelOf, render } from './prompt.js';
import { complaintShape, type ReadFacts, shotsOf, statedFacts, visitShape } from './read-facts.js';
import { Remembered } from './remembered.js';
import { Trust } from './trust.js';
import type { Call, Wire } from './wire.js';

const maxTokens = 500;
/** The one that has a reason is tried first: the other would drop it. */
const eitherShape = z.union([visitShape, complaintShape]);

export interface ReaderOptions {
  config: ModelConfig;
  wire: Wire;
  cache: Cache;
  /** The rules. */
  understanding: Understanding;
  timeZone: string;
  log: Logger;
}

/** Asks a model what the rules left open of a message, and joins both. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #remembered: Remembered<typeof eitherShape>;
  readonly #trust = new Trust({ earned: false });
  readonly #prompts = { complaint: loadPrompt('read-complaint'), visit: loadPrompt('read-visit') };
  readonly #shots = new Map<Prompt, string>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#remembered = new Remembered(options.cache, eitherShape, 'reading', options.config);
  }

  async read(ours: Reading, context: ReadingContext, asking: Asking): Promise<Reading> {
    if (!isOpen(ours) || asking.budget.left() === 0) return ours;
    try {
      const theirs = await this.#ask(ours, context, asking);
      return theirs ? this.#join(ours, theirs, context) : ours;
    } catch (err) {
      this.#options.log.debug({ err }, 'the rules read alone');
      return ours;
    }
  }

  async #ask({ intent, text }: Reading, { speaker }: ReadingContext, asking: Asking): Promise<ReadFacts | undefined> {
    const { config, wire } = this.#options;
    const visit = intent === 'visit';
    const prompt = visit ? this.#prompts.visit : this.#prompts.complaint;
    const schema = visit ? visitShape : complaintShape;
    const message = asking.hidden.hide(text);
    const asked = [labelOf(prompt), speaker, message];
    const known = await this.#remembered.find(asked);
    const rendered = render(prompt, {
      examples: this.#shotsOf(prompt, Object.keys(schema.shape)),
      message: fenced(message),
      ...(visit ? {} : { speaker }),
    });
    const call: Call = { use: 'reading', prompt: rendered.label, ...asking };
    const { askFor } = await import('./openai.js');
    const facts = known ?? (await askFor(config, wire.fetchFor(call), rendered, { name: 'facts', schema, maxTokens }));
    if (facts && !known) await this.#remembered.keep(asked, facts);
    return facts && statedFacts(facts, (said) => asking.hidden.restore(said));
  }

  #join(ours: Reading, theirs: ReadFacts, context: ReadingContext): Reading {
    if (contradicts(theirs, ours)) {
      this.#trust.contradicted();
      return ours;
    }
    if (agrees(theirs, ours)) this.#trust.agreed();
    if (!this.#trust.given) return ours;
    return fillFacts(this.#placed(ours, theirs, context), theirs, context.directory);
  }

  /** What the rules could not place is read by them once more, as what the model takes it for; never while a form is open. */
  #placed(ours: Reading, theirs: ReadFacts, context: ReadingContext): Reading {
    const { intent } = theirs;
    if (ours.confidence >= sureIntent || intent === ours.intent || intent === 'unknown' || context.expecting)
      return ours;
    return { ...this.#options.understanding.read(ours.text, { ...context, intent }), confidence: sureIntent };
  }

  #shotsOf(prompt: Prompt, members: readonly string[]): string {
    const { understanding, timeZone } = this.#options;
    const made = this.#shots.get(prompt) ?? shotsOf(prompt, members, understanding.read, timeZone);
    this.#shots.set(prompt, made);
    return made;
  }
}
