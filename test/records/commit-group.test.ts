import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { CommitGroup } from '../../src/records/commit-group.js';
import { NodeSqlite } from '../../src/records/node-sqlite.js';
import { Session } from '../../src/records/session.js';
import { sqliteDialect } from '../../src/records/sqlite.js';
import type { Tables } from '../../src/records/tables.js';
import { Vault } from '../../src/records/vault.js';

let raw: DatabaseSync;
let group: CommitGroup;

beforeEach(() => {
  raw = new DatabaseSync(':memory:');
  raw.exec('create table notes (note text primary key) strict');
  const writer = new NodeSqlite(raw);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: writer }) });
  group = new CommitGroup(
    writer,
    () => new Session(db, { dialect: sqliteDialect, vault: new Vault(['a secret of the test']) }),
  );
});
afterEach(() => raw.close());

const write = (note: string) => async (session: Session) => {
  const query = sql`insert into notes values (${note})`.compile(session.db);
  return await session.run({ compile: () => query });
};
const notes = () =>
  raw
    .prepare('select note from notes order by note')
    .all()
    .map((row) => row.note);

test('members are told after the one commit, in the order they came', async () => {
  const seen: string[] = [];
  const told = (name: string) => () => seen.push(`${name} ${raw.isTransaction ? 'inside' : 'after'}`);
  const members = ['a', 'b', 'c'].map((name) => group.add(write(name)).then(told(name)));
  await group.commit();
  await Promise.all(members);
  expect(seen).toEqual(['a after', 'b after', 'c after']);
  expect(notes()).toEqual(['a', 'b', 'c']);
});

test('one that fails half way is undone alone', async () => {
  const before = group.add(write('before'));
  const failing = group.add(async (session) => {
    await write('half')(session);
    throw new Error('no');
  });
  const clash = group.add(write('before'));
  const after = group.add(write('after'));
  const ended = Promise.allSettled([before, failing, clash, after]);
  await group.commit();
  expect((await ended).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  await expect(failing).rejects.toThrow('no');
  await expect(clash).rejects.toMatchObject({ code: 'conflict' });
  expect(notes()).toEqual(['after', 'before']);
});

test('where the database ends the whole transaction nobody is told it went well', async () => {
  const before = group.add(write('before'));
  const fatal = group.add(async () => {
    raw.exec('rollback');
    throw new Error('disk');
  });
  const after = group.add(write('after'));
  const ended = Promise.allSettled([before, fatal, after]);
  await group.commit();
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(notes()).toEqual([]);
});

test('a commit that fails is a failure of every member', async () => {
  raw.exec(`pragma foreign_keys = on; create table replies
    (note text references notes (note) deferrable initially deferred) strict`);
  const orphan = group.add(async (session) => {
    const query = sql`insert into replies values ('nobody')`.compile(session.db);
    return await session.run({ compile: () => query });
  });
  const other = group.add(write('other'));
  const ended = Promise.allSettled([orphan, other]);
  await group.commit();
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(notes()).toEqual([]);
});

test('it is full at some time, so that a crowd is served in groups', () => {
  expect(group.full).toBe(false);
  for (let i = 0; i < 16; i++) void group.add(write(`${i}`));
  expect(group.full).toBe(true);
});
