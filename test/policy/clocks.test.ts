import { loadCalendars } from '../../src/policy/calendar.js';
import { type ClockInput, readClock } from '../../src/policy/clocks.js';
import { instantOf, isoLocal } from '../../src/policy/local-time.js';
import type { Clock } from '../../src/policy/types.js';

const timeZone = 'Asia/Shanghai';
const context = { calendars: loadCalendars(), timeZone, officeHours: { from: '09:00', to: '18:00' } };

function at(local: string): number {
  const [day = '', time] = local.split(' ');
  return instantOf(day, timeZone, time);
}
function due(clock: Clock, amount: number | null, from: string, more: Partial<ClockInput> = {}): string | null {
  const { dueAt } = readClock({ clock, amount, anchorAt: at(from), pauses: [], ...more }, context);
  return dueAt === null ? null : isoLocal(dueAt, timeZone).slice(0, 19).replace('T', ' ');
}
const pause = (from: string, until: string) => ({ from: at(from), until: at(until) });

test.each<[Clock, number | null, string, string | null]>([
  ['now', null, '2026-11-24 16:50:00', null],
  ['at', null, '2026-11-25 10:00:00', '2026-11-25 10:00:00'],
  ['wall-hours', 24, '2026-11-28 20:15:00', '2026-11-29 20:15:00'],
  ['wall-hours', 2, '2026-12-31 23:59:30', '2027-01-01 01:59:30'],
  ['calendar-days', 3, '2024-02-27 10:00:00', '2024-03-01 23:59:59'],
  ['calendar-months', 1, '2026-01-31 10:00:00', '2026-02-28 23:59:59'],
  ['calendar-months', 1, '2024-01-30 10:00:00', '2024-02-29 23:59:59'],
  ['calendar-months', 2, '2026-12-31 23:59:30', '2027-02-28 23:59:59'],
  ['end-of-day', null, '2026-11-24 00:00:00', '2026-11-24 23:59:59'],
  ['end-of-week', null, '2026-11-24 10:00:00', '2026-11-29 23:59:59'],
  ['end-of-week', null, '2026-11-29 23:59:30', '2026-11-29 23:59:59'],
  ['end-of-week', 1, '2026-12-28 10:00:00', '2027-01-10 23:59:59'],
  ['end-of-month', null, '2024-02-01 00:00:00', '2024-02-29 23:59:59'],
  ['end-of-month', 1, '2026-12-31 10:00:00', '2027-01-31 23:59:59'],
  ['end-of-quarter', null, '2026-08-15 10:00:00', '2026-09-30 23:59:59'],
  ['end-of-quarter', 1, '2026-11-15 10:00:00', '2027-03-31 23:59:59'],
  ['end-of-half-year', null, '2026-03-15 10:00:00', '2026-06-30 23:59:59'],
  ['end-of-half-year', null, '2026-07-01 00:00:00', '2026-12-31 23:59:59'],
  ['end-of-year', null, '2026-11-24 10:00:00', '2026-12-31 23:59:59'],
  ['end-of-year', 1, '2026-03-10 10:00:00', '2027-12-31 23:59:59'],
  ['working-days', 2, '2026-11-24 23:59:30', '2026-11-26 23:59:59'],
  ['working-days', 2, '2026-09-30 10:00:00', '2026-10-09 23:59:59'],
  ['working-days', 1, '2026-09-19 10:00:00', '2026-09-20 23:59:59'],
  ['working-days-before', 2, '2026-12-14 00:00:00', '2026-12-10 23:59:59'],
  ['working-days-before', 1, '2026-10-08 12:00:00', '2026-09-30 23:59:59'],
  ['working-hours', 4, '2026-11-24 16:00:00', '2026-11-25 11:00:00'],
  ['working-hours', 4, '2026-11-27 16:00:00', '2026-11-30 11:00:00'],
  ['working-hours', 9, '2026-11-24 07:00:00', '2026-11-24 18:00:00'],
  ['working-hours', 2, '2026-09-30 20:00:00', '2026-10-08 11:00:00'],
])('%s %s from %s is due %s', (clock, amount, from, expected) => {
  expect(due(clock, amount, from)).toBe(expected);
});

test('a monthly rhythm keeps its original day: 31 January, 28 February, 31 March', () => {
  expect(due('calendar-months', 1, '2026-02-28 10:00:00', { dayOfMonth: 31 })).toBe('2026-03-31 23:59:59');
  expect(due('calendar-months', 2, '2026-02-28 10:00:00', { dayOfMonth: 31 })).toBe('2026-04-30 23:59:59');
});

describe('a pause is counted in the unit of the clock', () => {
  test.each<[Clock, number, string, Array<[string, string]>, string]>([
    ['wall-hours', 24, '2026-11-24 16:50:00', [['2026-11-24 18:00:00', '2026-11-24 20:30:00']], '2026-11-25 19:20:00'],
    [
      'wall-hours',
      24,
      '2026-11-24 16:50:00',
      [
        ['2026-11-25 10:00:00', '2026-11-25 22:00:00'],
        ['2026-11-26 02:00:00', '2026-11-26 03:00:00'],
      ],
      '2026-11-26 05:50:00',
    ],
    ['wall-hours', 24, '2026-11-24 16:50:00', [['2026-11-25 17:00:00', '2026-11-25 18:00:00']], '2026-11-25 16:50:00'],
    [
      'working-hours',
      4,
      '2026-11-24 16:00:00',
      [['2026-11-24 17:00:00', '2026-11-25 10:00:00']],
      '2026-11-25 13:00:00',
    ],
    ['working-days', 2, '2026-11-24 10:00:00', [['2026-11-24 15:00:00', '2026-11-24 16:00:00']], '2026-11-26 23:59:59'],
    ['working-days', 2, '2026-11-26 10:00:00', [['2026-11-27 15:00:00', '2026-11-30 09:00:00']], '2026-12-01 23:59:59'],
    [
      'calendar-days',
      3,
      '2026-11-24 10:00:00',
      [['2026-11-25 10:00:00', '2026-11-27 09:00:00']],
      '2026-11-29 23:59:59',
    ],
  ])('%s %d from %s', (clock, amount, from, pauses, expected) => {
    expect(due(clock, amount, from, { pauses: pauses.map(([a, b]) => pause(a, b)) })).toBe(expected);
  });
});

test('a count over a year nobody has published is provisional and says so', () => {
  const reading = readClock(
    { clock: 'working-days', amount: 2, anchorAt: at('2026-12-31 10:00:00'), pauses: [] },
    context,
  );
  expect(reading.calendar).toBe('provisional');
  expect(reading.because).toEqual([
    { key: 'clock.working-days', values: { amount: 2 } },
    { key: 'counted', values: { days: '2027-01-04,2027-01-05' } },
    { key: 'skipped', values: { days: '2027-01-01,2027-01-02,2027-01-03' } },
    { key: 'provisional', values: { years: '2027' } },
  ]);
});
