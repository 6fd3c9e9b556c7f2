/** What a token stands for; `value` is its figure (day offset, month, index of a part of the day …). */
export type TokenKind =
  | 'number' // 3, 十二
  | 'ymd' // 2026.12.1 → 20261201
  | 'month-day' // 12/3 → 1203
  | 'dotted' // 12.3 → 1203, a date only beside a time
  | 'dashed' // 12-3 → 1203
  | 'clock' // 14:00, 3pm → minutes; `fixed` when the half of the day is known
  | 'day' // 今天 → 0, 明天 → 1
  | 'same-day' // 同一天
  | 'day-pair' // 明后天 → 1
  | 'part' // 下午 → index into partsOfDay
  | 'bare-part' // 早, 晚 after 今/明/昨
  | 'rel' // 这 0, 下 1, 下下 2, 上 -1
  | 'past-rel' // 过去, last in "last 3 days"
  | 'week' // 周 星期 礼拜
  | 'weekend'
  | 'week-part' // 上半周 1, 下半周 4: from which weekday on
  | 'weekday' // English names, 1 = Monday
  | 'year-rel' // 今年 0, 明年 1
  | 'year'
  | 'quarter-of-year'
  | 'half-year' // 上半年 1, 下半年 2
  | 'half-month'
  | 'month'
  | 'months' // 个月
  | 'month-name'
  | 'month-rel' // 本月 0, 下月 1
  | 'month-part' // 初 中 底
  | 'date' // 日 号
  | 'days'
  | 'hour'
  | 'hours'
  | 'minute'
  | 'minutes'
  | 'quarter'
  | 'half'
  | 'second'
  | 'to-hour' // 差
  | 'past-hour' // 过
  | 'sharp' // 整
  | 'about'
  | 'ge' // 个
  | 'one-or-so' // 个把
  | 'to' // 到
  | 'before'
  | 'after'
  | 'within'
  | 'in' // 再过, English in
  | 'ago'
  | 'ordinal' // 第
  | 'last' // 最后
  | 'workday'
  | 'first-day-back' // 开工第一天
  | 'festival'
  | 'holiday' // 节, 假期: whichever comes next
  | 'lunar'
  | 'lunar-month' // 正 1, 腊 12
  | 'lunar-first' // 大年初
  | 'off-work' // 下班 → minutes
  | 'now'
  | 'ahead-rel' // 接下来, 未来
  | 'passing' // 过完, 过了 before a festival
  | 'nth' // first, second
  | 'days-off' // 期间, 黄金周 behind a festival
  | 'namely' // 就是, between two names of a day
  | 'more' // 又, between lengths
  | 'rather' // 不对, before what was meant
  | 'or'
  | 'and'
  | 'between'
  | 'edge' // end of 3, early 1
  | 'named-hour' // noon → minutes
  | 'year-quarter' // Q3
  | 'every'
  | 'filler'
  | 'open' // (
  | 'close'
  | 'comma'
  | 'other';

export interface Word {
  kind: TokenKind;
  value: number;
}
