import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { importCommand } from '../../src/cli/import.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { openStore } from '../../src/records/open-store.js';
import { people } from '../records/samples.js';
import { xlsxFile } from './xlsx-file.js';

let dataDir: string;
/** Time stands still for what is imported. */
const env = { SIMULATED_NOW: '2026-11-24T16:50:00+08:00', SIMULATED_SPEED: '0' };

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-import-'));
  await withStore((store) => store.transaction((tx) => tx.insertStaff(people.anna, [])));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function run(kind: string, name: string, content: string | Buffer, ...options: string[]) {
  const file = join(dataDir, name);
  writeFileSync(file, content);
  const out = new PassThrough();
  const err = new PassThrough();
  const chunks: string[] = [];
  out.on('data', (chunk) => chunks.push(String(chunk)));
  const command = importCommand(() => openStore({ dataDir }));
  const code = await command.run([kind, file, ...options], { in: Readable.from([]), out, err, env });
  out.end();
  const rows = chunks
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row));
  return { code, rows, words: String(err.read() ?? '') };
}

const owed = (subject: string) =>
  withStore(async (store) =>
    (await store.listObligations(systemViewer, { subject }))
      .map((o) => `${o.rule} ${o.ownerId} ${o.state} ${o.dueAt === null ? null : isoLocal(o.dueAt, 'Asia/Shanghai')}`)
      .sort(),
  );
const customers = () => withStore((store) => store.listCustomerFiles(systemViewer));
const statuses = (rows: { line: number; status: string }[]) => rows.map((row) => `${row.line} ${row.status}`);

describe('customers', () => {
  test('Chinese headers, labels, a byte order mark, quotes and several short names', async () => {
    const { code, rows } = await run(
      'customers',
      'c.csv',
      '\ufeff客户名称,简称,等级,客户类型,客户经理,地址\n"远帆食品","远帆;远帆公司",A2,标杆,员工anna,"城东, 3号楼"\n应急局,,A1类,政府,anna,\n',
    );
    expect([code, statuses(rows)]).toEqual([0, ['2 created', '3 created']]);
    const [second, first] = await customers();
    expect(first?.customer).toMatchObject({
      name: '远帆食品',
      aliases: ['远帆', '远帆公司'],
      class: 'A2',
      segment: 'benchmark',
      ownerId: 'anna',
      teamId: 'east',
      address: '城东, 3号楼',
    });
    expect(second?.customer).toMatchObject({ name: '应急局', class: 'A1', segment: 'government', address: null });
  });

  test('the same file twice changes nothing; a changed row is updated by name', async () => {
    await run('customers', 'c.csv', 'name,class,owner\n远帆食品,A2,anna\n启明模具,B2,anna\n');
    const again = await run('customers', 'c.csv', 'name,class,owner\n远帆食品,A2,anna\n启明模具,C,anna\n');
    expect(statuses(again.rows)).toEqual(['2 unchanged', '3 updated']);
    expect(await customers()).toHaveLength(2);
  });

  test('a column that is not there leaves what is stored, an empty cell clears it', async () => {
    await run('customers', 'c.csv', 'id,name,class,owner,area,address\nc1,远帆食品,A2,anna,城东,3号楼\n');
    await run('customers', 'c.csv', 'id,name,area\nc1,远帆食品,\n');
    expect((await customers())[0]?.customer).toMatchObject({ class: 'A2', area: null, address: '3号楼' });
  });

  test('one bad row: nothing is written and every row says why', async () => {
    const file =
      'name,class,owner\n远帆食品,A2,anna\n坏类别,A9,anna\n没有经理,A1,\n没这人,A1,nobody\n远帆食品,A1,anna\n';
    const { code, rows } = await run('customers', 'c.csv', file);
    expect(code).toBe(1);
    expect(statuses(rows)).toEqual(['2 skipped', '3 failed', '4 failed', '5 failed', '6 failed']);
    expect(rows.slice(1).map((row) => row.error.message)).toEqual([
      expect.stringContaining('class takes A1'),
      expect.stringContaining('owner is empty'),
      expect.stringContaining('owner is not in the directory'),
      expect.stringContaining('line 2'),
    ]);
    expect(await customers()).toEqual([]);
  });

  test('with --partial the good rows are written', async () => {
    const { code, rows } = await run(
      'customers',
      'c.csv',
      'name,class,owner\n远帆食品,A2,anna\n坏,A9,anna\n',
      '--partial',
    );
    expect([code, statuses(rows)]).toEqual([1, ['2 created', '3 failed']]);
    expect(await customers()).toHaveLength(1);
  });

  test('more rows than a chunk holds, from a workbook', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => [`c${i}`, `客户${i}`, 'B1', 'anna']);
    const { code, rows: results } = await run(
      'customers',
      'c.xlsx',
      xlsxFile([['id', 'name', 'class', 'owner'], ...rows]),
    );
    expect([code, results.length]).toEqual([0, 450]);
    expect(await customers()).toHaveLength(450);
  });
});

