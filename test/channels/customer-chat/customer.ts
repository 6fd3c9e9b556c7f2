import { WebSocket } from 'ws';
import { until } from '../../processes.js';

export interface Shown {
  id: string;
  from: { role: string };
  text: string;
  replyToId?: string;
  suggestedActions?: { actions: Array<{ title: string }> };
}

/** A customer's browser without its page: one cookie, and a note of every byte that came. */
export class CustomerBrowser {
  /** Bodies, headers and socket frames as they came. */
  readonly received: string[] = [];
  readonly #url: string;
  readonly #language: string;
  #cookie = '';
  #said = 0;
  #socket: WebSocket | undefined;

  constructor(url: string, language = 'zh-CN') {
    this.#url = url;
    this.#language = language;
  }

  get cookie(): string {
    return this.#cookie;
  }

  /** With the token of a link, or by the cookie alone. */
  async open(token?: string): Promise<Response> {
    const answer = await this.request('POST', '/c/session', token === undefined ? {} : { token });
    this.#cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return answer;
  }

  async request(method: 'GET' | 'POST', path: string, body?: object, headers: Record<string, string> = {}) {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': this.#language,
        ...(this.#cookie ? { Cookie: this.#cookie } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.clone().text();
    this.received.push(JSON.stringify([...answer.headers]), text);
    return answer;
  }

  /** Says something and gives what is answered. */
  async say(text: string, attachments?: object[]): Promise<Shown> {
    const id = `c${++this.#said}-${crypto.randomUUID()}`;
    const answer = await this.request('POST', '/c/activities', { id, text, attachments, locale: this.#language });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return await until(10_000, async () => (await this.shown()).find((each) => each.replyToId === id));
  }

  async shown(): Promise<Shown[]> {
    const answer = await this.request('GET', '/c/activities');
    const { activities } = (await answer.json()) as { activities: Shown[] };
    return activities;
  }

  /** Hears everything said from now on; resolves to the close code once it ends. */
  listen(): { ended: Promise<number>; frames: string[] } {
    const frames: string[] = [];
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/c/stream`, { headers: { Cookie: this.#cookie } });
    this.#socket = socket;
    socket.on('message', (data) => {
      frames.push(String(data));
      this.received.push(String(data));
    });
    socket.on('error', () => undefined);
    return { frames, ended: new Promise((resolve) => socket.on('close', (code) => resolve(code))) };
  }

  close(): void {
    this.#socket?.terminate();
  }
}

/** The token of the link in what a manager was told. */
export function tokenIn(text: string | undefined): string {
  return /\/c#([\w-]+)/.exec(text ?? '')?.[1] ?? '';
}
