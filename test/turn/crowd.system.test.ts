import { systemViewer } from '../../src/domain/staff.js';
import { type RunningApp, startApp } from '../running-app.js';

const people = 50;
const numeral = [...'甲乙丙丁戊己庚辛壬癸'];
let running: RunningApp;

beforeAll(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
});
afterAll(() => running.close());

/** A firm of one's own, so that a mix-up shows: 甲甲机械, 甲乙机械 … */
function firmOf(n: number): string {
  return `${numeral[Math.floor(n / 10)]}${numeral[n % 10]}机械`;
}

/** One person's whole matter, a message after the other, with a question in the middle. */
async function tellMatter(n: number): Promise<string> {
  const as = `person-${n}`;
  const said = async (text: string) => (await running.say(text, { as })).map((reply) => reply.text ?? '').join('\n');
  const first = await said(`客户${firmOf(n)}投诉:8月账单多收${300 + n}元漫游费,要求今天退费`);
  const policy = await said('VIP投诉多久要回');
  const corrected = await said(`${300 + n}改成${600 + n}`);
  const done = await said('对');
  expect([first, corrected].every((reply) => reply.includes(firmOf(n)))).toBe(true);
  expect(policy).toContain('24小时');
  expect(corrected).toContain(`${600 + n}元`);
  const others = Array.from({ length: people }, (_, other) => firmOf(other)).filter((firm) => firm !== firmOf(n));
  const heard = [first, policy, corrected, done].join('\n');
  expect(others.filter((firm) => heard.includes(firm))).toEqual([]);
  return /TS-\d{6}-\w{4}/.exec(done)?.[0] ?? `no number: ${done}`;
}

test('fifty people typing at once: no mix-up, no lost turn', async () => {
  const numbers = await Promise.all(Array.from({ length: people }, (_, n) => tellMatter(n)));
  expect(new Set(numbers).size).toBe(people);
  const complaints = await running.app.store.listComplaints(systemViewer);
  const stored = new Map(complaints.map((each) => [each.id, each]));
  expect(complaints).toHaveLength(people);
  expect(numbers.map((id) => stored.get(id)?.customerName)).toEqual(numbers.map((_, n) => firmOf(n)));
  expect(numbers.map((id) => stored.get(id)?.description)).toEqual(
    numbers.map((_, n) => `8月账单多收${600 + n}元漫游费`),
  );
}, 60_000);

test('what one person has open is nobody else’s', async () => {
  await running.say('客户子丑机械投诉:宽带太慢', { as: 'one' });
  const other = await running.say('对', { as: 'another' });
  expect(other.map(({ text }) => text).join('')).not.toContain('子丑机械');
});
