import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadPack } from '../../src/policy/load-pack.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-pack-'));
  write('pack.yaml', 'id: small\nname: 小手册\nversion: "1"\n');
  write(
    'handbook/a.md',
    '# 一 前言\n\n## 上班 {#work.start source=一/1 catalogue=X1-01,X1-02 effective=2026-01-01}\n九点上班。\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('a pack of pack.yaml and handbook alone', () => {
  test('is whole', () => {
    const pack = loadPack(folder);
    expect(pack).toMatchObject({
      id: 'small',
      name: '小手册',
      timeZone: 'Asia/Shanghai',
      rules: [],
      severitySignals: [],
    });
    expect(pack.clauseById.get('work.start')).toEqual({
      id: 'work.start',
      title: '上班',
      path: '一 前言 › 上班',
      ref: '一·上班',
      text: '九点上班。',
      source: '一/1',
      catalogue: ['X1-01', 'X1-02'],
      effective: '2026-01-01',
      unset: false,
      stricterThan: [],
      besides: [],
      file: join(folder, 'handbook/a.md'),
      line: 3,
    });
  });

  test('a deeper heading is a clause of its own, with the headings above it as path', () => {
    write(
      'handbook/b.md',
      '# 二 客户\n## 分级\n### 怎么排 {#rank unset=true}\n按价值。\n\n第二段。\n#### 并列 {#tie}\n没写。\n## 别的 {#other}\nx\n',
    );
    const clauses = loadPack(folder).clauses.slice(1);
    expect(clauses.map((c) => [c.id, c.path, c.text, c.unset])).toEqual([
      ['rank', '二 客户 › 分级 › 怎么排', '按价值。\n\n第二段。', true],
      ['tie', '二 客户 › 分级 › 怎么排 › 并列', '没写。', false],
      ['other', '二 客户 › 别的', 'x', false],
    ]);
  });

  test('comments, Windows line ends, a byte-order mark and code fences are taken as they are meant', () => {
    write(
      'handbook/a.md',
      '\uFEFF# 一 前言\r\n<!-- 不算\n## 不是条款 -->\r\n## 上班 {#work.start}\r\n```\n## 也不是\n```\r\n',
    );
    const [clause] = loadPack(folder).clauses;
    expect(clause).toMatchObject({ line: 4, text: '```\n## 也不是\n```' });
  });

  test('superseded text in handbook/history is not in force', () => {
    write('handbook/history/a.md', '# 一 前言\n## 上班 {#work.start}\n八点上班。\n');
    expect(loadPack(folder).clauses.map((c) => c.text)).toEqual(['九点上班。']);
  });
});

