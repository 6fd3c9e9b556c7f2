import { FixedClock } from '../../src/clock.js';
import type { KeptKind } from '../../src/domain/keeping.js';
import { KeepingTimes } from '../../src/ledger/keeping.js';
import { silentLogger } from '../../src/log.js';

const now = Date.parse('2026-11-24T16:50:00+08:00');
const day = 86_400_000;

/** Keeps `rows` of each kind, and what was asked of it. */
function bench(setting: string | undefined, rows: number) {
  const asked: [KeptKind, number][] = [];
  let left = rows;
  const store = {
    findSetting: async () => setting,
    async forgetOld(kind: KeptKind, before: number, limit: number) {
      asked.push([kind, (now - before) / day]);
      const gone = Math.min(left, limit);
      left -= gone;
      return gone;
    },
  };
  const keeping = new KeepingTimes({ store, clock: new FixedClock(now), log: silentLogger });
  return { asked, keeping };
}

test('with nothing set nothing is forgotten', async () => {
  const { asked, keeping } = bench(undefined, 10);
  await keeping.forget();
  expect(asked).toEqual([]);
});

test('what is older than the days set goes, once an hour', async () => {
  const { asked, keeping } = bench('{"messages":365}', 10);
  await keeping.forget();
  await keeping.forget();
  expect(asked).toEqual([['messages', 365]]);
});

test('much of it goes in chunks, the rest in the next sweep', async () => {
  const { asked, keeping } = bench('{"records":30}', 1_100);
  await keeping.forget();
  expect(asked).toHaveLength(5);
  await keeping.forget();
  expect(asked).toHaveLength(6);
});
