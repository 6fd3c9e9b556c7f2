import { explain } from '../../src/policy/explain.js';
import type { Limit, Pack } from '../../src/policy/types.js';
import { derived, local, type Told, telecom } from './owed.js';

/** An administrator's limit for the complaints the handbook gives none: three working days. */
const pack: Pack = {
  ...telecom,
  rules: telecom.rules.map((rule) =>
    rule.id === 'complaint.answer'
      ? { ...rule, versions: rule.versions.map((v) => ({ ...v, limits: v.limits.map(threeDaysWhereOpen) })) }
      : rule,
  ),
};
function threeDaysWhereOpen(limit: Limit): Limit {
  return limit.clock === null ? { ...limit, clock: 'working-days', amount: 3, basis: 'overlay' } : limit;
}

function answer(now: string, ...told: Told[]) {
  const owed = derived(told, now, pack).find((o) => o.rule === 'complaint.answer');
  if (!owed) throw new Error('no answer is owed');
  const { state, dueAt, ownerId } = owed;
  return { state, due: local(dueAt), owner: ownerId, because: explain(owed, pack).join(';') };
}

const ordinary: Told = [
  'complaint.accepted',
  '2026-11-24 10:00:00',
  { vip: false, severity: 'ordinary', customerClass: 'B2' },
];
const vip: Told = ['complaint.accepted', '2026-11-24 10:00:00', { vip: true, severity: 'ordinary' }];
const forCustomer = (at: string, recordedAt = at): Told => ['complaint.waiting-for-customer', at, {}, recordedAt];
const forDepartment = (at: string): Told => ['complaint.waiting-for-department', at];
const resumed = (at: string): Told => ['complaint.resumed', at];

test('another department is waited for without time running, counted in working days, and the explanation says so', () => {
  const { due, because } = answer(
    '2026-12-01 10:00:00',
    ordinary,
    forDepartment('2026-11-25 11:00:00'),
    resumed('2026-11-27 09:00:00'),
  );
  expect(due).toBe('2026-12-01 23:59:59');
  expect(because).toContain('11月25日(周三)11:00到11月27日(周五)09:00等别的部门,暂停计时,已顺延');
});

test('the 24 hours of a VIP or of a major complaint wait for no department, only for the customer', () => {
  const [from, until] = ['2026-11-24 12:00:00', '2026-11-24 15:00:00'];
  const now = '2026-11-24 16:00:00';
  expect(answer(now, vip, forDepartment(from), resumed(until)).due).toBe('2026-11-25 10:00:00');
  expect(answer(now, vip, forDepartment(from)).state).toBe('open');
  expect(answer(now, vip, forCustomer(from), resumed(until)).due).toBe('2026-11-25 13:00:00');
});

test('the department answering ends the wait for it, and not the one for the customer', () => {
  const both = [forDepartment('2026-11-25 11:00:00'), forCustomer('2026-11-25 15:00:00')];
  const back: Told = ['complaint.department-replied', '2026-11-26 11:00:00'];
  expect(answer('2026-12-10 10:00:00', ordinary, ...both, back)).toMatchObject({ state: 'paused' });
  expect(answer('2026-11-28 10:00:00', ordinary, ...both, back, resumed('2026-11-27 09:00:00'))).toMatchObject({
    state: 'open',
    due: '2026-12-01 23:59:59',
  });
});

test('waits that overlap count once', () => {
  const both = [
    forDepartment('2026-11-25 09:00:00'),
    forCustomer('2026-11-25 10:00:00'),
    ['complaint.customer-replied', '2026-11-26 10:00:00'] satisfies Told,
    ['complaint.department-replied', '2026-11-27 10:00:00'] satisfies Told,
  ];
  expect(answer('2026-11-27 11:00:00', ordinary, ...both).due).toBe('2026-12-01 23:59:59');
});

test('a wait survives a change of owner and of class', () => {
  const changes: Told[] = [
    ['owner.changed', '2026-11-25 12:00:00', { ownerId: 'gao' }],
    ['customer.reclassed', '2026-11-25 13:00:00', { customerClass: 'A1' }],
  ];
  const wait = forDepartment('2026-11-25 11:00:00');
  expect(answer('2026-12-20 10:00:00', ordinary, wait, ...changes)).toMatchObject({ state: 'paused', owner: 'gao' });
  expect(answer('2026-11-27 10:00:00', ordinary, wait, ...changes, resumed('2026-11-26 09:00:00')).due).toBe(
    '2026-11-30 23:59:59',
  );
});

test('raised to major while a department is waited for: 24 hours from the first receipt, and the clock runs', () => {
  const raised: Told = ['complaint.amended', '2026-11-24 15:00:00', { severity: 'major' }];
  const wait = forDepartment('2026-11-24 12:00:00');
  expect(answer('2026-11-24 16:00:00', ordinary, wait, raised)).toMatchObject({
    state: 'open',
    due: '2026-11-25 10:00:00',
  });
  expect(answer('2026-11-25 10:00:01', ordinary, wait, raised).state).toBe('late');
});

test('a wait that is told only after the breach mends nothing until the supervisor lets it count', () => {
  const told = forCustomer('2026-11-25 09:00:00', '2026-11-25 12:00:00');
  const back = resumed('2026-11-25 13:00:00');
  expect(answer('2026-11-25 14:00:00', vip, told, back)).toMatchObject({ state: 'late', due: '2026-11-25 10:00:00' });
  const accepted: Told = ['act.accepted', '2026-11-25 13:30:00', { event: 'e2' }];
  expect(answer('2026-11-25 13:40:00', vip, told, back, accepted)).toMatchObject({
    state: 'open',
    due: '2026-11-25 14:00:00',
  });
});

test('a wait that ends when it begins changes nothing, and neither does one while one is on', () => {
  const at = '2026-11-25 09:00:00';
  expect(answer(at, vip, forCustomer(at), resumed(at)).due).toBe('2026-11-25 10:00:00');
  const [from, again, until] = ['2026-11-24 12:00:00', '2026-11-24 13:00:00', '2026-11-24 15:00:00'];
  expect(answer(at, vip, forCustomer(from), forCustomer(again), resumed(until)).due).toBe('2026-11-25 13:00:00');
});
