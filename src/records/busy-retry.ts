import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.js';
import { isBusy } from './store-errors.js';

export interface RetryTiming {
  /** Monotonic ms. */
  now: () => number;
  wait: (ms: number) => Promise<unknown>;
  limitMs: number;
}

const standard: RetryTiming = { now: () => performance.now(), wait: (ms) => delay(ms), limitMs: 5_000 };

/** Tries until the database is free, waiting a random while in between and never blocking the process; then `unreachable`. */
export async function whenFree<T>(attempt: () => T, timing: RetryTiming = standard): Promise<T> {
  const deadline = timing.now() + timing.limitMs;
  for (let longest = 2; ; longest = Math.min(longest * 2, 50)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (timing.now() >= deadline) {
        throw new AppError('unreachable', 'Another process holds the record store: try again.', { cause: error });
      }
    }
    await timing.wait(1 + Math.random() * longest);
  }
}
