import { whenFree } from '../../src/records/busy-retry.js';
import { isBusy, toAppError } from '../../src/records/store-errors.js';

const busy = Object.assign(new Error('database is locked'), { errcode: 517 });

/** Time that passes only by waiting. */
function timing() {
  let now = 0;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return { now: () => now, wait, limitMs: 5_000, waits };
}

test('gives the result at once when free', async () => {
  const time = timing();
  expect(await whenFree(() => 'done', time)).toBe('done');
  expect(time.waits).toEqual([]);
});

test('tries again until free, waiting a little each time', async () => {
  const time = timing();
  let left = 3;
  const attempt = () => {
    if (left-- > 0) throw busy;
    return 'done';
  };
  expect(await whenFree(attempt, time)).toBe('done');
  expect(time.waits).toHaveLength(3);
  expect(Math.max(...time.waits)).toBeLessThanOrEqual(51);
});

test('gives up after the limit, as unreachable', async () => {
  const time = timing();
  const never = whenFree(() => {
    throw busy;
  }, time);
  await expect(never).rejects.toMatchObject({ code: 'unreachable', cause: busy });
  expect(time.now()).toBeGreaterThanOrEqual(5_000);
  expect(time.now()).toBeLessThan(5_100);
});

test('anything else is not tried again', async () => {
  const time = timing();
  let tries = 0;
  const failing = whenFree(() => {
    tries++;
    throw new Error('disk on fire');
  }, time);
  await expect(failing).rejects.toThrow('disk on fire');
  expect(tries).toBe(1);
});

test.each([
  [{ errcode: 5 }, true],
  [{ errcode: 517 }, true],
  [{ errcode: 6 }, true],
  [{ errcode: 1555 }, false],
  [new Error('no'), false],
  [undefined, false],
])('busy or not: %p', (error, expected) => {
  expect(isBusy(error)).toBe(expected);
});

test.each([
  [{ errcode: 2067 }, 'conflict'],
  [{ errcode: 1555 }, 'conflict'],
  [{ errcode: 26 }, 'corrupt'],
  [{ errcode: 14 }, 'misconfigured'],
  [{ errcode: 13 }, 'unreachable'],
  [{ code: '23505' }, 'conflict'],
  [{ code: '40001' }, 'conflict'],
  [{ code: '40P01' }, 'conflict'],
  [{ code: '57P01' }, 'unreachable'],
  [{ code: '28P01' }, 'misconfigured'],
  [{ code: '3D000' }, 'misconfigured'],
  [{ code: 'XX001' }, 'corrupt'],
  [{ code: 'ECONNREFUSED' }, 'unreachable'],
  [{ message: 'timeout exceeded when trying to connect' }, 'unreachable'],
  [{ message: 'Connection terminated unexpectedly' }, 'unreachable'],
])('%p is %s', (error, code) => {
  expect(toAppError(error)).toMatchObject({ code, cause: error });
});

test.each([[new Error('mine')], [{ code: '42601' }], [{ errcode: 1 }], [undefined]])('%p stays what it is', (error) => {
  expect(toAppError(error)).toBe(error);
});
