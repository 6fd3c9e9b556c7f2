import type { FactMap } from '../../src/domain/event.js';
import { derive } from '../../src/policy/derive.js';
import { explain } from '../../src/policy/explain.js';
import { at, calendars, events, local, owed, telecom as pack, type Told } from './owed.js';

const accepted: Told = [
  'complaint.accepted',
  '2026-11-24 16:50:00',
  { vip: true, severity: 'ordinary', customerClass: 'B1' },
];
const ordinary: Told = [
  'complaint.accepted',
  '2026-11-24 16:50:00',
  { vip: false, severity: 'ordinary', customerClass: 'A2' },
];

describe('a complaint', () => {
  test('of a VIP is owed an answer within 24 hours', () => {
    expect(owed('complaint.answer', '2026-11-24 17:00:00', [accepted])).toEqual([
      { version: 1, state: 'open', due: '2026-11-25 16:50:00', metAt: null, owner: 'lin', id: 'e1' },
    ]);
  });

  test('of an ordinary kind opens no deadline, unless rows for open limits are asked for', () => {
    expect(owed('complaint.answer', '2026-11-24 17:00:00', [ordinary])).toEqual([]);
    const rows = derive({
      pack,
      calendars,
      events: events([ordinary]),
      now: at('2026-11-24 17:00:00'),
      includeUnset: true,
    });
    expect(rows.find((o) => o.rule === 'complaint.answer')).toMatchObject({
      dueAt: null,
      basis: 'unset',
      clause: 'complaint.answer-limit-other',
    });
  });

  test('raised to major later counts from its first receipt', () => {
    const raised: Told = ['complaint.amended', '2026-11-24 20:00:00', { severity: 'major' }];
    expect(owed('complaint.answer', '2026-11-24 21:00:00', [ordinary, raised])).toMatchObject([
      { state: 'open', due: '2026-11-25 16:50:00' },
    ]);
    expect(
      owed('complaint.answer', '2026-11-26 21:00:00', [
        ordinary,
        ['complaint.amended', '2026-11-26 20:00:00', { severity: 'major' }],
      ]),
    ).toMatchObject([{ state: 'late' }]);
  });

  test('does not lose its deadline by being weighed down once that has passed', () => {
    const major: Told = ['complaint.accepted', '2026-11-24 16:50:00', { severity: 'major' }];
    const down = (when: string): Told => ['complaint.amended', when, { severity: 'ordinary' }];
    expect(owed('complaint.answer', '2026-11-25 18:00:00', [major, down('2026-11-25 09:00:00')])).toEqual([]);
    expect(owed('complaint.answer', '2026-11-25 18:00:00', [major, down('2026-11-25 17:00:00')])).toMatchObject([
      { state: 'late' },
    ]);
  });

  test('keeps the facts of its opening where they are not live', () => {
    const downgraded: Told = ['customer.reclassed', '2026-11-24 18:00:00', { customerClass: 'C', vip: false }];
    expect(owed('complaint.answer', '2026-11-24 20:00:00', [accepted, downgraded])).toHaveLength(1);
  });

  test.each<[string, Told, string]>([
    ['soothing', ['complaint.soothed', '2026-11-24 17:00:00'], 'open'],
    ['a note', ['complaint.noted', '2026-11-24 17:00:00'], 'open'],
    ['an answer without a result', ['complaint.answered', '2026-11-24 17:00:00'], 'open'],
    ['an answer with an empty result', ['complaint.answered', '2026-11-24 17:00:00', { result: '' }], 'open'],
    ['an answer with a result', ['complaint.answered', '2026-11-24 17:00:00', { result: 'solved' }], 'met'],
    ['an answer in the due second', ['complaint.answered', '2026-11-25 16:50:00', { result: 'solved' }], 'met'],
    ['an answer a second too late', ['complaint.answered', '2026-11-25 16:50:01', { result: 'solved' }], 'late'],
    ['a withdrawal', ['complaint.withdrawn', '2026-11-24 17:00:00'], 'waived'],
    [
      'a waiver by the supervisor with a reason',
      [
        'obligation.waived',
        '2026-11-24 17:00:00',
        { rule: 'complaint.answer', role: 'supervisor', reason: 'duplicate' },
      ],
      'waived',
    ],
    [
      'a waiver by the manager',
      ['obligation.waived', '2026-11-24 17:00:00', { rule: 'complaint.answer', role: 'manager', reason: 'duplicate' }],
      'open',
    ],
    [
      'a waiver without a reason',
      ['obligation.waived', '2026-11-24 17:00:00', { rule: 'complaint.answer', role: 'supervisor' }],
      'open',
    ],
  ])('after %s', (_, told, state) => {
    const now = told[1] > '2026-11-25' ? '2026-11-25 17:00:00' : '2026-11-24 18:00:00';
    expect(owed('complaint.answer', now, [accepted, told])).toMatchObject([{ state }]);
  });

  test('answered in time but told afterwards stays late until the supervisor accepts it; both times are kept', () => {
    const weekend: Told = ['complaint.accepted', '2026-11-28 20:15:00', { vip: true }];
    const told: Told = ['complaint.answered', '2026-11-29 19:50:00', { result: 'solved' }, '2026-11-30 08:41:00'];
    const accept: Told = ['act.accepted', '2026-11-30 08:45:00', { event: 'e2', role: 'supervisor' }];
    expect(owed('complaint.answer', '2026-11-30 08:42:00', [weekend, told])).toMatchObject([
      { state: 'late', metAt: '2026-11-29 19:50:00' },
    ]);
    expect(owed('complaint.answer', '2026-11-30 08:46:00', [weekend, told, accept])).toMatchObject([
      { state: 'met', metAt: '2026-11-29 19:50:00' },
    ]);
    const [obligation] = derive({ pack, calendars, events: events([weekend, told]), now: at('2026-11-30 08:42:00') });
    expect(obligation && explain(obligation, pack)).toContain(
      '11月29日(周日)19:50办的,11月30日(周一)08:41才补记,要主管认可才算按时',
    );
  });

  test('waiting for the customer stops the clock, also across a change of owner', () => {
    const wait: Told = ['complaint.waiting-for-customer', '2026-11-24 18:00:00'];
    const change: Told = ['owner.changed', '2026-11-24 19:00:00', { ownerId: 'gao' }];
    const back: Told = ['complaint.resumed', '2026-11-24 21:00:00'];
    expect(owed('complaint.answer', '2026-11-27 09:00:00', [accepted, wait])).toMatchObject([{ state: 'paused' }]);
    expect(owed('complaint.answer', '2026-11-25 18:00:00', [accepted, wait, change, back])).toMatchObject([
      { state: 'open', due: '2026-11-25 19:50:00', owner: 'gao' },
    ]);
    const answered: Told = ['complaint.answered', '2026-11-27 10:00:00', { result: 'solved' }];
    expect(owed('complaint.answer', '2026-11-27 11:00:00', [accepted, wait, answered])).toMatchObject([
      { state: 'met' },
    ]);
  });

  test('a pause after the breach mends nothing', () => {
    const wait: Told = ['complaint.waiting-for-customer', '2026-11-25 17:00:00'];
    expect(owed('complaint.answer', '2026-11-25 18:00:00', [accepted, wait])).toMatchObject([
      { state: 'late', due: '2026-11-25 16:50:00' },
    ]);
  });

  test('the customer coming back owes a new answer; his coming while one is owed, or his thanks, does not', () => {
    const answered: Told = ['complaint.answered', '2026-11-24 18:00:00', { result: 'solved' }];
    const again: Told = ['complaint.reopened', '2026-11-25 09:00:00'];
    const thanks: Told = ['complaint.thanked', '2026-11-25 09:00:00'];
    const now = '2026-11-25 10:00:00';
    expect(owed('complaint.answer', now, [accepted, answered, again])).toMatchObject([
      { state: 'met', id: 'e1' },
      { state: 'open', id: 'e3', due: '2026-11-26 09:00:00' },
    ]);
    expect(owed('complaint.answer', now, [accepted, again])).toHaveLength(1);
    expect(owed('complaint.answer', now, [accepted, answered, thanks])).toHaveLength(1);
  });
});

