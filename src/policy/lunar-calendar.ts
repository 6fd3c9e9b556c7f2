import { nearestNewMoon, newMoon, solarLongitude } from './astronomy.js';
import { addDays, instantOf, localDay } from './local-time.js';

/** The Chinese calendar is reckoned for Beijing, whatever zone a pack uses. */
const beijing = 'Asia/Shanghai';

/** The day (`YYYY-MM-DD`) of a lunar month and day in the Chinese year that begins in a Gregorian year. Leap months are passed over. */
export function lunarDay(year: number, month: number, day: number): string {
  const starts = monthStarts(year);
  const start = starts.get(month);
  if (start === undefined) throw new RangeError(`no lunar month ${month} in ${year}`);
  return addDays(start, day - 1);
}

/** Qingming: the day on which the sun reaches 15°. */
export function qingming(year: number): string {
  return dayOfLongitude(`${year}-04-01`, 15);
}

/** First day of the months 11, 12 (of the year before) and 1 … 10: between the winter solstices of two years. */
function monthStarts(year: number): Map<number, string> {
  const first = monthOf(dayOfLongitude(`${year - 1}-12-15`, 270));
  const last = monthOf(dayOfLongitude(`${year}-12-15`, 270));
  const leapYear = last - first === 13;
  const starts = new Map<number, string>();
  let month = 11;
  let leapSeen = false;
  for (let k = first; k < last; k++) {
    if (leapYear && !leapSeen && k > first && !holdsPrincipalTerm(k)) {
      leapSeen = true;
      continue;
    }
    starts.set(month, startOf(k));
    month = (month % 12) + 1;
  }
  return starts;
}

function startOf(k: number): string {
  return localDay(newMoon(k), beijing);
}

/** Number of the lunar month a day lies in. */
function monthOf(day: string): number {
  let k = nearestNewMoon(instantOf(day, beijing)) + 1;
  while (startOf(k) > day) k--;
  return k;
}

function holdsPrincipalTerm(k: number): boolean {
  const sector = (day: string) => Math.floor(solarLongitude(instantOf(day, beijing)) / 30);
  return sector(startOf(k)) !== sector(startOf(k + 1));
}

/** First day from `from` at whose end the sun has passed a longitude. */
function dayOfLongitude(from: string, degrees: number): string {
  let day = from;
  const passed = (at: number) => (solarLongitude(at) - degrees + 360) % 360 < 180;
  while (!passed(instantOf(addDays(day, 1), beijing))) day = addDays(day, 1);
  return day;
}
