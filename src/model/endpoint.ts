import type { ModelConfig } from '../config.js';

const defaultModel = 'gpt-4.1-mini';
const defaultEmbedding = 'text-embedding-3-small';
const address = 'https://api.openai.com/v1';

/** Where requests go, and with which key; the libraries take nothing from the environment themselves. */
export function endpoint({ apiKey, baseUrl = address }: ModelConfig, fetchOfCall: typeof fetch) {
  return { apiKey, baseURL: baseUrl, maxRetries: 0, fetch: fetchOfCall, organization: null, project: null };
}

/** The model, and how long and how freely it may speak. Models that think first refuse a temperature and count their thoughts as tokens. */
export function modelOf(config: ModelConfig, maxTokens: number) {
  const model = config.model ?? defaultModel;
  return /^(o\d|gpt-5)/.test(model) ? { model, maxTokens: maxTokens * 8 } : { model, maxTokens, temperature: 0 };
}

/** A foreign server's names of embedding models are its own: without one it is not asked for any. */
export function embeddingModelOf({ embeddingModel, baseUrl }: ModelConfig): string | undefined {
  return embeddingModel ?? (baseUrl === undefined ? defaultEmbedding : undefined);
}
