import { z } from 'zod';
import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import { embeddingModelOf } from './endpoint.js';
import { Remembered } from './remembered.js';
import type { Embed } from './retrieval.js';

/** Asks only for the vectors of texts for which no process has asked yet. For clauses: what people say is not kept by its text. */
export function rememberedVectors(embed: Embed, cache: Cache, config: ModelConfig): Embed {
  const model = embeddingModelOf(config);
  const remembered = new Remembered(cache, z.base64(), 'vectors', { baseUrl: config.baseUrl, model });
  return async (texts, into) => {
    const known = await Promise.all(texts.map((text) => remembered.find([text])));
    const missing = texts.filter((_, at) => known[at] === undefined);
    const asked = missing.length > 0 ? await embed(missing, into) : [];
    await Promise.all(missing.map((text, at) => remembered.keep([text], packed(asked[at] ?? []))));
    let next = 0;
    return known.map((vector) => (vector === undefined ? (asked[next++] ?? []) : unpacked(vector)));
  };
}

/** As 32-bit floats, which is what models compute in. */
function packed(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

function unpacked(text: string): number[] {
  return [...new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)];
}
