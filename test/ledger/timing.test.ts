import type { Obligation } from '../../src/domain/obligation.js';
import { breachTime, briefDay, levelTime, officeOpening, reminderTime } from '../../src/ledger/timing.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { obligation } from '../records/samples.js';

const policy = { pack: loadPack('packs/telecom'), calendars: loadCalendars() };
const at = (iso: string) => Date.parse(`${iso}+08:00`);
const local = (instant: number) => new Date(instant + 28_800_000).toISOString().slice(0, 19);

const ordinary = (due: string): Obligation =>
  obligation('o', 's', { dueAt: at(due), because: [{ key: 'clock.at', values: {} }] });
const urgent = (due: string): Obligation =>
  obligation('o', 's', { dueAt: at(due), because: [{ key: 'clock.wall-hours', values: { amount: 24 } }] });

test.each([
  ['2026-11-24T16:50:00', '2026-11-24T16:50:00', 'in office hours'],
  ['2026-11-24T07:00:00', '2026-11-24T09:00:00', 'before they begin'],
  ['2026-11-24T18:00:00', '2026-11-25T09:00:00', 'when they end'],
  ['2026-11-27T20:00:00', '2026-11-30T09:00:00', 'over a weekend'],
  ['2026-10-01T10:00:00', '2026-10-08T09:00:00', 'over the holidays'],
  ['2026-10-10T10:00:00', '2026-10-10T10:00:00', 'a Saturday that is worked'],
])('the office is open from %s at %s: %s', (from, open) => {
  expect(local(officeOpening(at(from), policy))).toBe(open);
});

test.each([
  ['ordinary', '2026-11-30T09:20:00', '2026-11-30T08:50:00', '2026-11-30T09:00:00'],
  ['ordinary', '2026-11-28T10:00:00', '2026-11-28T09:30:00', '2026-11-28T09:30:00'],
  ['ordinary', '2026-11-24T23:59:59', '2026-11-24T19:59:59', '2026-11-24T19:59:59'],
  ['ordinary', '2026-11-30T09:00:00', '2026-11-30T08:30:00', '2026-11-30T08:30:00'],
  ['urgent', '2026-11-30T09:20:00', '2026-11-29T22:00:00', '2026-11-29T22:00:00'],
])('%s, due %s: a reminder of %s comes at %s', (kind, due, now, told) => {
  expect(local(reminderTime((kind === 'urgent' ? urgent : ordinary)(due), at(now), policy))).toBe(told);
});

test.each([
  ['ordinary', '2026-11-27T18:20:00', '2026-11-30T09:00:00'],
  ['ordinary', '2026-11-24T10:00:00', '2026-11-24T10:00:01'],
  ['urgent', '2026-11-28T20:15:00', '2026-11-28T20:15:01'],
])('%s, due %s: the supervisor is told at %s', (kind, due, told) => {
  const duty = (kind === 'urgent' ? urgent : ordinary)(due);
  const over = at(due) + 1_000;
  expect(breachTime(duty, at(due), at(due) + 400, policy)).toBe(over);
  expect(local(breachTime(duty, at(due), over, policy))).toBe(told);
});

test('a level after the due time is told after minutes by the clock, or after office hours', () => {
  const due = at('2026-11-27T17:00:00');
  expect(local(levelTime({ who: ['next-level'], minutes: 60 }, due, policy))).toBe('2026-11-27T18:00:00');
  expect(local(levelTime({ who: ['next-level'], workingHours: 8 }, due, policy))).toBe('2026-11-30T16:00:00');
});

test.each([
  ['2026-11-24T08:29:59', undefined],
  ['2026-11-24T08:30:00', '2026-11-24'],
  ['2026-11-24T11:59:00', '2026-11-24'],
  ['2026-11-24T12:00:00', undefined],
  ['2026-11-28T09:00:00', undefined],
])('at %s the brief of %s is due', (now, day) => {
  expect(briefDay(at(now), policy)).toBe(day);
});
