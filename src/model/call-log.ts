import type { ModelCall } from '../domain/model-call.js';
import type { Store } from '../domain/ports.js';
import type { Logger } from '../log.js';
import { localDay, offsetMs } from '../policy/local-time.js';

/** Where calls are written down, and what of the day's tokens they leave. */
export interface CallLog {
  /** False once the day's tokens are used up. */
  affordable(): Promise<boolean>;
  record(call: ModelCall): Promise<void>;
}

export interface StoredCallsOptions {
  store: Pick<Store, 'transaction' | 'sumModelTokens'>;
  tokensPerDay: number;
  timeZone: string;
  log: Logger;
  realNow?: () => number;
}

/** The record store's: every process sees what the others used. A call that cannot be written down is told in the log. */
export function storedCalls({ store, tokensPerDay, timeZone, log, realNow = Date.now }: StoredCallsOptions): CallLog {
  let usedUp = '';
  return {
    async affordable() {
      const now = realNow();
      const today = localDay(now, timeZone);
      const midnight = Date.parse(`${today}T00:00:00Z`) - offsetMs(now, timeZone);
      if ((await store.sumModelTokens(midnight)) < tokensPerDay) return true;
      if (usedUp !== today) log.warn({ tokensPerDay }, 'the tokens of the day are used up: the rules go on alone');
      usedUp = today;
      return false;
    },
    async record(call) {
      try {
        await store.transaction((tx) => tx.insertModelCall(call));
      } catch (err) {
        log.error({ err }, 'a call of the model could not be written down');
      }
    },
  };
}
