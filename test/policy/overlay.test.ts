import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCalendars } from '../../src/policy/calendar.js';
import { checkPack } from '../../src/policy/check.js';
import { dueFor } from '../../src/policy/due.js';
import { loadPack } from '../../src/policy/load-pack.js';

const calendars = loadCalendars();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-overlay-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
function answer(at: string, facts = {}) {
  const pack = loadPack('telecom', { overlay: folder });
  return dueFor(pack, calendars, { event: 'complaint.accepted', at, facts }).find(
    (row) => row.rule === 'complaint.answer',
  );
}

const clause =
  '# 公司补充规定\n\n## 普通投诉三个工作日 {#complaint.answer-limit-other effective=2026-12-01}\n普通投诉在三个工作日之内处理并回复。\n';
const fills =
  'limits:\n  - { rule: complaint.answer, effectiveFrom: 2026-12-01, clock: working-days, amount: 3, clause: complaint.answer-limit-other }\n';

test('an administrator fills what the handbook leaves open, from a day on, under his own clause', () => {
  write('handbook/own.md', clause);
  write('limits.yaml', fills);
  expect(answer('2026-11-30T10:00:00')).toMatchObject({ due: null, basis: 'unset', version: 1 });
  expect(answer('2026-12-01T10:00:00')).toMatchObject({
    due: '2026-12-04T23:59:59+08:00',
    basis: 'overlay',
    version: 2,
    because: expect.arrayContaining(['依据〔公司补充规定·普通投诉三个工作日〕,规则第2版']),
  });
  expect(answer('2026-12-01T10:00:00', { vip: true })).toMatchObject({
    due: '2026-12-02T10:00:00+08:00',
    basis: 'handbook',
  });
  const report = checkPack(loadPack('telecom', { overlay: folder }), calendars, loadPack('telecom'));
  expect(report.unset.some((limit) => limit.rule === 'complaint.answer')).toBe(false);
  expect(report.faults).toEqual([]);
});

test('or sets a stricter limit than the handbook', () => {
  write('handbook/own.md', '# 公司补充规定\n\n## VIP十二小时 {#company.vip-answer}\nVIP客户的投诉12小时内答复。\n');
  write(
    'limits.yaml',
    'limits:\n  - { rule: complaint.answer, effectiveFrom: 2026-12-01, stricter: true, when: { vip: true }, clock: wall-hours, amount: 12, clause: company.vip-answer }\n',
  );
  expect(answer('2026-12-01T10:00:00', { vip: true })?.due).toBe('2026-12-01T22:00:00+08:00');
  expect(answer('2026-12-01T10:00:00', { severity: 'major' })?.due).toBe('2026-12-02T10:00:00+08:00');
});

describe('a stricter limit by another clock', () => {
  const limits =
    'limits:\n  - { rule: complaint.follow-up, effectiveFrom: 2026-11-01, stricter: true, clock: working-days, amount: 3, clause: company.follow-up }\n';
  const words = '# 公司补充规定\n\n## 三天回访 {#company.follow-up}\n投诉处理完三个工作日之内回访客户。\n';
  const followUp = (at: string) => {
    const pack = loadPack('telecom', { overlay: folder });
    const [row] = dueFor(pack, calendars, { event: 'complaint.closed', at, facts: {} });
    return [row?.due, row?.clause, row?.basis];
  };
  beforeEach(() => {
    write('handbook/own.md', words);
    write('limits.yaml', limits);
  });

  test('counts where it comes first, and the handbook’s where that does, each under its own clause', () => {
    expect(followUp('2026-11-10T10:00')).toEqual(['2026-11-13T23:59:59+08:00', 'company.follow-up', 'overlay']);
    expect(followUp('2026-11-27T10:00')).toEqual(['2026-11-30T23:59:59+08:00', 'complaint.follow-up', 'handbook']);
  });

  test('is proved as any other', () => {
    const report = checkPack(loadPack('telecom', { overlay: folder }), calendars, loadPack('telecom'));
    expect(report.faults.filter(({ file }) => !file.includes('forms'))).toEqual([]);
  });
});

test.each<[string, string, RegExp]>([
  [
    'a longer limit called stricter',
    fills.replace('clock: working-days, amount: 3', 'clock: wall-hours, amount: 48, stricter: true'),
    /is not stricter than the handbook; write a smaller amount, or another clock/,
  ],
  [
    'a limit where nothing is open',
    fills.replace('complaint.answer,', 'negotiation.feedback,'),
    /leaves nothing open here; write stricter: true/,
  ],
  ['an unknown rule', fills.replace('complaint.answer,', 'complaint.ansver,'), /there is no such rule/],
])('%s is refused', (_, text, message) => {
  write('handbook/own.md', clause);
  write('limits.yaml', text);
  expect(() => loadPack('telecom', { overlay: folder })).toThrow(message);
});

test('a figure that does not stand in the own clause is a fault', () => {
  write('handbook/own.md', clause);
  write('limits.yaml', fills.replace('amount: 3', 'amount: 4'));
  const { faults } = checkPack(loadPack('telecom', { overlay: folder }), calendars);
  expect(faults.map((fault) => fault.message).join('\n')).toMatch(
    /4 working-days does not stand in clause complaint\.answer-limit-other/,
  );
});

test('a clause the handbook does give cannot be written over', () => {
  write('handbook/own.md', '# 公司\n## 时限 {#complaint.answer-limit}\n48小时。\n');
  expect(() => loadPack('telecom', { overlay: folder })).toThrow(/clause id complaint\.answer-limit stands already/);
});
