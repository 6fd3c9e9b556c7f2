import type { Because, Obligation } from '../domain/obligation.js';
import { clauseOn } from './clauses.js';
import { localDay, localTime, weekdayOf } from './local-time.js';
import type { Pack } from './types.js';

/** Languages the words of a pack are written in; others are made from these. */
export type PackLanguage = 'zh-Hans' | 'en';

/** How a value is said: in whose words, in which language, on which day: one of its year needs no year, clauses are those of its time. */
interface Saying {
  pack: Pack;
  language: PackLanguage;
  day: string;
}

/** Why an obligation is due then, a sentence a step, in words a manager can repeat to a customer. */
export function explain(
  obligation: Pick<Obligation, 'because'>,
  pack: Pack,
  language: PackLanguage = 'zh-Hans',
): string[] {
  const start = Number(obligation.because[0]?.values.at);
  const day = Number.isNaN(start) ? '' : localDay(start, pack.timeZone);
  return obligation.because.map((step) => sentence(step, { pack, language, day }));
}

function sentence(step: Because, saying: Saying): string {
  const template = saying.pack.words[step.key]?.[saying.language] ?? step.key;
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (hole, name: string, format?: string) => {
    const value = step.values[name];
    return value === undefined ? hole : shown(value, format, saying);
  });
}

function shown(value: string | number, format: string | undefined, saying: Saying): string {
  const { pack, language, day } = saying;
  const year = day.slice(0, 4);
  switch (format) {
    case 'time':
      return timeWords(Number(value), pack.timeZone, language, year);
    case 'day':
      return dayWords(String(value), language, year);
    case 'days':
      return daysWords(String(value).split(','), language, year);
    case 'event':
      return (pack.words[`event.${value}`] ?? pack.words['event.other'])?.[language] ?? String(value);
    case 'clause':
      return clauseOn(pack, String(value), saying.day)?.ref ?? String(value);
    default:
      return String(value);
  }
}

const weekdays = {
  'zh-Hans': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `11月25日(周三)`; with its year where that is not the one given. */
export function dayWords(day: string, language: PackLanguage, year = day.slice(0, 4)): string {
  const [own = '', month = '1', date = '1'] = day.split('-');
  const weekday = weekdays[language][weekdayOf(day)];
  const other = own !== year;
  if (language === 'en') return `${Number(date)} ${months[Number(month) - 1]}${other ? ` ${own}` : ''} (${weekday})`;
  return `${other ? `${own}年` : ''}${Number(month)}月${Number(date)}日(${weekday})`;
}

/** `11月25日(周三)16:50`; seconds only where they are not 00. */
export function timeWords(at: number, timeZone: string, language: PackLanguage, year?: string): string {
  const { day, hour, minute, second } = localTime(at, timeZone);
  const parts = second ? [hour, minute, second] : [hour, minute];
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${dayWords(day, language, year)}${language === 'en' ? ' ' : ''}${time}`;
}

/** A long list keeps its first and last days and says how many there are. */
function daysWords(days: string[], language: PackLanguage, year: string): string {
  const said = days.map((day) => dayWords(day, language, year));
  if (days.length <= 5) return said.join(language === 'en' ? ', ' : '、');
  const [first, last] = [said[0] ?? '', said.at(-1) ?? ''];
  return language === 'en' ? `${first} … ${last}, ${days.length} days` : `${first}到${last}之间共${days.length}天`;
}
