import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { workbookExtent } from '../../src/cli/import/workbook-extent.js';
import { importCommand } from '../../src/cli/import.js';
import { systemViewer } from '../../src/domain/staff.js';
import { openStore } from '../../src/records/open-store.js';
import { staff } from '../records/samples.js';
import { bomb, xlsxFile } from './xlsx-file.js';

let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-hostile-'));
  const store = await openStore({ dataDir });
  await store.transaction((tx) => tx.insertStaff(staff('anna', { name: '安娜' }), []));
  await store.close();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function imported(name: string, content: string | Buffer) {
  const file = join(dataDir, name);
  writeFileSync(file, content);
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await importCommand(() => openStore({ dataDir })).run(['customers', file, '--partial'], {
    in: Readable.from([]),
    out,
    err,
    env: {},
  });
  out.end();
  const rows = (await text(out)).split('\n').filter(Boolean);
  return { code, rows: rows.map((row) => JSON.parse(row)) };
}

async function names() {
  const store = await openStore({ dataDir });
  try {
    return (await store.listCustomerNames(systemViewer)).map(({ name }) => name);
  } finally {
    await store.close();
  }
}

test('two cells at the far ends of a sheet are refused and not made room for', async () => {
  const more = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  const refused = imported('far.xlsx', xlsxFile([['name', 'owner']], { more }));
  await expect(refused).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('far outside') });
});

test('a bomb that says it is small is unpacked to the limit and no further', async () => {
  const million = 1_000_000;
  const extent = await workbookExtent(bomb({ blanks: 20 * million, says: 100 }), million);
  expect(extent?.unpackedBytes).toBeGreaterThan(million);
  expect(extent?.unpackedBytes).toBeLessThan(2 * million);
});

test('entities of a sheet are neither expanded nor fetched', async () => {
  const types = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>';
  const { rows } = await imported(
    'entity.xlsx',
    xlsxFile(
      [
        ['name', 'owner'],
        ['&a;&b;公司', '安娜'],
      ],
      { prolog: types },
    ),
  );
  expect(JSON.stringify(rows)).not.toContain('root:');
  expect((await names()).join()).not.toContain('root:');
});

test.each(['=1+1', '=HYPERLINK("http://x")', '@SUM(A1)', "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '\t=1+1'])(
  'a cell that a spreadsheet would carry out is refused: %s',
  async (cell) => {
    const { rows } = await imported('f.csv', `name,owner\n"${cell.replaceAll('"', '""')}",安娜\n`);
    expect(rows).toMatchObject([{ error: { code: 'invalid-input', message: expect.stringContaining('formula') } }]);
    expect(await names()).toEqual([]);
  },
);

test('names that mean something to the language are names like any other', async () => {
  const { rows } = await imported('p.csv', 'name,owner\n__proto__,安娜\nconstructor,安娜\ntoString,安娜\n');
  expect(rows.map((row) => row.error)).toEqual([undefined, undefined, undefined]);
  expect((await names()).toSorted()).toEqual(['__proto__', 'constructor', 'toString']);
  await expect(imported('h.csv', 'name,owner,__proto__\nx,安娜,y\n')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(Object.prototype).not.toHaveProperty('y');
});
