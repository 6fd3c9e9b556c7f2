import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { projectRoot } from '../../src/project-root.js';
import { type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;
let folder: string;

/** The telecom pack, its complaint rule stating levels of its own. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-levels-'));
  cpSync(join(projectRoot, 'packs', 'telecom'), folder, { recursive: true });
  const file = join(folder, 'rules', 'complaint.yaml');
  const levels =
    'levels: { before: [owner, supervisor], at: [owner, supervisor], after: [{ who: [supervisor], minutes: 10 }, { who: [next-level], minutes: 20 }] }';
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('satisfiedWith: [result]', `satisfiedWith: [result]\n        ${levels}`),
  );
  office = await openOffice('2026-11-24T10:00:00+08:00', folder);
  await office.hire('boss', '董晓', 'administrator');
  for (const who of ['demo-manager', 'demo-supervisor', 'boss']) await office.say(who, '你好');
  const vip = { ownerId: 'lin-yue', vip: true, severity: 'ordinary', customerClass: 'B1' };
  await office.fact('complaint:TS-1', 'complaint.accepted', vip);
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

test('whoever a rule names is told before, at and after the due time, once each, by name', async () => {
  await office.at('2026-11-25T06:00:00+08:00');
  expect(textsOf(await office.news('demo-manager'))).toEqual([expect.stringMatching(/^处理并答复投诉,.*10:00到点。/)]);
  expect(textsOf(await office.news('demo-supervisor'))).toEqual([
    expect.stringMatching(/^林悦的「处理并答复投诉」11月25日\(周三\)10:00到点。/),
  ]);
  await office.at('2026-11-25T09:00:00+08:00');
  await office.news('demo-manager');
  await office.news('demo-supervisor');

  await office.at('2026-11-25T10:00:01+08:00');
  expect(textsOf(await office.news('demo-manager'))).toEqual([expect.stringContaining('10:00到点了,还没见记录')]);
  expect(textsOf(await office.news('demo-supervisor'))).toEqual([expect.stringContaining('没见记录')]);

  await office.at('2026-11-25T10:10:00+08:00');
  expect(textsOf(await office.news('demo-supervisor'))).toHaveLength(1);
  expect(await office.news('boss')).toEqual([]);
  await office.at('2026-11-25T10:20:00+08:00');
  expect(textsOf(await office.news('boss'))).toEqual([expect.stringMatching(/^林悦的.*没见记录;周岚已经知道。/)]);

  await office.at('2026-11-26T10:00:00+08:00');
  for (const who of ['demo-manager', 'demo-supervisor', 'boss'])
    expect(
      textsOf(await office.news(who)).filter((text) => text.includes('处理并答复投诉') && !text.includes('早,')),
    ).toEqual([]);
});
