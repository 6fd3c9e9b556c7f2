import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrate } from '../../src/records/migrate.js';
import { migrations } from '../../src/records/migrations/index.js';
import type { Migration } from '../../src/records/migrations/migration.js';
import { SqliteStore } from '../../src/records/sqlite.js';
import { Vault } from '../../src/records/vault.js';

let dataDir: string;
let database: SqliteStore;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-migrate-'));
  database = await SqliteStore.open(join(dataDir, 'test.db'), new Vault(['a secret of the test']));
});

afterEach(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const first: Migration = {
  version: 1,
  name: 'first',
  statements: () => ['create table a (x text)', "insert into a values ('kept')"],
};
const second: Migration = { version: 2, name: 'second', statements: () => ['alter table a add column y text'] };
const failing: Migration = { version: 3, name: 'failing', statements: () => ['create table b (x text)', 'nonsense'] };

async function rows(text: string): Promise<unknown[]> {
  return database.reads.all({ compile: () => sql.raw(text).compile(database.reads.db) });
}

test('each step runs once, in order, and what was stored stays', async () => {
  await migrate(database, [first]);
  await migrate(database, [first, second]);
  await migrate(database, [first, second]);
  expect(await rows('select * from a')).toEqual([{ x: 'kept', y: null }]);
  expect(await rows('select version, name from schema_version')).toEqual([
    { version: 1, name: 'first' },
    { version: 2, name: 'second' },
  ]);
});

test('a step that fails leaves the store as it was', async () => {
  await migrate(database, [first]);
  await expect(migrate(database, [first, second, failing])).rejects.toThrow('syntax');
  expect(await rows('select max(version) as version from schema_version')).toEqual([{ version: 1 }]);
  expect(await rows('select * from a')).toEqual([{ x: 'kept' }]);
  await expect(rows('select * from b')).rejects.toThrow('no such table');
});

test('the steps are numbered from one without a gap', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => index + 1));
});
