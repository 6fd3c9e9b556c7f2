import { type ActivitySet, listenAt, type Outgoing, readNews, request } from './direct-line.js';
import type { Line } from './line.js';

export interface CustomerSettings {
  language: string;
  timeZone: string;
  words: Record<string, string>;
}

/** By a link's token, or by the session this browser has. Its words come in the browser's language. */
export async function openSession(token: string | undefined): Promise<CustomerSettings> {
  return await request<CustomerSettings>('POST', '/c/session', undefined, token === undefined ? {} : { token });
}

export async function endSession(): Promise<void> {
  await request('POST', '/c/end', undefined, {});
}

/** The line of a customer: his cookie says which conversation; no script and no address knows. */
export class CookieLine implements Line {
  readonly #locale: string;

  constructor(locale: string) {
    this.#locale = locale;
  }

  async fetch(watermark: string) {
    return readNews(await request<ActivitySet>('GET', `/c/activities?watermark=${watermark}`));
  }

  async listen(watermark: string, on: Parameters<Line['listen']>[1]) {
    return listenAt(`/c/stream?watermark=${watermark}`, on);
  }

  async post({ id, text, attachments }: Outgoing): Promise<void> {
    await request('POST', '/c/activities', undefined, { id, text, attachments, locale: this.#locale });
  }

  async vote(): Promise<void> {}

  expire(): void {}
}
