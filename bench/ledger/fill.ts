import { setImmediate as loopAround } from 'node:timers/promises';
import { appendDuties, type DutyFact } from '../../src/domain/duty-events.js';
import type { Store } from '../../src/domain/ports.js';
import type { Calendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import type { Pack } from '../../src/policy/types.js';

const atOnce = 500;

/** One open obligation a subject, each opened by its own event; `factOf` gives the n-th. */
export async function fill(
  store: Store,
  policy: { pack: Pack; calendars: Calendars },
  now: number,
  count: number,
  factOf: (n: number) => DutyFact,
): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    const facts = Array.from({ length: Math.min(atOnce, count - from) }, (_, n) => factOf(from + n));
    await store.transaction((tx) =>
      appendDuties({ tx, now, channel: 'bench', derive: (events) => derive({ ...policy, events, now }) }, facts),
    );
    await loopAround();
  }
}
