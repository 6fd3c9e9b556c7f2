import { customerLine, offerGuard, retentionWords } from '../../dialogs/retention/dialog.js';
import { approvedOf, nextStep, type Retention } from '../../src/domain/retention.js';
import { offerAsked } from '../../src/turn/retention/commands.js';
import { contextAt, read } from '../dialogs/engine/desk.js';
import { formRecord, now, visit } from '../records/samples.js';

const signal = formRecord('YD-1', {
  form: 'churn',
  state: 'recorded',
  contactName: '吴建国',
  values: { note: '对手给半价', decider: '方总' },
});
const undecided = { ...signal, values: { note: '对手给半价' } };
const request = (state: string) => formRecord(`SQ-${state}`, { form: 'resource', state, values: { what: '七折优惠' } });
const meeting = visit('BF-1', { startAt: now + 3_600_000, state: 'tentative' });
const retention = (change: Partial<Retention>): Retention => ({
  signal,
  requests: [],
  solutions: [],
  visits: [],
  ...change,
});

test.each([
  ['who decides is not known', { signal: undecided }, 'decider'],
  ['nobody is met yet', {}, 'meet'],
  ['a meeting, nothing asked for', { visits: [meeting] }, 'ask'],
  ['asked for, not answered', { visits: [meeting], requests: [request('submitted')] }, 'wait'],
  ['refused', { visits: [meeting], requests: [request('returned')] }, 'ask-again'],
  ['approved, not met yet', { visits: [meeting], requests: [request('approved')] }, 'talk'],
  ['approved and met', { visits: [{ ...meeting, state: 'held' as const }], requests: [request('approved')] }, 'result'],
])('next step: %s', (_name, change, step) => {
  expect(nextStep(retention(change))).toBe(step);
});

test('only an approval lets an offer into the line for the customer', () => {
  const context = contextAt();
  const lineOf = (change: Partial<Retention>) => {
    const [said] = customerLine({ retention: retention(change), file: undefined, supervisor: '周岚' }, context);
    return said?.kind === 'copy' ? said.text : '';
  };
  for (const state of ['submitted', 'returned'])
    expect(lineOf({ requests: [request(state)] })).not.toMatch(/折|优惠|送|免/);
  expect(lineOf({})).not.toMatch(/折|优惠|送|免/);
  expect(lineOf({ requests: [request('approved')] })).toContain('七折优惠');
  expect(approvedOf(retention({ requests: [request('submitted'), request('returned')] }))).toBeUndefined();
});

test('an approved offer that the handbook forbids to promise does not go into the line', () => {
  const promise = formRecord('SQ-9', { form: 'resource', state: 'approved', values: { what: '保证给您退500元' } });
  const frame = { retention: retention({ requests: [promise] }), file: undefined, supervisor: '周岚' };
  const [said] = customerLine(frame, contextAt());
  expect(said?.kind === 'copy' && said.text).not.toContain('500');
});

test('the words said before an approval name no discount, rate or gift, in either language', () => {
  const before = retentionWords.templates().filter(({ key }) => /^(line\.before|line\.meet|line\.address)/.test(key));
  expect(before.length).toBeGreaterThan(4);
  expect(before.filter(({ text }) => /折|优惠|半价|免费|送|礼|discount|offer|free|gift/i.test(text))).toEqual([]);
});

test('the guard names the clause and who approves', () => {
  const frame = { retention: retention({ requests: [request('submitted')] }), file: undefined, supervisor: '周岚' };
  const [said] = offerGuard(frame, '打七折', '三·先请示', contextAt());
  expect(said?.kind === 'line' && said.text).toBe('打七折还不能说,要等周岚批〔三·先请示〕。');
});

test.each([
  ['能先跟吴总说打七折吗', '打七折'],
  ['可以跟客户承诺半价吗', '半价'],
  ['要不要先答应方总送路由器', '送路由器'],
  ['can I promise them a discount?', 'discount'],
])('asked whether it may be said: %s', (text, offer) => {
  expect(offerAsked(read(text))).toBe(offer);
});

test.each(['客户说对手给打七折', '手册里优惠权限是多少', '远帆食品投诉说好打七折没打', '盛源要续约'])(
  'no question about an offer: %s',
  (text) => {
    expect(offerAsked(read(text))).toBeUndefined();
  },
);
