import { LocalConnector } from '../channels/bot-framework/connector.js';
import { findRedis } from '../coordination/redis.js';
import { newIntake, numbersIn } from '../intakes.js';
import { until } from '../processes.js';
import { findPostgres, postgresServer, type TestDatabase, type TestServer } from '../records/databases.js';
import { type RunningApp, startApp } from '../running-app.js';
import { expectOnRecord } from './on-record.js';
import { full } from './people.js';

const conversations = full ? 100 : 25;
const now = '2026-11-24T16:50:00+08:00';
const postgres = await findPostgres();
const redis = await findRedis();

let databases: TestServer;
let database: TestDatabase;
let processes: [RunningApp, RunningApp];

beforeAll(async () => {
  if (!postgres || !redis) return;
  databases = await postgresServer(postgres);
  database = await databases.fresh();
  const { databaseUrl = '' } = database.location;
  const start = () => startApp({ now, databaseUrl, environment: { REDIS_URL: redis } });
  processes = [await start(), await start()];
}, 60_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((one) => one.close()));
  await database?.drop();
  await databases?.stop();
});

async function answer(one: RunningApp, activity: object): Promise<string> {
  const response = await one.post(activity);
  expect(response.status).toBe(200);
  return await response.text();
}

/** One message delivered four times at once, at both processes. */
async function delivered(activity: object): Promise<string> {
  const [a, b] = processes;
  const [first = '', ...others] = await Promise.all([a, b, b, a].map((one) => answer(one, activity)));
  expect(new Set(others)).toEqual(new Set([first]));
  return first;
}

const told: string[] = [];
const withinMs = full ? 120_000 : 30_000;
const withServices = postgres && redis ? test : test.skip;

withServices(
  'a message delivered four times at two processes is worked through once',
  async () => {
    const numbers = await Promise.all(
      Array.from({ length: conversations }, async (_, n) => {
        const intake = newIntake(`stranger-${n}`, `twice-${n}`, n);
        await delivered(intake.told.activity);
        return numbersIn(await delivered(intake.confirmed.activity));
      }),
    );
    told.push(...numbers.flat());
    expect(told).toHaveLength(conversations);
    await expectOnRecord(processes[0].app.store, told);
  },
  withinMs,
);

withServices(
  'a confirmation that overtakes its complaint records nothing; late copies change nothing',
  async () => {
    const [a, b] = processes;
    await Promise.all(
      Array.from({ length: conversations }, async (_, n) => {
        const intake = newIntake(`late-${n}`, `reordered-${n}`, n);
        expect(numbersIn(await answer(a, intake.confirmed.activity))).toEqual([]);
        const readBack = await answer(b, intake.told.activity);
        expect(numbersIn(readBack)).toEqual([]);
        const numbers = numbersIn(await answer(a, { ...intake.confirmed.activity, id: 'confirmed again' }));
        expect(numbers).toHaveLength(1);
        expect(await answer(b, intake.told.activity)).toBe(readBack);
        told.push(...numbers);
      }),
    );
    await expectOnRecord(a.app.store, told);
  },
  withinMs,
);

withServices(
  'a slow channel holds up nobody else, and gets every message once although two processes send',
  async () => {
    const [a, b] = processes;
    const connector = new LocalConnector();
    const serviceUrl = await connector.listen();
    connector.delayMs = full ? 500 : 250;
    const hello = {
      type: 'message',
      id: 'hello',
      channelId: 'msteams',
      serviceUrl,
      from: { id: 'demo-supervisor' },
    };
    const chat = { recipient: { id: 'bot' }, conversation: { id: 'slow', conversationType: 'personal' }, text: '你好' };
    await a.post({ ...hello, ...chat });
    const intakes = Array.from({ length: 24 }, (_, n) => newIntake(`slow-${n}`, `slow-${n}`, 1 + (n % 3)));
    for (const { app } of processes) app.ledger.start();
    const waits = await Promise.all(
      intakes.map(async ({ told: message, confirmed }) => {
        await answer(b, message.activity);
        const startedAt = performance.now();
        told.push(...numbersIn(await answer(a, confirmed.activity)));
        return performance.now() - startedAt;
      }),
    );
    const expected = told.slice(-24).map((id) => `your-customer-complained|${id}|zhou-lan`);
    const keys = await until(full ? 240_000 : 90_000, async () => {
      const seen = connector.received.flatMap(({ activity }) => keyOf(activity) ?? []);
      return expected.every((key) => seen.includes(key)) ? seen : undefined;
    });
    const ours = keys.filter((key) => expected.includes(key));
    expect(ours).toHaveLength(new Set(ours).size);
    process.stderr.write(
      `slow channel: 24 notices each once; intakes beside it waited ${Math.round(Math.max(...waits))} ms at most\n`,
    );
    await connector.close();
    await expectOnRecord(a.app.store, told);
  },
  full ? 300_000 : 120_000,
);

function keyOf(activity: object): string | undefined {
  const { channelData } = activity as { channelData?: { key?: string } };
  return channelData?.key;
}
