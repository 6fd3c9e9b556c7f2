import { letterCount } from '../engine/answer.js';
import { clausesIn, isChinese } from './direct-speech.js';
import { isThreat } from './threats.js';
import { withoutInsults } from './vents.js';

/** His story as one would say it back to him: what happened, in his words, turned to him (停您机, 我们的人), without the curses. */
export function retold(story: string): string {
  const messages = story.split(/[;\uFF1B]/).map((message) => {
    const said = clausesIn(message).filter(({ kind }) => kind === 'tells' || kind === 'wish');
    return said.map(({ text }) => turned(text)).filter((text) => letterCount(text) > 0);
  });
  const told = messages.filter((clauses) => clauses.length > 0);
  if (told.length === 0) return turned(story);
  const marks = isChinese(story) ? [',', ';'] : ['. ', '. '];
  return told.map((clauses) => clauses.join(marks[0])).join(marks[1]);
}

/** What one message told and asks for, in its order; nobody wants his questions and threats said back at once. */
export function echoOf(text: string): string {
  const said = clausesIn(text).flatMap(({ kind, text: clause }) => {
    if (kind === 'wish') return [wishRetold(clause)];
    return kind === 'tells' && !isThreat(clause) && !asksBack.test(clause) ? [turned(clause)] : [];
  });
  return said.filter((clause) => letterCount(clause) > 0).join(isChinese(text) ? ',' : '. ');
}

const asksBack = /[吗嗎呢么]$|^(?:请问|請問|难道|難道|你说|你說)/;

/** What he wants done, without the pleading around it: 求求你们先让我能收短信行不行. */
export function wishRetold(wish: string): string {
  if (!isChinese(wish)) return turned(wish);
  const bare = [pleads, mayYou, wants, you].reduce(
    (left, pattern) => left.replace(pattern, ''),
    wish.replace(coaxes, ''),
  );
  return turned(letterCount(bare) >= 2 ? bare : wish, 'wish');
}

/** All that he wants, as it follows 「您要:」. */
export function wishesRetold(demand: string): string {
  if (!isChinese(demand)) return turned(demand).replace(/^you (?:want|need|demand|would like|expect) /i, '');
  const wishes = demand.split(/(?<=[;\uFF1B,\uFF0C。!\uFF01?\uFF1F])|(?<=[\u3400-\u9fff]) +/).map((wish) => {
    const bare = wish.replace(/[;\uFF1B,\uFF0C。!\uFF01?\uFF1F]+$/, '');
    const said = wishRetold(bare).replace(/^您(?:就|只)?(?:要|想)(?!么|不)(?:我们|我們)?/, '');
    return bare.replace(coaxes, '') === '' ? '' : `${said}${/[;\uFF1B]$/.test(wish) ? ';' : ','}`;
  });
  return wishes.join('').replace(/[;,]+$/, '');
}

const pleads = /^(?:那|就|算我|我)*(?:求求?|拜托|拜託|麻烦|麻煩|恳请|懇請|请|請|劳驾|勞駕)(?:[你您妳][们們]?)?(?=.{2})/;
const mayYou = /^(?:[你您妳][们們]?)?(?:到底)?(?:能不能|可不可以|能否|可否|可以|能)(?=[^,]{2})/;
const wants = /^(?:那|就)?(?:我[们們]?|咱[们們]?)?(?:就|只|现在|現在)*(?:要求|希望|想要)(?:[你您妳][们們]?)?(?=.{2})/;
const you = /^[你您妳][们們]?(?=给我|給我|帮|幫|赶紧|趕緊|赶快|趕快|马上|馬上|尽快|盡快|必须|必須|先|快|就|要|得)/;
const coaxes =
  /(?:[,\uFF0C\s]*(?:行不行|好不好|可不可以|中不中|(?:可以|行|好|成|中)(?:吗|嗎|么|不(?=$|[啊呀])))(?:啊|呀|嘛|亲|親)*|(?:吗|嗎|嘛|呗|唄|啊|呀|吧|哈|亲|親)+)$/;

