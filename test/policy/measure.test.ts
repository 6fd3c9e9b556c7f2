import type { FactMap } from '../../src/domain/event.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { type Deeds, isReached, measure } from '../../src/policy/measure.js';
import type { Threshold } from '../../src/policy/types.js';
import { obligation } from '../records/samples.js';

const pack = loadPack('telecom');
const threshold = (id: string): Threshold => {
  const found = pack.thresholds.find((each) => each.id === id);
  if (!found) throw new Error(`no threshold ${id}`);
  return found;
};
type Event = [kind: string, facts?: FactMap];
const did = (staffId: string, events: Event[], duties: Deeds['duties'] = []): Deeds => ({
  staffId,
  events: events.map(([kind, facts = {}]) => ({ kind, facts })),
  duties,
});

test.each(pack.thresholds.map(({ id }) => id))('%s without a record has no figure', (id) => {
  expect(measure(threshold(id), [did('lin', []), did('gao', [])])).toBeNull();
});

test('a share is of all that were checked, of the classes it is about, rounded down', () => {
  const sampled = (customerClass: string, checked: number, accurate: number): Event => [
    'profile.sampled',
    { customerClass, checked, accurate },
  ];
  const deeds = [did('lin', [sampled('A1', 100, 95), sampled('C', 10, 2)]), did('gao', [sampled('B2', 101, 95)])];
  expect(measure(threshold('profile.accuracy-ab'), deeds)).toEqual({ value: 94.5, of: 201, people: [] });
  expect(measure(threshold('profile.accuracy-c'), deeds)).toMatchObject({ value: 20, of: 10 });
});

test('what each must do is counted for those who owe it; the fewest counts', () => {
  const owes = (id: string) => [obligation(id, `staff:${id}`, { rule: 'directory.collect' })];
  const counted: Event = ['directory.counted'];
  const deeds = [did('lin', [counted, counted], owes('lin')), did('gao', [counted], owes('gao')), did('chen', [])];
  expect(measure(threshold('directory.a-month'), deeds)).toEqual({
    value: 1,
    of: 2,
    people: [
      { staffId: 'lin', value: 2 },
      { staffId: 'gao', value: 1 },
    ],
  });
});

test('duties done in time are a share of those decided; what is open or waived counts for nothing', () => {
  const states = ['met', 'met', 'late', 'open', 'waived'] as const;
  const duties = states.map((state, n) => obligation(`o${n}`, 's', { rule: 'after-sales.revisit', state }));
  expect(measure(threshold('after-sales.share'), [did('lin', [], duties)])).toMatchObject({ value: 66.6, of: 3 });
});

test('the shortest on-site day counts, in hours', () => {
  const held = (minutes: number): Event => ['onsite.held', { minutes }];
  expect(measure(threshold('onsite.duration'), [did('lin', [held(240), held(110)])])).toMatchObject({
    value: 1.83,
    of: 2,
  });
});

test.each([
  ['profile.completeness', 100, true],
  ['profile.completeness', 99.9, false],
  ['profile.accuracy-ab', 95, false],
  ['profile.accuracy-ab', 95.1, true],
  ['solution.return', 1.5, false],
  ['solution.return', 1.51, true],
  ['onsite.duration', 2, true],
])('%s of %d is reached: %s', (id, value, reached) => {
  expect(isReached(threshold(id), value)).toBe(reached);
});
