import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { z } from 'zod';
import type { ModelCall } from '../domain/model-call.js';
import type { Logger } from '../log.js';
import type { Pseudonyms } from '../understanding/pseudonyms.js';
import type { Budget } from './budget.js';
import type { CallLog } from './call-log.js';
import type { Purpose } from './types.js';

/** Longest answer that is read, in bytes; a sentence and its references are a thousandth of it. */
const longestAnswer = 256 * 1024;
const failuresUntilBreak = 4;
const betweenTriesMs = 250;

/** One request of one message. */
export interface Call extends Purpose {
  budget: Budget;
  hidden: Pseudonyms;
}

export interface WireOptions {
  calls: CallLog;
  concurrency: number;
  log: Logger;
  /** How long a server that does not answer is left alone, ms. */
  breakMs?: number;
  observe?: (call: ModelCall) => void;
}

/** Why there is no answer: a status, `unreachable`, `too-large`. */
class Unanswered extends Error {
  readonly reason: string;
  /** Ms after which asking once more may help; null: it does not. */
  readonly againAfterMs: number | null;

  constructor(reason: string, againAfterMs: number | null, options?: ErrorOptions) {
    super(`the model did not answer: ${reason}`, options);
    this.reason = reason;
    this.againAfterMs = againAfterMs;
  }
}

/**
 * The one way out, under every client: hides names, keeps to the message's time, tries once more where that helps, leaves a
 * dead server alone, limits how many requests run and how much they use, and writes down that something left, never what.
 */
export class Wire {
  readonly #options: WireOptions;
  readonly #bulkhead: BulkheadPolicy;
  readonly #breaker: CircuitBreakerPolicy;
  #silent = false;

  constructor(options: WireOptions) {
    this.#options = options;
    this.#bulkhead = bulkhead(options.concurrency, options.concurrency);
    this.#breaker = circuitBreaker(handleAll, {
      halfOpenAfter: options.breakMs ?? 30_000,
      breaker: new ConsecutiveBreaker(failuresUntilBreak),
    });
  }

  /** A `fetch` for the requests of one call; it rejects where the model is not to be asked or does not answer. */
  fetchFor(call: Call): typeof fetch {
    let triesLeft = 1;
    return async (input, init) => {
      if (!(await this.#options.calls.affordable())) throw new Error('the tokens of the day are used up');
      const body = typeof init?.body === 'string' ? hideBody(init.body, call.hidden) : '';
      const send = () => this.#send(String(input), { ...init, body }, call);
      try {
        return await send();
      } catch (error) {
        const waitMs = error instanceof Unanswered ? error.againAfterMs : null;
        if (waitMs === null || triesLeft === 0 || call.budget.left() <= waitMs) throw error;
        triesLeft -= 1;
        await pause(waitMs);
        return await send();
      }
    };
  }

  async #send(url: string, init: RequestInit & { body: string }, call: Call): Promise<Response> {
    const leftMs = call.budget.left();
    if (leftMs === 0) throw new Error('no time is left for the model');
    const startedAt = performance.now();
    const inTime = timeout(leftMs, TimeoutStrategy.Aggressive);
    inTime.onTimeout(() => call.budget.giveUp());
    const policy = wrap(inTime, this.#bulkhead, this.#breaker);
    let sent = false;
    try {
      const { response, text } = await policy.execute(({ signal }) => {
        sent = true;
        return exchange(url, init, signal);
      });
      this.#answers();
      await this.#note(call, init.body, 'answered', startedAt, text);
      return response;
    } catch (error) {
      // Left alone, or too many at a time.
      if (!sent) throw error;
      const reason = error instanceof Unanswered ? error.reason : 'timeout';
      this.#isSilent(reason);
      await this.#note(call, init.body, reason, startedAt, '');
      throw error;
    }
  }

  /** Told once, until it answers again. */
  #isSilent(reason: string): void {
    if (!this.#silent) this.#options.log.warn({ reason }, 'the model does not answer: the rules go on alone');
    this.#silent = true;
  }

  #answers(): void {
    if (this.#silent) this.#options.log.info('the model answers again');
    this.#silent = false;
  }

  async #note(call: Call, body: string, outcome: string, startedAt: number, text: string): Promise<void> {
    const bytes = Buffer.byteLength(body, 'utf8');
    const { model, tokensIn, tokensOut } = usageOf(body, text, outcome === 'answered');
    const noted: ModelCall = {
      id: randomUUID(),
      at: Date.now(),
      use: call.use,
      prompt: call.prompt,
      model,
      sentBytes: bytes,
      sentSha256: createHash('sha256').update(body).digest('hex'),
      hidden: call.hidden.size,
      outcome,
      ms: Math.round(performance.now() - startedAt),
      tokensIn,
      tokensOut,
    };
    this.#options.observe?.(noted);
    await this.#options.calls.record(noted);
  }
}

/** Sends and reads the whole answer. Rejects with `Unanswered` for everything but a readable success. */
async function exchange(url: string, init: RequestInit, signal: AbortSignal) {
  let response: Response;
  let text: string | null;
  try {
    response = await fetch(url, { ...init, signal, redirect: 'error' });
    text = await readText(response);
  } catch (cause) {
    throw new Unanswered('unreachable', betweenTriesMs, { cause });
  }
  if (text === null) throw new Unanswered('too-large', null);
  if (!response.ok) throw new Unanswered(String(response.status), againAfter(response));
  const headers = { 'content-type': response.headers.get('content-type') ?? 'application/json' };
  return { text, response: new Response(text, { status: response.status, headers }) };
}

async function readText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > longestAnswer) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Seconds or a date, as HTTP has it; a server that is busy or broken is asked again soon. */
function againAfter(response: Response): number | null {
  if (response.status !== 429 && response.status !== 408 && response.status < 500) return null;
  const said = response.headers.get('retry-after');
  if (said === null) return betweenTriesMs;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? betweenTriesMs : Math.max(0, ms);
}

const spoken = z.looseObject({ messages: z.array(z.unknown()).optional(), input: z.unknown().optional() });

/** Whatever a client put together: no name leaves in what is said to the model. */
function hideBody(body: string, hidden: Pseudonyms): string {
  const request = spoken.parse(JSON.parse(body));
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return hidden.hide(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, isName(key) ? member : clean(member)]),
    );
  };
  const { messages, input } = request;
  return JSON.stringify({
    ...request,
    ...(messages ? { messages: clean(messages) } : {}),
    ...(input === undefined ? {} : { input: clean(input) }),
  });
}

/** Members of a message that the protocol itself fills. */
const isName = (key: string): boolean => ['role', 'type', 'id', 'name', 'tool_call_id'].includes(key);

const used = z.object({
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number().default(0) }),
});
const named = z.object({ model: z.string() });

/** As the server counts; a server that does not is taken to use a token for two bytes. */
function usageOf(body: string, text: string, answered: boolean) {
  const model = named.safeParse(parseJson(body)).data?.model ?? '';
  const usage = used.safeParse(parseJson(text)).data?.usage;
  if (usage) return { model, tokensIn: usage.prompt_tokens, tokensOut: usage.completion_tokens };
  const guess = (said: string) => Math.ceil(Buffer.byteLength(said, 'utf8') / 2);
  return { model, tokensIn: answered ? guess(body) : 0, tokensOut: guess(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
