import { createServer } from 'node:net';
import { systemViewer } from '../../src/domain/staff.js';
import { erase, previewErasure } from '../../src/records/erasure/erase.js';
import { openDatabase, openStore } from '../../src/records/open-store.js';
import { until } from '../processes.js';
import { findPostgres, postgresServer } from './databases.js';
import { customer, now } from './samples.js';

const postgres = await findPostgres();
const dataDir = '/nowhere';
const secrets = ['a secret of the test'];

test('a server that is not there is unreachable', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  const databaseUrl = `postgres://postgres@127.0.0.1:${address.port}/x`;
  await expect(openStore({ databaseUrl, dataDir, secrets })).rejects.toMatchObject({ code: 'unreachable' });
});

(postgres ? describe : describe.skip)('on a server', () => {
  test('a database that is not there is told as misconfigured', async () => {
    const url = new URL(postgres ?? '');
    url.pathname = '/shouwen_test_never_made';
    await expect(openStore({ databaseUrl: url.href, dataDir, secrets })).rejects.toMatchObject({
      code: 'misconfigured',
    });
  });

  test('who was erased stands in no byte of the directory’s files, and what he said is vacuumed', async () => {
    const server = await postgresServer(postgres ?? '');
    const database = await server.fresh();
    const store = await database.open();
    const gone = 'Firm whose name was erased';
    await store.transaction(async (tx) => {
      for (let n = 0; n < 50; n++) await tx.upsertCustomer(customer(`kept-${n}`, { name: `Kept ${n}` }));
      await tx.upsertCustomer(customer('gone', { name: gone }));
      await tx.appendActivity('c', JSON.stringify({ type: 'message', text: `${gone} called` }), now);
    });
    const bytes = async () => {
      await database.look('checkpoint');
      const [row] = await database.look(
        `select position(convert_to('${gone}', 'UTF8') in pg_read_binary_file(pg_relation_filepath('customers'))) as at`,
      );
      return Number(row?.at);
    };
    const vacuumed = async () =>
      await database.look(
        "select 1 from pg_stat_user_tables where schemaname = current_schema() and relname = 'activities' and vacuum_count > 0",
      );
    expect(await bytes()).toBeGreaterThan(0);
    const opened = await openDatabase(database.location);
    const found = await previewErasure(opened, 'customer', 'gone');
    if (!found) throw new Error('nobody found');
    await erase(opened, found, '(erased)');
    await opened.close();
    expect(await bytes()).toBe(0);
    await until(10_000, async () => ((await vacuumed()).length > 0 ? true : undefined));
    await store.close();
    await database.drop();
    await server.stop();
  });

  test('a migration of another process under prepared statements is one conflict a statement, and then all goes on', async () => {
    const server = await postgresServer(postgres ?? '');
    const database = await server.fresh();
    const store = await database.open();
    await store.transaction((tx) => tx.upsertCustomer(customer('a', { name: '远帆食品' })));
    const read = () => store.findCustomerFile(systemViewer, 'a');
    for (let n = 0; n < 20; n++) expect(await read()).toMatchObject({ customer: { name: '远帆食品' } });
    await database.tamper('alter table customers add column added_by_the_next_version text');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        read().then(
          () => 'read',
          (error: unknown) => error,
        ),
      ),
    );
    for (const outcome of outcomes) if (outcome !== 'read') expect(outcome).toMatchObject({ code: 'conflict' });
    for (let n = 0; n < 20; n++) expect(await read()).toMatchObject({ customer: { name: '远帆食品' } });
    await store.close();
    await database.drop();
    await server.stop();
  });

  test('connections the server ends are replaced', async () => {
    const server = await postgresServer(postgres ?? '');
    const database = await server.fresh();
    const store = await database.open();
    await store.saveSetting('a', '1');
    await database.tamper(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    const value = await until(5_000, () => store.findSetting('a').catch(() => undefined));
    expect(value).toBe('1');
    await store.saveSetting('a', '2');
    expect(await store.findSetting('a')).toBe('2');
    await store.close();
    await database.drop();
    await server.stop();
  });
});