/** His words turned to him. */
export function turned(words: string, kind: 'tells' | 'wish' = 'tells'): string {
  const plain = withoutInsults(words).replace(/[\s.。!\uFF01,\uFF0C~…]+$/g, '');
  return isChinese(plain) ? turnedChinese(kind === 'wish' ? plain : plain.replace(rhetoric, '')) : turnedEnglish(plain);
}

const home =
  '公司|单位|單位|厂|廠|店|酒店|饭店|飯店|家|学校|學校|医院|办公|机房|工地|仓库|车间|前台|这|那|部门|科室|村|小区|楼|老板|领导|经理|客户|客人|员工';
const chinese = new RegExp(
  `(?:我们|我們|我哋|咱们|咱們|俺们|俺們)(?=${home})|我们|我們|我哋|咱们|咱們|俺们|俺們|(?<!自)(?:我|俺|咱|老子|劳资)|贵公司|貴公司|贵司|貴司|[本敝](?:公司|司|店|厂|廠|单位|單位)|本人|恁们|恁|你们|你們|你哋|妳们|妳們|妳|(?<!迷)你|您`,
  'g',
);
const ours = /^(?:恁|你|您|妳|贵|貴)/;
const own = /^[本敝](?=公司|司|店|厂|廠|单位|單位)/;
const several = /^(?:我|咱|俺)[们們哋]$/;

/** 喂姑娘啊, 你好啊同志我跟你说一下我们这个情况啊是这样的: said to us before anything is told. */
const addresses =
  /^(?:(?:喂|哎|唉|嗯|那个|[你您]好|同志|姑娘|小伙子?|小妹|妹子|师傅|師傅|大姐|大哥|美女|帅哥)(?:啊|呀|哈|呢|,)*)*(?:我(?:跟|和|给|給|向)(?:[你您][们們]?)(?:说说?|說說?|讲讲?|講講?|反映)(?:一下|个事|個事|件事|一件事)*(?:我们?|我們|咱们?)?(?:这个|這個|的)?(?:情况|情況|事情?)?(?:啊|呀|呢|哈)*)?(?:是这样的?|是這樣的?)?(?:啊|呢|哈)?(?=.{2})/;

/** 你告诉我, 你们说说: asks nobody. */
const rhetoric =
  /^[你您][们們]?(?:倒是)?(?:(?:给|給)我)?(?:说说?|說說?|看看?|想想?|讲讲?|講講?|评评理|評評理|告诉我|告訴我)(?:吧|啊|呢|嘛)?(?=.{2})/;

function turnedChinese(text: string): string {
  const whose = new RegExp(`^(?:${home})`);
  const [us, yours] = /[們個這說來沒錢網開關號應對請費還電話線斷訊機壞點後時間經過進給讓誰貴為麼務產報響業專]/.test(
    text,
  )
    ? ['我們', '您那邊']
    : ['我们', '您那边'];
  const told = text
    .replace(addresses, '')
    .replace(/^(?:补充|補充)(?:一[句下]|一點|一点)?[:\uFF1A,\uFF0C\s]*(?=.{2})/, '')
    .replace(/^(?:我|俺)?(?:想|要|来)(?:跟你们?|向你们)?(?:反映|投诉|问|说)(?:一下|下|个事)/, '')
    .replace(/^(?:那?我就?说|喂)(?=.{2}|$)/, '')
    .replace(/^[^,]{0,4}跟(?:你|您)们?(?:讲|说)(?:吧|啊)?$/, '')
    .replace(/(?:你|您)们?(?:看看?|瞧瞧?)(?:吧|呗)?$/, '');
  return told
    .replace(chinese, (word, at: number) => {
      if (ours.test(word)) return us;
      if (own.test(word)) return word.replace(own, '您');
      return several.test(word) && !whose.test(told.slice(at + word.length)) ? yours : '您';
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
  if (/^\S+@\S+$/.test(said)) return said;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
