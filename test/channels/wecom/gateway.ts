import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';
import { until } from '../../processes.js';

export interface SentFrame {
  cmd: string;
  headers: { req_id: string };
  body: Record<string, unknown>;
}

/** The vendor's gateway on loopback: takes subscriptions, acknowledges what is sent, pushes messages and events. */
export class Gateway {
  readonly #server: WebSocketServer;
  readonly #secret: string;
  #socket: WebSocket | undefined;
  #pushed = 0;
  /** Name of the file being taken, which becomes its id. */
  #file = '';
  /** What the bot sent, subscriptions and heartbeats apart. */
  readonly sent: SentFrame[] = [];
  subscriptions = 0;
  /** Cuts the socket at the first frame this says yes to: `unread` before it is taken, `unacknowledged` after that. */
  cut: { at(frame: SentFrame): boolean; how: 'unread' | 'unacknowledged' } | undefined;
  /** Answers the next so many sends with this code. */
  refuse: { code: number; times: number } = { code: 0, times: 0 };

  private constructor(server: WebSocketServer, secret: string) {
    this.#server = server;
    this.#secret = secret;
    server.on('connection', (socket) => {
      socket.on('message', (data) => this.#take(socket, JSON.parse(String(data))));
    });
  }

  static async open(secret: string, port = 0): Promise<Gateway> {
    const server = new WebSocketServer({ host: '127.0.0.1', port });
    await once(server, 'listening');
    return new Gateway(server, secret);
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Once somebody has subscribed. */
  async subscribed(): Promise<void> {
    await until(10_000, async () => this.#socket?.readyState === 1 || undefined);
  }

  async push(cmd: 'aibot_msg_callback' | 'aibot_event_callback', body: object): Promise<void> {
    await this.subscribed();
    this.#socket?.send(JSON.stringify({ cmd, headers: { req_id: `r${++this.#pushed}` }, body }));
  }

  async say(text: string, more: object = {}): Promise<void> {
    await this.push('aibot_msg_callback', {
      msgid: randomUUID(),
      aibotid: 'bot',
      chattype: 'single',
      from: { userid: 'lin.yue' },
      msgtype: 'text',
      text: { content: text },
      ...more,
    });
  }

  async click(card: { key: string; taskId: string }, more: object = {}): Promise<void> {
    await this.push('aibot_event_callback', {
      msgid: randomUUID(),
      aibotid: 'bot',
      chattype: 'single',
      from: { userid: 'lin.yue' },
      msgtype: 'event',
      event: { eventtype: 'template_card_event', event_key: card.key, task_id: card.taskId },
      ...more,
    });
  }

  /** Words sent to a chat, in order. */
  texts(chat = 'lin.yue'): string[] {
    return this.sent
      .filter(({ body }) => body.chatid === chat && body.msgtype === 'markdown')
      .map(({ body }) => String(Object(body.markdown).content));
  }

  cards(): Array<{ task_id: string; button_list: Array<{ text: string; key: string }> }> {
    return this.sent.flatMap(({ cmd, body }) =>
      cmd === 'aibot_send_msg' && body.msgtype === 'template_card' ? [Object(body.template_card)] : [],
    );
  }

  async heard(part: string | RegExp): Promise<string> {
    return await until(10_000, async () => this.texts().find((text) => new RegExp(part).test(text)));
  }

  drop(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: WebSocket, frame: SentFrame): void {
    if (frame.cmd === 'aibot_subscribe') {
      const known = frame.body.bot_id === 'bot' && frame.body.secret === this.#secret;
      this.#answer(socket, frame, known ? 0 : 40_001);
      if (known) {
        this.subscriptions += 1;
        this.#socket = socket;
      }
      return;
    }
    const cut = frame.cmd !== 'ping' && this.cut?.at(frame) ? this.cut.how : undefined;
    if (cut) {
      this.cut = undefined;
      if (cut === 'unacknowledged') this.sent.push(frame);
      this.drop();
      return;
    }
    const refused = frame.cmd !== 'ping' && this.refuse.times > 0;
    if (refused) this.refuse.times -= 1;
    else if (frame.cmd !== 'ping') this.sent.push(frame);
    if (frame.cmd === 'aibot_upload_media_init') this.#file = String(frame.body.filename);
    this.#answer(socket, frame, refused ? this.refuse.code : 0, uploaded(frame, this.#file));
  }

  #answer(socket: WebSocket, { headers }: SentFrame, errcode: number, body?: object): void {
    socket.send(
      JSON.stringify({ headers, errcode, errmsg: errcode === 0 ? 'ok' : 'refused', ...(body ? { body } : {}) }),
    );
  }
}

function uploaded({ cmd }: SentFrame, name: string): object | undefined {
  if (cmd === 'aibot_upload_media_init') return { upload_id: 'u1' };
  if (cmd === 'aibot_upload_media_finish') return { type: 'file', media_id: name, created_at: '0' };
  return undefined;
}
