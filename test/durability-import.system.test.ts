import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Crowd, newIntake, numbersIn, send } from './intakes.js';
import { sqliteServer, type TestDatabase } from './records/databases.js';
import { buildOnce, type ServerProcess, shouwen, startServer } from './server-process.js';

const rows = 10_000;
let database: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  await buildOnce();
  database = await (await sqliteServer()).fresh();
  server = await startServer(database.location);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

test('people go on telling complaints while 10,000 customers are imported beside the server; nothing is lost', async () => {
  const file = join(database.location.dataDir, 'customers.csv');
  const lines = Array.from({ length: rows }, (_, n) => `BH${n},远方公司${n},林悦,C`);
  await writeFile(file, ['编号,客户名称,客户经理,等级', ...lines].join('\n'));
  // What a server does once, at its first message, is behind it.
  await send(server.url, newIntake('demo-manager', 'first', 0).told);
  const over = new AbortController();
  let answers = 0;
  const crowd = new Crowd('beside', () => answers++, over.signal);
  const talking = crowd.talk(server.url, 4);
  const imported = await shouwen(database.location, 'import', 'customers', file);
  const answered = answers;
  over.abort();
  await talking;

  expect(imported).toHaveLength(rows);
  expect(new Set(imported.map(({ status }) => status))).toEqual(new Set(['created']));
  expect(answered).toBeGreaterThan(0);
  const customers = await shouwen(database.location, 'export', 'customers');
  expect(customers.filter(({ id }) => `${id}`.startsWith('BH'))).toHaveLength(rows);
  const told = crowd.intakes.flatMap(({ confirmed }) => numbersIn(confirmed.body ?? ''));
  const recorded = await shouwen(database.location, 'export', 'complaints');
  expect(recorded.map(({ id }) => id).sort()).toEqual(told.sort());
  expect(told).toHaveLength(crowd.intakes.length);
}, 120_000);
