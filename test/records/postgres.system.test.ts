import { createServer } from 'node:net';
import { openStore } from '../../src/records/open-store.js';
import { until } from '../processes.js';
import { findPostgres, postgresServer } from './databases.js';

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
