import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Reads, StoredActivity } from '../domain/ports.js';
import type { Upgrade } from '../http/server.js';

/** A conversation somebody may listen to. */
export interface Listened {
  /** As the records name it. */
  conversationId: string;
  encode(rows: readonly StoredActivity[], afterSeq: number): object;
  /** Real epoch ms. */
  until: number;
  /** Whether it still may be listened to; asked before anything is sent, and at each sign of life. */
  stands?(): Promise<boolean>;
}

export interface Door {
  /** False: not its path. */
  leadsFrom(path: string): boolean;
  /** What may be heard, or the status of the refusal. */
  admit(request: IncomingMessage, url: URL): Promise<Listened | number>;
}

export interface SocketOptions {
  activities: Pick<Reads, 'listActivities'>;
  /** Tells of what this process appended; what others did is found by looking every `lookMs`. */
  watch: { subscribe(conversationId: string, listener: () => void): () => void };
  lookMs?: number;
  realNow?: () => number;
}

const pageLength = 200;
/** An empty frame, which Direct Line clients take as a sign of life. */
const heartbeatMs = 15_000;
/** A reader that does not keep up is cut off; he comes back with his watermark. */
const unreadAtMost = 4 * 1024 * 1024;

/** A conversation's activities over a WebSocket, from a watermark on, as they are appended. Takes no messages. */
export class SocketStream implements Upgrade {
  readonly #door: Door;
  readonly #options: SocketOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024, clientTracking: true });

  constructor(door: Door, options: SocketOptions) {
    this.#door = door;
    this.#options = options;
  }

  take(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = URL.parse(request.url ?? '', 'http://here');
    if (!url || !this.#door.leadsFrom(url.pathname)) return false;
    void this.#admit(request, url, socket, head);
    return true;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  async #admit(request: IncomingMessage, url: URL, socket: Duplex, head: Buffer): Promise<void> {
    const heard = await this.#door.admit(request, url).catch(() => 503);
    if (typeof heard === 'number') return refuse(socket, heard);
    const after = Number(/^\d{1,15}$/.exec(url.searchParams.get('watermark') ?? '')?.[0] ?? 0);
    this.#server.handleUpgrade(request, socket, head, (client) => {
      new Reader(client, heard, after, this.#options).start();
    });
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** One open stream: sends in order, one look at the records at a time. */
class Reader {
  readonly #client: WebSocket;
  readonly #heard: Listened;
  readonly #options: SocketOptions;
  #seq: number;
  #looking = false;
  #again = false;

  constructor(client: WebSocket, heard: Listened, after: number, options: SocketOptions) {
    this.#client = client;
    this.#heard = heard;
    this.#seq = after;
    this.#options = options;
  }

  start(): void {
    const { watch, lookMs = 2_000, realNow = Date.now } = this.#options;
    const { conversationId, until } = this.#heard;
    const unsubscribe = watch.subscribe(conversationId, () => this.#look());
    const looks = setInterval(() => this.#look(), lookMs);
    const beats = setInterval(() => this.#beat(), heartbeatMs);
    const expiry = setTimeout(() => this.#client.close(1000), Math.min(until - realNow(), 2 ** 31 - 1));
    this.#client.on('error', () => this.#client.terminate());
    this.#client.on('close', () => {
      unsubscribe();
      clearInterval(looks);
      clearInterval(beats);
      clearTimeout(expiry);
    });
    this.#look();
  }

  #beat(): void {
    this.#stands()
      .then((stands) => (stands ? this.#client.send('') : this.#client.close(1000)))
      .catch(() => this.#client.terminate());
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
    const { conversationId, encode } = this.#heard;
    while (this.#again && this.#client.readyState === this.#client.OPEN) {
      this.#again = false;
      const rows = await this.#options.activities.listActivities(conversationId, this.#seq, pageLength);
      if (rows.length === 0) continue;
      if (!(await this.#stands())) return this.#client.close(1000);
      this.#client.send(JSON.stringify(encode(rows, this.#seq)));
      this.#seq = rows.at(-1)?.seq ?? this.#seq;
      this.#again = true;
      if (this.#client.bufferedAmount > unreadAtMost) this.#client.terminate();
    }
  }

  async #stands(): Promise<boolean> {
    return (await this.#heard.stands?.()) ?? true;
  }
}
