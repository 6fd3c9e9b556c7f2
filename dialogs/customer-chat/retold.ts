import { letterCount } from '../engine/answer.js';
import { clausesIn, isChinese } from './direct-speech.js';
import { withoutInsults } from './vents.js';

/** His story as one would say it back to him: what happened, in his words, turned to him (停您机, 我们的人), without the curses. */
export function retold(story: string): string {
  const messages = story.split(/[;\uFF1B]/).map((message) => {
    const said = clausesIn(message).filter(({ kind }) => kind === 'tells');
    return said.map(({ text }) => turned(text)).filter((text) => letterCount(text) > 0);
  });
  const told = messages.filter((clauses) => clauses.length > 0);
  if (told.length === 0) return turned(story);
  const marks = isChinese(story) ? [',', ';'] : ['. ', '. '];
  return told.map((clauses) => clauses.join(marks[0])).join(marks[1]);
}

/** What one message told and asks for, in its order; empty where it did neither. */
export function echoOf(text: string): string {
  const said = clausesIn(text).filter(({ kind }) => kind === 'tells' || kind === 'wish');
  return said.map((clause) => turned(clause.text)).join(isChinese(text) ? ',' : '. ');
}

/** His words turned to him. */
export function turned(words: string): string {
  const plain = withoutInsults(words).replace(/[\s.。!\uFF01,\uFF0C~…]+$/g, '');
  return isChinese(plain) ? turnedChinese(plain) : turnedEnglish(plain);
}

const home =
  '公司|单位|厂|店|酒店|家|学校|医院|办公|机房|工地|仓库|车间|前台|这|那|部门|科室|村|小区|楼|老板|领导|经理|客户|客人|员工';
const chinese = new RegExp(
  `(?:我们|我們|我哋|咱们|咱們|俺们|俺們)(?=${home})|我们|我們|我哋|咱们|咱們|俺们|俺們|(?<!自)(?:我|俺|咱|老子|劳资)|本人|恁们|恁|你们|你們|你哋|妳们|妳們|妳|(?<!迷)你|您`,
  'g',
);
const ours = /^(?:恁|你|您|妳)/;
const several = /^(?:我|咱|俺)[们們哋]$/;

function turnedChinese(text: string): string {
  const whose = new RegExp(`^(?:${home})`);
  const us = /[們個這說來沒錢網開關號應對請費還電話]/.test(text) ? '我們' : '我们';
  return text
    .replace(/^(?:我|俺)?(?:想|要|来)(?:跟你们?|向你们)?(?:反映|投诉|问|说)(?:一下|下|个事)/, '')
    .replace(/^(?:那?我就?说|喂)(?=.{2}|$)/, '')
    .replace(/^[^,]{0,4}跟(?:你|您)们?(?:讲|说)(?:吧|啊)?$/, '')
    .replace(/(?:你|您)们?(?:看看?|瞧瞧?)(?:吧|呗)?$/, '')
    .replace(chinese, (word, at: number) => {
      if (ours.test(word)) return us;
      return several.test(word) && !whose.test(text.slice(at + word.length)) ? '您那边' : '您';
    })
    .replace(/(?<!\d)1[3-9]\d[\dx*×]{4}(\d{4})(?!\d)/g, '尾号$1');
}

const persons: Readonly<Record<string, string>> = {
  "i'm": "you're",
  "i've": "you've",
  "i'd": "you'd",
  "i'll": "you'll",
  'i am': 'you are',
  'i was': 'you were',
  i: 'you',
  me: 'you',
  my: 'your',
  mine: 'yours',
  myself: 'yourself',
  we: 'you',
  us: 'you',
  our: 'your',
  your: 'our',
  yours: 'ours',
};
const receives =
  /\b(?:told|tell|asked|ask|paid|pay|gave|give|called|call|to|from|of|with|by|for|at|on|trust|trusted)\s$/i;

function turnedEnglish(text: string): string {
  const said = text.replace(
    /\b(?:i'm|i've|i'd|i'll|i am|i was|i|me|myself|my|mine|we|us|our|yours|your|you're|you are|you)\b/gi,
    (word, at: number) => {
      const key = word.toLowerCase();
      if (key === "you're" || key === 'you are') return 'we are';
      if (key === 'you') return receives.test(text.slice(0, at)) ? 'us' : 'we';
      return persons[key] ?? word;
    },
  );
  return said.charAt(0).toUpperCase() + said.slice(1);
}
