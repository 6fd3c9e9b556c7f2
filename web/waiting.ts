import type { Shown } from './activity.js';

/** Quick answers show no dots; after this long the bot is taken to be silent. */
const dotsAfterMs = 350;
const silentAfterMs = 30_000;

/** Knows whether an answer is due, and shows the dots while it is. */
export class Waiting {
  readonly #show: (on: boolean) => void;
  readonly #due = new Set<string>();
  /** Answered before the server acknowledged the message: the stream may be faster. */
  readonly #early = new Set<string>();
  #dots: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (on: boolean) => void) {
    this.#show = show;
  }

  asked(id: string): void {
    if (this.#early.delete(id)) return;
    this.#due.add(id);
    clearTimeout(this.#silence);
    this.#dots ??= setTimeout(() => this.#show(true), dotsAfterMs);
    this.#silence = setTimeout(() => this.stop(), silentAfterMs);
  }

  /** A reply settles what it answers; one that names nothing settles everything. */
  heard(activities: readonly Shown[]): void {
    for (const { mine, type, replyToId } of activities) {
      if (mine || type !== 'message') continue;
      if (replyToId === undefined) this.#due.clear();
      else if (!this.#due.delete(replyToId)) this.#early.add(replyToId);
    }
    if (this.#due.size === 0) this.stop();
  }

  stop(): void {
    this.#due.clear();
    clearTimeout(this.#dots);
    clearTimeout(this.#silence);
    this.#dots = undefined;
    this.#show(false);
  }
}
