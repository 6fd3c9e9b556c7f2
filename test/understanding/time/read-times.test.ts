import { readTimes } from '../../../src/understanding/time/read-times.js';

const now = Date.parse('2026-11-24T16:50:00+08:00');

function first(text: string, options: { lean?: 'past'; now?: string } = {}) {
  const { times } = readTimes(text, {
    now: options.now ? Date.parse(options.now) : now,
    timeZone: 'Asia/Shanghai',
    ...(options.lean ? { lean: options.lean } : {}),
  });
  return times[0];
}

describe('times', () => {
  test.each([
    ['下周三下午三点', '2026-12-02T15:00:00+08:00'],
    ['约一下周五下午三点', '2026-11-27T15:00:00+08:00'],
    ['见一下 周五下午三点', '2026-11-27T15:00:00+08:00'],
    ['碰一下下周五下午三点', '2026-12-04T15:00:00+08:00'],
    ['周一下午三点', '2026-11-30T15:00:00+08:00'],
    ['三天后下午两点', '2026-11-27T14:00:00+08:00'],
    ['2027年春节上午十点', '2027-02-06T10:00:00+08:00'],
    ['Dec 3 3pm', '2026-12-03T15:00:00+08:00'],
    ['晚上十二点', '2026-11-25T00:00:00+08:00'],
  ])('%s', (text, start) => {
    expect(first(text)?.start).toBe(start);
  });

  test('a range of hours has an end and a length', () => {
    const read = first('明天三点到四点半');
    expect(read?.end).toBe('2026-11-25T16:30:00+08:00');
    expect(read?.durationMinutes).toBe(90);
  });

  test('says what it filled in', () => {
    expect(first('周四三点')?.assumed).toEqual(['coming-week', 'working-hours']);
  });

  test('下周 said on a Sunday is doubtful', () => {
    expect(first('下周三下午三点', { now: '2026-11-29T10:00:00+08:00' })?.ambiguous).toContain('week-said-on-sunday');
  });

  test('a weekday that does not fit its date is doubtful', () => {
    expect(first('12月2日(周五)15:00')?.ambiguous).toContain('weekday-mismatch');
  });

  test('a telling leans back, a plan ahead', () => {
    expect(first('周五')?.start.slice(0, 10)).toBe('2026-11-27');
    expect(first('周五', { lean: 'past' })?.start.slice(0, 10)).toBe('2026-11-20');
  });

  test('the span is that of the text as typed', () => {
    const text = '約下週三下午三點去';
    const read = first(text);
    expect(text.slice(...(read?.span ?? [0, 0]))).toBe('下週三下午三點');
  });

  test('a holiday ends with its last day off', () => {
    const { times } = readTimes('节后第一个工作日上午十点', {
      now,
      timeZone: 'Asia/Shanghai',
      isWorkingDay: (day) =>
        !['2026-12-28', '2026-12-29'].includes(day) && new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0,
    });
    expect(times[0]?.start).toBe('2026-12-30T10:00:00+08:00');
  });

  test('durations stand apart from times', () => {
    expect(readTimes('聊一个半小时', { now, timeZone: 'Asia/Shanghai' })).toMatchObject({
      times: [],
      durations: [{ minutes: 90 }],
    });
  });

  test('times are those of the pack, wherever the process runs', () => {
    expect(first('明早九点')?.start).toBe('2026-11-25T09:00:00+08:00');
  });
});
