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
  const code = await command.run(args, { ...io, env: { DATA_DIR: dataDir } });
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

test('ask cites the clause of the overlay', async () => {
  const ask = askCommand((pack) => packOf({ DATA_DIR: dataDir }, { pack }));
  const { rows } = await run(ask, ['普通投诉几天内要答复']);
  expect(rows[0]).toMatchObject({
    declined: false,
    citations: [{ clause: 'complaint.answer-limit-other', effectiveFrom: '2026-12-01' }],
  });
  expect(rows[0].answer).toMatch(/三个工作日/);
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