test('a time agreed anew takes the place of one not yet broken', () => {
  const first: Told = ['commitment.made', '2026-11-24 16:55:00', { at: '2026-11-25T10:00:00+08:00' }];
  const second = (when: string): Told => ['commitment.made', when, { at: '2026-11-26T10:00:00+08:00' }];
  expect(owed('commitment.reply', '2026-11-25 12:00:00', [first, second('2026-11-25 09:00:00')])).toMatchObject([
    { state: 'waived' },
    { state: 'open', due: '2026-11-26 10:00:00' },
  ]);
  expect(owed('commitment.reply', '2026-11-25 12:00:00', [first, second('2026-11-25 11:00:00')])).toMatchObject([
    { state: 'late', metAt: '2026-11-25 11:00:00' },
    { state: 'open' },
  ]);
});

describe('a promised opening', () => {
  const promised: Told = ['delivery.promised', '2026-11-24 10:00:00', { promisedAt: '2026-12-10T00:00:00+08:00' }];
  const notice = (now: string, ...told: Told[]) => owed('delivery.late-notice', now, [promised, ...told]);

  test('that comes in time needed no notice, also where two working days ahead have passed', () => {
    const opened: Told = ['product.activated', '2026-12-10 17:00:00'];
    expect(notice('2026-12-09 09:00:00')).toMatchObject([{ state: 'late', due: '2026-12-08 23:59:59' }]);
    expect(notice('2026-12-11 09:00:00', opened)).toMatchObject([{ state: 'waived' }]);
  });

  test('that comes late without a notice leaves it late', () => {
    const opened: Told = ['product.activated', '2026-12-11 00:00:00'];
    expect(notice('2026-12-12 09:00:00', opened)).toMatchObject([{ state: 'late' }]);
  });

  test('that leaves no two working days ahead asks for none', () => {
    const soon: Told = ['delivery.promised', '2026-12-09 10:00:00', { promisedAt: '2026-12-10T00:00:00+08:00' }];
    expect(owed('delivery.late-notice', '2026-12-09 11:00:00', [soon])).toEqual([]);
    expect(owed('delivery.on-time', '2026-12-09 11:00:00', [soon])).toMatchObject([{ due: '2026-12-10 23:59:59' }]);
  });

  test('put off a day before is told late', () => {
    const later: Told = ['delivery.promised', '2026-12-09 10:00:00', { promisedAt: '2026-12-20T00:00:00+08:00' }];
    expect(notice('2026-12-09 11:00:00', later)).toMatchObject([{ state: 'late' }, { state: 'open' }]);
  });
});

