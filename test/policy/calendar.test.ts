import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarsOf, loadCalendars } from '../../src/policy/calendar.js';
import { addDays } from '../../src/policy/local-time.js';
import { lunarDay, qingming } from '../../src/policy/lunar-calendar.js';
import { statutoryHolidays } from '../../src/policy/statutory-holidays.js';
import { projectRoot } from '../../src/project-root.js';

const calendars = loadCalendars();

function daysOf(...years: number[]): string[] {
  const days: string[] = [];
  for (const year of years)
    for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Every published exception to "Monday to Friday is worked", copied by hand from the notices. */
const daysOffOnWeekdays: Record<number, string> = {
  2024: '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
  2025: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
  2026: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
};
const workedWeekends: Record<number, string> = {
  2024: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
};

test.each([2024, 2025, 2026])('%d differs from Monday-to-Friday on the published days and no other', (year) => {
  const weekday = (day: string) => ![0, 6].includes(new Date(day).getUTCDay());
  const off = daysOf(year).filter((day) => weekday(day) && !calendars.isWorking(day));
  const worked = daysOf(year).filter((day) => !weekday(day) && calendars.isWorking(day));
  expect(off.map((day) => day.slice(5)).join(' ')).toBe(daysOffOnWeekdays[year]);
  expect(worked.map((day) => day.slice(5)).join(' ')).toBe(workedWeekends[year]);
  expect(calendars.isProvisional(year)).toBe(false);
  expect(calendars.sourceOf(year)?.url).toMatch(/^https:\/\/www\.gov\.cn\//);
});

const truthFile = join(projectRoot, '..', 'shared', 'data', 'workdays_2024_2026.json');
const withTruth = existsSync(truthFile) ? test : test.skip;
withTruth('all 1,096 days agree with the public record of 2024 to 2026', () => {
  const truth: { days: Record<string, { day: string }> } = JSON.parse(readFileSync(truthFile, 'utf8'));
  const days = daysOf(2024, 2025, 2026);
  expect(days).toHaveLength(1096);
  const wrong = days.filter((day) => {
    const listed = truth.days[day]?.day;
    const weekday = ![0, 6].includes(new Date(day).getUTCDay());
    return calendars.isWorking(day) !== (listed ? listed === 'workday' : weekday);
  });
  expect(wrong).toEqual([]);
});

describe('a year nobody has published', () => {
  test('is computed from what the law fixes, and says so', () => {
    expect(calendars.isProvisional(2027)).toBe(true);
    expect(calendars.sourceOf(2027)).toBeNull();
    expect([...statutoryHolidays(2027).keys()].sort()).toEqual(
      '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03'
        .split(' ')
        .map((d) => `2027-${d}`),
    );
    expect(calendars.dayOf('2027-02-08')).toEqual({ kind: 'holiday', working: false, name: '春节' });
    expect(calendars.dayOf('2027-02-09')).toMatchObject({ working: true });
    expect(calendars.dayOf('2027-02-13')).toMatchObject({ kind: 'weekend', working: false });
  });

  test('before 2025 had neither the eve nor the second of May', () => {
    expect([...statutoryHolidays(2023).keys()].sort()).toEqual(
      '01-01 01-22 01-23 01-24 04-05 05-01 06-22 09-29 10-01 10-02 10-03'.split(' ').map((d) => `2023-${d}`),
    );
  });

  test('is replaced by the official file once there is one', () => {
    const source = { title: '通知', url: 'https://www.gov.cn/' };
    const published = calendarsOf([
      {
        year: 2027,
        source,
        holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
        makeUpDays: [{ name: '春节', day: '2027-02-13' }],
      },
    ]);
    expect([
      published.isProvisional(2027),
      published.isWorking('2027-02-13'),
      published.isWorking('2027-02-08'),
    ]).toEqual([false, true, true]);
  });
});

describe('the lunar calendar', () => {
  test.each([
    [2024, '2024-02-10', '2024-06-10', '2024-09-17', '2024-04-04'],
    [2025, '2025-01-29', '2025-05-31', '2025-10-06', '2025-04-04'],
    [2026, '2026-02-17', '2026-06-19', '2026-09-25', '2026-04-05'],
    [2027, '2027-02-06', '2027-06-09', '2027-09-15', '2027-04-05'],
    [2028, '2028-01-26', '2028-05-28', '2028-10-03', '2028-04-04'],
    [2029, '2029-02-13', '2029-06-16', '2029-09-22', '2029-04-04'],
    [2030, '2030-02-03', '2030-06-05', '2030-09-12', '2030-04-05'],
    [2033, '2033-01-31', '2033-06-01', '2033-09-08', '2033-04-04'],
    [2034, '2034-02-19', '2034-06-20', '2034-09-27', '2034-04-05'],
  ])('%d', (year, spring, dragonBoat, midAutumn, pureBrightness) => {
    expect([lunarDay(year, 1, 1), lunarDay(year, 5, 5), lunarDay(year, 8, 15), qingming(year)]).toEqual([
      spring,
      dragonBoat,
      midAutumn,
      pureBrightness,
    ]);
  });
});