describe('staff', () => {
  test('posts that reports go to are added, each once', async () => {
    const table = '编号,姓名,团队,兼任\nhe,何静,marketing,marketing;group-administrator\n';
    expect((await run('staff', 'a.csv', table)).rows).toMatchObject([{ status: 'created' }]);
    expect((await run('staff', 'b.csv', table)).rows).toMatchObject([{ status: 'unchanged' }]);
    expect(await withStore((store) => store.listPostHolders('group-administrator'))).toEqual(['he']);
  });

  test('a supervisor further down in the same file, and identities of channels', async () => {
    const file =
      '姓名,角色,团队,主管,工作号,账号\n林悦,客户经理,east,周岚,80117,webchat::lin;msteams:t1:29:abc\n周岚,主管,east,,80100,\n';
    const { code } = await run('staff', 's.csv', file);
    expect(code).toBe(0);
    await withStore(async (store) => {
      const lin = await store.findStaffByIdentity(systemViewer, 'msteams', 't1', '29:abc');
      expect(lin).toMatchObject({ name: '林悦', role: 'manager', workNumber: '80117', kind: 'directory' });
      expect((await store.findStaffByIdentity(systemViewer, 'webchat', '', 'lin'))?.id).toBe(lin?.id);
      expect((await store.findStaff(systemViewer, lin?.supervisorId ?? ''))?.name).toBe('周岚');
    });
    const again = await run('staff', 's.csv', file);
    expect(statuses(again.rows)).toEqual(['2 unchanged', '3 unchanged']);
  });

  test('an unknown supervisor, a role that is none and a phone that is none are told', async () => {
    const file = 'name,team,role,supervisor,phone\n甲,east,,没这人,\n乙,east,经理助理,,\n丙,east,,,hello\n丁,,,,\n';
    const { rows } = await run('staff', 's.csv', file);
    expect(rows.map((row) => row.error?.message)).toEqual([
      expect.stringContaining('supervisor'),
      expect.stringContaining('role takes manager or 客户经理'),
      expect.stringContaining('phone'),
      expect.stringContaining('team is empty'),
    ]);
  });

  test('two of one name need an id', async () => {
    await withStore((store) => store.transaction((tx) => tx.insertStaff({ ...people.ben, name: '员工anna' }, [])));
    const { rows } = await run('staff', 's.csv', 'name,team\n员工anna,east\n');
    expect(rows[0].error.message).toContain('give the id');
  });
});