describe('a fault names file, place and remedy', () => {
  const rule = (limit: string, extra = '') =>
    `rules:\n  - id: work.late\n    title: 迟到\n    titleEn: late\n    versions:\n      - version: 1\n        effectiveFrom: 2026-01-01\n        event: [day.began]\n        limits:\n          - ${limit}\n${extra}`;

  const withLevels = (levels: string) =>
    rule('{ when: always, clock: end-of-day, clause: work.start }').replace(
      'limits:',
      `levels: ${levels}\n        limits:`,
    );

  test.each<[string, string, string, RegExp]>([
    [
      'an id twice',
      'handbook/b.md',
      '# 二 x\n## 又 {#work.start}\n字\n',
      /b\.md:2: clause id work\.start stands already in line 3 .* give one of them its own id/,
    ],
    [
      'text without an id',
      'handbook/b.md',
      '# 二 x\n\n## 没号\n字\n',
      /b\.md:3: text under 「没号」 has no id; write \{#some\.id\}/,
    ],
    ['an empty clause', 'handbook/b.md', '# 二 x\n## 空 {#empty}\n', /b\.md:2: clause 「空」 is empty/],
    [
      'a foreign attribute',
      'handbook/b.md',
      '# 二 x\n## 号 {#some when=1}\n字\n',
      /b\.md:2: "when=1" is not understood; write source=/,
    ],
    ['an id in capitals', 'handbook/b.md', '# 二 x\n## 号 {#Some}\n字\n', /b\.md:2: "#Some" is no clause id; write/],
    [
      'a bad day',
      'handbook/b.md',
      '# 二 x\n## 号 {#some effective=2026}\n字\n',
      /effective="2026" is no day; write YYYY-MM-DD/,
    ],
    ['broken YAML', 'pack.yaml', 'id: [small\n', /pack\.yaml:\d+: not valid YAML/],
    [
      'a wrong zone',
      'pack.yaml',
      'id: small\nname: x\nversion: "1"\ntimeZone: Mars/Base\n',
      /pack\.yaml: line 4 timeZone: write a time zone/,
    ],
    [
      'an unknown clock',
      'rules/a.yaml',
      rule('{ when: always, clock: moon, clause: work.start }'),
      /a\.yaml: line 10 rules\.0\.versions\.0\.limits\.0\.clock: write one of wall-hours/,
    ],
    [
      'an amount forgotten',
      'rules/a.yaml',
      rule('{ when: always, clock: wall-hours, clause: work.start }'),
      /line 10 .*amount: the clock wall-hours needs an amount/,
    ],
    [
      'an anchor forgotten',
      'rules/a.yaml',
      rule('{ when: always, clock: at, clause: work.start }'),
      /anchor: the clock at needs the fact/,
    ],
    [
      'neither clock nor unset',
      'rules/a.yaml',
      rule('{ when: always, clause: work.start }'),
      /clock: write either a clock or unset: true/,
    ],
    [
      'a reader of levels nobody knows',
      'rules/a.yaml',
      withLevels('{ at: [boss] }'),
      /levels\.at\.0: write owner, supervisor or next-level/,
    ],
    [
      'levels that tell nobody at the due time',
      'rules/a.yaml',
      withLevels('{ at: [] }'),
      /levels\.at: name at least one who is told/,
    ],
    [
      'a level after the due time without its wait',
      'rules/a.yaml',
      withLevels('{ after: [{ who: [owner] }] }'),
      /levels\.after\.0: write \{ who: \[next-level\], minutes: 60 \} or/,
    ],
    [
      'levels that say nothing',
      'rules/a.yaml',
      withLevels('{}'),
      /levels: write before, at or after, or leave levels out/,
    ],
    ['a misspelt field', 'rules/a.yaml', rule('{ when: always, clock: now, claus: work.start }'), /claus/],
    [
      'a rule twice',
      'rules/b.yaml',
      rule('{ when: always, clock: now, clause: work.start }'),
      /the id work\.late is used in .* give one of them its own id/,
    ],
  ])('%s', (name, file, text, message) => {
    if (name === 'a rule twice') write('rules/a.yaml', rule('{ when: always, clock: now, clause: work.start }'));
    write(file, text);
    expect(() => loadPack(folder)).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: expect.stringMatching(message) }),
    );
  });

  test('two versions in force on one day', () => {
    const second = `      - version: 2\n        effectiveFrom: 2026-06-01\n        event: [day.began]\n        limits:\n          - { when: always, clock: now, clause: work.start }\n`;
    write('rules/a.yaml', rule('{ when: always, clock: now, clause: work.start }', second));
    expect(() => loadPack(folder)).toThrow(
      /version 1 still holds on 2026-06-01; end it the day before with effectiveTo/,
    );
  });

  test('no such pack', () => {
    expect(() => loadPack('nowhere')).toThrow(/no pack "nowhere": give a name \(.*telecom.*\) or the path/);
  });
});

describe('the telecom pack', () => {
  const pack = loadPack('telecom');

  test('every clause can be cited', () => {
    expect(pack.clauseById.get('complaint.answer-limit')).toMatchObject({
      path: '四 投诉处理 › 处理时限',
      ref: '四·处理时限',
      source: '四/4',
      catalogue: ['A4-12'],
    });
  });

  test('severity signals say that they are no definition of the handbook', () => {
    expect(pack.severityNote).toContain('非手册定义');
    expect(pack.severitySignals.length).toBeGreaterThan(3);
  });
});
