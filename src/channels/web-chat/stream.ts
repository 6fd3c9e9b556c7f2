import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Reads } from '../../domain/ports.js';
import type { Upgrade } from '../../http/server.js';
import { Refusal } from './answer.js';
import { encodeSet } from './encode.js';
import { storedId } from './routes.js';
import { checkToken, deriveTokenKey, type SignedGrant } from './verify.js';
import type { Visitors } from './visitors.js';

export interface StreamOptions {
  activities: Pick<Reads, 'listActivities'>;
  /** Tells of what this process appended; what others did is found by looking every `lookMs`. */
  watch: { subscribe(conversationId: string, listener: () => void): () => void };
  secretKey: string;
  visitors: Pick<Visitors, 'check'>;
  lookMs?: number;
  realNow?: () => number;
}

const path = /^\/v3\/directline\/conversations\/([\w-]{1,128})\/stream$/;
const pageLength = 200;
/** An empty frame, which Direct Line clients take as a sign of life. */
const heartbeatMs = 15_000;
/** A reader that does not keep up is cut off; he comes back with his watermark. */
const unreadAtMost = 4 * 1024 * 1024;

/** The WebSocket of Direct Line: a conversation's activities from a watermark on, as they are appended. Takes no messages. */
export class ActivityStream implements Upgrade {
  readonly #options: StreamOptions;
  readonly #key: Buffer;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024, clientTracking: true });

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#key = deriveTokenKey(options.secretKey);
  }

  take(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = URL.parse(request.url ?? '', 'http://here');
    const conversationId = path.exec(url?.pathname ?? '')?.[1];
    if (!url || conversationId === undefined) return false;
    const grant = this.#grant(request, url, conversationId);
    if (typeof grant === 'number') {
      refuse(socket, grant);
      return true;
    }
    const after = Number(/^\d{1,15}$/.exec(url.searchParams.get('watermark') ?? '')?.[0] ?? 0);
    this.#server.handleUpgrade(request, socket, head, (client) => {
      new Reader(client, grant, after, this.#options).start();
    });
    return true;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  /** Whom the token speaks for, or the status of the refusal. */
  #grant(request: IncomingMessage, url: URL, conversationId: string): SignedGrant | number {
    try {
      this.#options.visitors.check(request.headers, request.socket.remoteAddress);
    } catch (refusal) {
      return refusal instanceof Refusal ? refusal.status : 403;
    }
    const check = checkToken(this.#key, url.searchParams.get('t') ?? '', (this.#options.realNow ?? Date.now)());
    if (check.kind === 'forged') return 401;
    return check.kind === 'valid' && check.grant.conversationId === conversationId ? check.grant : 403;
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** One open stream: sends in order, one look at the records at a time. */
class Reader {
  readonly #client: WebSocket;
  readonly #grant: SignedGrant;
  readonly #options: StreamOptions;
  #seq: number;
  #looking = false;
  #again = false;

  constructor(client: WebSocket, grant: SignedGrant, after: number, options: StreamOptions) {
    this.#client = client;
    this.#grant = grant;
    this.#seq = after;
    this.#options = options;
  }

  start(): void {
    const { watch, lookMs = 2_000, realNow = Date.now } = this.#options;
    const unsubscribe = watch.subscribe(storedId(this.#grant.conversationId), () => this.#look());
    const looks = setInterval(() => this.#look(), lookMs);
    const beats = setInterval(() => this.#client.send(''), heartbeatMs);
    const expiry = setTimeout(() => this.#client.close(1000), this.#grant.expiresAt * 1000 - realNow());
    this.#client.on('error', () => this.#client.terminate());
    this.#client.on('close', () => {
      unsubscribe();
      clearInterval(looks);
      clearInterval(beats);
      clearTimeout(expiry);
    });
    this.#look();
  }

  #look(): void {
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    this.#sendNews()
      .catch(() => this.#client.terminate())
      .finally(() => {
        this.#looking = false;
      });
  }

  async #sendNews(): Promise<void> {
    const { conversationId } = this.#grant;
    while (this.#again && this.#client.readyState === this.#client.OPEN) {
      this.#again = false;
      const rows = await this.#options.activities.listActivities(storedId(conversationId), this.#seq, pageLength);
      if (rows.length === 0) continue;
      this.#client.send(JSON.stringify(encodeSet(conversationId, rows, this.#seq)));
      this.#seq = rows.at(-1)?.seq ?? this.#seq;
      this.#again = true;
      if (this.#client.bufferedAmount > unreadAtMost) this.#client.terminate();
    }
  }
}