test('of two jobs of one person each is done by its own delivery', () => {
  const job = (kind: string): Told => [
    'job.requested',
    '2026-11-24 17:30:00',
    { segment: 'government', urgent: true, kind },
  ];
  const done = (kind: string): Told => ['job.done', '2026-11-24 19:12:00', { kind }];
  const states = (...told: Told[]) =>
    ['government.urgent-card', 'government.urgent-goods', 'government.confirm'].map((rule) =>
      owed(rule, '2026-11-24 19:20:00', [job('card'), job('goods'), ...told]).map(({ state }) => state),
    );
  expect(states(done('card'))).toEqual([['met'], ['open'], ['open']]);
  const confirmed: Told = ['job.confirmed', '2026-11-24 19:13:00', { kind: 'card' }];
  expect(states(done('card'), done('goods'), confirmed)).toEqual([['met'], ['met'], ['met', 'open']]);
});

test('a log that names its day is the log of that day alone', () => {
  const day = (date: string): Told => ['day.began', `${date} 00:00:00`, { period: date, ownerId: 'lin' }];
  const log = (facts: FactMap): Told => ['work-log.submitted', '2026-11-24 18:00:00', facts];
  const days = [day('2026-11-23'), day('2026-11-24')];
  const states = (facts: FactMap) =>
    owed('work-log.daily', '2026-11-25 08:00:00', [...days, log(facts)]).map(({ state, metAt }) => [state, metAt]);
  expect(states({ period: '2026-11-24' })).toEqual([
    ['late', null],
    ['met', '2026-11-24 18:00:00'],
  ]);
  expect(states({ period: '2026-11-23' })).toEqual([
    ['late', '2026-11-24 18:00:00'],
    ['late', null],
  ]);
});

test('two directories a month take two, less those collected already', () => {
  const month = (collected: number): Told => [
    'month.began',
    '2026-11-01 00:00:00',
    { collected, allImportantCollected: false },
  ];
  const one: Told = ['directory.counted', '2026-11-10 10:00:00'];
  const state = (...told: Told[]) => owed('directory.collect', '2026-11-20 10:00:00', told).map((o) => o.state);
  expect(state(month(0), one)).toEqual(['open']);
  expect(state(month(0), one, one)).toEqual(['met']);
  expect(state(month(1), one)).toEqual(['met']);
});

test('an event uses the version of the rule in force on its day', () => {
  const rules = pack.rules.map((rule) => {
    const [version] = rule.versions;
    if (rule.id !== 'negotiation.feedback' || !version) return rule;
    const stricter = {
      ...version,
      version: 2,
      effectiveFrom: '2026-11-25',
      limits: version.limits.map((limit) => ({ ...limit, amount: 1 })),
    };
    return { ...rule, versions: [{ ...version, effectiveTo: '2026-11-24' }, stricter] };
  });
  const revised = { ...pack, rules };
  const dueOf = (day: string) =>
    owed('negotiation.feedback', `${day} 18:00:00`, [['negotiation.ended', `${day} 12:00:00`]], revised)[0]?.due;
  expect(dueOf('2026-11-24')).toBe('2026-11-26 23:59:59');
  expect(dueOf('2026-11-25')).toBe('2026-11-26 23:59:59');
});

test('reminders come after opening, before the due time, and never on a day off for a day-granular duty', () => {
  const [obligation] = derive({
    pack,
    calendars,
    events: events([['complaint.closed', '2026-05-20 09:00:00']]),
    now: at('2026-05-20 10:00:00'),
  });
  // 31 May 2026 is a Sunday.
  expect(obligation?.warnAt.map(local)).toEqual(['2026-05-28 09:00:00', '2026-05-29 15:00:00']);
  const [late] = derive({
    pack,
    calendars,
    events: events([['commitment.made', '2026-11-25 09:45:00', { at: '2026-11-25T10:00:00+08:00' }]]),
    now: at('2026-11-25 09:46:00'),
  });
  expect(late?.warnAt).toEqual([]);
});
