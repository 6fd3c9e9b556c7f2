import { calendarDay, type DayNumber, dayNumber, weekday } from './days.js';

const firstYear = 2010;
/**
 * Lunar years from 2010: first day of the first month, leap month (0: none), and the months of thirty days as bits, first
 * month lowest. Intl's `chinese` calendar is a day off in 2012, 2018, 2027 and 2030 (new moons near midnight), so it is
 * asked only outside these years.
 */
const lunarYearsKnown = `
  2/14:0:a95 2/3:0:52d 1/23:4:aad 2/10:0:ab5 1/31:9:15aa 2/19:0:5d2 2/8:0:da5 1/28:6:1d4a
  2/16:0:d4a 2/5:0:c95 1/25:4:152e 2/12:0:556 2/1:0:ab5 1/22:2:15b2 2/10:0:6d2 1/29:6:ea5
  2/17:0:725 2/6:0:64b 1/26:5:c97 2/13:0:cab 2/3:0:55a 1/23:3:ad6 2/11:0:b69 1/31:11:1752
  2/19:0:b52 2/8:0:b25 1/28:6:1a4b 2/15:0:a4b 2/4:0:4ab 1/24:5:55b 2/12:0:5ad 2/1:0:b6a
  1/22:2:1b52 2/10:0:d92 1/30:7:1d25 2/17:0:d25 2/6:0:a55 1/26:5:14ad 2/14:0:4b6 2/2:0:5b5
  1/23:3:daa 2/11:0:ec9 2/1:8:1e92 2/19:0:e92 2/8:0:d26 1/28:6:a56 2/15:0:a57 2/4:0:4d6
  1/24:4:6d5 2/12:0:755 2/2:0:749
`
  .trim()
  .split(/\s+/);

interface LunarMonth {
  first: DayNumber;
  length: number;
}

const lunarYears = new Map<number, ReadonlyMap<number, LunarMonth>>();

