import { complaints } from './intakes.js';
import { until } from './processes.js';

interface Shown {
  id?: string;
  text?: string;
  replyToId?: string;
  from?: { role?: string };
}

interface Post {
  id: string;
  text: string;
  acknowledged: boolean;
}

/** Somebody at the web chat who tells complaints and confirms each without waiting for the read-back. */
export class WebWriter {
  readonly posts: Post[] = [];
  readonly #token: string;
  readonly #conversationId: string;

  /** Says hello, so that the conversation is known and can be reached. */
  static async open(url: string, userId: string): Promise<WebWriter> {
    const response = await fetch(`${url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: { id: userId } }),
    });
    const { token, conversationId } = (await response.json()) as { token: string; conversationId: string };
    const writer = new WebWriter(token, conversationId);
    await writer.#say(url, '你好');
    await writer.#answered(url, 1);
    return writer;
  }

  private constructor(token: string, conversationId: string) {
    this.#token = token;
    this.#conversationId = conversationId;
  }

  /** Until the server is gone, or this sender has written enough. */
  async talk(url: string): Promise<void> {
    for (let n = 0; n < 7; n++) {
      if (!(await this.#say(url, complaints[n % complaints.length] ?? ''))) return;
      if (!(await this.#say(url, '确认'))) return;
      if (!(await this.#answered(url, this.posts.length))) return;
    }
  }

  /** Sends again what was never acknowledged, waits for the rest, and gives every answer by the id of its message. */
  async resume(url: string): Promise<Map<string, Shown[]>> {
    for (const post of this.posts) if (!post.acknowledged) await this.#post(url, post);
    await until(15_000, async () => ((await this.#answers(url)).size === this.posts.length ? true : undefined));
    return await this.#answers(url);
  }

  /** How often each message of ours is shown. */
  async echoes(url: string): Promise<number[]> {
    const shown = (await this.#shown(url)) ?? [];
    return this.posts.map(({ id }) => shown.filter((one) => one.from?.role === 'user' && one.id === id).length);
  }

  /** False when the server is gone. */
  async #answered(url: string, count: number): Promise<boolean> {
    return await until(15_000, async () => {
      const shown = await this.#shown(url);
      if (!shown) return false;
      return byMessage(shown).size >= count ? true : undefined;
    });
  }

  async #answers(url: string): Promise<Map<string, Shown[]>> {
    return byMessage((await this.#shown(url)) ?? []);
  }

  async #say(url: string, text: string): Promise<boolean> {
    const post: Post = { id: crypto.randomUUID(), text, acknowledged: false };
    this.posts.push(post);
    return await this.#post(url, post);
  }

  async #post(url: string, post: Post): Promise<boolean> {
    const body = JSON.stringify({ type: 'message', text: post.text, channelData: { clientActivityID: post.id } });
    const response = await this.#request(url, '', { method: 'POST', body });
    if (!response) return false;
    if (response.status !== 200) throw new Error(`${response.status} ${response.text}`);
    post.acknowledged = true;
    return true;
  }

  /** The whole conversation, page by page; undefined when the server is gone. */
  async #shown(url: string): Promise<Shown[] | undefined> {
    const shown: Shown[] = [];
    for (let watermark = '0'; ; ) {
      const page = await this.#request(url, `?watermark=${watermark}`, {});
      if (!page) return undefined;
      const set = JSON.parse(page.text) as { activities: Shown[]; watermark: string };
      if (set.activities.length === 0) return shown;
      shown.push(...set.activities);
      watermark = set.watermark;
    }
  }

  async #request(url: string, query: string, init: RequestInit) {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    try {
      const response = await fetch(`${url}/v3/directline/conversations/${this.#conversationId}/activities${query}`, {
        ...init,
        headers,
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  }
}

function byMessage(shown: readonly Shown[]): Map<string, Shown[]> {
  const answers = shown.filter((one) => one.from?.role === 'bot' && one.replyToId);
  return Map.groupBy(answers, (one) => one.replyToId ?? '');
}
