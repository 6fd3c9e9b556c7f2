import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dueFor } from '../../src/policy/due.js';
import { explain } from '../../src/policy/explain.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { calendars, derived, owed, type Told } from './owed.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-versions-'));
  mkdirSync(join(folder, 'handbook'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The telecom pack with limits of an administrator, each under a clause with these words. */
function packWith(limits: string, words: string) {
  writeFileSync(join(folder, 'handbook', 'own.md'), `# 公司补充规定\n\n## 补充 {#company.own}\n${words}\n`);
  writeFileSync(join(folder, 'limits.yaml'), `limits:\n  - ${limits}\n`);
  return loadPack('telecom', { overlay: folder });
}
const quarterly =
  '{ rule: profile.update, effectiveFrom: 2026-12-01, when: { customerClass: C }, clock: calendar-months, amount: 3, clause: company.own }';
const monthly =
  '{ rule: profile.update, effectiveFrom: 2026-12-01, stricter: true, when: { customerClass: [B1, B2] }, clock: calendar-months, amount: 1, clause: company.own }';
const taken = (customerClass: string): Told => ['customer.assigned', '2025-03-10 00:00:00', { customerClass }];

test('a limit that fills what was open counts from the day it takes effect for those taken over before, and recurs as its rule does', () => {
  const pack = packWith(quarterly, 'C类客户资料每三个月更新一次。');
  expect(owed('profile.update', '2026-11-20 00:00:00', [taken('C')], pack)).toMatchObject([
    { version: 2, state: 'open', due: '2027-03-01 23:59:59' },
  ]);
  const [first] = derived([taken('C')], '2026-11-20 00:00:00', pack);
  expect(first && explain(first, pack)).toContain('这条时限从12月1日(周二)00:00起施行,从那时算起');
  expect(owed('profile.update', '2027-07-01 00:00:00', [taken('C')], pack).map(({ due }) => due)).toEqual([
    '2027-03-01 23:59:59',
    '2027-06-01 23:59:59',
    '2027-09-01 23:59:59',
  ]);
});

test('what was done or ended before it took effect is not owed under it', () => {
  const pack = packWith(quarterly, 'C类客户资料每三个月更新一次。');
  const done: Told = ['profile.updated', '2026-10-10 00:00:00'];
  expect(owed('profile.update', '2026-12-20 00:00:00', [taken('C'), done], pack).map(({ due }) => due)).toEqual([
    '2027-03-01 23:59:59',
  ]);
});

test('an event before the day asks what stands on its day: the limit is open', () => {
  const pack = packWith(quarterly, 'C类客户资料每三个月更新一次。');
  const rows = dueFor(pack, calendars, { event: 'profile.updated', at: '2026-11-30', facts: { customerClass: 'C' } });
  expect(rows.filter((row) => row.rule === 'profile.update')).toMatchObject([
    { due: null, basis: 'unset', version: 1 },
  ]);
});

test('a stricter version holds for the periods that begin under it; the one under way keeps its own', () => {
  const pack = packWith(monthly, 'B类客户资料每月更新一次。');
  expect(
    owed(
      'profile.update',
      '2027-02-20 00:00:00',
      [['profile.updated', '2026-11-20 00:00:00', { customerClass: 'B1' }]],
      pack,
    ),
  ).toMatchObject([
    { version: 1, state: 'late', due: '2027-01-20 23:59:59' },
    { version: 2, state: 'open', due: '2027-02-20 23:59:59' },
  ]);
});
