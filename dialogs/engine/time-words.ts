import { localDay, localTime, weekdayOf } from '../../src/policy/local-time.js';
import type { Language } from '../../src/understanding/types.js';

const chineseWeekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const englishWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface TimeFrame {
  now: number;
  timeZone: string;
  language: Language;
}

/** `11月25日(周三)`, with the year when it is another one; `Wed 25 Nov` in English. Dates are always absolute. */
export function dayWords(at: number, frame: TimeFrame): string {
  const day = localDay(at, frame.timeZone);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const sameYear = localDay(frame.now, frame.timeZone).startsWith(`${year}-`);
  const weekday = weekdayOf(day);
  if (frame.language === 'en') {
    return `${englishWeekdays[weekday]} ${date} ${months[month - 1]}${sameYear ? '' : ` ${year}`}`;
  }
  const traditional = frame.language === 'zh-Hant';
  const name = (chineseWeekdays[weekday] ?? '').replace('周', traditional ? '週' : '周');
  return `${sameYear ? '' : `${year}年`}${month}月${date}日(${name})`;
}

/** `16:50`, never later than it is; the last second of a day reads 23:59:59. */
export function clockWords(at: number, frame: TimeFrame): string {
  const time = localTime(at, frame.timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(time.hour)}:${two(time.minute)}${time.minute === 59 && time.second === 59 ? ':59' : ''}`;
}

export function instantWords(at: number, frame: TimeFrame): string {
  return `${dayWords(at, frame)}${frame.language === 'en' ? ', ' : ''}${clockWords(at, frame)}`;
}

/** When something happened, in the precision that was said (`2026-10`, `2026-11-23`, full). */
export function minuteWords(at: number, frame: TimeFrame): string {
  return clockWords(at - (at % 60_000), frame);
}
