import type { Because, Obligation } from '../domain/obligation.js';
import { localTime, weekdayOf } from './local-time.js';
import type { Pack } from './types.js';

/** Languages the words of a pack are written in; others are made from these. */
export type PackLanguage = 'zh-Hans' | 'en';

/** Why an obligation is due then, a sentence a step, in words a manager can repeat to a customer. */
export function explain(
  obligation: Pick<Obligation, 'because'>,
  pack: Pack,
  language: PackLanguage = 'zh-Hans',
): string[] {
  return obligation.because.map((step) => sentence(step, pack, language));
}

function sentence(step: Because, pack: Pack, language: PackLanguage): string {
  const template = pack.words[step.key]?.[language] ?? step.key;
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (hole, name: string, format?: string) => {
    const value = step.values[name];
    return value === undefined ? hole : shown(value, format, pack, language);
  });
}

function shown(value: string | number, format: string | undefined, pack: Pack, language: PackLanguage): string {
  switch (format) {
    case 'time':
      return timeWords(Number(value), pack.timeZone, language);
    case 'day':
      return dayWords(String(value), language);
    case 'days':
      return daysWords(String(value).split(','), language);
    case 'event':
      return (pack.words[`event.${value}`] ?? pack.words['event.other'])?.[language] ?? String(value);
    case 'clause':
      return pack.clauseById.get(String(value))?.ref ?? String(value);
    default:
      return String(value);
  }
}

const weekdays = {
  'zh-Hans': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `11月25日(周三)` */
export function dayWords(day: string, language: PackLanguage): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = weekdays[language][weekdayOf(day)];
  return language === 'en' ? `${date} ${months[month - 1]} (${weekday})` : `${month}月${date}日(${weekday})`;
}

/** `11月25日(周三)16:50`; seconds only where they are not 00. */
export function timeWords(at: number, timeZone: string, language: PackLanguage): string {
  const { day, hour, minute, second } = localTime(at, timeZone);
  const parts = second ? [hour, minute, second] : [hour, minute];
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${dayWords(day, language)}${language === 'en' ? ' ' : ''}${time}`;
}

/** A long list keeps its first and last days and says how many there are. */
function daysWords(days: string[], language: PackLanguage): string {
  const said = days.map((day) => dayWords(day, language));
  if (days.length <= 5) return said.join(language === 'en' ? ', ' : '、');
  const [first, last] = [said[0] ?? '', said.at(-1) ?? ''];
  return language === 'en' ? `${first} … ${last}, ${days.length} days` : `${first}到${last}之间共${days.length}天`;
}
