import { fold } from '../../src/understanding/fold.js';
import { findPhones } from '../../src/understanding/phones.js';
import type { Reading } from '../../src/understanding/types.js';
import { letterCount } from '../engine/answer.js';
import { putRight } from '../engine/changing.js';
import type { Draft } from '../engine/draft.js';
import { type Clause, clausesIn, isChinese, type Kind } from './direct-speech.js';

/** What one message of his tells, in his own words: each word of it belongs to one of these, or to none. */

/** 对, 是的那就这样: the answer a message begins with, or is. */
const yes = /^(?:对+|嗯+|是的?|没错|好的?|yes|yeah)(?:[,\uFF0C\s]+|$)/i;

function clausesOf({ text }: Reading): Clause[] {
  return clausesIn(text.trim().replace(yes, ''));
}

/** He wants this done; in the same breath as a trouble, also who is to call him. Where his wish was asked for all that tells no trouble is. */
export function wishOf(reading: Reading, draft: Readonly<Draft>): string | undefined {
  if (reading.edits.length > 0) return undefined;
  const clauses = clausesOf(reading);
  const answers = answersWish(reading, draft);
  const calls = answers || clauses.some(({ kind }) => kind === 'tells' || kind === 'wish');
  const wishes = clauses.filter(
    ({ kind }) => kind === 'wish' || (calls && kind === 'calls') || (answers && kind === 'tells'),
  );
  return wishes.length > 0 ? joined(wishes, reading.text) : undefined;
}

/** A few words where his wish was asked for, which tell nothing that happened. */
function answersWish({ text, acts }: Reading, draft: Readonly<Draft>): boolean {
  if (draft.open !== 'demand' || (acts.length > 0 && letterCount(text) <= 6)) return false;
  const clauses = clausesIn(text);
  const short = clauses.every(({ kind, text: said }) => kind !== 'tells' || isShortWish(said));
  return (
    short && clauses.some(({ kind, text: said }) => kind === 'wish' || kind === 'calls' || wished.test(fold(said)))
  );
}

function isShortWish(said: string): boolean {
  if (!isChinese(said)) return !tellsTrouble(said);
  return letterCount(said) <= 8 && !/\d|[了过不谁吗呢]|怎么|[这本]个?号|本机/.test(said) && !tellsTrouble(said);
}

/** 一个说法, 道歉; not 城西分店. */
const wished =
  /[退赔补修改换查免减停开关撤加给还让要能快急赶拦封删屏降付取]|道歉|说法|解释|处理|解决|恢复|公道|答复|交代|正常|\b(?:refund|fix|apolog|send|call|answer|money|sorry|help|compensat|cancel|expla|sol[uv]|someone|manager|restore|credit)/i;

/** Everything that is no mere yes or no, no number alone, no wish and no question to us; sighs only with what they are about. */
export function storyOf(reading: Reading, draft: Readonly<Draft>): string | undefined {
  const { acts, edits, text } = reading;
  if (edits.length > 0 || (acts.length > 0 && letterCount(text) <= 6) || announces(text)) return undefined;
  if (answersWish(reading, draft)) return undefined;
  const clauses = clausesOf(reading);
  // One number is asked for; of several none is lost.
  const several = numbersIn(text).length > 1 && !putsRight(text);
  if (!several && !clauses.some(({ kind }) => kind === 'tells')) return undefined;
  const said = joined(
    clauses.filter(
      ({ kind }) => !['wish', 'calls', 'asks', 'who', 'beyond'].includes(kind) && (several || kind !== 'number'),
    ),
    text,
  );
  return letterCount(said) < 2 ? undefined : said;
}

/** The number meant: of one put right in the same breath the last; any row of figures where nothing else is said. */
export function phoneOf(reading: Reading): string | undefined {
  const folded = fold(reading.text);
  const phones = numbersIn(reading.text);
  const last = phones.at(-1);
  if (last !== undefined) return putsRight(reading.text) ? last : phones[0];
  const named = /(?:号码?|电话|座机|固话|热线|账号|宽带号?|number)\D{0,4}(\d{7,12})(?!\d)/.exec(folded)?.[1];
  const bare = /^\D{0,4}?(\d[\d\s-]{5,16}\d)\D{0,3}$/.exec(folded)?.[1];
  const alone = clausesIn(reading.text).every(({ kind }) => kind === 'number') ? bare : undefined;
  const number = (named ?? alone)?.replace(/[\s-]/g, '');
  return number !== undefined && isBroken(number) ? undefined : number;
}

function numbersIn(text: string): string[] {
  return [...new Set(findPhones(fold(text)).map(({ number }) => number))];
}

const putsRight = (text: string): boolean => /不对|不是|错了|应该是|sorry|i mean/.test(fold(text));

/** A mobile number of too few or too many figures. */
const isBroken = (number: string): boolean => /^1[3-9]/.test(number) && number.length !== 11;

/** He named a number, and it cannot be right. */
export function namesBrokenNumber({ text }: Reading): boolean {
  return [...text.matchAll(/\d[\d -]{4,14}\d/g)].some(([number]) => isBroken(number.replace(/[ -]/g, '')));
}

