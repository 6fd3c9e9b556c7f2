import { WordFinder } from '../word-finder.js';
import { dayParts, dayWords, partsOfDay } from './day-words.js';
import { english } from './english-words.js';
import { festivals } from './lunar.js';

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

/** Kind, its figure, and its words. */
const words: Array<[TokenKind, number, string[]]> = [
  ['day-pair', 0, ['今明', '今明两天', '今明天', '今天明天']],
  ['day-pair', 1, ['明后', '明后天', '明后两天', '明天后天', '明天或后天', '明天或者后天']],
  ['same-day', 0, ['同一天', '同一时间', '同日', '同一日', '这个时候', '这时候']],
  ['rel', 0, ['这', '本', '这个', '这一', '本个', '今个', 'this', '呢', '呢个']],
  ['rel', 1, ['下', '下个', '下一', '下一个', '下1', '次', 'next']],
  ['rel', 2, ['下下', '下下个', '大下', '大下个']],
  ['rel', -1, ['上', '上个', '上一', '上一个', 'last', 'previous']],
  ['rel', -2, ['上上', '上上个', '大上', '大上个']],
  ['past-rel', 0, ['过去', '过去的', '最近', '近', 'past', '刚过去的']],
  ['ahead-rel', 0, ['未来', '未来的', '接下来', '接下来的', '接下去', '往后', '今后', '随后', '今后的', '此后']],
  ['week', 0, ['周', '星期', '礼拜', '週', '个星期', '个礼拜', '周星期', 'week', 'weeks', 'wk']],
  ['week-part', 1, ['上半周', '前半周', '周前半段', '周上半段', '上半个星期', '周初']],
  ['week-part', 4, ['下半周', '后半周', '周后半段', '周下半段', '下半个星期']],
  ['weekend', 0, ['周末', '星期末', '礼拜末', 'weekend', '双休日']],
  ['year-rel', 0, ['今年', '本年', '当年', '这一年', 'this year']],
  ['year-rel', 1, ['明年', '来年', '次年', '下年', '下一年', 'next year']],
  ['year-rel', 2, ['后年']],
  ['year-rel', -1, ['去年', '上年', '旧年', '上一年', 'last year']],
  ['year-rel', -2, ['前年']],
  ['year', 0, ['年', '年度', 'year', 'years']],
  ['quarter-of-year', 0, ['季度', '季']],
  ['half-year', 1, ['上半年', '前半年']],
  ['half-year', 2, ['下半年', '后半年']],
  ['half-month', 1, ['上半月', '前半月', '上半个月']],
  ['half-month', 2, ['下半月', '后半月', '下半个月']],
  ['month', 0, ['月', '月份', '个月份', 'month']],
  ['months', 0, ['个月', '個月', 'months']],
  ['month-rel', 0, ['本月', '这月', '当月', '这个月', '本月份', '今个月', 'this month']],
  ['month-rel', 1, ['下月', '下个月', '次月', '下月份', '下个月份', 'next month']],
  ['month-rel', 2, ['下下月', '下下个月']],
  ['month-rel', -1, ['上月', '上个月', '上月份', '上个月份', 'last month']],
  ['month-rel', -2, ['上上月', '上上个月']],
  ['month-part', 1, ['初', '上旬', '头']],
  ['month-part', 2, ['中', '中旬', '中间']],
  ['month-part', 3, ['底', '末', '下旬', '尾', '尾巴']],
  ['date', 0, ['号', '日', '號', 'st', 'nd', 'rd', 'th']],
  ['days', 0, ['天', '日子', 'day', 'days', '个白天']],
  ['hour', 0, ['点', '点钟', '时', '点正', "o'clock", 'oclock', '點']],
  ['hours', 0, ['小时', '个小时', '钟头', '个钟头', '个钟', '个点', 'hour', 'hours', 'hr', 'hrs', 'h']],
  ['minute', 0, ['分']],
  ['minutes', 0, ['分钟', '分鐘', 'min', 'mins', 'minute', 'minutes']],
  ['quarter', 15, ['刻', '刻钟', 'quarter']],
  ['quarter', 5, ['个字']],
  ['half', 0, ['半', '搭半', '踏半', 'half']],
  ['second', 0, ['秒', '秒钟']],
  ['to-hour', 0, ['差']],
  ['past-hour', 0, ['过']],
  ['sharp', 0, ['整', '正', 'sharp', '钟', '准时']],
  [
    'about',
    0,
    [
      '左右',
      '多',
      '来',
      '大概',
      '大约',
      '约',
      '差不多',
      '前后',
      '许',
      '几',
      'about',
      'around',
      'ish',
      '多钟',
      '来钟',
      '那会',
      '那会儿',
      '的样子',
      '吧',
    ],
  ],
  ['ge', 0, ['个', '個']],
  ['one-or-so', 0, ['个把']],
  ['to', 0, ['到', '至', '~', '-', 'to', 'till', 'until', 'through', '直到', '~~', '--']],
  [
    'before',
    0,
    [
      '或之前',
      '或以前',
      '及之前',
      '及以前',
      '截止到',
      '截至',
      '最晚',
      '最迟',
      '不晚于',
      'no later than',
      '前',
      '之前',
      '以前',
      'before',
      'by',
      '为止',
      '截止',
      '前面',
      '前要',
      '前把',
    ],
  ],
  [
    'after',
    0,
    [
      '或之后',
      '或以后',
      '及之后',
      '及以后',
      '结束后',
      '结束以后',
      '结束之后',
      '完了以后',
      '后',
      '之后',
      '以后',
      '过后',
      'after',
      'later',
      '起',
      '开始',
      '往后',
      '以来',
    ],
  ],
  ['within', 0, ['内', '之内', '以内', 'within', '里', '之间']],
  ['in', 0, ['再过', '过', '等', 'in']],
  ['ago', 0, ['ago', 'earlier']],
  ['ordinal', 0, ['第', '头', '首']],
  ['last', 0, ['最后', '最末', '最后的']],
  [
    'workday',
    0,
    [
      '工作日',
      '上班日',
      '个工作日',
      'working day',
      'working days',
      'business day',
      'business days',
      'workday',
      'workdays',
      '天上班',
      '上班',
    ],
  ],
  [
    'first-day-back',
    0,
    ['开工', '复工', '返工', '返岗', '回来', '回来上班', '收假', '收假上班'].flatMap((w) => [
      `${w}第一天`,
      `${w}头一天`,
      `${w}首日`,
    ]),
  ],
  ['holiday', 0, ['节', '假期', '放假', '长假', '节假日', '收假', '小长假', '休假']],
  ['lunar', 0, ['农历', '阴历', '旧历', '古历', '夏历', 'lunar']],
  ['lunar-month', 1, ['正月']],
  ['lunar-month', 11, ['冬月']],
  ['lunar-month', 12, ['腊月']],
  ['lunar-first', 0, ['大年初']],
  ['off-work', 1080, ['下班', '收工', 'close of business', 'cob', 'eod', 'end of day']],
  ['off-work', 540, ['一上班', '上班时', '刚上班', '一到公司']],
  ['off-work', 720, ['午饭', '吃饭', '饭点', '午餐', 'lunch']],
  ['passing', 0, ['过完', '过了', '过罢']],
  ...['first', 'second', 'third', 'fourth'].map((n, i): [TokenKind, number, string[]] => ['nth', i + 1, [n]]),
  ['days-off', 0, ['期间', '黄金周', '这几天', '那几天', '假']],
  ['namely', 0, ['就是', '也就是', '即', '也即', '正好是', '刚好是', '应该是', "that's", 'that is', 'ie', 'i.e.']],
  [
    'rather',
    0,
    [
      ...[
        '不对',
        '不对不对',
        '不是',
        '错了',
        '说错',
        '说错了',
        '我说错了',
        '记错了',
        '搞错了',
        '弄错了',
        '写错了',
        '打错了',
      ],
      ...[
        '不不',
        '不不不',
        '改成',
        '改到',
        '改为',
        '改在',
        '还是改',
        '哦不',
        '哦不对',
        '啊不',
        '啊不对',
        '噢不对',
        '更正',
        '改一下',
        '等等',
        '等下',
        '唔系',
      ],
      ...['no wait', 'wait', 'sorry', 'i mean', 'actually', 'make that', 'scratch that', 'correction', 'no'],
    ],
  ],
  ['more', 0, ['又', '连续', '连着', '一连']],
  ['or', 0, ['或', '或者', '还是', '要么', '或是', 'or', '/', '要不']],
  ['and', 0, ['和', '与', '跟', '及', 'and', '&']],
  ['between', 0, ['between']],
  ['edge', 1, ['beginning of', 'start of', 'the beginning of', 'the start of']],
  ['edge', 2, ['mid', 'middle of', 'the middle of']],
  ['edge', 3, ['end of', 'the end of']],
  ['named-hour', 720, ['noon', 'midday', '正午', '12 noon']],
  ['now', 0, ['现在', '此刻', '目前', '这会', '这会儿', '而家', 'now', '当前']],
  ['every', 0, ['隔周', '平时', '平日', '天天', '每晚', '夜夜', '年年', '月月', '每', '每个', '每逢', 'every', '逢']],
  [
    'filler',
    0,
    [
      '的',
      '那天',
      '当天',
      '那个',
      '嘅',
      '这天',
      '是',
      '在',
      '、',
      '的时候',
      '时候',
      '补班',
      '调休',
      '调休上班',
      '补班的',
      '上班的',
      '@',
    ],
  ],
  ['open', 0, ['(', '[']],
  ['close', 0, [')', ']']],
  // 九十年代 is no year.
  ['other', 0, ['年代']],
  ['comma', 0, [',']],
];

function build(): WordFinder<Word> {
  const finder = new WordFinder<Word>();
  const add = (word: string, kind: TokenKind, value: number): void => finder.add(word, { kind, value });
  for (const [word, offset] of Object.entries(dayWords)) add(word, 'day', offset);
  for (const [word, [day, part]] of Object.entries(dayParts)) add(word, 'bare-part', (day + 10) * 100 + part);
  partsOfDay.forEach((part, index) => {
    for (const word of part.words) add(word, 'part', index);
  });
  festivalNames.forEach((name, index) => {
    add(name, 'festival', index);
  });
  for (const [kind, value, list] of words) for (const word of list) add(word, kind, value);
  for (const [kind, word, value] of english) add(word, kind, value);
  return finder;
}

/** Festival names by the index their tokens carry. 五一 and 十一 alone are numbers; the tokeniser decides. */
export const festivalNames: readonly string[] = [...festivals.keys()];

export const vocabulary: WordFinder<Word> = build();
