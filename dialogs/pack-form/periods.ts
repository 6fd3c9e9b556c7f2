import { addDays, localDay, weekdayOf } from '../../src/policy/local-time.js';
import { dayAfterMonths } from '../../src/policy/months.js';
import { quarterOf, weekOf } from '../../src/policy/periods.js';
import type { Language } from '../../src/understanding/types.js';
import { packFormWords as words } from './words.js';

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A span of whole days, both ends included (`YYYY-MM-DD`). */
export interface Period {
  kind: PeriodKind;
  from: string;
  until: string;
}

/** The period of a kind a day lies in, or one so many further. */
export function periodAt(kind: PeriodKind, day: string, further = 0): Period {
  switch (kind) {
    case 'day': {
      const that = addDays(day, further);
      return { kind, from: that, until: that };
    }
    case 'week': {
      const from = addDays(day, -((weekdayOf(day) + 6) % 7) + 7 * further);
      return { kind, from, until: addDays(from, 6) };
    }
    case 'month':
      return months(kind, `${day.slice(0, 7)}-01`, 1, further);
    case 'quarter':
      return months(kind, `${quarterStart(day)}-01`, 3, further);
    case 'year':
      return months(kind, `${day.slice(0, 4)}-01-01`, 12, further);
    default:
      return kind satisfies never;
  }
}

function months(kind: PeriodKind, first: string, length: number, further: number): Period {
  const from = dayAfterMonths(first, length * further);
  return { kind, from, until: addDays(dayAfterMonths(from, length), -1) };
}

function quarterStart(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 5)}${String(month).padStart(2, '0')}`;
}

/** As rules name it: `2026-11-24`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`. */
export function periodKey({ kind, from }: Period): string {
  if (kind === 'month') return from.slice(0, 7);
  if (kind === 'quarter') return quarterOf(from);
  if (kind === 'week') return weekOf(from);
  return kind === 'year' ? from.slice(0, 4) : from;
}

const kinds: ReadonlyArray<readonly [PeriodKind, RegExp]> = [
  ['day', /[今昨前]天|今日|昨日|日报|\b(?:today|yesterday|day|daily)\b/],
  ['week', /周|星期|礼拜|\bweek(?:ly)?\b/],
  ['quarter', /季|\bquarter(?:ly)?\b/],
  ['month', /月(?!饼)|\bmonth(?:ly)?\b/],
  ['year', /年|\byear(?:ly)?\b/],
];
const before = /上(?:一?个)?(?:周|星期|礼拜|月|季)|上周|去年|昨[天日]|\blast\b|\byesterday\b/;
const twoBefore = /前天|上上(?:周|个?月)/;
const after = /下(?:一?个)?(?:周|星期|礼拜|月|季)|明年|明[天日]|\bnext\b|\btomorrow\b/;

/** The period folded words name; of several kinds the one named first. */
export function periodSaid(
  text: string,
  allowed: readonly PeriodKind[],
  now: number,
  timeZone: string,
): Period | undefined {
  const named = kinds
    .filter(([kind]) => allowed.includes(kind))
    .flatMap(([kind, pattern]) => {
      const at = pattern.exec(text)?.index;
      return at === undefined ? [] : [{ kind, at }];
    })
    .sort((a, b) => a.at - b.at);
  const [first] = named;
  if (!first) return undefined;
  const { kind, at } = first;
  // 「这个月总结…下月主攻…」: the period is the one it is called by.
  if (/[这本今当]个?$/.test(text.slice(0, at))) return periodAt(kind, localDay(now, timeZone));
  const further = twoBefore.test(text) ? -2 : before.test(text) ? -1 : after.test(text) ? 1 : 0;
  return periodAt(kind, localDay(now, timeZone), further);
}

/** `11月23日至29日`, `11月`, `2026年四季度`. */
export function periodWords({ kind, from, until }: Period, language: Language): string {
  const [year, month = 1, day = 1] = from.split('-').map(Number);
  const [, lastMonth = 1, lastDay = 1] = until.split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  return words.say(language, `period.${kind}`, {
    year: year ?? 0,
    month,
    day,
    lastMonth: lastMonth === month && language !== 'en' ? '' : `${lastMonth}${language === 'en' ? '/' : '月'}`,
    lastDay,
    quarter: language === 'en' ? quarter : (['一', '二', '三', '四'][quarter - 1] ?? ''),
  });
}
