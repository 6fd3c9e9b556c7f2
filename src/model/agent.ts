import { ChatOpenAI } from '@langchain/openai';
import { createAgent, createMiddleware, providerStrategy, tool } from 'langchain';
import { z } from 'zod';
import { forbidTracing, type ModelConfig } from '../config.js';
import { endpoint, modelOf } from './endpoint.js';
import type { Rendered } from './prompt.js';
import { answerShape, type WordedAnswer } from './worded-answer.js';

const mostSearches = 2;
const maxTokens = 500;

export interface AgentOptions {
  config: ModelConfig;
  fetchOfCall: typeof fetch;
  signal: AbortSignal;
  /** Clauses for other words, as the model reads them. */
  search(query: string): string;
  /** Why an answer may not be given; null: it may. */
  guard(answer: WordedAnswer): string | null;
}

/** The model's answer was refused. */
export class Refused extends Error {}

/**
 * Asks once, lets the model look into the handbook twice at most, and refuses what the guard does not let through. Rejects when
 * there is no answer.
 */
export async function askAgent({ system, user }: Rendered, options: AgentOptions): Promise<WordedAnswer> {
  const { config, fetchOfCall, signal } = options;
  forbidTracing();
  const { apiKey, baseURL, ...rest } = endpoint(config, fetchOfCall);
  const llm = new ChatOpenAI({
    ...modelOf(config, maxTokens),
    apiKey,
    maxRetries: 0,
    useResponsesApi: false,
    configuration: { ...rest, baseURL },
  });
  const agent = createAgent({
    model: llm,
    tools: [searchTool(options.search)],
    responseFormat: providerStrategy(answerShape),
    middleware: [guarded(options.guard)],
  });
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
  const { structuredResponse } = await agent.invoke({ messages }, { signal, recursionLimit: 12 });
  return answerShape.parse(structuredResponse);
}

function searchTool(search: AgentOptions['search']) {
  return tool(async ({ query }: { query: string }) => search(query), {
    name: 'search_handbook',
    description: 'Clauses of the handbook for other words. Read-only.',
    schema: z.object({ query: z.string() }),
  });
}

/** Takes the tool away after its last use, tells messages apart that a server gave one id, and holds the answer against the guard. */
function guarded(guard: AgentOptions['guard']) {
  let asked = 0;
  return createMiddleware({
    name: 'guard',
    wrapModelCall: async (request, handler) => {
      asked += 1;
      if (asked > mostSearches + 1) throw new Refused('searches on and on');
      const response = await handler(asked > mostSearches ? { ...request, tools: [] } : request);
      const spoken: { messages?: Array<{ id?: string }> } & { id?: string } = Object(response);
      for (const message of spoken.messages ?? [spoken]) message.id = `${asked}`;
      const { structuredResponse } = Object(response) as { structuredResponse?: unknown };
      const answer = answerShape.safeParse(structuredResponse).data;
      const fault = answer?.answered ? guard(answer) : null;
      if (fault !== null) throw new Refused(fault);
      return response;
    },
  });
}
