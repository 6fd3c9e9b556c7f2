import type { FactMap } from '../../src/domain/event.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { explain } from '../../src/policy/explain.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { instantOf, isoLocal } from '../../src/policy/local-time.js';
import type { FoldedEvent, Pack } from '../../src/policy/types.js';

const pack = loadPack('telecom');
const calendars = loadCalendars();

function at(local: string): number {
  const [day = '', time] = local.split(' ');
  return instantOf(day, pack.timeZone, time);
}
const local = (instant: number | null) =>
  instant === null ? null : isoLocal(instant, pack.timeZone).slice(0, 19).replace('T', ' ');

type Told = [kind: string, at: string, facts?: FactMap, recordedAt?: string];
function events(told: Told[]): FoldedEvent[] {
  return told.map(([kind, when, facts = {}, recorded = when], index) => ({
    id: `e${index + 1}`,
    subject: 'complaint:TS-1',
    seq: index + 1,
    kind,
    at: at(when),
    recordedAt: at(recorded),
    actor: 'lin',
    facts,
  }));
}
function owed(rule: string, now: string, told: Told[], from: Pack = pack) {
  return derive({ pack: from, calendars, events: events(told), now: at(now) })
    .filter((o) => o.rule === rule)
    .map((o) => ({
      state: o.state,
      due: local(o.dueAt),
      metAt: local(o.metAt),
      owner: o.ownerId,
      id: o.id.split('/').at(-1),
    }));
}
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
      { state: 'open', due: '2026-11-25 16:50:00', metAt: null, owner: 'lin', id: 'e1' },
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

describe('a recurring duty', () => {
  const taken: Told = ['customer.assigned', '2026-01-31 10:00:00', { customerClass: 'A1' }];

  test('never done is told once for every period that passed, each with its own due day', () => {
    expect(owed('profile.update', '2026-04-15 10:00:00', [taken])).toMatchObject([
      { id: 'e1', state: 'late', due: '2026-02-28 23:59:59' },
      { id: 'e1+2', state: 'late', due: '2026-03-31 23:59:59' },
      { id: 'e1+3', state: 'open', due: '2026-04-30 23:59:59' },
    ]);
  });

  test('done on its due day keeps the original day of the month', () => {
    const done: Told = ['profile.updated', '2026-02-28 15:00:00'];
    expect(owed('profile.update', '2026-03-01 10:00:00', [taken, done])).toMatchObject([
      { state: 'met', due: '2026-02-28 23:59:59' },
      { state: 'open', due: '2026-03-31 23:59:59' },
    ]);
  });

  test('done early counts on from that day', () => {
    const done: Told = ['profile.updated', '2026-02-10 15:00:00'];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, done])).toMatchObject([
      { state: 'met' },
      { state: 'open', due: '2026-03-10 23:59:59' },
    ]);
  });

  test('follows a new class', () => {
    const reclassed: Told = ['customer.reclassed', '2026-02-05 10:00:00', { customerClass: 'B1' }];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, reclassed])).toMatchObject([
      { state: 'open', due: '2026-03-31 23:59:59' },
    ]);
  });

  test('is never due before its class was new: then it counts from there', () => {
    const promoted: Told = ['customer.reclassed', '2026-11-24 10:00:00', { customerClass: 'A2' }];
    const asC: Told = ['customer.assigned', '2026-01-10 10:00:00', { customerClass: 'C' }];
    expect(owed('profile.update', '2026-11-25 10:00:00', [asC, promoted])).toMatchObject([
      { id: 'e1', state: 'open', due: '2026-12-24 23:59:59' },
    ]);
    expect(owed('profile.update', '2027-02-01 10:00:00', [asC, promoted]).map((o) => o.due)).toEqual([
      '2026-12-24 23:59:59',
      '2027-01-24 23:59:59',
      '2027-02-24 23:59:59',
    ]);
    const asB: Told = ['customer.assigned', '2026-10-20 10:00:00', { customerClass: 'B1' }];
    expect(owed('profile.update', '2026-11-25 10:00:00', [asB, promoted])).toMatchObject([
      { state: 'open', due: '2026-12-24 23:59:59' },
    ]);
  });

  test('a person who becomes a VIP or a government person is cared for from then on', () => {
    const plain: Told = ['contact.assigned', '2025-03-01 10:00:00', { vipTier: null, segment: null }];
    const changed: Told = ['contact.changed', '2026-11-24 10:00:00', { vipTier: 'gold', segment: 'government' }];
    expect(owed('vip.care', '2026-11-25 10:00:00', [plain, changed])).toMatchObject([{ due: '2027-01-24 23:59:59' }]);
    expect(owed('government.care', '2026-11-25 10:00:00', [plain, changed])).toMatchObject([
      { due: '2026-12-31 23:59:59' },
    ]);
  });

  test('starts afresh for whoever takes the customer over', () => {
    const over: Told = ['customer.assigned', '2026-02-10 10:00:00', { customerClass: 'A1', ownerId: 'gao' }];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, over])).toMatchObject([
      { state: 'waived' },
      { state: 'open', owner: 'gao', due: '2026-03-10 23:59:59' },
    ]);
  });
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

test('a government person cared for this year is due again by the end of the next', () => {
  const taken: Told = ['contact.assigned', '2026-11-24 10:00:00', { segment: 'government' }];
  const care: Told = ['care.given', '2026-12-05 10:00:00'];
  expect(owed('government.care', '2026-12-06 10:00:00', [taken, care])).toMatchObject([
    { state: 'met', due: '2026-12-31 23:59:59' },
    { state: 'open', due: '2027-12-31 23:59:59' },
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
