import type { Shown } from './activity.js';
import { type Listening, type News, type Outgoing, type Reaction, ServerRefusal } from './direct-line.js';
import type { Keeper, Keepsake } from './keepsake.js';
import type { Line } from './line.js';
import type { OutgoingFile } from './outgoing-files.js';

export interface ConversationEvents {
  /** `history`: what was said before this page was opened. */
  onActivities(activities: Shown[], history: boolean): void;
  onSending(message: Outgoing): void;
  onSent(id: string): void;
  /** Sending it again would not help: `refused` says why. */
  onRefused(message: Outgoing): void;
  /** The server cannot be reached, or can again. */
  onAway(away: boolean): void;
  onClosed(refusal: ServerRefusal): void;
}

const fullPage = 200;
const sendAgainAfterMs = 1_000;
const pace = { waiting: 250, idle: 1_500, hidden: 5_000 };
/** While the conversation is listened to, and before listening is tried again after it ended. */
const listening = { pauseMs: 10_000, againAfterMs: 5_000 };

/** What is said of a message the server does not take. */
export interface RefusalWords {
  tooLong: string;
  notSent: string;
}

/**
 * One person's conversation: listens, polls where that does not work, sends in order, and goes on by itself after the server or the
 * network was away. What is not acknowledged yet stands in the keepsake and is sent again under the same id.
 */
export class Conversation {
  readonly #line: Line;
  readonly #keeper: Keeper;
  readonly #words: RefusalWords;
  readonly #events: ConversationEvents;
  #keepsake: Keepsake;
  #watermark = '0';
  #history = true;
  #away = false;
  #failures = 0;
  #stopped = false;
  #sending = false;
  #quickUntil = 0;
  #wake: (() => void) | undefined;
  #stream: Listening | undefined;
  #isHeard = false;
  #watermarkAtListening = '';
  #listenAfter = 0;

  constructor(line: Line, keeper: Keeper, words: RefusalWords, events: ConversationEvents) {
    this.#line = line;
    this.#keeper = keeper;
    this.#words = words;
    this.#events = events;
    this.#keepsake = keeper.load();
  }

  get draft(): string {
    return this.#keepsake.draft;
  }

  keepDraft(draft: string): void {
    this.#keepsake.draft = draft;
    this.#save();
  }

  start(): void {
    for (const message of this.#keepsake.outgoing) {
      this.#events.onSending(message);
      if (message.refused !== undefined) this.#events.onRefused(message);
    }
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#stream?.close();
    this.#wake?.();
  }

  say(text: string, value?: unknown, attachments?: OutgoingFile[]): void {
    const more = { ...(value === undefined ? {} : { value }), ...(attachments ? { attachments } : {}) };
    const message = { id: crypto.randomUUID(), text, ...more };
    this.#keepsake.outgoing.push(message);
    this.#save();
    this.#events.onSending(message);
    void this.#sendAll();
  }

  /** Rejects when it was not taken. */
  async vote(replyId: string, reaction: Reaction): Promise<void> {
    await this.#line.vote(replyId, reaction);
  }

  /** A refused message goes back to its writer. */
  takeBack(message: Outgoing): void {
    this.#forget([message.id]);
  }

