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
          levels: {
            before: ['owner'],
            at: ['supervisor'],
            after: [{ who: ['next-level'], minutes: 60 }],
            basis: 'setting',
          },
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

describe('what happened later on the same matter', () => {
  const accepted = { event: 'complaint.accepted', at: '2026-11-24T16:50', facts: { vip: true } };
  const of = async (line: object) => (await run([JSON.stringify(line)])).rows[0];
  const wait = { event: 'complaint.waiting-for-customer', at: '2026-11-24T18:00' };
  const resumed = { event: 'complaint.resumed', at: '2026-11-24T20:00' };

  test('moves the due time, and the pause stands among the reasons', async () => {
    const [row] = (await of({ ...accepted, later: [wait, resumed] })).obligations;
    expect(row).toMatchObject({
      due: '2026-11-25T18:50:00+08:00',
      state: 'open',
      metAt: null,
      because: expect.arrayContaining(['11月24日(周二)18:00到11月24日(周二)20:00等客户补充,暂停计时,已顺延']),
    });
  });

  test('an act counts by when it happened, and waits to be accepted when it was told late', async () => {
    const answered = { event: 'complaint.answered', at: '2026-11-25T16:00', facts: { result: 'accepted' } };
    const late = { ...answered, recordedAt: '2026-11-25T18:00' };
    const accept = { event: 'act.accepted', at: '2026-11-25T19:00', facts: { event: 'event-2' } };
    const state = async (...later: object[]) => (await of({ ...accepted, later })).obligations[0];
    expect(await state(answered)).toMatchObject({ state: 'met', metAt: '2026-11-25T16:00:00+08:00' });
    expect(await state(late)).toMatchObject({ state: 'late', metAt: '2026-11-25T16:00:00+08:00' });
    expect(await state(late, accept)).toMatchObject({ state: 'met' });
  });

  test('a state at another instant, and a class that changes', async () => {
    expect((await of({ ...accepted, later: [], now: '2026-11-26T09:00' })).obligations[0].state).toBe('late');
    const taken = { event: 'customer.assigned', at: '2026-01-31T10:00', facts: { customerClass: 'A1' } };
    const later = [{ event: 'customer.reclassed', at: '2026-02-05T10:00', facts: { 客户类别: 'B1' } }];
    expect((await of({ ...taken, later })).obligations).toMatchObject([
      { rule: 'profile.update', due: '2026-03-31T23:59:59+08:00' },
    ]);
  });

  test('what is told before it happened is refused', async () => {
    const { error } = await of({ ...accepted, recordedAt: '2026-11-24T16:00' });
    expect(error.message).toMatch(/recordedAt lies before at/);
  });
});

test.each([
  ['codes', { vip: false, severity: 'major' }, '2026-11-25T16:50:00+08:00'],
  ['Chinese values', { vip: '否', severity: '重大' }, '2026-11-25T16:50:00+08:00'],
  ['Chinese names', { VIP: '是' }, '2026-11-25T16:50:00+08:00'],
  ['a card for a VIP', { vipTier: '金卡', customerClass: '政府' }, '2026-11-25T16:50:00+08:00'],
  ['a card where VIP is asked', { VIP: '钻卡' }, '2026-11-25T16:50:00+08:00'],
  ['an ordinary complaint', { vip: '否', 严重程度: '一般' }, null],
  ['any case and width', { ' Vip ': 'ＴＲＵＥ' }, '2026-11-25T16:50:00+08:00'],
  ['other spellings of names', { customer_class: 'Ａ 类', Severity: 'MAJOR' }, '2026-11-25T16:50:00+08:00'],
  ['yes and no where a weight is asked', { vip: '', 是否重大: '是' }, '2026-11-25T16:50:00+08:00'],
  ['what nobody told', { vip: '', severity: '未说', customerClass: null }, null],
])('reads %s', async (_, facts, expected) => {
  const { rows } = await run([JSON.stringify({ event: 'complaint.accepted', at: '2026-11-24T16:50', facts })]);
  const [row] = rows[0].obligations;
  expect([row.rule, row.due, row.basis]).toEqual(['complaint.answer', expected, expected ? 'handbook' : 'unset']);
});

test('a name nearly right is asked about, and one no rule knows is told on stderr', async () => {
  const of = (facts: object) => JSON.stringify({ event: 'complaint.accepted', at: '2026-11-24T16:50', facts });
  const { rows, words } = await run([of({ severty: 'major' }), of({ colour: 'red', vip: true }), of({ agreed: true })]);
  expect(rows[0].error.message).toBe('facts.severty is not known; write facts.severity');
  expect(rows[1].obligations[0].due).toBe('2026-11-25T16:50:00+08:00');
  expect(words).toBe('no rule asks for facts.colour\n');
});

test('an instant that is no text is said to be that', async () => {
  const { rows } = await run([
    '{"event":"complaint.closed","at":1764000000}',
    '{"event":"complaint.closed"}',
    '{"event":"complaint.accepted","at":"2026-11-24","facts":{"vip":[true]}}',
  ]);
  expect(rows.map(({ error }) => error.message)).toEqual([
    expect.stringMatching(/^at is no text;/),
    expect.stringMatching(/^at is missing;/),
    'each of facts is a text, a number, true, false or null',
  ]);
});

test('what is agreed for a day holds to its end, in whatever zone it is written', async () => {
  const of = (at: string) =>
    JSON.stringify({ event: 'commitment.made', at: '2026-11-24T03:55:00-05:00', facts: { at } });
  const { rows } = await run([
    of('2026-11-25'),
    of('2026-11-25T01:00:00Z'),
    of('2026-11-25T09:00+08'),
    of('2026-11-23'),
  ]);
  expect(rows.map(({ obligations }) => obligations[0].due)).toEqual([
    '2026-11-25T23:59:59+08:00',
    '2026-11-25T09:00:00+08:00',
    '2026-11-25T09:00:00+08:00',
    '2026-11-23T23:59:59+08:00',
  ]);
  expect(rows[3].obligations[0].because).toContain('比11月24日(周二)16:55还早,当时就已经过了');
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
