import { setTimeout as after } from 'node:timers/promises';
import { newIntake, numbersIn, type Sent } from '../intakes.js';

/** `FULL=1` runs the faults at their whole size; without it small enough for every day. */
export const full = process.env.FULL === '1';

/** How long somebody goes on sending a message again, ms. */
const patienceMs = 60_000;

/**
 * People who each tell a complaint and confirm it, over HTTP, at one of several processes. Who gets no answer, or reads that it was
 * not kept, sends the same message again to the next process. Every status is noted.
 */
export class People {
  readonly statuses = new Map<number, number>();
  /** Numbers told, one a complaint. */
  readonly numbers: string[] = [];
  /** What people read while nothing could be kept. */
  readonly apologies = new Set<string>();
  /** Longest a person waited for the answer that counted, ms. */
  longestMs = 0;
  /** Requests nobody answered. */
  unanswered = 0;
  readonly #urls: () => readonly string[];
  readonly #name: string;
  #turn = 0;

  constructor(name: string, urls: () => readonly string[]) {
    this.#name = name;
    this.#urls = urls;
  }

  /** `onNumber` is called with how many have theirs; `from` is the first one's number. */
  async tell(
    count: number,
    atATime: number,
    onNumber: (told: number) => void = () => undefined,
    from = 0,
  ): Promise<void> {
    let next = from;
    const one = async () => {
      for (let n = next++; n < count; n = next++) {
        const name = `${this.#name}-${n}`;
        const { told, confirmed } = newIntake(`stranger of ${name}`, name, n);
        await this.say(told);
        const numbers = numbersIn(await this.say(confirmed));
        if (numbers.length !== 1) throw new Error(`${numbers.length} numbers told for one complaint`);
        this.numbers.push(...numbers);
        onNumber(this.numbers.length);
      }
    };
    await Promise.all(Array.from({ length: atATime }, one));
  }

  /** Until it was kept; gives the body of the answer. */
  async say(message: Sent): Promise<string> {
    const startedAt = performance.now();
    for (;;) {
      const body = await this.#once(message);
      if (body !== undefined) {
        this.longestMs = Math.max(this.longestMs, performance.now() - startedAt);
        return body;
      }
      if (performance.now() - startedAt > patienceMs) throw new Error('never answered');
      // No more often than one sender may.
      await after(600);
    }
  }

  /** Undefined where nobody answered, or it was not kept. */
  async #once({ activity }: Sent): Promise<string | undefined> {
    const urls = this.#urls();
    const url = urls[this.#turn++ % urls.length];
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    }).catch(() => undefined);
    if (!response) {
      this.unanswered += 1;
      return undefined;
    }
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    const body = await response.text().catch(() => undefined);
    if (body === undefined || response.status !== 200) return undefined;
    const { activities } = JSON.parse(body) as { activities: Array<{ text?: string }> };
    const apologies = activities.flatMap(({ text }) => (text?.includes('再发一次') ? text : []));
    for (const text of apologies) this.apologies.add(text);
    return apologies.length > 0 ? undefined : body;
  }
}
