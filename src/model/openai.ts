import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { ModelConfig } from '../config.js';
import { endpoint, modelOf } from './endpoint.js';
import type { Rendered } from './prompt.js';
import { readJson } from './read-json.js';

/** One answer of the shape, or undefined when it is not of it. Rejects when there is none. */
export async function askFor<S extends z.ZodType>(
  config: ModelConfig,
  fetchOfCall: typeof fetch,
  { system, user }: Rendered,
  shape: { name: string; schema: S; maxTokens: number },
): Promise<z.output<S> | undefined> {
  const { maxTokens, ...model } = modelOf(config, shape.maxTokens);
  const limit = 'temperature' in model ? { max_tokens: maxTokens } : { max_completion_tokens: maxTokens };
  const completion = await new OpenAI(endpoint(config, fetchOfCall)).chat.completions.create({
    ...model,
    ...limit,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    response_format: zodResponseFormat(shape.schema, shape.name),
  });
  return readJson(completion.choices?.[0]?.message?.content, shape.schema);
}

/** Vectors of texts, in their order. Rejects when there are none. */
export async function embed(
  config: ModelConfig,
  fetchOfCall: typeof fetch,
  model: string,
  texts: string[],
): Promise<number[][]> {
  const client = new OpenAI(endpoint(config, fetchOfCall));
  const { data } = await client.embeddings.create({ model, input: texts, encoding_format: 'float' });
  const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  const [first = []] = vectors;
  const whole = vectors.length === texts.length && first.length > 0;
  if (!whole || vectors.some((vector) => vector.length !== first.length || !vector.every(Number.isFinite)))
    throw new Error('the embeddings are not those of the texts');
  return vectors;
}
