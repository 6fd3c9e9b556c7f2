import { Readable, Writable } from 'node:stream';
import { understand } from '../../src/cli/understand.js';

async function run(lines: string[], args: string[] = ['--now', '2026-11-24T16:50:00+08:00']) {
  let out = '';
  let err = '';
  const sink = (add: (chunk: string) => void): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        add(String(chunk));
        done();
      },
    });
  const code = await understand.run(args, {
    in: Readable.from(lines.map((line) => `${line}\n`)),
    out: sink((chunk) => {
      out += chunk;
    }),
    err: sink((chunk) => {
      err += chunk;
    }),
    env: {},
  });
  const rows: unknown[] = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { code, rows, err };
}

const line = (text: string, speaker?: string): string => JSON.stringify({ text, ...(speaker ? { speaker } : {}) });

describe('shouwen understand', () => {
  test('a complaint in one breath', async () => {
    const { code, rows } = await run([
      line('客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费'),
    ]);
    expect(code).toBe(0);
    expect(rows).toEqual([
      {
        text: '客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费',
        intent: 'complaint',
        confidence: expect.any(Number),
        slots: {
          customer: '华盛物流',
          contact: '李敏',
          phone: '13800138001',
          category: '资费',
          emotion: '愤怒',
          severity: '一般',
          vip: false,
          demand: '今天退费',
          occurredAt: '2026-08',
          description: '8月账单多收300元漫游费',
        },
        ask: [],
        warnings: [],
      },
    ]);
  });

  test('one row a line, in order, a bad line in its place', async () => {
    const { code, rows } = await run([line('谢谢'), 'nonsense', '{"speaker":"manager"}', '', line('VIP投诉多久回')]);
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      { intent: 'smalltalk' },
      { error: { code: 'invalid-input' } },
      { error: { code: 'invalid-input' } },
      { error: { code: 'invalid-input' } },
      { intent: 'policy', slots: {} },
    ]);
  });

  test('a doubtful start is given and asked for', async () => {
    const { rows } = await run([line('下周三下午三点去远帆看王芳 送台历')], ['--now', '2026-11-29T10:00:00+08:00']);
    expect(rows).toMatchObject([
      {
        intent: 'visit',
        slots: { start: '2026-12-02T15:00:00+08:00' },
        ask: ['start'],
        warnings: ['start-week-said-on-sunday'],
      },
    ]);
  });

  test.each([
    ['周六上午十点去远帆看王芳 送台历', 'start-weekend'],
    ['明天中午十二点半去远帆看王芳 送台历', 'start-lunch'],
    ['明晚七点去远帆看王芳 送台历', 'start-evening'],
    ['1月1号下午三点去远帆看王芳 送台历', 'start-holiday'],
    ['周一上午九点半去远帆看王芳 送台历', 'start-busy'],
  ])('an hour that suits nobody is warned of: %s', async (text, warning) => {
    const { rows } = await run([line(text)], ['--now', '2026-11-24T16:50:00+08:00']);
    expect(rows).toMatchObject([{ intent: 'visit', ask: [], warnings: [warning] }]);
  });

  test('a day without an hour has no start', async () => {
    const { rows } = await run([line('明天去远帆看王芳 送台历')]);
    expect(rows).toMatchObject([{ ask: ['start'] }]);
    expect(rows).not.toMatchObject([{ slots: { start: expect.anything() } }]);
  });

  test('further matters follow the first', async () => {
    const { rows } = await run([line('远帆食品王芳投诉10月多收80元短信费。另外下周三下午三点去清江水务看孙薇')]);
    expect(rows).toMatchObject([
      {
        intent: 'complaint',
        slots: { customer: '远帆食品' },
        also: [{ intent: 'visit', slots: { customer: '清江水务', start: '2026-12-02T15:00:00+08:00' } }],
      },
    ]);
  });

  test('personal numbers come back masked', async () => {
    const { rows } = await run([line('远帆王芳投诉过户办不了 身份证11010519491231002X')]);
    expect(JSON.stringify(rows)).not.toContain('11010519491231002X');
  });

  test('a time without offset is refused', async () => {
    const { code, rows, err } = await run([line('谢谢')], ['--now', '2026-11-24 16:50']);
    expect({ code, rows }).toEqual({ code: 2, rows: [] });
    expect(err).toContain('--now');
  });
});
