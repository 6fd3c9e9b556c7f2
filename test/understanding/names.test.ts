import { demoReader, setNow, zone } from '../../bench/understanding/reader.js';
import type { DirectoryIndex, ReadingContext } from '../../src/understanding/types.js';

const directory = (): DirectoryIndex => ({
  customers: Array.from({ length: 3_000 }, (_, n) => ({
    id: `c${n}`,
    name: `宏图${n}号食品有限公司`,
    aliases: [`宏图${n}`],
  })),
  contacts: [{ id: 'p', customerId: 'c7', name: '邹小满', title: '总', phone: null }],
});
const context = (index: DirectoryIndex): ReadingContext => ({
  now: setNow,
  timeZone: zone,
  speaker: 'manager',
  directory: index,
});

test('names taken in beforehand read as names taken in with the message', async () => {
  const reader = demoReader();
  const prepared = directory();
  await reader.prepare(prepared);
  const text = '邹小满说宏图7的专线断了';
  expect(reader.read(text, context(prepared))).toEqual(reader.read(text, context(directory())));
});

test('others are served while a large directory is taken in', async () => {
  let turns = 0;
  let done = false;
  const others = async (): Promise<void> => {
    while (!done) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const serving = others();
  await demoReader().prepare(directory());
  done = true;
  await serving;
  expect(turns).toBeGreaterThan(2);
});
