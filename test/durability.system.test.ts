import { setTimeout as after } from 'node:timers/promises';
import { verifyChain } from '../src/domain/event-chain.js';
import type { StoredActivity } from '../src/domain/ports.js';
import { systemViewer } from '../src/domain/staff.js';
import { again, Crowd, type Intake, numbersIn, send } from './intakes.js';
import { findPostgres, postgresServer, sqliteServer, type TestDatabase, type TestServer } from './records/databases.js';
import { all } from './records/samples.js';
import { buildOnce, type ServerProcess, shouwen, startServer } from './server-process.js';
import { WebWriter } from './web-writer.js';

/** The server is killed (-9) amid a crowd telling complaints. ROUNDS=10 for more kills, SEED=<number> for the same moments again. */
const rounds = Number(process.env.ROUNDS ?? 3);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const people = 12;

const postgres = await findPostgres();
const databases: [string, () => Promise<TestServer>][] = [['embedded SQLite', sqliteServer]];
if (postgres) databases.push(['PostgreSQL', () => postgresServer(postgres)]);

describe.each(databases)('%s', (name, startDatabases) => {
  const random = randomFrom(seed);
  /** Every number told since the first round. */
  const told: string[] = [];
  let databaseServer: TestServer;
  let database: TestDatabase;
  let server: ServerProcess;

  beforeAll(async () => {
    process.stderr.write(`${name}: ${rounds} kills at moments of SEED=${seed}\n`);
    await buildOnce();
    databaseServer = await startDatabases();
    database = await databaseServer.fresh();
    server = await startServer(database.location);
  }, 120_000);
  afterAll(async () => {
    await server?.kill();
    await database?.drop();
    await databaseServer?.stop();
  });

  test.each(Array.from({ length: rounds }, (_, n) => n + 1))(
    'kill %i: what was told is on record once, and every conversation goes on',
    async (round) => {
      const writers = await Promise.all(
        ['demo-manager', 'demo-supervisor'].map((person) => WebWriter.open(server.url, person)),
      );
      const crowd = await killAmid(`r${round}`, writers);
      server = await startServer(database.location);
      told.push(...(await Promise.all(crowd.intakes.map(goesOn))).flat());
      told.push(...(await Promise.all(writers.map(isAnswered))).flat());
      expect(new Set(told).size).toBe(told.length);
      await expectOnRecord();
    },
    90_000,
  );

  test('the server that was killed so often stops cleanly', async () => {
    expect(await server.stop()).toBe(0);
  });

  async function killAmid(round: string, writers: readonly WebWriter[]): Promise<Crowd> {
    let left = 1 + Math.floor(random() * 60);
    const enough = Promise.withResolvers<void>();
    const crowd = new Crowd(round, () => {
      if (--left === 0) enough.resolve();
    });
    const talking = Promise.all([crowd.talk(server.url, people), ...writers.map((one) => one.talk(server.url))]);
    await Promise.race([enough.promise, talking]);
    await after(random() * 10);
    await server.kill();
    await talking;
    return crowd;
  }

  /** The same messages again give the same bytes; what had no answer gets one; a confirm too many records nothing. */
  async function goesOn({ told, confirmed }: Intake): Promise<string[]> {
    await again(server.url, told);
    const numbers = numbersIn(await again(server.url, confirmed));
    expect(numbers).toHaveLength(1);
    await send(server.url, { activity: { ...confirmed.activity, id: 'confirmed once more' } });
    return numbers;
  }

  /** What the web chat acknowledged is answered once without being sent again. */
  async function isAnswered(writer: WebWriter): Promise<string[]> {
    const answers = await writer.resume(server.url);
    expect(writer.posts.map(({ id }) => answers.get(id)?.length)).toEqual(writer.posts.map(() => 1));
    expect(await writer.echoes(server.url)).toEqual(writer.posts.map(() => 1));
    return [...answers.values()].flat().flatMap(({ text = '' }) => numbersIn(text));
  }

  async function expectOnRecord(): Promise<void> {
    const rows = await shouwen(database.location, 'export', 'complaints');
    expect(rows.map(({ id }) => id).sort()).toEqual(told.toSorted());
    const store = await database.open();
    try {
      const events = Map.groupBy(await all(store.records(systemViewer, 'events')), (event) => event.subject);
      for (const chain of events.values()) expect(verifyChain(chain)).toEqual({ ok: true, erased: [] });
      const accepted = [...events.values()].flat().filter(({ kind }) => kind === 'complaint.accepted');
      expect(accepted.map(({ subject }) => subject).sort()).toEqual(told.map((id) => `complaint:${id}`).sort());
      expect(await store.listUnfinishedInbox(10)).toEqual([]);
      expectNoticesOnce(rows, await all(store.records(systemViewer, 'activities')));
    } finally {
      await store.close();
    }
  }

  /** The supervisor's page was open before: every manager's A-class complaint is reported there, and no notice is there twice. */
  function expectNoticesOnce(complaints: readonly Record<string, unknown>[], activities: readonly StoredActivity[]) {
    const keys = activities.flatMap(({ json }) => keyOf(JSON.parse(json)) ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    const reportable = complaints.filter(
      ({ customerClass, owner }) => ['A1', 'A2'].includes(`${customerClass}`) && owner !== 'zhou-lan',
    );
    const reports = keys.filter((key) => key.startsWith('a-class-complaint|'));
    expect(reports.map((key) => key.split('|')[1]).sort()).toEqual(reportable.map(({ id }) => id).sort());
  }
});

function keyOf(activity: unknown): string | undefined {
  const { channelData } = activity as { channelData?: { key?: string } };
  return channelData?.key;
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