  /** Looks for news now: the page was shown again, the network is back. */
  look(): void {
    this.#failures = 0;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (!this.#isHeard) await this.#poll();
        this.#reached();
        await this.#listen();
        void this.#sendAll();
      } catch (fault) {
        await this.#recover(fault);
      }
      if (!this.#stopped) await this.#pause();
    }
  }

  async #poll(): Promise<void> {
    let full = true;
    while (full && !this.#stopped) {
      const news = await this.#line.fetch(this.#watermark);
      if (this.#stopped) return;
      full = news.activities.length >= fullPage;
      this.#take(news);
      if (!full) this.#history = false;
    }
  }

  #take({ activities, watermark }: News): void {
    this.#watermark = watermark;
    this.#forget(activities.filter((activity) => activity.mine).map((activity) => activity.id));
    if (activities.length > 0 || this.#history) this.#events.onActivities(activities, this.#history);
  }

  /** From where the last poll ended; nothing is polled while it is heard, so nothing comes twice. */
  async #listen(): Promise<void> {
    if (this.#stream || this.#stopped || this.#history || Date.now() < this.#listenAfter) return;
    const from = this.#watermark;
    const stream: Listening = await this.#line.listen(from, {
      open: () => {
        if (this.#stream === stream && this.#watermarkAtListening === this.#watermark) this.#isHeard = true;
        else stream.close();
      },
      news: (news) => {
        if (this.#stream === stream && this.#isHeard && !this.#stopped) this.#take(news);
      },
      end: () => this.#ended(stream),
    });
    this.#watermarkAtListening = from;
    this.#stream = stream;
  }

  #ended(stream: Listening): void {
    if (this.#stream !== stream) return;
    this.#stream = undefined;
    this.#isHeard = false;
    this.#listenAfter = Date.now() + listening.againAfterMs;
    this.#wake?.();
  }

  async #sendAll(): Promise<void> {
    if (this.#sending || this.#history) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next && !this.#stopped; next = this.#next()) await this.#send(next);
    } catch (fault) {
      await this.#recover(fault);
      await new Promise((resolve) => setTimeout(resolve, sendAgainAfterMs));
    } finally {
      this.#sending = false;
    }
  }

  #next(): Outgoing | undefined {
    return this.#keepsake.outgoing.find((message) => message.refused === undefined);
  }

  async #send(message: Outgoing): Promise<void> {
    try {
      await this.#line.post(message);
    } catch (fault) {
      if (!(fault instanceof ServerRefusal) || !isFinal(fault.status)) throw fault;
      message.refused = fault.status === 413 ? this.#words.tooLong : this.#words.notSent;
      this.#save();
      this.#events.onRefused(message);
      return;
    }
    this.#forget([message.id]);
    this.#events.onSent(message.id);
    this.#quickUntil = Date.now() + 15_000;
    this.#wake?.();
  }

  /** An old token is exchanged at the next try; a server that is away is waited for. */
  async #recover(fault: unknown): Promise<void> {
    if (fault instanceof ServerRefusal) {
      const closed = fault.status === 404 || fault.code === 'Forbidden';
      if (closed) return this.#close(fault);
      if (fault.status === 401 || fault.status === 403) this.#line.expire();
      if (fault.status === 429) await this.#sleep(fault.retryAfterMs);
    }
    this.#failures += 1;
    if (!(fault instanceof ServerRefusal) || fault.status >= 500) this.#setAway(true);
  }

  #reached(): void {
    this.#failures = 0;
    this.#setAway(false);
  }

  #setAway(away: boolean): void {
    if (this.#away !== away) this.#events.onAway(away);
    this.#away = away;
  }

  #close(refusal: ServerRefusal): void {
    this.stop();
    this.#events.onClosed(refusal);
  }

  /** The conversation is gone on the server; a new one begins. */
  reset(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.#isHeard = false;
    this.#watermark = '0';
    this.#history = true;
  }

  #forget(ids: string[]): void {
    if (ids.length === 0) return;
    this.#keepsake.outgoing = this.#keepsake.outgoing.filter((message) => !ids.includes(message.id));
    this.#save();
  }

  #save(): void {
    this.#keeper.save(this.#keepsake);
  }

  async #pause(): Promise<void> {
    if (this.#failures > 0) return await this.#sleep(Math.min(1_000 * 2 ** (this.#failures - 1), 8_000));
    if (this.#isHeard) return await this.#sleep(listening.pauseMs);
    if (document.hidden) return await this.#sleep(pace.hidden);
    await this.#sleep(Date.now() < this.#quickUntil ? pace.waiting : pace.idle);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Refusals that sending again does not change. */
function isFinal(status: number): boolean {
  return status === 400 || status === 413 || status === 501;
}
