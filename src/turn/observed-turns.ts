import type { Activity } from 'botbuilder';
import type { Clock } from '../clock.js';
import type { InboxKey } from '../domain/ports.js';
import { aboutMessage, type Logger, messageId } from '../log.js';
import { keyOf } from './inbound.js';
import { sayAgain } from './say-again.js';
import type { Inbound, Turns, VoteOn } from './types.js';

export interface TurnObserver {
  /** A message was worked through, or failed. */
  turn(channel: string, outcome: 'done' | 'fault', seconds: number): void;
}

export interface ObservedOptions {
  observer: TurnObserver;
  log: Pick<Logger, 'error'>;
  clock: Clock;
}

/**
 * Turns as channels and the sweep use them: each message under an id of its own in the log, timed, its failure told in the log once,
 * and in words to a sender who waits inside a request.
 */
export class ObservedTurns implements Turns {
  readonly #turns: Turns;
  readonly #options: ObservedOptions;

  constructor(turns: Turns, options: ObservedOptions) {
    this.#turns = turns;
    this.#options = options;
  }

  accept(inbound: Inbound): Promise<InboxKey> {
    return aboutMessage(idOf(keyOf(inbound)), () => this.#turns.accept(inbound));
  }

  run(key: InboxKey): Promise<Activity[]> {
    return this.#observed(key, () => this.#turns.run(key));
  }

  giveUp(key: InboxKey): Promise<void> {
    return aboutMessage(idOf(key), () => this.#turns.giveUp(key));
  }

  async handle(inbound: Inbound): Promise<Activity[]> {
    try {
      return await this.#observed(keyOf(inbound), () => this.#turns.handle(inbound));
    } catch (error) {
      if (inbound.delivery !== 'return') throw error;
      return sayAgain(inbound.activity, error, this.#options.clock.businessNow());
    }
  }

  vote(vote: VoteOn): Promise<boolean> {
    return this.#turns.vote(vote);
  }

  drained(): Promise<void> {
    return this.#turns.drained();
  }

  #observed<T>(key: InboxKey, work: () => Promise<T>): Promise<T> {
    const { observer, log } = this.#options;
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    return aboutMessage(idOf(key), async () => {
      try {
        const result = await work();
        observer.turn(key.channel, 'done', seconds());
        return result;
      } catch (err) {
        observer.turn(key.channel, 'fault', seconds());
        log.error({ err, channel: key.channel }, 'turn failed');
        throw err;
      }
    });
  }
}

const idOf = ({ channel, conversationId, activityId }: InboxKey): string =>
  messageId(channel, conversationId, activityId);
