import type { Clock, Threshold } from './types.js';

/** Whether a rule's figure stands in a clause's words, in digits or Chinese numerals: 24小时, 二十四小时, 两个工作日, 24 hours. */
export function limitStandsIn(clock: Clock, amount: number | null, text: string): boolean {
  const n = amount ?? 0;
  switch (clock) {
    case 'wall-hours':
      return numbered(n, '个?(小时|钟头)|[- ]?hours?', text);
    case 'working-hours':
      return numbered(n, '个?(工作)?(小时|钟头)|[- ]?(working |office )?hours?', text);
    case 'working-days':
    case 'working-days-before':
      return numbered(n, '个?工作[日天]|[- ]?(working|business) days?', text);
    case 'calendar-days':
      return numbered(n, '个?(自然)?[日天](?!志)|[- ]?(calendar )?days?', text);
    case 'calendar-months':
      return months(n, text);
    case 'end-of-day':
      return /当[日天]|每[日天]|same day|daily/i.test(text);
    case 'end-of-week':
      return /[每本当]周|周[末日]|每星期|星期[日天]|weekly|every week|within the week/i.test(text);
    case 'end-of-month':
      return /[当每本]月|每个月|月[底末]|monthly|every month|within the month/i.test(text);
    case 'end-of-quarter':
      return /每个?季|[本当]季|季[度末]|quarter/i.test(text);
    case 'end-of-half-year':
      return /半年|half[- ]year/i.test(text);
    case 'end-of-year':
      return /[每当本]年|年[底末]|yearly|every year|once a year/i.test(text);
    case 'now':
      return /及时|立[即刻]|马上|[即实]时|当即|promptly|at once|immediately/i.test(text);
    case 'at':
      return true;
    default:
      return clock satisfies never;
  }
}

/** Whether a threshold's figure stands in a clause's words: 95%, 百分之九十五, 1:1.5, 每月至少两家. */
export function thresholdStandsIn(threshold: Pick<Threshold, 'value' | 'unit'>, text: string): boolean {
  const { value, unit } = threshold;
  switch (unit) {
    case 'percent':
      return numbered(value, '\\s*[%%]', text) || new RegExp(`百分之(${words(value)})(?![${numerals}])`).test(text);
    case 'hours':
      return limitStandsIn('wall-hours', value, text);
    case 'minutes':
      return numbered(value, '\\s*(分钟|minutes?)', text);
    case 'a-month':
      return /每个?月|月/.test(text) && numbered(value, '\\s*[家次份]', text);
    case 'a-quarter':
      return /季/.test(text) && numbered(value, '\\s*[家次份篇]', text);
    case 'ratio-1-to':
      return new RegExp(`1\\s*[::比]\\s*${String(value).replace('.', '\\.')}(?!\\d)`).test(text);
    default:
      return unit satisfies never;
  }
}

function months(n: number, text: string): boolean {
  if (n === 1 && /每个?月|monthly|every month/i.test(text)) return true;
  if (n === 6 && /半年|half[- ]year/i.test(text)) return true;
  if (n === 12 && /每年|一年|yearly|every year/i.test(text)) return true;
  return numbered(n, '个?月|[- ]?months?', text);
}

const numerals = '〇零一二两三四五六七八九十百';

/** A number as it is and as Chinese words, no digit or numeral before it. */
function numbered(n: number, unit: string, text: string): boolean {
  return new RegExp(`(?<![\\d.${numerals}])(${words(n)})(${unit})`, 'i').test(text);
}

function words(n: number): string {
  const digits = String(n).replace('.', '\\.');
  const chinese = Number.isInteger(n) && n > 0 && n < 100 ? [chineseNumeral(n), ...(n === 2 ? ['两'] : [])] : [];
  return [digits, ...chinese].join('|');
}

/** 1 … 99: 二, 十, 十五, 二十四. */
export function chineseNumeral(n: number): string {
  const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(n / 10);
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${ones[tens]}十`;
  return `${head}${ones[n % 10]}`;
}
