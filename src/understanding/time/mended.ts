import { syllableOf } from '../pinyin.js';

/** Slips of the keyboard and of dictation inside times. All sound like what was meant and are as long. */
const soundsLike = (characters: string): ReadonlyMap<string, string> =>
  new Map([...characters].map((c) => [flat(c), c] as const));

/** Without the difference of sh and s, zh and z, ch and c. */
const flat = (character: string): string => syllableOf(character).replace(/^([zcs])h/, '$1');

const weekdays = soundsLike('一二三四五六日天');
/** Characters that sound like a weekday and stand behind 周 for other reasons: 下周是, 下周已经, 周易. */
const ownWords = new Set('一二三四五六日天是事时市已以意易而午十');

const part = '(?:凌晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)';
const hour = '(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})\\s?(?:点|时(?!间)|:|半)';
const timeAhead = `(?=的?\\s?(?:${part}|${hour}))`;

interface Slip {
  pattern: RegExp;
  /** What the character (the last group) was meant to be; undefined: no slip. */
  meant(character: string): string | undefined;
}

const slips: readonly Slip[] = [
  {
    pattern: new RegExp(`((?:周|星期|礼拜))(\\p{Script=Han})${timeAhead}`, 'gu'),
    meant: (c) => (ownWords.has(c) ? undefined : weekdays.get(flat(c))),
  },
  {
    pattern: /((?:下|下个|上|上个|这|这个|本)(?:周|星期|礼拜))([山伞散叁舞伍留刘陆柳])(?=[,。;\s]|$|[去到约拜见])/gu,
    meant: (c) => weekdays.get(flat(c)),
  },
  { pattern: new RegExp(`([今明后昨])([填田甜添舔])${timeAhead}`, 'gu'), meant: () => '天' },
  { pattern: new RegExp(`()([名鸣命茗])(?=天\\s?的?(?:${part}|${hour}))`, 'gu'), meant: () => '明' },
  { pattern: new RegExp(`(?<!楼)([上下])([五舞武伍物误])(?=\\s?${hour})`, 'gu'), meant: () => '午' },
  {
    pattern: new RegExp(
      `(${part}\\s?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3}))([店电典])(?![器话信梯脑力铺里长员家面])`,
      'gu',
    ),
    meant: () => '点',
  },
  { pattern: /([0-9一二两三四五六七八九十]点)([办版伴])(?![公理])/gu, meant: () => '半' },
  { pattern: new RegExp(`([0-9]{1,2}|十[一二三四五六七八九]?)(好)(?=${part}|\\s?${hour})`, 'gu'), meant: () => '号' },
  {
    pattern: /()([壹贰叁肆伍陆柒捌玖拾])(?=点|号(?![楼线门店院])|时(?!间)|日(?!\p{Script=Han}))/gu,
    meant: (c) => '一二三四五六七八九十'['壹贰叁肆伍陆柒捌玖拾'.indexOf(c)],
  },
  { pattern: /()(俩)(?=个?(?:点|小时|钟头|天|星期|礼拜|月)|周)/gu, meant: () => '两' },
];

/** Nothing to mend without one of these. */
const trigger = /[周期拜天填田甜添舔午五舞武伍物误店电典办版伴好俩壹贰叁肆陆柒捌玖拾]/;

/** Folded text with slips inside its times put right, as long as before: 下周山下午 → 下周三下午. */
export function mended(text: string): string {
  if (!trigger.test(text)) return text;
  let out = text;
  for (const { pattern, meant } of slips)
    out = out.replace(pattern, (whole: string, lead: string, character: string) => {
      const right = meant(character);
      return right ? lead + right + whole.slice(lead.length + character.length) : whole;
    });
  return out;
}
