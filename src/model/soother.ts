import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import { labels } from '../domain/labels.js';
import type { Logger } from '../log.js';
import { loadPrompt } from '../understanding/prompts.js';
import type { Language, Reading } from '../understanding/types.js';
import type { Asking } from './answers.js';
import { fenced, labelOf, render } from './prompt.js';
import { Remembered } from './remembered.js';
import { bareSentence, soothingFault, soothingShape } from './soothe.js';
import type { Soothing } from './types.js';
import type { Call, Wire } from './wire.js';

const maxTokens = 120;
const languages: Record<Language, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

export interface SootherOptions {
  config: ModelConfig;
  wire: Wire;
  cache: Cache;
  mayBeSaid(text: string): boolean;
  log: Logger;
}

/** Asks a model for one sentence of sympathy; what is more than that is not said. */
export class Soother {
  readonly #options: SootherOptions;
  readonly #remembered: Remembered<typeof soothingShape>;
  readonly #prompt = loadPrompt('soothe');

  constructor(options: SootherOptions) {
    this.#options = options;
    this.#remembered = new Remembered(options.cache, soothingShape, 'soothing', options.config);
  }

  async sentence({ intent, facts, text, language }: Reading, asking: Asking): Promise<Soothing | null> {
    const { emotion, description, category = 'other' } = facts;
    if (intent !== 'complaint' || emotion === 'calm' || !description || asking.budget.left() === 0) return null;
    const message = asking.hidden.hide(text);
    const rendered = render(this.#prompt, {
      category: labels.category[category],
      emotion: labels.emotion[emotion],
      language: languages[language],
      message: fenced(message),
    });
    try {
      const asked = [labelOf(this.#prompt), rendered.user];
      const known = await this.#remembered.find(asked);
      const sentence = known ? known.sentence : await this.#ask(rendered, asking);
      if (sentence === null) return null;
      const bare = bareSentence(sentence);
      const fault = soothingFault(bare, text, language, this.#options.mayBeSaid);
      if (fault !== null) throw new Error(`not soothing: ${fault}`);
      if (!known) await this.#remembered.keep(asked, { sentence });
      return { category, text: bare };
    } catch (err) {
      this.#options.log.debug({ err }, 'the template soothes');
      return null;
    }
  }

  async #ask(rendered: ReturnType<typeof render>, asking: Asking): Promise<string | null> {
    const { config, wire } = this.#options;
    const { askFor } = await import('./openai.js');
    const call: Call = { use: 'soothing', prompt: rendered.label, ...asking };
    const shape = { name: 'sympathy', schema: soothingShape, maxTokens };
    return (await askFor(config, wire.fetchFor(call), rendered, shape))?.sentence ?? null;
  }
}
