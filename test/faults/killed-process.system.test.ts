import { systemViewer } from '../../src/domain/staff.js';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { findRedis } from '../coordination/redis.js';
import { until } from '../processes.js';
import { findPostgres, postgresServer, type TestDatabase, type TestServer } from '../records/databases.js';
import { all } from '../records/samples.js';
import { buildOnce, type ServerProcess, startServer } from '../server-process.js';
import { expectOnRecord } from './on-record.js';
import { full, People } from './people.js';

const intakes = full ? 1_000 : 80;
const limitMs = full ? 600_000 : 120_000;

const postgres = await findPostgres();
const redis = await findRedis();
const supervised = 'demo-supervisor';

let databases: TestServer;
let database: TestDatabase;
let processes: ServerProcess[];
let connector: LocalConnector;

beforeAll(async () => {
  if (!postgres || !redis) return;
  await buildOnce();
  databases = await postgresServer(postgres);
  database = await databases.fresh();
  connector = new LocalConnector();
  processes = await Promise.all([1, 2, 3].map(() => startServer(database.location, { REDIS_URL: redis })));
}, 120_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((one) => one.kill()));
  await connector?.close();
  await database?.drop();
  await databases?.stop();
});

/** The supervisor says hello in a Teams-like chat, so that what concerns him is sent there. */
async function openSupervisorsChat(): Promise<void> {
  const serviceUrl = await connector.listen();
  const activity = {
    type: 'message',
    id: 'hello',
    channelId: 'msteams',
    serviceUrl,
    from: { id: supervised },
    recipient: { id: 'bot' },
    conversation: { id: 'chat', conversationType: 'personal', tenantId: 'tenant' },
    text: '你好',
  };
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(activity) };
  expect((await fetch(`${processes[0]?.url}/api/messages`, init)).status).toBe(200);
  await connector.next();
}

function keysReceived(): string[] {
  return connector.received.flatMap(({ activity }) => {
    const { channelData } = activity as { channelData?: { key?: string } };
    return channelData?.key ?? [];
  });
}

const withServices = postgres && redis ? test : test.skip;
withServices(
  'one of three processes is killed amid intakes: every number is on record once, every notice arrives, no one reads a 500',
  async () => {
    await openSupervisorsChat();
    const people = new People('crowd', () => processes.map(({ url }) => url));
    const third = Promise.withResolvers<void>();
    const telling = people.tell(intakes, 12, (told) => told >= intakes / 3 && third.resolve());
    await Promise.race([third.promise, telling]);
    const [victim] = processes.splice(1, 1);
    await victim?.kill();
    await telling;

    expect([...people.statuses.keys()]).toEqual([200]);
    const store = await database.open();
    try {
      await expectOnRecord(store, people.numbers);
      // Strangers tell them: the supervisor hears of each complaint of a customer the directory knows.
      const known = (await all(store.records(systemViewer, 'complaints'))).filter(
        ({ customerId }) => customerId !== null,
      );
      const expected = known.map(({ id }) => `your-customer-complained|${id}|zhou-lan`);
      const told = await until(60_000, async () => {
        const keys = keysReceived();
        return expected.every((key) => keys.includes(key)) ? keys : undefined;
      });
      const repeats = told.length - new Set(told).size;
      process.stderr.write(
        `${intakes} intakes, 1 of 3 processes killed: longest wait ${Math.round(people.longestMs)} ms, ` +
          `${expected.length} notices due, ${repeats} repeated\n`,
      );
      expect(expected.length).toBeGreaterThan(intakes / 2);
      expect(repeats).toBeLessThanOrEqual(1);
    } finally {
      await store.close();
    }
  },
  limitMs,
);