describe('contacts', () => {
  const given = () => run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,A2,anna\nc2,应急局,A2,anna\n');

  test('belong to a customer by id or name; cards, roles and government are read', async () => {
    await given();
    const file =
      '客户,姓名,称呼,角色,电话,VIP等级,政府重要客户\n远帆食品,王芳,姐,联系人,139 0000-2021,金卡,否\nc2,何志远,局,关键人,13900002031,,是\n';
    expect((await run('contacts', 'p.csv', file)).code).toBe(0);
    const people = (await customers()).flatMap((file) => file.contacts);
    expect(people).toEqual([
      expect.objectContaining({
        name: '何志远',
        role: 'key-person',
        vipTier: null,
        tier: 'government',
        customerId: 'c2',
      }),
      expect.objectContaining({
        name: '王芳',
        title: '姐',
        role: 'liaison',
        phone: '13900002021',
        vipTier: 'gold',
        tier: null,
      }),
    ]);
  });

  test('a number in a workbook is a phone; a formula counts with its saved value, without one the cell is empty', async () => {
    await given();
    const header = ['customer', 'name', 'phone'];
    const good = xlsxFile([header, [{ formula: 'A9', value: 'c1' }, '王芳', 13900002021]]);
    expect((await run('contacts', 'p.xlsx', good)).code).toBe(0);
    expect((await customers()).flatMap((file) => file.contacts)[0]?.phone).toBe('13900002021');
    const bad = await run('contacts', 'p.xlsx', xlsxFile([header, [{ formula: 'A9' }, '王芳', '']]));
    expect(bad.rows[0].error.message).toContain('formula');
    const csv = await run('contacts', 'p.csv', 'customer,name\n=A9,王芳\n');
    expect(csv.rows[0].error.message).toContain('formula');
  });
});

describe('files that cannot be used are refused in a clear line', () => {
  const code = 'invalid-input';
  test.each([
    ['c.csv', 'name,colour\nx,red\n', /column "colour" is unknown/],
    ['c.csv', 'class\nA1\n', /lacks these columns: name/],
    ['c.csv', 'name,客户名称\nx,y\n', /there twice/],
    ['c.csv', '', /empty/],
    ['c.csv', Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x0a]), /not UTF-8/],
    ['c.csv', 'name\n"x\n', /quotes/],
    ['c.txt', 'name\nx\n', /Only \.csv and \.xlsx/],
    ['c.xlsx', xlsxFile([['name']]).subarray(0, 400), /unpacks|cannot be read/],
  ])('%s %#', async (name, content, message) => {
    await expect(run('customers', name, content)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });

  test('a file that is not there, and one that is too large', async () => {
    const command = importCommand(() => openStore({ dataDir }));
    const io = { in: Readable.from([]), out: new PassThrough(), err: new PassThrough(), env: {} };
    await expect(command.run(['staff', join(dataDir, 'none.csv')], io)).rejects.toMatchObject({ code });
    const large = run('staff', 's.csv', Buffer.alloc(21 * 1024 * 1024, 'x'));
    await expect(large).rejects.toMatchObject({ code: 'too-large' });
  });

  test('an unknown kind or no file is a usage fault', async () => {
    expect((await run('orders', 'c.csv', 'name\n')).code).toBe(2);
    const command = importCommand(() => openStore({ dataDir }));
    const io = { in: Readable.from([]), out: new PassThrough(), err: new PassThrough(), env: {} };
    expect(await command.run(['staff'], io)).toBe(2);
  });
});

