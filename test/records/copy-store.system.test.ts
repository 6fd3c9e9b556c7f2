import { audit } from '../../src/domain/audit.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { copyStore } from '../../src/records/copy-store.js';
import { findPostgres, postgresServer, sqliteServer, type TestDatabase, type TestServer } from './databases.js';
import { complaint, event, message, people } from './samples.js';

const postgresUrl = await findPostgres();
const run = postgresUrl ? describe : describe.skip;
const rows = 1_200;
const noProgress = () => undefined;

run('copying the embedded store to PostgreSQL', () => {
  let server: TestServer;
  let source: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    server = await postgresServer(postgresUrl ?? '');
    source = await (await sqliteServer()).fresh();
    await withStore(source, fill);
  });
  beforeEach(async () => {
    target = await server.fresh();
  });
  afterEach(() => target.drop());
  afterAll(async () => {
    await source.drop();
    await server.stop();
  });

  test('every row arrives, more than a page of them, and the chains hold', async () => {
    const copied = await copyStore(source.location, target.location, noProgress);
    expect(copied).toContainEqual({ table: 'events', rows });
    expect(copied).toContainEqual({ table: 'complaints', rows });
    const [here, there] = [await everything(source), await everything(target)];
    expect(there).toEqual(here);
    expect(there.audit).toMatchObject({ events: rows, broken: 0 });
  });

  test('one that was broken off goes on', async () => {
    const breakOff = (done: number) => {
      if (done > 700) throw new Error('unplugged');
    };
    await expect(copyStore(source.location, target.location, breakOff)).rejects.toThrow('unplugged');
    await copyStore(source.location, target.location, noProgress);
    expect(await everything(target)).toEqual(await everything(source));
  });

  test('a database with records of its own is refused, a finished copy too', async () => {
    await withStore(target, (store) => store.transaction((tx) => tx.insertStaff(people.anna, [])));
    await expect(copyStore(source.location, target.location, noProgress)).rejects.toMatchObject({
      code: 'misconfigured',
    });
    const other = await server.fresh();
    await copyStore(source.location, other.location, noProgress);
    await expect(copyStore(source.location, other.location, noProgress)).rejects.toMatchObject({
      code: 'misconfigured',
    });
    await other.drop();
  });

  test('what is written meanwhile is noticed', async () => {
    let written = false;
    const copying = copyStore(source.location, target.location, () => {
      if (written) return;
      written = true;
      void source.tamper("insert into staff values ('aaa', 'late', null, 'manager', 't', null, null, 'person')");
    });
    await expect(copying).rejects.toMatchObject({ code: 'conflict' });
    await source.tamper("delete from staff where id = 'aaa'");
  });
});

async function fill(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.insertStaff(people.anna, [{ channel: 'webchat', tenant: '', userId: 'u', staffId: people.anna.id }]);
    for (let n = 0; n < rows; n++) {
      const id = `TS-${String(n).padStart(5, '0')}`;
      await tx.insertComplaint({ ...complaint(id), draftId: id });
      await tx.appendEvents([event(`e-${id}`, `complaint:${id}`)]);
    }
    await tx.insertInbox(message('m'));
    await tx.saveSetting('clock', '1');
  });
}

async function withStore<T>(database: TestDatabase, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await database.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function everything(database: TestDatabase) {
  return await withStore(database, async (store) => ({
    staff: await Array.fromAsync(store.records(systemViewer, 'staff')),
    complaints: await Array.fromAsync(store.records(systemViewer, 'complaints')),
    events: await Array.fromAsync(store.records(systemViewer, 'events')),
    audit: await audit(store, () => undefined),
    message: await store.findInbox(message('m')),
    clock: await store.findSetting('clock'),
    revision: await store.directoryRevision(),
  }));
}
