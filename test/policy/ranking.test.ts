import fc from 'fast-check';
import { loadPack } from '../../src/policy/load-pack.js';
import { type Ranking, rankCustomers } from '../../src/policy/ranking.js';

const { ranking } = loadPack('telecom');
if (!ranking) throw new Error('the pack has no ranking');
const telecom: Ranking = ranking;

/** Customers worth these figures, their classes in the order given. */
function classes(values: number[], change: Partial<Ranking> = {}): string[] {
  const valued = values.map((value, n) => ({ id: `c${String(n).padStart(3, '0')}`, value }));
  const ranked = new Map(rankCustomers(valued, { ...telecom, ...change }).map((each) => [each.id, each.class]));
  return valued.map(({ id }) => ranked.get(id) ?? '');
}
const falling = (count: number) => Array.from({ length: count }, (_, n) => 1000 - n);
const counts = (list: string[]) =>
  Object.fromEntries(['A1', 'A2', 'B1', 'B2', 'C'].map((c) => [c, list.filter((x) => x === c).length]));

test('a hundred customers: 10 A of which 3 A1, 20 B of which 6 B1, 70 C', () => {
  expect(counts(classes(falling(100)))).toEqual({ A1: 3, A2: 7, B1: 6, B2: 14, C: 70 });
  expect(classes(falling(100)).slice(2, 4)).toEqual(['A1', 'A2']);
  expect(classes(falling(100)).slice(9, 11)).toEqual(['A2', 'B1']);
  expect(classes(falling(100)).slice(29, 31)).toEqual(['B2', 'C']);
});

test.each([
  ['nearest', { A1: 1, A2: 1, B1: 1, B2: 2, C: 10 }],
  ['up', { A1: 1, A2: 1, B1: 1, B2: 2, C: 10 }],
  ['down', { A1: 0, A2: 1, B1: 0, B2: 3, C: 11 }],
] as const)('fifteen customers, parts rounded %s', (rounding, expected) => {
  expect(counts(classes(falling(15), { rounding }))).toEqual(expected);
});

test('equal figures share a class: the better or the worse of their places', () => {
  const values = [90, 80, 80, 70, 60, 50, 40, 30, 20, 10];
  const shares = { upTo: { A: 20, B: 30 }, first: { A1: 50, B1: 100 } };
  expect(classes(values, { ...shares, ties: 'better' }).slice(0, 4)).toEqual(['A1', 'A2', 'A2', 'C']);
  expect(classes(values, { ...shares, ties: 'worse' }).slice(0, 4)).toEqual(['A1', 'B1', 'B1', 'C']);
});

test('nobody, one, and all alike', () => {
  expect(classes([])).toEqual([]);
  expect(classes([5])).toEqual(['C']);
  expect(new Set(classes(Array(40).fill(7), { ties: 'better' }))).toEqual(new Set(['A1']));
  expect(new Set(classes(Array(40).fill(7), { ties: 'worse' }))).toEqual(new Set(['C']));
});

const values = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 120 });
const variants = fc.record({
  ties: fc.constantFrom('better' as const, 'worse' as const),
  rounding: fc.constantFrom('nearest' as const, 'up' as const, 'down' as const),
});

test('who is worth more is never classed lower, equals never differ, and the order given does not matter', () => {
  fc.assert(
    fc.property(values, variants, (given, variant) => {
      const order = ['A1', 'A2', 'B1', 'B2', 'C'];
      const found = classes(given, variant);
      const byValue = new Map<number, string>();
      given.forEach((value, n) => {
        const known = byValue.get(value);
        expect(known ?? found[n]).toBe(found[n]);
        byValue.set(value, found[n] ?? '');
      });
      const places = [...byValue].sort(([a], [b]) => b - a).map(([, code]) => order.indexOf(code));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(classes(given.toReversed(), variant).reverse()).toEqual(found);
    }),
  );
});

test('with different figures the counts are the shares, rounded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (count) => {
      const found = counts(classes(falling(count)));
      const a = Math.round(count * 0.1);
      expect((found.A1 ?? 0) + (found.A2 ?? 0)).toBe(a);
      expect(found.A1).toBe(Math.round((a * 3) / 10));
      expect(count - (found.C ?? 0)).toBe(Math.round((count * 3) / 10));
    }),
  );
});
