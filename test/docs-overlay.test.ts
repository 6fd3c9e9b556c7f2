import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { askCommand } from '../src/cli/ask.js';
import { check } from '../src/cli/check.js';
import type { Command } from '../src/cli/command.js';
import { due } from '../src/cli/due.js';
import { packOf } from '../src/cli/policy.js';
import { projectRoot } from '../src/project-root.js';

/** The files that docs/overlay.md shows, by name. */
const shown = [
  ...readFileSync(join(projectRoot, 'docs', 'overlay.md'), 'utf8').matchAll(
    /<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g,
  ),
].map(([, name = '', text = '']) => ({ name, text }));

let dataDir: string;
let today = '2026-12-01T00:00:00+08:00';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-overlay-'));
  for (const { name, text } of shown) write(name, text);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function write(name: string, text: string): void {
  const file = join(dataDir, 'overlay', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function run(command: Command, args: string[], ...lines: object[]) {
  const io = {
    in: Readable.from(lines.map((row) => `${JSON.stringify(row)}\n`)),
    out: new PassThrough(),
    err: new PassThrough(),
  };
  const code = await command.run(args, { ...io, env: { DATA_DIR: dataDir, SIMULATED_NOW: today } });
  const rows = String(io.out.read() ?? '')
    .split('\n')
    .filter(Boolean);
  return { code, rows: rows.map((row) => JSON.parse(row)), words: String(io.err.read() ?? '') };
}

const accepted = (at: string, facts: object) => ({ event: 'complaint.accepted', at, facts });
async function answerBy(at: string, facts: object) {
  const { rows } = await run(due, [], accepted(at, facts));
  return rows[0].obligations.find((o: { rule: string }) => o.rule === 'complaint.answer');
}

test('the guide shows a handbook and limits, and they prove themselves', async () => {
  expect(shown.map((file) => file.name)).toEqual(['handbook/company.md', 'limits.yaml']);
  const { code, rows, words } = await run(check, ['telecom']);
  expect([code, rows[0].faults]).toEqual([0, []]);
  expect(words).not.toMatch(/unset: .*complaint\.answer,/);
});

test('due reckons by the overlay from its day on', async () => {
  expect(await answerBy('2026-12-01T10:00', { severity: '一般' })).toMatchObject({
    due: '2026-12-04T23:59:59+08:00',
    basis: 'overlay',
  });
  expect(await answerBy('2026-11-30T10:00', { severity: '一般' })).toMatchObject({ due: null, basis: 'unset' });
  expect(await answerBy('2026-12-01T10:00', { vip: true })).toMatchObject({ due: '2026-12-01T22:00:00+08:00' });
});

describe('ask', () => {
  const ask = askCommand((pack) => packOf({ DATA_DIR: dataDir }, { pack }));
  const answerOn = async (day: string, question: string) => {
    today = `${day}T12:00:00+08:00`;
    return (await run(ask, [question])).rows[0];
  };
  const cited = ({ citations }: { citations: Array<{ clause: string }> }) => citations.map(({ clause }) => clause);

  test.each(['普通投诉几天内要答复', '非VIP客户的投诉多久答复'])(
    '「%s」 is answered by what fills the gap',
    async (question) => {
      const row = await answerOn('2026-12-01', question);
      expect(row).toMatchObject({
        declined: false,
        citations: [{ clause: 'complaint.answer-limit-other', effectiveFrom: '2026-12-01' }],
      });
      expect(row.answer).toMatch(/三个工作日.*〔公司补充规定·普通投诉三个工作日答复〕/);
    },
  );

  test('the day before the handbook still leaves it open', async () => {
    const row = await answerOn('2026-11-30', '普通投诉几天内要答复');
    expect(row).toMatchObject({
      declined: true,
      citations: [{ clause: 'complaint.answer-limit-other', effectiveFrom: null }],
    });
    expect(row.answer).not.toMatch(/三个工作日|补充规定/);
  });

  test('a stricter limit answers for what it is about, from its day on, and for nothing else', async () => {
    const vip = await answerOn('2026-12-01', 'VIP投诉多久要回复');
    expect(cited(vip)).toEqual(['company.vip-answer']);
    expect(vip.answer).toMatch(/12小时.*〔公司补充规定·VIP投诉十二小时答复〕/);
    expect(cited(await answerOn('2026-12-01', '重大投诉多久要回复'))).toEqual(['complaint.answer-limit']);
    expect(cited(await answerOn('2026-11-30', 'VIP投诉多久要回复'))).toEqual(['complaint.answer-limit']);
  });

  test('where both hold for a part, both are cited, the stricter first', async () => {
    expect(cited(await answerOn('2026-12-01', 'VIP投诉和重大投诉多久要回复'))).toEqual([
      'company.vip-answer',
      'complaint.answer-limit',
    ]);
  });
});

test('why a deadline is due names the clause that was in force', async () => {
  const open = await answerBy('2026-11-30T10:00', { severity: '一般' });
  expect(open.because.at(-1)).toContain('〔四·其他投诉的处理时限〕');
  expect((await answerBy('2026-12-01T10:00', { vip: true })).because.at(-1)).toContain(
    '〔公司补充规定·VIP投诉十二小时答复〕',
  );
});

test('a clause that takes effect after its limit is a fault', async () => {
  const own = shown.find((file) => file.name.startsWith('handbook/'))?.text ?? '';
  write(
    'handbook/company.md',
    own.replace('{#company.vip-answer effective=2026-12-01}', '{#company.vip-answer effective=2027-01-01}'),
  );
  const { code, rows } = await run(check, ['telecom']);
  expect(code).toBe(1);
  expect(rows[0].faults[0].message).toMatch(
    /company\.vip-answer takes effect on 2027-01-01, after its limit on 2026-12-01/,
  );
});

test('a calendar of the overlay makes its year official, and the cases of the pack still hold', async () => {
  const asked = { event: 'negotiation.ended', at: '2026-12-31T10:00:00', facts: {} };
  expect((await run(due, [], asked)).rows[0].obligations[0]).toMatchObject({
    calendar: 'provisional',
    due: '2027-01-05T23:59:59+08:00',
  });
  write(
    'calendars/2027.yaml',
    'year: 2027\nsource: { title: 某年安排(示例), url: "https://example.org/2027" }\nholidays: [{ name: 元旦, from: 2027-01-01, to: 2027-01-04 }]\nmakeUpDays: []\n',
  );
  expect((await run(due, [], asked)).rows[0].obligations[0]).toMatchObject({
    calendar: 'final',
    due: '2027-01-06T23:59:59+08:00',
  });
  const { code, words } = await run(check, ['telecom']);
  expect([code, words]).toEqual([0, expect.stringMatching(/2026, 2027 official/)]);
});
