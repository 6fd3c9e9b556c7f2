import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { likeliestTwin, type Matter } from '../../src/domain/complaint-likeness.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { projectRoot } from '../../src/project-root.js';
import { createUnderstanding } from '../../src/understanding/read.js';

const pack = loadPack(join(projectRoot, 'packs/telecom'));
const understanding = createUnderstanding({
  lexicon: pack.lexicon,
  severitySignals: pack.severitySignals,
  directory: () => ({ customers: [], contacts: [] }),
  isWorkingDay: () => true,
});
const now = Date.parse('2026-11-24T10:00:00+08:00');

/** As an intake holds it, told by nobody in particular: the person would only help. */
function told(text: string, at: number): Matter {
  const { facts } = understanding.read(`某某公司张三 ${text}`, {
    now: at,
    timeZone: 'Asia/Shanghai',
    speaker: 'manager',
  });
  return {
    customerId: 'c',
    customerName: 'C',
    contactName: null,
    category: facts.category ?? 'other',
    description: text,
    demand: null,
    occurredAt: facts.occurredAt ?? null,
    acceptedAt: at,
  };
}

const pairs = readFileSync(join(import.meta.dirname, 'complaint-likeness.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [part = '', is = '', days = '', before = '', later = ''] = row.split('\t');
    return { part, same: is === 'same', first: told(before, now - Number(days) * 86_400_000), again: told(later, now) };
  });

describe.each(['tuning', 'measured'])('complaints told twice, %s part', (part) => {
  const own = pairs.filter((pair) => pair.part === part);
  const found = own.map((pair) => ({ ...pair, taken: likeliestTwin(pair.again, [pair.first]) !== null }));

  test('no other matter is taken for the same', () => {
    expect(found.filter(({ same, taken }) => !same && taken).map(({ again }) => again.description)).toEqual([]);
  });

  test('four of five repetitions are seen', () => {
    const same = found.filter((pair) => pair.same);
    expect(same.filter(({ taken }) => taken).length / same.length).toBeGreaterThanOrEqual(0.8);
  });
});

const billed = told('10月账单多480短信费 要退', now);

test('another customer never counts; the likeliest of several does', () => {
  expect(likeliestTwin({ ...billed, customerId: 'other' }, [billed])).toBeNull();
  const slow = told('宽带慢', now);
  expect(likeliestTwin(told('短信费480还没退', now), [slow, billed])).toBe(billed);
});

test('a figure, and a month, that differs speaks against it', () => {
  expect(likeliestTwin(told('账单多480短信费', now), [billed])).toBe(billed);
  expect(likeliestTwin(told('账单多120短信费', now), [billed])).toBeNull();
});

test('a firm nobody knows is the same by its name alone', () => {
  const unknown = { ...billed, customerId: null, customerName: '海川纸业' };
  expect(likeliestTwin(unknown, [{ ...unknown }])).not.toBeNull();
  expect(likeliestTwin(unknown, [{ ...unknown, customerName: '海州纸业' }])).toBeNull();
});
