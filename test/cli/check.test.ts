import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { check } from '../../src/cli/check.js';
import { projectRoot } from '../../src/project-root.js';

async function run(...args: string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await check.run(args, { in: Readable.from([]), out, err, env: {} });
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row));
  return { code, rows, words: String(err.read() ?? '') };
}

test('the packs of the project prove themselves', async () => {
  const { code, rows, words } = await run();
  expect(rows.flatMap((row) => row.faults)).toEqual([]);
  expect(code).toBe(0);
  expect(words).toMatch(/telecom 1: \d+ clauses, \d+ rules/);
  expect(words).toMatch(
    /levels: .*work-log\.daily.* by the rule; all others by the settings of pack\.yaml, which are not policy/,
  );
});

describe('a pack with a fault fails, and the fault says where and what to do', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwen-check-'));
    cpSync(join(projectRoot, 'packs', 'telecom'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function change(file: string, from: string, to: string): void {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  }
  const messages = async () => {
    const { code, rows } = await run(folder);
    expect(code).toBe(1);
    return rows.flatMap((row) => row.faults.map((fault: { message: string }) => fault.message)).join('\n');
  };

  test('a figure that does not stand in the clause', async () => {
    change('rules/complaint.yaml', 'amount: 24', 'amount: 48');
    expect(await messages()).toMatch(
      /complaint\.answer version 1 limits\.0\.amount: 48 wall-hours does not stand in clause complaint\.answer-limit .*correct the figure or the clause/,
    );
  });

  test('a clause that does not exist', async () => {
    change('rules/complaint.yaml', 'clause: complaint.answer-limit\n', 'clause: complaint.gone\n');
    expect(await messages()).toMatch(/limits\.0\.clause: the handbook has no clause complaint\.gone/);
  });

  test('a limit left open under a clause that does not say so', async () => {
    change(
      'handbook/part-4-complaints.md',
      '{#complaint.answer-limit-other source=四/4 catalogue=A4-12 unset=true}',
      '{#complaint.answer-limit-other source=四/4 catalogue=A4-12}',
    );
    expect(await messages()).toMatch(
      /limits\.1\.unset: clause complaint\.answer-limit-other .* does not say that a limit is missing/,
    );
  });

  test('a case that comes out otherwise', async () => {
    change('rules/complaint.cases.yaml', 'due: "2026-11-25T16:50:00"', 'due: "2026-11-25T16:51:00"');
    expect(await messages()).toMatch(
      /case 「VIP二十四小时」 of complaint\.answer: due is 2026-11-25T16:50:00, the case says 2026-11-25T16:51:00/,
    );
  });

  test('levels that come out otherwise than the case says', async () => {
    change('rules/routine.yaml', 'levels: { after: [] }', 'levels: { at: [owner], after: [] }');
    expect(await messages()).toMatch(
      /case 「当天日志」 of work-log\.daily: levels are .*"at":\["owner"\].*, the case says/,
    );
  });

  test('levels of a rule that never has a due time', async () => {
    change(
      'rules/routine.yaml',
      'satisfiedBy: [expense.claimed]\n',
      'satisfiedBy: [expense.claimed]\n        levels: { at: [owner] }\n',
    );
    expect(await messages()).toMatch(/expense\.claim version 1 levels: no limit of this rule has a due time/);
  });

  test.each([
    [
      'value: 95, unit: percent, measuredBy: profile.sampled',
      'value: 96, unit: percent, measuredBy: profile.sampled',
      /profile\.accuracy-ab value: 96 percent does not stand in clause profile\.accuracy-ab/,
    ],
    [
      'measure: { least: minutes, per: 60 }',
      'measure: { met: onsite.log }',
      /onsite\.duration measure: met gives no figure in hours; take another/,
    ],
    [
      'measure: { count: directory.collect }',
      'measure: { count: directory.gone }',
      /directory\.a-month measure: there is no rule directory\.gone/,
    ],
    [
      'measuredBy: null, catalogue: [A2-15]',
      'measuredBy: visit.arrived, catalogue: [A2-15]',
      /visit\.early-arrival measure: measuredBy and measure go together/,
    ],
  ])('a threshold with %s written as %s', async (from, to, message) => {
    change('rules/thresholds.yaml', from, to);
    expect(await messages()).toMatch(message);
  });

  test('a case of a rule that does not exist', async () => {
    change(
      'rules/complaint.cases.yaml',
      'name: B1不用报, rule: complaint.report-to-supervisor',
      'name: B1不用报, rule: complaint.reported',
    );
    expect(await messages()).toMatch(/case 「B1不用报」: there is no rule complaint\.reported/);
  });

  test('a catalogue row that does not exist, and one without a clause', async () => {
    change('handbook/part-4-complaints.md', 'catalogue=A4-01}', 'catalogue=A4-99}');
    const said = await messages();
    expect(said).toMatch(/complaint\.definition names catalogue row A4-99, which does not exist/);
    expect(said).toMatch(/catalogue row A4-01 has no clause/);
  });

  test('a file that cannot be read', async () => {
    change('pack.yaml', 'id: telecom', 'id: [telecom');
    expect(await messages()).toMatch(/pack\.yaml:\d+: not valid YAML/);
  });
});

test('a wrong option is a usage error', async () => {
  expect(await run('--nothing')).toMatchObject({ code: 2, words: expect.stringContaining('Usage:') });
});
