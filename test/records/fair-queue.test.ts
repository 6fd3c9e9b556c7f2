import { FairQueue } from '../../src/records/fair-queue.js';

test('jobs run one at a time in the order they came', async () => {
  const queue = new FairQueue();
  const seen: string[] = [];
  const job = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([queue.run(job('a')), queue.run(job('b')), queue.run(job('c'))]);
  expect(results).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a job that fails fails alone', async () => {
  const queue = new FairQueue();
  const failing = queue.run(async () => {
    throw new Error('no');
  });
  const next = queue.run(async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('idle waits for what was given so far', async () => {
  const queue = new FairQueue();
  let done = false;
  void queue.run(async () => {
    await Promise.resolve();
    done = true;
  });
  await queue.idle();
  expect(done).toBe(true);
});
