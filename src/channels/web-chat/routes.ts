import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { RateLimiter } from '../../coordination/rate-limit.js';
import type { Reads } from '../../domain/ports.js';
import type { Handler, HttpRequest, HttpResponse, Register } from '../../http/route.js';
import type { Turns } from '../../turn/types.js';
import { isLoopbackAddress } from '../loopback.js';
import { answer, answerFault, Refusal } from './answer.js';
import { channelId, type Decoded, decode } from './decode.js';
import { encodeSet } from './encode.js';
import {
  bearerToken,
  checkToken,
  deriveTokenKey,
  type Grant,
  newConversationId,
  signToken,
  tokenLifetimeSeconds,
} from './verify.js';
import type { Visitors } from './visitors.js';

export interface WebChatOptions {
  turns: Pick<Turns, 'accept' | 'run' | 'vote'>;
  activities: Pick<Reads, 'listActivities'>;
  secretKey: string;
  clock: Clock;
  timeZone: string;
  visitors: Visitors;
  /** Set when business time is simulated: how many of its seconds pass in a real one. */
  simulatedSpeed?: number;
  /** Counts the messages of a person; keys are `webchat|<user id>`. */
  limiter?: RateLimiter;
  /** A turn that failed after its message was acknowledged; the sweep runs it again. */
  onTurnFault: (fault: unknown) => void;
  /** Real time, epoch ms: tokens never follow the simulated clock. */
  realNow?: () => number;
}

const pageLength = 200;
const generated = z.object({ user: z.object({ id: z.string().min(1).max(256) }).optional() }).nullish();

/** The web chat's routes: the polled part of Direct Line 3.0, and what the page must know before it starts. */
export function mountWebChat(register: Register, options: WebChatOptions): void {
  const chat = new WebChatRoutes(options);
  const add = (method: 'GET' | 'POST', path: string, handler: (request: HttpRequest) => Promise<HttpResponse>) =>
    register(method, path, chat.guarded(handler));
  add('GET', '/chat.json', (request) => chat.settings(request));
  add('POST', '/v3/directline/tokens/generate', (request) => chat.generate(request));
  add('POST', '/v3/directline/tokens/refresh', (request) => chat.refresh(request));
  add('POST', '/v3/directline/conversations', (request) => chat.start(request));
  add('GET', '/v3/directline/conversations/:id', (request) => chat.reconnect(request));
  add('POST', '/v3/directline/conversations/:id/activities', (request) => chat.post(request));
  add('GET', '/v3/directline/conversations/:id/activities', (request) => chat.poll(request));
}

class WebChatRoutes {
  readonly #options: WebChatOptions;
  readonly #key: Buffer;

  constructor(options: WebChatOptions) {
    this.#options = options;
    this.#key = deriveTokenKey(options.secretKey);
  }

