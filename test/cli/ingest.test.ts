import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { ingestCommand } from '../../src/cli/ingest.js';
import { loadPack } from '../../src/policy/load-pack.js';

const text =
  '值班守则\n一、排班\n1、班长每周五前排好下周的班,写清每个人的姓名和电话,报值班长审核。\n2、换班要提前两天说,值班长同意后才算数,没有同意的照原来的班上,不得私下调换。\n二、交接\n当面交接。\n附表:\n';

async function run(args: (folder: string) => string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-cli-ingest-'));
  writeFileSync(join(folder, 'rota.txt'), text);
  const [out, err] = [new PassThrough(), new PassThrough()];
  const io = { in: Readable.from([]), out, err, env: { DATA_DIR: folder } };
  const code = await ingestCommand(loadPack).run(args(folder), io);
  const rows = String(out.read() ?? '').split('\n').filter(Boolean).map((row) => JSON.parse(row));
  return { folder, code, rows, words: String(err.read() ?? '') };
} // biome-ignore format: short

test('one row a clause, then what was found and what is doubted', async () => {
  const { folder, code, rows } = await run((to) => [join(to, 'rota.txt')]);
  expect(code).toBe(0);
  expect(rows.slice(0, -1).map(({ clause, title }) => [clause, title])).toEqual([
    ['p1.1', '班长每周五前排好下周的班'],
    ['p1.2', '换班要提前两天说'],
    ['p2', '交接'],
  ]);
  expect(rows.at(-1)).toMatchObject({ pack: join(folder, 'packs/rota'), title: '值班守则', clauses: 3, unset: 1 });
  expect(rows.at(-1).unsure).toContainEqual({ kind: 'missing', at: 5, page: null, text: '附表:' });
});

test('the pack can be loaded and holds a report to go through', async () => {
  const { folder } = await run((to) => [join(to, 'rota.txt'), '--to', join(to, 'ours'), '--words', 'telecom']);
  const pack = loadPack(join(folder, 'ours'));
  expect(pack.clauses.map(({ ref }) => ref)).toEqual(['一·班长每周五前排好下周的班', '一·换班要提前两天说', '二·交接']);
  expect(Object.keys(pack.lexicon)).toContain('retrieval-concepts');
  expect(await readFile(join(folder, 'ours/ingested.md'), 'utf8')).toContain('附表');
});

test('a folder that holds files is never written to', async () => {
  await expect(run((to) => [join(to, 'rota.txt'), '--to', to])).rejects.toMatchObject({ code: 'conflict' });
});

test('without a file it says how it is used', async () => {
  const { code, words } = await run(() => []);
  expect(code).toBe(2);
  expect(words).toContain('give one file');
});
