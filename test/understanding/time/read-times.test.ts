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
    ['明天1430到', '2026-11-25T14:30:00+08:00'],
    ['26/11 下午三点', '2026-11-26T15:00:00+08:00'],
    ['明天3点pm', '2026-11-25T15:00:00+08:00'],
    ['明早八去', '2026-11-25T08:00:00+08:00'],
    ['聽朝九點半', '2026-11-25T09:30:00+08:00'],
    ['the first of December, 9 in the morning', '2026-12-01T09:00:00+08:00'],
    ['聽日三點踏半', '2026-11-25T15:30:00+08:00'],
    ['12月1号(二)下午三点', '2026-12-01T15:00:00+08:00'],
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

  test.each([
    ['周三或周四下午三点', 'several-days', '2026-11-25T15:00:00+08:00'],
    ['明天两点还是三点', 'several-hours', '2026-11-25T14:00:00+08:00'],
    ['明天27号上午十点', 'days-differ', '2026-11-27T10:00:00+08:00'],
    ['28、29号下午三点', 'several-days', '2026-11-28T15:00:00+08:00'],
    ['11月20号下午三点', 'past', '2026-11-20T15:00:00+08:00'],
  ])('a person would ask: %s', (text, doubt, start) => {
    expect(first(text)).toMatchObject({ start, ambiguous: [doubt] });
  });

  test.each([
    ['周三,不对,周四上午十点', '2026-11-26T10:00:00+08:00'],
    ['明天下午三点,哦不,四点', '2026-11-25T16:00:00+08:00'],
    ['下周二就是1号那天下午两点半', '2026-12-01T14:30:00+08:00'],
    ['下周山下午三点', '2026-12-02T15:00:00+08:00'],
    ['不是周三,是周四上午十点', '2026-11-26T10:00:00+08:00'],
    ['周三三点 不 四点', '2026-11-25T16:00:00+08:00'],
    ['Tuesday, no wait, Wednesday at 11am', '2026-11-25T11:00:00+08:00'],
  ])('one time is meant: %s', (text, start) => {
    expect(readTimes(text, { now, timeZone: 'Asia/Shanghai' }).times).toMatchObject([{ start, ambiguous: [] }]);
  });

  test.each([
    ['过去三天', '2026-11-21', '2026-11-24'],
    ['接下来两周', '2026-11-25', '2026-12-09'],
    ['上两周', '2026-11-09', '2026-11-23'],
    ['1到3号', '2026-12-01', '2026-12-04'],
    ['12月1日至7日', '2026-12-01', '2026-12-08'],
    ['Q1 next year', '2027-01-01', '2027-04-01'],
    ['今年最后一周', '2026-12-28', '2027-01-04'],
    ['明年前两个月', '2027-01-01', '2027-03-01'],
    ['下周上半周', '2026-11-30', '2026-12-03'],
    ['从明天起三天', '2026-11-25', '2026-11-28'],
    ['元旦前一周', '2026-12-25', '2027-01-01'],
  ])('%s runs from a day to the one before another', (text, from, to) => {
    const read = first(text);
    expect([read?.start.slice(0, 10), read?.end?.slice(0, 10)]).toEqual([from, to]);
  });

  test.each(['每周三下午两点', '工作日上午九点', '隔周周五', '九十年代', '12号楼1500元'])(
    '%s is no one time',
    (text) => {
      expect(first(text)).toBeUndefined();
    },
  );

  test('what happens again and again since a day has that day', () => {
    expect(first('9月起每月多收99', { lean: 'past' })?.start.slice(0, 10)).toBe('2026-09-01');
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
      durations: [{ minutes: 90, length: 'PT1H30M' }],
    });
  });

  test.each([
    ['三天', 'P3D'],
    ['两周', 'P2W'],
    ['一个月零五天', 'P1M5D'],
    ['一年半', 'P18M'],
    ['an hour and a half', 'PT1H30M'],
  ])('%s is a length', (text, length) => {
    expect(readTimes(text, { now, timeZone: 'Asia/Shanghai' })).toMatchObject({ times: [], durations: [{ length }] });
  });

  test('times are those of the pack, wherever the process runs', () => {
    expect(first('明早九点')?.start).toBe('2026-11-25T09:00:00+08:00');
  });
});