function fromTable(year: number): Map<number, LunarMonth> | undefined {
  const row = lunarYearsKnown[year - firstYear]?.split(':');
  if (!row) return undefined;
  const [month = 1, day = 1] = (row[0] ?? '').split('/').map(Number);
  const leap = Number(row[1]);
  const bits = Number.parseInt(row[2] ?? '0', 16);
  const months = new Map<number, LunarMonth>();
  let first = dayNumber(year, month, day);
  for (let i = 0; i < (leap ? 13 : 12); i++) {
    const length = bits & (1 << i) ? 30 : 29;
    if (!leap || i !== leap) months.set(leap && i > leap ? i : i + 1, { first, length });
    first += length;
  }
  return months;
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

function lunarParts(n: DayNumber): { year: number; month: string; day: number } {
  const parts = chinese.formatToParts(n * 86_400_000 + 43_200_000);
  const part = (type: string): string => parts.find((p) => String(p.type) === type)?.value ?? '';
  return { year: Number(part('relatedYear')), month: part('month'), day: Number(part('day')) };
}

/** The first day of the lunar month after the one `n` lies in. */
function nextMonth(n: DayNumber): DayNumber {
  const guess = n - lunarParts(n).day + 30;
  return lunarParts(guess).day === 1 ? guess : guess + 1;
}

function fromIntl(year: number): Map<number, LunarMonth> {
  const months = new Map<number, LunarMonth>();
  let first = nextMonth(dayNumber(year, 1, 1) - 30);
  while (lunarParts(first).year < year) first = nextMonth(first);
  for (let p = lunarParts(first); p.year === year; p = lunarParts(first)) {
    const after = nextMonth(first);
    if (/^\d+$/.test(p.month)) months.set(Number(p.month), { first, length: after - first });
    first = after;
  }
  return months;
}

function lunarYear(year: number): ReadonlyMap<number, LunarMonth> {
  let months = lunarYears.get(year);
  if (!months) {
    months = fromTable(year) ?? fromIntl(year);
    if (lunarYears.size > 100) lunarYears.clear();
    lunarYears.set(year, months);
  }
  return months;
}

/** Day of a lunar date; `undefined` when that month has no such day. */
export function lunarDay(year: number, month: number, day: number): DayNumber | undefined {
  const found = lunarYear(year).get(month);
  return found && day >= 1 && day <= found.length ? found.first + day - 1 : undefined;
}

/** The last day of the lunar year before the Spring Festival of `year`. */
function newYearsEve(year: number): DayNumber | undefined {
  const first = lunarDay(year, 1, 1);
  return first === undefined ? undefined : first - 1;
}

const termNames =
  '小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至'.split(
    ' ',
  );
/** Mean day of each term in this century (constants of the common approximation; exact to the day 2001–2099 but for a few). */
const termConstants = [
  5.4055, 20.12, 3.87, 18.73, 5.63, 20.646, 4.81, 20.1, 5.52, 21.04, 5.678, 21.37, 7.108, 22.83, 7.5, 23.13, 7.646,
  23.042, 8.318, 23.438, 7.438, 22.36, 7.18, 21.94,
];

/** Where the approximation is a day off. */
const termCorrections: Record<string, number> = { '2016/12': 1, '2019/0': -1, '2026/3': -1 };

function solarTerm(year: number, index: number): DayNumber {
  const y = year % 100;
  const leaps = index < 4 ? Math.floor((y - 1) / 4) : Math.floor(y / 4);
  const day = Math.floor(y * 0.2422 + (termConstants[index] ?? 0)) - leaps + (termCorrections[`${year}/${index}`] ?? 0);
  return dayNumber(year, Math.floor(index / 2) + 1, day);
}

/** n-th given weekday (1 = Monday) of a month. */
export function nthWeekday(year: number, month: number, wanted: number, nth: number): DayNumber {
  const first = dayNumber(year, month, 1);
  return first + ((wanted - weekday(first) + 7) % 7) + (nth - 1) * 7;
}

type FestivalDay = (year: number) => DayNumber | undefined;
const solar =
  (month: number, day: number): FestivalDay =>
  (year) =>
    dayNumber(year, month, day);
const lunar =
  (month: number, day: number): FestivalDay =>
  (year) =>
    lunarDay(year, month, day);

/** Festivals by the name people use; the year is that in which the day falls (除夕 and 小年 belong to the coming 春节). */
export const festivals: ReadonlyMap<string, FestivalDay> = new Map<string, FestivalDay>([
  ...['元旦', '阳历年'].map((n) => [n, solar(1, 1)] as const),
  ...['情人节'].map((n) => [n, solar(2, 14)] as const),
  ...['妇女节', '三八节', '三八妇女节', '女神节'].map((n) => [n, solar(3, 8)] as const),
  ['植树节', solar(3, 12)],
  ['愚人节', solar(4, 1)],
  ...['劳动节', '五一', '五一节', '五一劳动节', '国际劳动节'].map((n) => [n, solar(5, 1)] as const),
  ...['青年节', '五四青年节', '五四'].map((n) => [n, solar(5, 4)] as const),
  ['护士节', solar(5, 12)],
  ...['儿童节', '六一', '六一儿童节', '六一节'].map((n) => [n, solar(6, 1)] as const),
  ...['建党节', '七一'].map((n) => [n, solar(7, 1)] as const),
  ...['建军节', '八一', '八一建军节'].map((n) => [n, solar(8, 1)] as const),
  ['教师节', solar(9, 10)],
  ...['国庆', '国庆节', '十一', '十一国庆', '十一国庆节'].map((n) => [n, solar(10, 1)] as const),
  ...['万圣节'].map((n) => [n, solar(10, 31)] as const),
  ...['双十一', '双11', '光棍节'].map((n) => [n, solar(11, 11)] as const),
  ...['双十二', '双12'].map((n) => [n, solar(12, 12)] as const),
  ...['平安夜', '圣诞夜'].map((n) => [n, solar(12, 24)] as const),
  ...['圣诞', '圣诞节'].map((n) => [n, solar(12, 25)] as const),
  ['跨年夜', solar(12, 31)],
  ...['春节', '大年初一', '农历新年', '新春', '过年'].map((n) => [n, lunar(1, 1)] as const),
  ...['除夕', '大年三十', '年三十', '除夕夜', '大年夜', '年夜'].map((n) => [n, newYearsEve] as const),
  ...['元宵', '元宵节', '正月十五', '上元节'].map((n) => [n, lunar(1, 15)] as const),
  ['龙抬头', lunar(2, 2)],
  ...['端午', '端午节', '端阳节'].map((n) => [n, lunar(5, 5)] as const),
  ...['七夕', '七夕节', '七夕情人节'].map((n) => [n, lunar(7, 7)] as const),
  ...['中元节', '鬼节', '七月半'].map((n) => [n, lunar(7, 15)] as const),
  ...['中秋', '中秋节', '八月半'].map((n) => [n, lunar(8, 15)] as const),
  ...['重阳', '重阳节'].map((n) => [n, lunar(9, 9)] as const),
  ...['腊八', '腊八节'].map((n) => [n, ((y) => lunarDay(y - 1, 12, 8)) as FestivalDay] as const),
  ...['小年'].map((n) => [n, ((y) => lunarDay(y - 1, 12, 23)) as FestivalDay] as const),
  ['母亲节', (y) => nthWeekday(y, 5, 7, 2)],
  ['父亲节', (y) => nthWeekday(y, 6, 7, 3)],
  ...['感恩节'].map((n) => [n, ((y) => nthWeekday(y, 11, 4, 4)) as FestivalDay] as const),
  ...['清明节'].map((n) => [n, ((y) => solarTerm(y, 6)) as FestivalDay] as const),
  ...termNames.map((n, i) => [n, ((y) => solarTerm(y, i)) as FestivalDay] as const),
]);

/** The festival on or after (before, looking back) a day. */
export function festivalNear(name: string, today: DayNumber, past: boolean): DayNumber | undefined {
  const day = festivals.get(name);
  if (!day) return undefined;
  const { year } = calendarDay(today);
  const years = past ? [year + 1, year, year - 1] : [year - 1, year, year + 1, year + 2];
  for (const y of years) {
    const n = day(y);
    if (n !== undefined && (past ? n <= today : n >= today)) return n;
  }
  return undefined;
}
