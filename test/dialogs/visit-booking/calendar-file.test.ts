import type { FormContext } from '../../../dialogs/engine/form.js';
import { calendarFile } from '../../../dialogs/visit-booking/calendar-file.js';
import type { Visit } from '../../../src/domain/visit.js';

const context = {
  now: Date.parse('2026-11-24T16:50:00+08:00'),
  timeZone: 'Asia/Shanghai',
  language: 'zh-Hans',
} as FormContext;
const visit = {
  id: 'BF-261203-9TD4',
  customerName: '远帆食品',
  contactName: '王芳',
  startAt: Date.parse('2026-12-03T16:30:00+08:00'),
  endAt: Date.parse('2026-12-03T17:45:00+08:00'),
  place: '高新区创业路8号, 3楼',
  agreedByCustomer: true,
  state: 'booked',
  changes: 0,
} as Visit;

/** Lines of the one file, long ones unfolded (RFC 5545, 3.1). */
function linesOf(changed: Partial<Visit> = {}): string[] {
  const files = calendarFile({ ...visit, ...changed }, context);
  expect(files).toHaveLength(1);
  const [file] = files;
  if (file?.kind !== 'file') throw new Error('not a file');
  expect(file).toMatchObject({ name: 'BF-261203-9TD4.ics', contentType: 'text/calendar' });
  return String(file.content)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');
}

test('says when in UTC, where and with whom, under the number of the visit', () => {
  const lines = linesOf();
  expect(lines).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'METHOD:PUBLISH',
      'UID:BF-261203-9TD4@shouwen',
      'DTSTART:20261203T083000Z',
      'DTEND:20261203T094500Z',
      'LOCATION:高新区创业路8号\\, 3楼',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      'END:VEVENT',
    ]),
  );
  expect(lines.find((line) => line.startsWith('SUMMARY:'))).toMatch(/远帆食品.*王芳/);
});

test('one that was moved replaces the entry before: the same number, a higher sequence', () => {
  const startAt = Date.parse('2026-12-04T07:30:00+08:00');
  const lines = linesOf({ startAt, changes: 2 });
  expect(lines).toEqual(
    expect.arrayContaining(['UID:BF-261203-9TD4@shouwen', 'DTSTART:20261203T233000Z', 'SEQUENCE:2', 'METHOD:PUBLISH']),
  );
});

test('one that was cancelled takes the entry away', () => {
  const lines = linesOf({ state: 'cancelled', changes: 3 });
  expect(lines).toEqual(
    expect.arrayContaining(['UID:BF-261203-9TD4@shouwen', 'METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3']),
  );
});

test('one the customer has not agreed to is tentative; without a place none is named', () => {
  const lines = linesOf({ agreedByCustomer: false, state: 'tentative', place: null });
  expect(lines).toContain('STATUS:TENTATIVE');
  expect(lines.filter((line) => line.startsWith('LOCATION'))).toEqual([]);
});
