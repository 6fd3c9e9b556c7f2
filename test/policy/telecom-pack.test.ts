import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendars } from '../../src/policy/calendar.js';
import { runCases } from '../../src/policy/cases.js';
import { dueFor } from '../../src/policy/due.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { projectRoot } from '../../src/project-root.js';

const pack = loadPack('telecom');
const calendars = loadCalendars();

const catalogue = join(projectRoot, '..', 'shared', 'obligations.md');
const withCatalogue = existsSync(catalogue) ? test : test.skip;
withCatalogue('the rows of the pack are those of the duty catalogue', () => {
  const rows = [...readFileSync(catalogue, 'utf8').matchAll(/^\| (A[1-5]-\d\d) /gm)].map((match) => match[1]);
  expect([...pack.catalogue].sort()).toEqual(rows.sort());
});

test.each<[string, string, Record<string, string | number | boolean>, Record<string, string | null>]>([
  [
    'complaint.accepted',
    '2026-11-24T16:50:00',
    { severity: 'major', customerClass: 'A1' },
    { 'complaint.answer': '2026-11-25T16:50:00', 'complaint.report-to-supervisor': 'now' },
  ],
  ['complaint.closed', '2026-11-24T16:50:00', {}, { 'complaint.follow-up': '2026-11-30T23:59:59' }],
  [
    'commitment.made',
    '2026-11-24T16:50:00',
    { at: '2026-11-25T10:00:00+08:00' },
    { 'commitment.reply': '2026-11-25T10:00:00' },
  ],
  ['negotiation.ended', '2026-12-03T17:30:00', {}, { 'negotiation.feedback': '2026-12-07T23:59:59' }],
  [
    'delivery.promised',
    '2026-11-24T10:00:00',
    { promisedAt: '2026-12-10' },
    { 'delivery.late-notice': '2026-12-08T23:59:59' },
  ],
  ['product.activated', '2026-11-24T10:00:00', {}, { 'after-sales.revisit': '2027-01-24T23:59:59' }],
  [
    'job.requested',
    '2026-11-24T17:30:00',
    { segment: 'government', urgent: true, kind: 'card' },
    { 'government.urgent-card': '2026-11-24T19:30:00' },
  ],
  [
    'job.requested',
    '2026-11-24T17:30:00',
    { segment: 'government', urgent: true, kind: 'goods' },
    { 'government.urgent-goods': '2026-11-24T23:30:00' },
  ],
  ['profile.updated', '2026-11-24T10:00:00', { customerClass: 'B1' }, { 'profile.update': '2027-01-24T23:59:59' }],
  ['customer.assigned', '2026-11-24T10:00:00', { customerClass: 'A2' }, { 'profile.update': '2026-12-24T23:59:59' }],
  ['directory.collected', '2026-11-24T10:00:00', {}, { 'directory.refresh': '2027-05-24T23:59:59' }],
  ['care.given', '2026-11-24T10:00:00', { vipTier: 'gold' }, { 'vip.care': '2027-01-24T23:59:59' }],
  [
    'contact.assigned',
    '2026-11-24T10:00:00',
    { segment: 'government', vipTier: 'gold' },
    { 'vip.care': '2027-01-24T23:59:59', 'government.care': '2026-12-31T23:59:59' },
  ],
  ['onsite.held', '2026-11-24T10:00:00', {}, { 'onsite.log': '2026-11-24T23:59:59' }],
  ['churn.signalled', '2026-11-24T16:50:00', { customerClass: 'A1' }, { 'churn.report': 'now' }],
  ['day.began', '2026-11-24T00:00:00', {}, { 'work-log.daily': '2026-11-24T23:59:59' }],
  [
    'month.began',
    '2026-11-01T00:00:00',
    { collected: 0, allImportantCollected: false },
    {
      'directory.collect': '2026-11-30T23:59:59',
      'competition.report': '2026-11-30T23:59:59',
      'expense.claim': null,
      'onsite.monthly-report': null,
    },
  ],
  ['quarter.began', '2026-10-01T00:00:00', {}, { 'case-study.quarterly': '2026-12-31T23:59:59' }],
])('%s at %s %j opens what the interface promises', (event, at, facts, promised) => {
  const rows = dueFor(pack, calendars, { event, at, facts });
  const found = Object.fromEntries(rows.map((row) => [row.rule, row.urgency ?? row.due?.slice(0, 19) ?? null]));
  expect(found).toMatchObject(promised);
  for (const row of rows) expect(row.because.join('')).not.toMatch(/[{}]|undefined|clock\.|event\./);
});

test('every hand-written case comes out as written', () => {
  const results = runCases(pack, calendars);
  expect(results.length).toBeGreaterThan(100);
  expect(results.filter(({ fault }) => fault !== null)).toEqual([]);
});

test('every step of every explanation has words in both languages', () => {
  for (const { kind, said } of pack.rules.flatMap((r) =>
    r.versions.flatMap((v) => v.event.map((kind) => ({ kind, said: pack.words[`event.${kind}`] }))),
  )) {
    expect([kind, said?.['zh-Hans'], said?.en]).toEqual([kind, expect.any(String), expect.any(String)]);
  }
});

test('a clause that says something is missing is marked so, and no other', () => {
  const missing = pack.clauses.filter((clause) => /缺失|须由管理员补上/.test(clause.text)).map((clause) => clause.id);
  expect(pack.clauses.filter((clause) => clause.unset).map((clause) => clause.id)).toEqual(missing);
});
