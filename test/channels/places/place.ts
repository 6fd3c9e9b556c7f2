import { MemoryRateLimiter, messageLimit } from '../../../src/coordination/rate-limit.js';
import type { RunningApp } from '../../running-app.js';

/** Something the bot showed to a person, as his client shows it. */
export interface Shown {
  text: string;
  /** Titles of what may be pressed under it. */
  buttons: string[];
  /** Names of files it carries. */
  files: string[];
}

/** Who says it: a person of the demo, and which conversation of his. */
export interface Speaker {
  as: string;
  in: string;
}

/** A button that was shown, to be pressed now or later. */
export type Press = () => Promise<void>;

/**
 * One channel with its real protocol spoken from the other end: the vendor's service on loopback and the person's client. The
 * product behind it is whole.
 */
export interface Place {
  readonly name: string;
  readonly running: RunningApp;
  readonly limit: Limit;
  /** Says something; the same `id` is the same message delivered again. Resolves once the channel took it. */
  tell(speaker: Speaker, text: string, id?: string): Promise<void>;
  /** All that was shown to a speaker so far, in order. */
  heard(speaker: Speaker): Promise<Shown[]>;
  /** The newest button of this title; pressing it again is a double click. `by`: pressed by somebody else. */
  button(speaker: Speaker, title: string): Promise<(by?: Speaker) => Promise<void>>;
  /** The few places where it is unlike others, each with what holds there instead. */
  readonly unlike?: Unlike;
  /** Waits until all is answered and has arrived. */
  settle(): Promise<void>;
  /** The vendor goes away, and comes back. Undefined where there is none. */
  outage?: { begin(): Promise<void>; end(): Promise<void> };
  close(): Promise<void>;
}

export interface Unlike {
  /** Customers speak there for themselves: what tells a whole complaint with 300 in it, and three questions with a part of each answer. */
  intake?: string;
  exchanges?: ReadonlyArray<readonly [said: string, heard: string]>;
  /** A button only says its words, for whoever has the conversation open; elsewhere it carries an opaque id that is authorised again. */
  buttons?: 'words';
  /** A person at a keyboard: nothing is delivered twice, nobody writes too fast, an old button is gone. */
  typed?: true;
}

/** The limit of messages, on a clock of its own. */
export class Limit {
  #elapsedMs = 0;
  readonly limiter = new MemoryRateLimiter({ ...messageLimit, now: () => this.#elapsedMs });

  pass(ms: number): void {
    this.#elapsedMs += ms;
  }
}

export interface PlaceOptions {
  now: string;
}

/** Says something and gives what was shown for it. */
export async function ask(place: Place, speaker: Speaker, text: string): Promise<Shown[]> {
  const before = (await place.heard(speaker)).length;
  place.limit.pass(1_000);
  await place.tell(speaker, text);
  await place.settle();
  return (await place.heard(speaker)).slice(before);
}

export const textOf = (shown: readonly Shown[]): string => shown.map(({ text }) => text).join('\n');
