import { Waits } from '../../src/ledger/waits.js';

const seconds = (list: number[]) => list.map((ms) => ms / 1_000);

test('while nobody answers it is tried again ever less often, but at least each minute; an answer begins anew', () => {
  const waits = new Waits(() => 0);
  const tries = () => seconds(Array.from({ length: 7 }, () => waits.away('a', 0)));
  expect(tries()).toEqual([1, 5, 15, 30, 60, 60, 60]);
  expect(waits.away('b', 0)).toBe(1_000);
  waits.answered('a');
  expect(tries()[0]).toBe(1);
});

test('never sooner than they asked for', () => {
  for (const random of [0, 0.5, 0.999]) expect(new Waits(() => random).away('a', 7_000)).toBeGreaterThanOrEqual(7_000);
});

test('what waits together comes back apart', () => {
  const longest = new Waits(() => 0.999);
  expect([longest.fault(0), longest.away('a', 0)]).toEqual([1_250, 1_250]);
});

test('four faults span more than five minutes before a message is given up', () => {
  const waits = new Waits(() => 0);
  const total = [0, 1, 2, 3].reduce((sum, before) => sum + waits.fault(before), 0);
  expect(total).toBeGreaterThan(300_000);
});
