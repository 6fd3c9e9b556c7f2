import { PassThrough, Readable } from 'node:stream';
import { due } from '../../src/cli/due.js';

async function run(lines: string[], ...args: string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await due.run(args, {
    in: Readable.from([lines.map((line) => `${line}\n`).join('')]),
    out,
    err,
    env: {},
  });
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row));
  return { code, rows, words: String(err.read() ?? '') };
}

const vip = '{"event":"complaint.accepted","at":"2026-11-24T16:50:00+08:00","facts":{"vip":true,"customerClass":"A2"}}';

test('says what a complaint opens, by when and why', async () => {
  const { code, rows } = await run([vip]);
  expect(code).toBe(0);
  expect(rows).toEqual([
    {
      event: 'complaint.accepted',
      obligations: [
        {
          rule: 'complaint.answer',
          version: 1,
          title: '处理并答复投诉',
          owner: '客户经理',
          due: '2026-11-25T16:50:00+08:00',
          warnAt: ['2026-11-25T12:50:00+08:00', '2026-11-25T15:50:00+08:00'],
          clause: 'complaint.answer-limit',
          basis: 'handbook',
          calendar: 'final',
          because: [
            '从11月24日(周二)16:50第一次接到投诉起算',
            '按钟点连续算24小时,夜里、周末和节假日都算在内',
            '所以最迟11月25日(周三)16:50',
            '依据〔四·处理时限〕,规则第1版',
          ],
        },
        {
          rule: 'complaint.report-to-supervisor',
          version: 1,
          title: 'A类客户投诉报主管',
          owner: '客户经理',
          due: null,
          urgency: 'now',
          warnAt: [],
          clause: 'complaint.report-class-a',
          basis: 'handbook',
          calendar: 'final',
          because: [
            '11月24日(周二)16:50第一次接到投诉',
            '手册只写「及时」,没有给时数,马上办',
            '依据〔三·A类客户投诉要报主管〕,规则第1版',
          ],
        },
      ],
    },
  ]);
});

test('gives exactly one row a line, in order, with an error in place of a bad line', async () => {
  const { code, rows } = await run([
    'not json',
    vip,
    '',
    '{"event":"complaint.accepted"}',
    '{"event":"no.such","at":"2026-11-24T16:50:00"}',
    '{"event":"complaint.accepted","at":"tomorrow","facts":{}}',
    '{"event":"complaint.accepted","at":"2026-02-30T10:00:00","facts":{}}',
    '{"event":"complaint.accepted","at":"2026-11-24T16:50:00","facts":{"severity":"terrible"}}',
    '{"event":"commitment.made","at":"2026-11-24T16:50:00","facts":{}}',
    '{"event":"complaint.closed","at":"2026-11-24"}',
  ]);
  expect(code).toBe(1);
  expect(rows.map((row) => row.error?.code ?? row.obligations.length)).toEqual([
    'invalid-input',
    2,
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    'invalid-input',
    1,
  ]);
  expect(rows[5].error.message).toMatch(/at is no instant; write ISO 8601/);
  expect(rows[7].error.message).toMatch(/facts\.severity is not understood; write ordinary or major/);
  expect(rows[8].error.message).toMatch(/facts\.at is missing/);
});

test.each([
  ['codes', { vip: false, severity: 'major' }, '2026-11-25T16:50:00+08:00'],
  ['Chinese values', { vip: '否', severity: '重大' }, '2026-11-25T16:50:00+08:00'],
  ['Chinese names', { VIP: '是' }, '2026-11-25T16:50:00+08:00'],
  ['a card for a VIP', { vipTier: '金卡', customerClass: '政府' }, '2026-11-25T16:50:00+08:00'],
  ['a card where VIP is asked', { VIP: '钻卡' }, '2026-11-25T16:50:00+08:00'],
  ['an ordinary complaint', { vip: '否', 严重程度: '一般' }, null],
])('reads %s', async (_, facts, expected) => {
  const { rows } = await run([JSON.stringify({ event: 'complaint.accepted', at: '2026-11-24T16:50', facts })]);
  const [row] = rows[0].obligations;
  expect([row.rule, row.due, row.basis]).toEqual(['complaint.answer', expected, expected ? 'handbook' : 'unset']);
});

test('speaks English when asked', async () => {
  const { rows } = await run([vip], '--lang', 'en');
  expect(rows[0].obligations[0]).toMatchObject({
    title: 'Handle and answer the complaint',
    because: expect.arrayContaining(['Counted from 24 Nov (Tue) 16:50, when the complaint was first received']),
  });
});

test('a wrong option is a usage error', async () => {
  expect(await run([], '--lang', 'fr')).toMatchObject({
    code: 2,
    words: expect.stringContaining('--lang is zh-Hans or en'),
  });
});