/** Whole lines, offices or many numbers: no single one is asked for. */
export function concernsMany(story: string): boolean {
  return /全(?:公司|厂|店|部|楼|院|校|体|都)|整(?:个|栋|层)|所有|[一二两三四五六七八九十百千\d]{2,}多?(?:个|张|部|台|辆|条)(?:号|卡|手机|员工|人|司机|电话|车|设备|终端)|[两三四五六七八九](?:台|辆|个|条)(?:车|设备|收银|机器|终端|专?线|号|卡)|(?:好几|几)(?:个|十|百)(?:号|人|台)|大家|\b(?:all (?:our|of)|whole|entire|everyone|every line)\b/i.test(
    fold(story),
  );
}

/** A line, not a phone: nobody knows a number of it. */
export function concernsLine(story: string): boolean {
  return /视频会议|系统|监控|机顶盒|电视|宽带|专线|光纤|光猫|网|wi-?fi|无线|路由|上不了|机房|broadband|internet|wifi|network|connection/i.test(
    fold(story),
  );
}

/** 我要投诉, 另外一件: says that something is to be told, and nothing of it. */
export function announces(text: string): boolean {
  return /^(?:我)?(?:要|想|来|來|还要|還要)?(?:再)?(?:实名|實名|正式)?(?:投诉|投訴|反映|complain)(?:你们|你們|一下|个事|個事|问题|問題)*$|^(?:另外|另)一件(?:事)?$|^补充刚才那件$|^補充剛才那件$|^i (?:want|would like) to complain$|^(?:another one|same matter)$/i.test(
    text,
  );
}

/** 能不能保证今晚, 几点能来, 谁负责, 别家也断了吗: what is to be answered, and is no part of the story. */
export function askedIn(text: string): Asked[] {
  const kinds = new Set(clausesIn(text).map(({ kind }) => kind));
  return asked.filter((kind) => kinds.has(kind));
}

const asked = ['asks', 'who', 'beyond'] as const satisfies Kind[];
export type Asked = (typeof asked)[number];

/** 没有了, after 「有漏的您直接补」. */
const nothingLeftOut =
  /^(?:嗯|好|行|那)?[,\uFF0C\s]*(?:没|沒)(?:有|漏|别的|別的|其他|问题|問題|什么|什麼)*(?:漏|补充|補充)?(?:的|了|啦|吧)*[。.!\uFF01]*$/;

/** 对咯谢谢你哦: agrees, whatever comes after that tells nothing. */
export function agreesOn({ text, acts }: Reading): boolean {
  const begins =
    /^(?:对|是|嗯|好|行|中|没错|可以)(?:[对是嗯好行的咯呐嘞啊呀了滴哒哦噢喔啦呢]|没错)*(?=[\s,\uFF0C。.!\uFF01~]|$)/;
  if (nothingLeftOut.test(text.trim())) return true;
  return acts.includes('confirm') || (begins.test(text.trim()) && !saysMatter(text.trim().replace(begins, '')));
}

/** Without corrections that were read where he told something: a phone of no figures, words that stand nowhere in what he told. */
export function withoutDoubtful(reading: Reading, draft: Readonly<Draft> | undefined): Reading {
  const told = [draft?.values.description, draft?.values.demand].flatMap((each) => (each ? [String(each)] : []));
  const edits = reading.edits.filter(({ field, from, to }) => {
    if (field === 'phone' && !/\d{5}/.test(to.replace(/[\s-]/g, ''))) return false;
    return from === null || draft === undefined || told.some((each) => putRight(each, from, to) !== null);
  });
  return edits.length === reading.edits.length ? reading : { ...reading, edits };
}

/** What there is beside questions, sighs and calls for a person. */
export function saysMatter(text: string): boolean {
  return clausesIn(text).some(({ kind }) => kind === 'tells' || kind === 'wish' || kind === 'number');
}

export function wishesIn(text: string): string[] {
  return clausesIn(text).flatMap((clause) => (clause.kind === 'wish' ? [clause.text] : []));
}

export function isAll(text: string, ...kinds: Kind[]): boolean {
  const clauses = clausesIn(text);
  return clauses.length > 0 && clauses.every(({ kind }) => kinds.includes(kind));
}

/** Words that tell of a trouble where a wish was asked for: 流量跑得莫名其妙. */
export function tellsTrouble(text: string): boolean {
  return /没(?!有?(?:别的|其他|什么))|断|停(?!机)|错|怎么(?:会|多|没|不|回)|为(?:什么|啥)|凭(?:什么|啥)|多[收扣出]|乱|坏|慢|卡|掉线|打不|上不|用不|莫名|又|一直|天天|次|开始|昨|前天|上午|下午|影响|耽误|损失|每天|每次|等着|\b(?:not|never|no|down|wrong|slow|broken|since|yesterday)\b/i.test(
    fold(text),
  );
}

function joined(clauses: readonly Clause[], text: string): string {
  return clauses.map((clause) => clause.text).join(isChinese(text) ? ',' : '. ');
}