  guarded(handler: Handler): Handler {
    return async (request) => {
      try {
        this.#options.visitors.check(request.headers, request.remoteAddress);
        return await handler(request);
      } catch (fault) {
        return answerFault((await this.#tooManyRefusals(fault, request.remoteAddress)) ?? fault);
      }
    };
  }

  /** Who is refused again and again is not even told why; those of this computer are not limited by address. */
  async #tooManyRefusals(fault: unknown, address: string | undefined): Promise<Refusal | undefined> {
    const refused = fault instanceof Refusal && (fault.status === 401 || fault.status === 403);
    if (!refused || isLoopbackAddress(address)) return undefined;
    return await this.#tooMany(`refused|${address}`, 'too many requests');
  }

  async settings(request: HttpRequest): Promise<HttpResponse> {
    const { clock, simulatedSpeed, timeZone, visitors } = this.#options;
    const people = await visitors.people(request.headers);
    const time = { now: clock.businessNow(), simulated: simulatedSpeed !== undefined, speed: simulatedSpeed ?? 1 };
    return answer(200, { people, signIn: visitors.signIn, timeZone, clock: time });
  }

  /** A token for one of those the caller may chat as. An old token of ours keeps its conversation, whatever its age. */
  async generate(request: HttpRequest): Promise<HttpResponse> {
    const read = generated.safeParse(request.body);
    if (!read.success) throw new Refusal(400, 'BadArgument', 'user.id: a text of 1 to 256 characters');
    const people = await this.#options.visitors.people(request.headers);
    const userId = read.data?.user?.id ?? people[0]?.userId ?? '';
    if (!people.some((person) => person.userId === userId)) {
      throw new Refusal(403, 'Forbidden', 'no token for this user; GET /chat.json lists who may chat here');
    }
    const old = this.#oldGrant(request);
    const conversationId = old?.userId === userId ? old.conversationId : newConversationId();
    return answer(200, this.#issue({ userId, conversationId }));
  }

  async refresh(request: HttpRequest): Promise<HttpResponse> {
    return answer(200, this.#issue(await this.#authenticate(request)));
  }

  async start(request: HttpRequest): Promise<HttpResponse> {
    const issued = this.#issue(await this.#authenticate(request));
    return answer(201, { ...issued, streamUrl: this.#streamUrl(request, issued, 0) });
  }

  async reconnect(request: HttpRequest): Promise<HttpResponse> {
    const grant = await this.#authorize(request);
    const issued = this.#issue(grant);
    const after = watermarkOf(request);
    return answer(200, { ...issued, watermark: String(after), streamUrl: this.#streamUrl(request, issued, after) });
  }

  /** Answers once the message is stored; the turn runs after that and its replies are polled. */
  async post(request: HttpRequest): Promise<HttpResponse> {
    const grant = await this.#authorize(request);
    const decoded = decode(request.body, grant, this.#options.clock.businessNow());
    if (decoded.kind === 'invalid') throw new Refusal(400, 'BadArgument', decoded.reason);
    if (decoded.kind === 'signal') return answer(200, { id: decoded.id });
    await this.#limit(grant.userId);
    if (decoded.kind === 'vote') return await this.#vote(decoded, grant);
    const key = await this.#options.turns.accept(decoded.inbound);
    this.#options.turns.run(key).catch(this.#options.onTurnFault);
    return answer(200, { id: decoded.id });
  }

  async #vote({ id, vote }: Extract<Decoded, { kind: 'vote' }>, { conversationId }: Grant): Promise<HttpResponse> {
    const known = await this.#options.turns.vote({ channel: channelId, conversationId, ...vote });
    if (!known) throw new Refusal(404, 'NotFound', 'there is no such answer in this conversation');
    return answer(200, { id });
  }

  async poll(request: HttpRequest): Promise<HttpResponse> {
    const { conversationId } = await this.#authorize(request);
    const after = watermarkOf(request);
    const rows = await this.#options.activities.listActivities(storedId(conversationId), after, pageLength);
    return answer(200, encodeSet(conversationId, rows, after));
  }

  #issue(grant: Grant): { conversationId: string; token: string; expires_in: number } {
    const { userId, conversationId } = grant;
    const token = signToken(this.#key, { userId, conversationId }, this.#realNow());
    return { conversationId, token, expires_in: tokenLifetimeSeconds };
  }

  /** A token counts only beside the session it was made for: whoever signs out, or leaves the directory, takes it with him. */
  async #authenticate(request: HttpRequest): Promise<Grant> {
    const token = bearerToken(request.headers.authorization);
    if (!token) throw new Refusal(401, 'Unauthorized', 'send Authorization: Bearer and a token of tokens/generate');
    const check = checkToken(this.#key, token, this.#realNow());
    if (check.kind === 'forged') throw new Refusal(401, 'Unauthorized', 'this token is not ours');
    if (check.kind === 'expired') throw new Refusal(403, 'TokenExpired', 'this token is too old; generate another');
    const people = await this.#options.visitors.people(request.headers);
    if (people.some(({ userId }) => userId === check.grant.userId)) return check.grant;
    throw new Refusal(403, 'Forbidden', 'this token is for somebody else');
  }

  async #authorize(request: HttpRequest): Promise<Grant> {
    const grant = await this.#authenticate(request);
    if (grant.conversationId === request.params.id) return grant;
    throw new Refusal(403, 'Forbidden', 'this token is for another conversation');
  }

  #oldGrant(request: HttpRequest): Grant | undefined {
    const token = bearerToken(request.headers.authorization);
    const check = token ? checkToken(this.#key, token, this.#realNow()) : undefined;
    return check && check.kind !== 'forged' ? check.grant : undefined;
  }

  async #limit(userId: string): Promise<void> {
    const refusal = await this.#tooMany(`${channelId}|${userId}`, 'too many messages');
    if (refusal) throw refusal;
  }

  async #tooMany(key: string, why: string): Promise<Refusal | undefined> {
    const waitMs = (await this.#options.limiter?.take(key)) ?? 0;
    if (waitMs === 0) return undefined;
    return new Refusal(429, 'RateLimited', why, { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
  }

  /** Where the conversation can be listened to, with a token of its own. */
  #streamUrl(request: HttpRequest, issued: { conversationId: string; token: string }, after: number): string {
    const { conversationId, token } = issued;
    const query = new URLSearchParams({ watermark: String(after), t: token });
    const scheme = this.#options.visitors.secure ? 'wss' : 'ws';
    return `${scheme}://${request.headers.host}/v3/directline/conversations/${conversationId}/stream?${query}`;
  }

  #realNow(): number {
    return (this.#options.realNow ?? Date.now)();
  }
}

/** How the records name a conversation of this channel. */
export function storedId(conversationId: string): string {
  return `${channelId}|${conversationId}`;
}

function watermarkOf(request: HttpRequest): number {
  const text = request.query.watermark ?? '';
  if (text === '') return 0;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(400, 'BadArgument', 'watermark: digits of an earlier answer');
  return Number(text);
}
