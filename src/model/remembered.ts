import type { z } from 'zod';
import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import type { ModelUse } from '../domain/labels.js';
import { readJson } from './read-json.js';

/** What a model of one server said for one use, by what it was asked. What no longer has its shape is as good as none. */
export class Remembered<S extends z.ZodType> {
  readonly #cache: Cache;
  readonly #shape: S;
  readonly #scope: readonly string[];

  constructor(
    cache: Cache,
    shape: S,
    use: ModelUse | 'vectors',
    { baseUrl = '', model = '' }: Pick<ModelConfig, 'baseUrl' | 'model'>,
  ) {
    this.#cache = cache;
    this.#shape = shape;
    this.#scope = [use, baseUrl, model];
  }

  async find(asked: readonly unknown[]): Promise<z.output<S> | undefined> {
    const known = await this.#cache.get(this.#key(asked));
    return known === undefined ? undefined : readJson(known, this.#shape);
  }

  async keep(asked: readonly unknown[], said: z.output<S>): Promise<void> {
    await this.#cache.set(this.#key(asked), JSON.stringify(said));
  }

  #key(asked: readonly unknown[]): string {
    return JSON.stringify([...this.#scope, ...asked]);
  }
}
