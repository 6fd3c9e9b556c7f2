import { MemoryRateLimiter, messageLimit } from '../../src/coordination/rate-limit.js';

function limiter(senders?: number) {
  const clock = { now: 1_000 };
  const options = { ...messageLimit, now: () => clock.now, ...(senders === undefined ? {} : { senders }) };
  return { clock, limit: new MemoryRateLimiter(options) };
}

async function takeMany(limit: MemoryRateLimiter, key: string, times: number): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < times; i += 1) waits.push(await limit.take(key));
  return waits;
}

test('twenty messages pass, the next one is told when to come back', async () => {
  const { clock, limit } = limiter();
  expect(await takeMany(limit, 'a', 20)).toEqual(Array(20).fill(0));
  clock.now += 4_000;
  expect(await limit.take('a')).toBe(6_000);
});

test('the window slides, and what was refused does not count', async () => {
  const { clock, limit } = limiter();
  await takeMany(limit, 'a', 30);
  clock.now += 10_000;
  expect(await takeMany(limit, 'a', 21)).toEqual([...Array(20).fill(0), 10_000]);
});

test('senders do not share a limit', async () => {
  const { limit } = limiter();
  await takeMany(limit, 'a', 20);
  expect(await limit.take('b')).toBe(0);
});

test('the number of senders remembered is bounded, the longest silent goes first', async () => {
  const { limit } = limiter(2);
  await takeMany(limit, 'a', 20);
  await takeMany(limit, 'b', 20);
  expect(await limit.take('a')).toBeGreaterThan(0);
  await limit.take('c');
  expect(await limit.take('a')).toBeGreaterThan(0);
  expect(await limit.take('b')).toBe(0);
});
