import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const message = z.looseObject({
  role: z.string(),
  content: z.unknown(),
});
const request = z.looseObject({
  model: z.string(),
  messages: z.array(message).optional(),
  input: z.union([z.string(), z.array(z.string())]).optional(),
  tools: z.array(z.unknown()).optional(),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }) }).optional(),
});

/** One request as it arrived, to the byte. */
export interface Captured {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  json: z.output<typeof request>;
}

/** What a scripted model does with a request. */
export type Move =
  /** An answer; what is no text is told as JSON. */
  | { say: unknown }
  | { search: string }
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The bytes as they are, with status 200. */
  | { raw: string }
  /** Never answers. */
  | 'hang'
  /** Begins to answer and drops the connection. */
  | 'cut';

export type Script = (captured: Captured, nth: number) => Move;

export interface ScriptedServer {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  captured: Captured[];
  /** What it does from now on with questions; embeddings are always answered unless `embeds` says otherwise. */
  act(script: Script): void;
  embeds(script: Script | null): void;
  close(): Promise<void>;
}

/** A server on this machine that speaks the protocol of OpenAI: chat completions with structured output and tools, embeddings. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const captured: Captured[] = [];
  let chat = script;
  let embedding: Script | null = null;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const one: Captured = {
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
      json: request.parse(JSON.parse(body)),
    };
    captured.push(one);
    const embeds = one.path.endsWith('/embeddings');
    const ask = embeds ? embedding : chat;
    reply(response, one, ask ? ask(one, captured.length) : { raw: JSON.stringify(vectors(one)) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    captured,
    act: (next) => {
      chat = next;
    },
    embeds: (next) => {
      embedding = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, { json }: Captured, move: Move): void {
  if (move === 'hang') return;
  if (move === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":');
    setImmediate(() => response.destroy());
    return;
  }
  const status = 'status' in move ? move.status : 200;
  const headers = 'status' in move ? move.headers : {};
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if ('raw' in move) response.end(move.raw);
  else if ('status' in move) response.end(move.body ?? '{"error":{"message":"scripted"}}');
  else response.end(JSON.stringify(completion(json, move)));
}

/** Some servers give every completion the same id; so does this one. */
function completion({ model, messages }: Captured['json'], move: { say: unknown } | { search: string }) {
  const content = 'say' in move ? (typeof move.say === 'string' ? move.say : JSON.stringify(move.say)) : null;
  const call = 'search' in move ? { query: move.search } : undefined;
  const tool = {
    id: 'call_1',
    type: 'function',
    function: { name: 'search_handbook', arguments: JSON.stringify(call) },
  };
  const prompt = Math.ceil(JSON.stringify(messages).length / 3);
  const said = Math.ceil((content?.length ?? 20) / 2);
  return {
    id: 'chatcmpl-scripted',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, ...(call ? { tool_calls: [tool] } : {}) },
        finish_reason: call ? 'tool_calls' : 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: prompt, completion_tokens: said, total_tokens: prompt + said },
  };
}

const dimensions = 128;

/** Texts with pairs of characters in common lie close together. */
function vectors({ json }: Captured) {
  const texts = [json.input ?? []].flat();
  const data = texts.map((text, index) => {
    const embedding = new Array<number>(dimensions).fill(0);
    for (let at = 0; at + 2 <= text.length; at++) {
      const place = (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) % dimensions;
      embedding[place] = (embedding[place] ?? 0) + 1;
    }
    return { object: 'embedding', index, embedding };
  });
  return { object: 'list', model: json.model, data, usage: { prompt_tokens: texts.join('').length, total_tokens: 1 } };
}

/** The text of the last message of a role. */
export function saidTo({ json }: Captured, role = 'user'): string {
  const { content } = json.messages?.findLast((one) => one.role === role) ?? {};
  return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

/** What stands between tags, as the prompts write it. */
export function between(text: string, tag: string): string {
  const from = text.lastIndexOf(`<${tag}>`);
  const to = text.lastIndexOf(`</${tag}>`);
  return from < 0 || to < from ? '' : text.slice(from + tag.length + 2, to).trim();
}

/** Which prompt a request was made with. */
export function promptOf(captured: Captured): 'facts' | 'sympathy' | 'answer' | 'embedding' {
  if (captured.path.endsWith('/embeddings')) return 'embedding';
  const name = captured.json.response_format?.json_schema.name;
  return name === 'facts' || name === 'sympathy' ? name : 'answer';
}
