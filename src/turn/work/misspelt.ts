import { soundsOf } from '../../understanding/pinyin.js';

/** What views are asked for by; a slip of the thumb sounds like the word that was meant. */
const asked = [
  '团队',
  '情况',
  '逾期',
  '待审批',
  '等我批',
  '日志',
  '投诉',
  '结案',
  '休假',
  '接手',
  '统计',
  '拜访',
  '计划',
  '总结',
  '没结',
  '没交',
  '手上',
];
const words = asked.map((word) => ({ word, sounds: soundsOf(word) })).toSorted((a, b) => b.word.length - a.word.length);
const longest = 16;

/** A short message with the words of views put right by their sound; null where none was misspelt. For what is only looked at. */
export function mended(text: string): string | null {
  if (text.length > longest) return null;
  const sounds = soundsOf(text);
  let out = text;
  for (const { word, sounds: sound } of words) {
    for (let at = sounds.indexOf(sound); at >= 0; at = sounds.indexOf(sound, at + word.length))
      out = `${out.slice(0, at)}${word}${out.slice(at + word.length)}`;
  }
  return out === text ? null : out;
}