describe('duties of looking after customers', () => {
  test('begin with the import, follow a new class, and begin again for a new owner', async () => {
    await withStore((store) => store.transaction((tx) => tx.insertStaff(people.ben, [])));
    await run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,A2,anna\n');
    expect(await owed('customer:c1')).toEqual(['profile.update anna open 2026-12-24T23:59:59+08:00']);
    await run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,B1,anna\n');
    expect(await owed('customer:c1')).toEqual(['profile.update anna open 2027-01-24T23:59:59+08:00']);
    await run('contacts', 'p.csv', 'id,customer,name,vip,government\np1,远帆食品,王芳,金卡,是\np2,远帆食品,赵三,,\n');
    expect(await owed('contact:p1')).toEqual([
      'government.care anna open 2026-12-31T23:59:59+08:00',
      'vip.care anna open 2027-01-24T23:59:59+08:00',
    ]);
    await run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,B1,ben\n');
    expect(await owed('customer:c1')).toEqual([
      'profile.update anna waived 2027-01-24T23:59:59+08:00',
      'profile.update ben open 2027-01-24T23:59:59+08:00',
    ]);
    expect((await owed('contact:p1')).filter((o) => o.includes('open'))).toEqual([
      'government.care ben open 2026-12-31T23:59:59+08:00',
      'vip.care ben open 2027-01-24T23:59:59+08:00',
    ]);
    expect(await owed('contact:p2')).toEqual([]);
  });

  test('the same file again opens nothing again', async () => {
    const events = () => withStore((store) => Array.fromAsync(store.records(systemViewer, 'events')));
    await run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,A2,anna\n');
    const first = await events();
    expect(first).toHaveLength(1);
    await run('customers', 'c.csv', 'id,name,class,owner\nc1,远帆食品,A2,anna\n');
    expect(await events()).toEqual(first);
  });
});

describe('churn signals', () => {
  const customersFile = '客户名称,等级,客户经理\n盛源物流,A1,anna\n晨光印务,C,anna\n';
  const signals = '客户,情况,号码数,日期\n盛源物流,近30天离网120户,120,2026-11-23\n晨光印务,收入下降一半,,2026-11-23\n';
  const waiting = () =>
    withStore(async (store) =>
      (await store.claimOutbox({ leaseMs: 1, limit: 50 })).map(({ key, staffId, activity }) => ({
        key,
        staffId,
        text: JSON.parse(activity).text,
      })),
    );

  beforeEach(async () => {
    await withStore((store) => store.transaction((tx) => tx.insertStaff(people.bossEast, [])));
    await run('customers', 'c.csv', customersFile);
  });

  test('each is a record with its event; the manager hears of all, the supervisor of classes A and B', async () => {
    const { code, rows } = await run('churn-signals', 's.csv', signals);
    expect([code, statuses(rows)]).toEqual([0, ['2 created', '3 created']]);
    const records = await withStore((store) => store.listFormRecords(systemViewer, { form: 'churn' }));
    expect(records.map(({ customerName, ownerId, state, values }) => [customerName, ownerId, state, values])).toEqual(
      expect.arrayContaining([
        ['盛源物流', 'anna', 'recorded', { note: '近30天离网120户', numbers: 120 }],
        ['晨光印务', 'anna', 'recorded', { note: '收入下降一半' }],
      ]),
    );
    const told = await waiting();
    const toldOf = (id: string) => told.filter(({ staffId }) => staffId === id).map(({ text }) => text);
    expect(toldOf('anna')).toHaveLength(2);
    expect(toldOf('boss-east')).toEqual([expect.stringContaining('盛源物流(A1)有离网意向:近30天离网120户')]);
  });

  test('the report of a class A customer is owed at once until it reaches the supervisor', async () => {
    const { rows } = await run('churn-signals', 's.csv', signals);
    expect(await owed(`form:${rows[0].id}`)).toEqual(['churn.report anna open null']);
    expect(await owed(`form:${rows[1].id}`)).toEqual([]);
  });

  test('the same file again makes nothing twice; an unknown customer and a wrong day are refused', async () => {
    await run('churn-signals', 's.csv', signals);
    const again = await run('churn-signals', 's.csv', signals);
    expect(statuses(again.rows)).toEqual(['2 unchanged', '3 unchanged']);
    const wrong = await run('churn-signals', 'w.csv', '客户,情况,日期\n没有这家,走了,2026-11-23\n盛源物流,走了,23号\n');
    expect([wrong.code, statuses(wrong.rows)]).toEqual([1, ['2 failed', '3 failed']]);
  });
});
