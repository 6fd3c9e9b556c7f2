import { DatabaseSync } from 'node:sqlite';
import { type Compilable, Kysely, SqliteDialect } from 'kysely';
import { NodeSqlite } from '../../src/records/node-sqlite.js';
import { precompiled } from '../../src/records/precompiled.js';
import { Session } from '../../src/records/session.js';
import { sqliteDialect } from '../../src/records/sqlite.js';
import type { Tables } from '../../src/records/tables.js';
import { Vault } from '../../src/records/vault.js';

let session: Session;

beforeEach(() => {
  const database = new NodeSqlite(new DatabaseSync(':memory:'));
  const dialect = new SqliteDialect({ database });
  session = new Session(new Kysely<Tables>({ dialect }), {
    dialect: sqliteDialect,
    vault: new Vault(['a secret of the test']),
  });
});

const shown = (query: Compilable<unknown>) => {
  const { sql, parameters } = query.compile();
  return { sql, parameters };
};

test('arguments go where they stand, constants stay, whatever the order', () => {
  const query = precompiled((db, limit: number, id: string) =>
    db.selectFrom('settings').selectAll().where('name', '=', id).where('value', '!=', 'constant').limit(limit),
  );
  expect(shown(query(session, 5, 'a'))).toMatchObject({ parameters: ['a', 'constant', 5] });
  expect(shown(query(session, 7, 'constant'))).toMatchObject({ parameters: ['constant', 'constant', 7] });
  expect(shown(query(session, 7, 'b')).sql).toBe(shown(query(session, 1, 'c')).sql);
});

test('an argument used twice is filled in twice; equal arguments do not get mixed up', () => {
  const query = precompiled((db, a: string, b: string) =>
    db
      .selectFrom('settings')
      .selectAll()
      .where((eb) => eb.or([eb('name', '=', b), eb('value', '=', a), eb('name', '=', a)])),
  );
  expect(shown(query(session, 'x', 'x')).parameters).toEqual(['x', 'x', 'x']);
  expect(shown(query(session, 'a', 'b')).parameters).toEqual(['b', 'a', 'a']);
});

test('it is built once', () => {
  let built = 0;
  const query = precompiled((db, name: string) => {
    built++;
    return db.selectFrom('settings').selectAll().where('name', '=', name);
  });
  query(session, 'a');
  query(session, 'b');
  expect(built).toBe(1);
});

test('an argument that is not used as a value is refused at the first call', () => {
  const query = precompiled((db, _unused: string) => db.selectFrom('settings').selectAll());
  expect(() => query(session, 'a')).toThrow('every argument');
});
