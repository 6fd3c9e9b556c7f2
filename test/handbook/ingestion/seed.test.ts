import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { answerCase, inventedFigures, judgeCase } from '../../../src/handbook/evaluation.js';
import { createHandbook } from '../../../src/handbook/handbook.js';
import { ingest } from '../../../src/handbook/ingestion/ingest.js';
import { packFiles } from '../../../src/handbook/ingestion/pack-files.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { projectRoot } from '../../../src/project-root.js';

/**
 * A handbook as it was found on the web, read where it lies beside the project; nothing of it stands here.
 * Where it is absent nothing is tested.
 */
const folder = join(projectRoot, '../shared/seeds');
const name = existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith('000_')) : undefined;
const suite = name === undefined ? describe.skip : describe;
if (name === undefined) process.stdout.write(`ingestion of a found handbook: not run, ${folder} is absent\n`);

suite('a handbook as found on the web', () => {
  const found = name ?? '';
  const read = () => ingest(found, readFileSync(join(folder, found)));

  async function rawPack() {
    const to = mkdtempSync(join(tmpdir(), 'shouwen-found-'));
    for (const [path, text] of packFiles('found', await read())) {
      await mkdir(dirname(join(to, path)), { recursive: true });
      await writeFile(join(to, path), text);
    }
    return loadPack(to);
  }

  test('its five parts stand in order, each with its sub-sections in order', async () => {
    const { clauses } = await read();
    const parts = clauses.filter(({ depth, id }) => depth === 1 && id !== 'p0');
    expect(parts.map(({ source }) => source)).toEqual(['一', '二', '三', '四', '五']);
    [/信息/, /推广/, /维系/, /投诉/, /日常/].forEach((topic, at) => {
      expect(parts[at]?.title).toMatch(topic);
    });
    const below = (part: string) =>
      clauses
        .filter(({ depth, id }) => depth === 2 && id.startsWith(`${part}.`))
        .map(({ source }) => source?.split('/').at(-1));
    expect(below('p1')).toEqual(['(一)', '(二)']);
    expect(below('p2')).toEqual(['(一)', '(二)', '(三)', '(四)']);
    expect(below('p3')).toEqual(['(一)', '(二)', '(三)']);
    expect(below('p4')).toEqual(['1', '2', '3', '4', '5']);
    expect(below('p5')).toEqual(['(一)', '(二)', '(三)', '(四)', '(五)']);
  });

  test('the other texts of the file are set apart, page noise is left out', async () => {
    const { clauses, apart, dropped } = await read();
    expect(clauses.map(({ title, text }) => title + text).join()).not.toMatch(/理财|贷款|岗位职责|当前位置|文档之家/);
    expect(apart.length).toBeGreaterThanOrEqual(3);
    expect(dropped.length).toBeGreaterThanOrEqual(3);
  });

  test('what it announces and does not hold is found, and the gap in its numbers', async () => {
    const { clauses, doubts } = await read();
    expect(clauses.filter(({ unset }) => unset).length).toBeGreaterThanOrEqual(7);
    expect(doubts.filter(({ kind }) => kind === 'number').some(({ text }) => text.startsWith('(3)'))).toBe(true);
  });

  test('the raw text answers plain questions, and gives no figure it does not hold', async () => {
    const pack = await rawPack();
    const { lexicon } = loadPack('telecom');
    const shared = Object.entries(lexicon).filter(([list]) => !/-(?:asked|english)$/.test(list));
    const handbook = createHandbook(pack.clauses, Object.fromEntries(shared));
    const cases = readFileSync(join(projectRoot, 'test/handbook/questions.measured.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => answerCase.parse(JSON.parse(line)))
      .filter(({ kind, must }) => kind === 'plain' && must.length > 0);
    const judged = cases.map((one) => ({ one, ...judgeCase(handbook, { ...one, rows: undefined }, () => []) }));
    const right = judged.filter(({ faults }) => faults.length === 0);
    expect(right.length / judged.length).toBeGreaterThanOrEqual(0.75);
    const textOf = (id: string) => `${pack.clauseById.get(id)?.title} ${pack.clauseById.get(id)?.text}`;
    expect(judged.flatMap(({ one, answer }) => inventedFigures(answer, one.q, textOf))).toEqual([]);
  });
});
