import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { InboxKey } from '../domain/ports.js';
import { sayAgain } from '../turn/say-again.js';
import type { Inbound, Turns } from '../turn/types.js';

/** Real ms before each further try: a record store that is being restarted. Well within what a vendor waits for. */
const pausesMs = [300, 1_000, 2_500];

/**
 * Stores a message before it is acknowledged, patiently. Where that cannot be done its sender is told to say it again, as well as may be,
 * and the fault is passed on, so that a vendor that delivers again does: nothing is lost without a word.
 */
export async function acceptOrTell(
  turns: Pick<Turns, 'accept'>,
  inbound: Inbound,
  tell: (replies: readonly Activity[]) => Promise<unknown>,
  pauses: readonly number[] = pausesMs,
): Promise<InboxKey> {
  for (let tried = 0; ; tried++) {
    try {
      return await turns.accept(inbound);
    } catch (error) {
      const pause = pauses[tried];
      if (pause === undefined) {
        await tellAgain(inbound, error, tell);
        throw error;
      }
      await delay(pause, undefined, { ref: false });
    }
  }
}

/** Only who said something is told; that a telling fails too changes nothing. */
export async function tellAgain(
  { activity }: Inbound,
  error: unknown,
  tell: (replies: readonly Activity[]) => Promise<unknown>,
): Promise<void> {
  if (activity.type !== 'message') return;
  const at = activity.timestamp?.getTime() ?? Date.now();
  await tell(sayAgain(activity, error, at)).catch(() => undefined);
}
