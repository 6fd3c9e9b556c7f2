import { DatabaseSync } from 'node:sqlite';
import { countPlaceholders, NodeSqlite } from '../../src/records/node-sqlite.js';

describe('node:sqlite for Kysely', () => {
  let database: NodeSqlite;

  beforeEach(() => {
    database = new NodeSqlite(new DatabaseSync(':memory:'));
    database.raw.exec('create table t (a text, b integer)');
  });

  afterEach(() => database.close());

  test('too few or too many parameters are refused and nothing is written', () => {
    const insert = database.prepare('insert into t values (?, ?)');
    expect(() => insert.run(['x'])).toThrow('takes 2 parameters, 1');
    expect(() => insert.run(['x', 1, 2])).toThrow('takes 2 parameters, 3');
    expect(() => database.prepare('select * from t where a = ?').all([])).toThrow('takes 1 parameters, 0');
    expect(database.prepare('select * from t').all([])).toEqual([]);
  });

  test.each([[undefined], [true], [Number.NaN], [new Date(0)], [{ a: 1 }], [1n]])('%p is no stored value', (value) => {
    expect(() => database.prepare('insert into t values (?, ?)').run([value, 1])).toThrow('Parameter 1');
  });

  test('a statement is prepared once and told apart by what it gives', () => {
    const select = database.prepare('select a, b from t');
    expect(database.prepare('select a, b from t')).toBe(select);
    expect(select.reader).toBe(true);
    const insert = database.prepare('insert into t values (?, ?)');
    expect(insert.reader).toBe(false);
    expect(insert.run(['x', 1]).changes).toBe(1);
    expect(database.prepare('insert into t values (?, ?) returning b').reader).toBe(true);
    expect(select.all([])).toEqual([{ a: 'x', b: 1 }]);
  });

  test('a kept statement follows a change of the schema', () => {
    const select = database.prepare('select * from t');
    select.all([]);
    database.raw.exec("alter table t add column c text default 'z'");
    database.prepare('insert into t (a) values (?)').run(['x']);
    expect(select.all([])).toEqual([{ a: 'x', b: null, c: 'z' }]);
  });

  test('more statements than are kept still work', () => {
    for (let i = 0; i < 900; i++) expect(database.prepare(`select ${i} as n`).all([])).toEqual([{ n: i }]);
  });
});

test.each([
  ['select 1', 0],
  ['select ? where a = ?', 2],
  [`select '?', "?" , ? -- ?\n, ? /* ? */`, 2],
  [`select 'it''s ?', ?`, 1],
])('%s', (sql, count) => {
  expect(countPlaceholders(sql)).toBe(count);
});
