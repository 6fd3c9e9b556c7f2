import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handbookInForce } from '../../src/handbook/in-force.js';
import { loadPack } from '../../src/policy/load-pack.js';

let overlay: string;
let pack: ReturnType<typeof loadPack>;
beforeAll(() => {
  overlay = mkdtempSync(join(tmpdir(), 'shouwen-in-force-'));
  mkdirSync(join(overlay, 'handbook'));
  const clauses =
    '# 公司补充规定\n\n## 普通投诉三个工作日 {#complaint.answer-limit-other effective=2026-12-01}\n除了VIP和重大投诉,其他投诉三个工作日之内答复客户。\n';
  writeFileSync(join(overlay, 'handbook', 'own.md'), clauses);
  const limit =
    '{ rule: complaint.answer, effectiveFrom: 2026-12-01, clock: working-days, amount: 3, clause: complaint.answer-limit-other }';
  writeFileSync(join(overlay, 'limits.yaml'), `limits:\n  - ${limit}\n`);
  pack = loadPack('telecom', { overlay });
});
afterAll(() => rmSync(overlay, { recursive: true }));

test('one handbook answers each day as it stands that day', () => {
  let today = '2026-11-30';
  const handbook = handbookInForce(pack, () => today);
  const ordinary = () => handbook.answer('普通投诉几天内要答复');
  expect(ordinary()).toMatchObject({ declined: true, citations: [{ effectiveFrom: null }] });
  today = '2026-12-01';
  expect(ordinary()).toMatchObject({ declined: false, citations: [{ effectiveFrom: '2026-12-01' }] });
  expect(ordinary().answer).toContain('三个工作日');
});

test('a clause for others than VIPs does not answer for a VIP', () => {
  const handbook = handbookInForce(pack, () => '2026-12-01');
  const { answer, citations } = handbook.answer('VIP投诉多久要回复');
  expect(citations.map(({ clause }) => clause)).toEqual(['complaint.answer-limit']);
  expect(answer).toContain('24小时');
});
