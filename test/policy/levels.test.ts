import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { dueFor } from '../../src/policy/due.js';
import { levelsOf } from '../../src/policy/levels.js';
import { loadPack } from '../../src/policy/load-pack.js';
import type { Pack, StatedLevels } from '../../src/policy/types.js';

const telecom = loadPack('telecom');
const calendars = loadCalendars();

/** The telecom pack whose complaint rule states these levels from a day on. */
function stating(levels: StatedLevels, from: string): Pack {
  const rules = telecom.rules.map((rule) => {
    const [version] = rule.versions;
    if (rule.id !== 'complaint.answer' || !version) return rule;
    const later = { ...version, version: 2, effectiveFrom: from, levels };
    return { ...rule, versions: [{ ...version, effectiveTo: '2026-11-24' }, later] };
  });
  return { ...telecom, rules };
}
function obligationOf(pack: Pack, at: string) {
  const facts = { vip: true };
  const event = { id: 'e', subject: 's', seq: 1, kind: 'complaint.accepted', actor: 'lin', facts };
  const instant = Date.parse(at);
  const [found] = derive({ pack, calendars, events: [{ ...event, at: instant, recordedAt: instant }], now: instant });
  if (!found) throw new Error('nothing is owed');
  return found;
}

test('a rule without levels follows the settings: by the clock after an hour, all else after office hours', () => {
  const setting = (event: string, facts: Record<string, string | boolean>) =>
    dueFor(telecom, calendars, { event, at: '2026-11-24T10:00', facts })[0]?.levels;
  expect(setting('complaint.accepted', { vip: true })).toEqual({
    before: ['owner'],
    at: ['supervisor'],
    after: [{ who: ['next-level'], minutes: 60 }],
    basis: 'setting',
  });
  expect(setting('negotiation.ended', {})).toMatchObject({
    after: [{ who: ['next-level'], workingHours: 8 }],
    basis: 'setting',
  });
});

test('a duty without a due time has no levels', () => {
  const [row] = dueFor(telecom, calendars, { event: 'complaint.accepted', at: '2026-11-24T10:00', facts: {} });
  expect(row).not.toHaveProperty('levels');
});

test('what a rule states goes before the settings, which hold for the rest', () => {
  const pack = stating({ at: ['supervisor', 'next-level'] }, '2026-11-25');
  expect(levelsOf(obligationOf(pack, '2026-11-25T10:00:00+08:00'), pack)).toEqual({
    before: ['owner'],
    at: ['supervisor', 'next-level'],
    after: [{ who: ['next-level'], minutes: 60 }],
    basis: 'rule',
  });
});

test('a duty keeps the levels of the version it was opened under', () => {
  const pack = stating({ after: [] }, '2026-11-25');
  expect(levelsOf(obligationOf(pack, '2026-11-24T10:00:00+08:00'), pack).after).toHaveLength(1);
  expect(levelsOf(obligationOf(pack, '2026-11-25T10:00:00+08:00'), pack).after).toEqual([]);
});

test('where nobody is told before, there is no reminder', () => {
  const quiet = stating({ before: [] }, '2026-11-25');
  expect(obligationOf(quiet, '2026-11-25T10:00:00+08:00').warnAt).toEqual([]);
  expect(obligationOf(quiet, '2026-11-24T10:00:00+08:00').warnAt).toHaveLength(2);
});
