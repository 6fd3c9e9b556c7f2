import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crowd, newIntake, numbersIn, send } from '../intakes.js';
import { missing } from '../missing.js';
import { findPostgres, postgresServer, sqliteServer, type TestDatabase } from '../records/databases.js';
import { buildOnce, type ServerProcess, shouwen, startServer } from '../server-process.js';

const folders: string[] = [];
const servers: ServerProcess[] = [];
beforeAll(() => buildOnce(), 120_000);
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(location: TestDatabase['location']): Promise<ServerProcess> {
  const server = await startServer(location);
  servers.push(server);
  return server;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-backup-'));
  folders.push(folder);
  return folder;
}

/** People tell complaints; one of them is half told. Then a backup is made amid them. Gives the numbers told before it. */
async function talkAndBackUp(url: string, backUp: () => Promise<unknown>): Promise<string[]> {
  await send(url, newIntake('demo-manager', 'half told', 1).told);
  const over = new AbortController();
  const enough = Promise.withResolvers<void>();
  let answers = 0;
  const crowd = new Crowd('crowd', () => ++answers === 12 && enough.resolve(), over.signal);
  const talking = crowd.talk(url, 2);
  await enough.promise;
  const before = crowd.intakes.flatMap(({ confirmed }) => numbersIn(confirmed.body ?? ''));
  await backUp();
  over.abort();
  await talking;
  expect(before.length).toBeGreaterThan(2);
  return before;
}

/** What was told before the backup is there, and who was in the middle of something goes on. */
async function expectRestored(location: TestDatabase['location'], before: readonly string[]): Promise<void> {
  const restored = await start(location);
  const confirmed = newIntake('demo-manager', 'half told', 1).confirmed;
  expect(numbersIn((await send(restored.url, confirmed)) ?? '')).toHaveLength(1);
  const ids = (await shouwen(location, 'export', 'complaints')).map(({ id }) => `${id}`);
  expect(ids).toEqual(expect.arrayContaining([...before]));
  const [audited] = await shouwen(location, 'audit', 'verify');
  expect(audited).toMatchObject({ broken: 0, subjects: expect.any(Number) });
}

test('the embedded store is backed up beside a running server and restored', async () => {
  const database = await (await sqliteServer()).fresh();
  const folder = join(newFolder(), 'backup');
  const server = await start(database.location);
  const before = await talkAndBackUp(server.url, async () => {
    expect(await shouwen(database.location, 'backup', folder)).toEqual([
      expect.objectContaining({ folder, broken: 0, bytes: expect.any(Number) }),
    ]);
  });
  await server.kill();
  await expectRestored({ dataDir: folder }, before);
  await expect(shouwen(database.location, 'backup', folder)).rejects.toThrow('name another one');
  await database.drop();
}, 240_000);

const postgres = await findPostgres();
const withPostgres = postgres && hasPgDump() ? test : test.skip;

withPostgres(
  'PostgreSQL is backed up by pg_dump beside a running server and restored into another database',
  async () => {
    const [from, to] = await Promise.all([postgresServer(`${postgres}`), postgresServer(`${postgres}`)]);
    const [source, target] = await Promise.all([from.fresh(), to.fresh()]);
    const dump = join(newFolder(), 'shouwen.dump');
    const server = await start(source.location);
    const before = await talkAndBackUp(server.url, async () => {
      execFileSync('pg_dump', ['--format=custom', `--file=${dump}`, plain(source)]);
    });
    await server.kill();
    execFileSync('pg_restore', ['--clean', '--if-exists', '--no-owner', `--dbname=${plain(target)}`, dump]);
    await expectRestored(target.location, before);
    await Promise.all(servers.splice(0).map((one) => one.kill()));
    await Promise.all([from.stop(), to.stop()]);
  },
  120_000,
);

/** Without the options that only our own client reads. */
function plain({ location }: TestDatabase): string {
  const url = new URL(location.databaseUrl ?? '');
  url.search = '';
  return url.href;
}

function hasPgDump(): boolean {
  try {
    execFileSync('pg_dump', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (cause) {
    missing('no pg_dump to back PostgreSQL up with. Install it: apt-get install postgresql-client', cause);
    return false;
  }
}
