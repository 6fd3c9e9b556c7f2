import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { RateLimiter } from '../../coordination/rate-limit.js';
import type { Reads } from '../../domain/ports.js';
import type { HttpRequest, HttpResponse, Register } from '../../http/route.js';
import { customerChannel } from '../../turn/customer-chat/channel.js';
import { customerPageWords } from '../../turn/customer-chat/page-words.js';
import type { Turns } from '../../turn/types.js';
import { isLoopbackHost } from '../loopback.js';
import { answer, answerFault, Refusal } from '../web-chat/answer.js';
import { decode } from './decode.js';
import { encodeSet, storedId } from './encode.js';
import type { CustomerDoor, CustomerSession } from './verify.js';

export interface CustomerChatOptions {
  door: CustomerDoor;
  turns: Pick<Turns, 'accept' | 'run'>;
  activities: Pick<Reads, 'listActivities'>;
  clock: Clock;
  timeZone: string;
  limiter: RateLimiter;
  /** A turn that failed after its message was acknowledged; the sweep runs it again. */
  onTurnFault: (fault: unknown) => void;
}

const pageLength = 200;
const opened = z.object({ token: z.string().min(1).max(256).optional() }).nullish();

/** What the customer's page calls. Who calls stands in the cookie alone: no address names a link, a session or a record. */
export function mountCustomerChat(register: Register, options: CustomerChatOptions): void {
  const chat = new CustomerRoutes(options);
  register(
    'POST',
    '/c/session',
    chat.guarded((request) => chat.open(request)),
  );
  register(
    'GET',
    '/c/activities',
    chat.guarded((request) => chat.poll(request)),
  );
  register(
    'POST',
    '/c/activities',
    chat.guarded((request) => chat.post(request)),
  );
  register(
    'POST',
    '/c/end',
    chat.guarded(async () => chat.end()),
  );
}

class CustomerRoutes {
  readonly #options: CustomerChatOptions;

  constructor(options: CustomerChatOptions) {
    this.#options = options;
  }

  guarded(handler: (request: HttpRequest) => Promise<HttpResponse>) {
    return async (request: HttpRequest): Promise<HttpResponse> => {
      try {
        this.#options.door.check(request.headers, request.remoteAddress);
        return await handler(request);
      } catch (fault) {
        return answerFault(fault);
      }
    };
  }

  /** By a link's token, or by the session this browser has. */
  async open(request: HttpRequest): Promise<HttpResponse> {
    const { door, timeZone } = this.#options;
    await this.#limitAddress(request.remoteAddress);
    const token = opened.safeParse(request.body).data?.token;
    const { cookie } = request.headers;
    const session = token === undefined ? await door.session(cookie) : await door.open(token, cookie);
    if (!session) throw invalid(request);
    const { language, words } = customerPageWords(languagesOf(request), session.manager.name);
    const response = answer(200, { language, words, timeZone });
    return { ...response, headers: { ...response.headers, 'Set-Cookie': door.keep(session) } };
  }

  async poll(request: HttpRequest): Promise<HttpResponse> {
    const { sessionId } = await this.#session(request);
    const after = watermarkOf(request);
    const rows = await this.#options.activities.listActivities(storedId(sessionId), after, pageLength);
    return answer(200, encodeSet(rows, after));
  }

  /** Answers once the message is stored; the turn runs after that. */
  async post(request: HttpRequest): Promise<HttpResponse> {
    const session = await this.#session(request);
    const inbound = decode(request.body, session, this.#options.clock.businessNow());
    if (!inbound) throw new Refusal(400, 'BadArgument', 'a message needs text or files');
    await this.#limit(`${customerChannel}|${session.sessionId}`);
    await this.#limit(`${customerChannel}|link|${session.link.id}`);
    const key = await this.#options.turns.accept(inbound);
    this.#options.turns.run(key).catch(this.#options.onTurnFault);
    return answer(200, { id: inbound.activity.id });
  }

  end(): HttpResponse {
    const response = answer(200, {});
    return { ...response, headers: { ...response.headers, 'Set-Cookie': this.#options.door.forget() } };
  }

  async #session(request: HttpRequest): Promise<CustomerSession> {
    const session = await this.#options.door.session(request.headers.cookie);
    if (!session) throw invalid(request);
    return session;
  }

  /** Those of this computer are not limited. */
  async #limitAddress(address: string | undefined): Promise<void> {
    if (!isLoopbackHost(address?.replace(/^::ffff:/, ''))) await this.#limit(`${customerChannel}|address|${address}`);
  }

  async #limit(key: string): Promise<void> {
    const waitMs = await this.#options.limiter.take(key);
    if (waitMs === 0) return;
    throw new Refusal(429, 'RateLimited', 'too many messages', { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
  }
}

/** One answer for every link that does not open. */
function invalid(request: HttpRequest): Refusal {
  return new Refusal(404, 'NotValid', customerPageWords(languagesOf(request), '').words.invalid);
}

function languagesOf({ headers }: HttpRequest): string {
  return headers['accept-language'] ?? '';
}

function watermarkOf({ query }: HttpRequest): number {
  const text = query.watermark ?? '0';
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(400, 'BadArgument', 'watermark: digits of an earlier answer');
  return Number(text);
}
