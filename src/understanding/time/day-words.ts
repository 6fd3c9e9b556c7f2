/** Parts of the day: from, to in minutes, and which hours a clock said with them means. */
export const partsOfDay = [
  { name: '凌晨', words: ['凌晨', '清晨时分', '后半夜', '下半夜'], from: 0, to: 360 },
  {
    name: '早上',
    words: [
      '早上',
      '早晨',
      '清早',
      '一早',
      '大清早',
      '一大早',
      '清晨',
      '早间',
      '朝早',
      '早起',
      '大早',
      '大早上',
      '一大清早',
      'morning',
    ],
    from: 360,
    to: 720,
  },
  {
    name: '上午',
    words: ['上午', '上昼', '午前', '头晌', '前晌', '头午', '上半天', '早半天', '前半晌', 'am'],
    from: 480,
    to: 720,
  },
  {
    name: '中午',
    words: ['中午', '晌午', '午间', '午饭时', '午休', 'lunchtime'],
    from: 690,
    to: 810,
  },
  {
    name: '下午',
    words: [
      '下午',
      '午后',
      '下昼',
      '晏昼',
      '后半晌',
      '下半晌',
      '后晌',
      '过午',
      '后半天',
      '下半天',
      '晌后',
      'afternoon',
      'pm',
    ],
    from: 780,
    to: 1080,
  },
  {
    name: '傍晚',
    words: ['傍晚', '黄昏', '傍黑', '擦黑', '下晚', '傍晚时分', '擦黑儿', '傍黑儿'],
    from: 1020,
    to: 1140,
  },
  {
    name: '晚上',
    words: ['晚上', '晚间', '夜里', '夜晚', '夜间', '黑夜', '晚夕', '晚晌', '晚黑', '当晚', '入夜', 'evening', 'night'],
    from: 1080,
    to: 1440,
  },
  { name: '半夜', words: ['半夜', '深夜', '午夜', '三更半夜', 'midnight'], from: 1380, to: 1440 },
] as const;

const partIndex = (name: (typeof partsOfDay)[number]['name']): number => partsOfDay.findIndex((p) => p.name === name);
const morning = partIndex('早上');
const forenoon = partIndex('上午');
const noon = partIndex('中午');
const afternoon = partIndex('下午');
const evening = partIndex('晚上');

export const dayWords: Record<string, number> = {
  今天: 0,
  今日: 0,
  今儿: 0,
  今儿个: 0,
  当天: 0,
  当日: 0,
  今个: 0,
  今朝: 0,
  today: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  明儿个: 1,
  听日: 1,
  明朝: 1,
  翌日: 1,
  次日: 1,
  第二天: 1,
  隔天: 1,
  tomorrow: 1,
  tmr: 1,
  tmrw: 1,
  tomorow: 1,
  tommorow: 1,
  tommorrow: 1,
  后天: 2,
  后日: 2,
  后儿: 2,
  'day after tomorrow': 2,
  大后天: 3,
  大后日: 3,
  大后儿: 3,
  大大后天: 4,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨儿个: -1,
  寻日: -1,
  琴日: -1,
  尋日: -1,
  yesterday: -1,
  前天: -2,
  前日: -2,
  前儿: -2,
  'day before yesterday': -2,
  大前天: -3,
  大前日: -3,
  大大前天: -4,
};

/** 今早, 明晚 …: a day and a part in one, as offset and index. */
export const dayParts: Record<string, [number, number]> = {};
for (const [day, offset] of [
  ['今', 0],
  ['明', 1],
  ['昨', -1],
  ['当', 0],
  ['听', 1],
  ['前', -2],
  ['后', 2],
  ['寻', -1],
] as const) {
  const known: Array<[string, number]> = [
    ['晚上', evening],
    ['早上', morning],
    ['早晨', morning],
    ['天晚上', evening],
    ['天早上', morning],
    ['天上午', forenoon],
    ['天下午', afternoon],
    ['天中午', noon],
    ['早', morning],
    ['晨', morning],
    ['晚', evening],
    ['夜', evening],
    ['上午', forenoon],
    ['下午', afternoon],
    ['中午', noon],
    ['天早', morning],
    ['天晚', evening],
    ['日早', morning],
    ['日晚', evening],
    ['午', noon],
  ];
  for (const [part, index] of known) dayParts[day + part] = [offset, index];
}
for (const wrong of [
  '当早',
  '当晨',
  '当午',
  '前夜',
  '后夜',
  '前晨',
  '后晨',
  '前午',
  '后午',
  '听午',
  '寻午',
  '昨午',
  '当夜',
  '后上午',
  '前上午',
  '后中午',
  '前中午',
  '前下午',
  '后下午',
  '当上午',
  '当中午',
  '当下午',
])
  delete dayParts[wrong];
for (const [day, offset] of [
  ['this', 0],
  ['tomorrow', 1],
  ['yesterday', -1],
] as const)
  for (const [part, index] of [
    ['morning', morning],
    ['afternoon', afternoon],
    ['evening', evening],
  ] as const)
    dayParts[`${day} ${part}`] = [offset, index];
dayParts.tonight = [0, evening];
dayParts['tomorrow night'] = [1, evening];
dayParts['last night'] = [-1, evening];
