import { addDays } from './local-time.js';
import { lunarDay, qingming } from './lunar-calendar.js';

/**
 * The days off that the law itself fixes (《全国年节及纪念日放假办法》; its amendment of 2024 added the eve of the Spring Festival and 2 May from
 * 2025 on), day → name. No bridging and no make-up days: those are only known once the year's notice is published.
 */
export function statutoryHolidays(year: number): Map<string, string> {
  const amended = year >= 2025;
  const spring = lunarDay(year, 1, 1);
  const days = new Map<string, string>([[`${year}-01-01`, '元旦']]);
  for (let offset = amended ? -1 : 0; offset < 3; offset++) days.set(addDays(spring, offset), '春节');
  days.set(qingming(year), '清明节');
  days.set(`${year}-05-01`, '劳动节');
  if (amended) days.set(`${year}-05-02`, '劳动节');
  days.set(lunarDay(year, 5, 5), '端午节');
  for (const day of ['01', '02', '03']) days.set(`${year}-10-${day}`, '国庆节');
  const autumn = lunarDay(year, 8, 15);
  days.set(autumn, days.has(autumn) ? '国庆节、中秋节' : '中秋节');
  return days;
}
