import type { IncomingMessage } from 'node:http';
import { type Listened, type SocketOptions, SocketStream } from '../socket-stream.js';
import { Refusal } from './answer.js';
import { encodeSet } from './encode.js';
import { storedId } from './routes.js';
import { checkToken, deriveTokenKey } from './verify.js';
import type { Visitors } from './visitors.js';

export interface StreamOptions extends SocketOptions {
  secretKey: string;
  visitors: Pick<Visitors, 'check' | 'people'>;
}

const path = /^\/v3\/directline\/conversations\/([\w-]{1,128})\/stream$/;

/** The WebSocket of Direct Line: whoever has a conversation's token, beside the session it was made for, hears it. */
export class ActivityStream extends SocketStream {
  constructor(options: StreamOptions) {
    const key = deriveTokenKey(options.secretKey);
    const door = {
      leadsFrom: (from: string) => path.test(from),
      admit: (request: IncomingMessage, url: URL) => admit(request, url, key, options),
    };
    super(door, options);
  }
}

async function admit(
  request: IncomingMessage,
  url: URL,
  key: Buffer,
  options: StreamOptions,
): Promise<Listened | number> {
  try {
    options.visitors.check(request.headers, request.socket.remoteAddress);
  } catch (refusal) {
    return refusal instanceof Refusal ? refusal.status : 403;
  }
  const check = checkToken(key, url.searchParams.get('t') ?? '', (options.realNow ?? Date.now)());
  if (check.kind === 'forged') return 401;
  const { userId, conversationId, expiresAt } = check.grant;
  if (check.kind !== 'valid' || conversationId !== path.exec(url.pathname)?.[1]) return 403;
  const people = await options.visitors.people(request.headers).catch(() => []);
  if (!people.some((person) => person.userId === userId)) return 403;
  return {
    conversationId: storedId(conversationId),
    encode: (rows, afterSeq) => encodeSet(conversationId, rows, afterSeq),
    until: expiresAt * 1000,
  };
}
