import type { Option, PackField } from '../../src/policy/forms/types.js';
import { fold } from '../../src/understanding/fold.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from '../engine/answer.js';
import type { FormContext } from '../engine/form.js';
import { periodSaid } from './periods.js';
import { figure, readQuantity, sum } from './quantity.js';
import { daysTold, dayTold, exactTold, instantTold, minutesTold, spanTold } from './told-times.js';

/** Where a clause ends. */
const ends = '(?=$|[\\s,。;!?、])';

/** What a phrase of the form's file (`咨询{}人`) finds in a text: the words that stand for `{}`, as typed. `counts`: a figure is looked for. */
export function saidIn(phrases: readonly string[], value: string, text: string, counts = false): string | undefined {
  const folded = fold(text);
  for (const phrase of phrases) {
    const [before = '', after = ''] = phrase
      .toLowerCase()
      .split('{}')
      .map((part) => part.split('…').map(literal).join('[^。!?;\\n]{0,8}?'));
    const linked =
      counts && /\p{Script=Han}$/u.test(before) ? `${before}(?:是|有|为|共|一共|大概|大约|差不多)?` : before;
    // 个人8: what is counted was said, its measure may be left out.
    const pattern = `${linked}\\s?(${value})${counts && /^.$/u.test(after) && before !== '' ? `(?:${after}|${ends})` : after}`;
    const match = new RegExp(pattern, 'd').exec(folded);
    const [from, to] = match?.indices?.[1] ?? [];
    if (from !== undefined && to !== undefined) return text.slice(from, to).trim();
  }
  return undefined;
}

function literal(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');
}

const clause = '[^,。;!?\\s\\n]{1,80}';

/** The value a message states for a field by itself; undefined where it states none. */
export function statedValue(field: PackField, reading: Reading, context: FormContext): unknown {
  const { text } = reading;
  switch (field.type) {
    case 'text':
    case 'list': {
      const words =
        typicalIn(field, text) ?? saidWords(field, text) ?? placeIn(field, reading) ?? clauseWith(field.clauses, text);
      return words && field.type === 'list' ? [words] : words;
    }
    case 'number':
      return countOf(saidIn(field.said, `${figure}|没有|没|无`, text, true));
    case 'ratio':
      return ratioIn(text, field.said);
    case 'amount':
      return readQuantity(fold(saidIn(field.said, sum, text, true) ?? sumIn(text) ?? ''));
    case 'duration':
      return minutesTold(reading);
    case 'date':
      return dayTold(reading, field.tense, context);
    case 'time':
      return field.exact ? exactTold(reading, context) : instantTold(reading, field.tense, context);
    case 'days':
      return daysTold(reading, context);
    case 'span':
      return spanTold(reading, field.tense, context);
    case 'choice':
      return chosen(field, text, (option) => option.words);
    case 'period':
      return periodSaid(fold(text), field.periods, context.now, context.timeZone);
    case 'yes-no':
    case 'customer':
    case 'contact':
    case 'staff':
    case 'lines':
    case 'files':
      return undefined;
    default:
      return field.type satisfies never;
  }
}

/** A sum that says it is one: 86元, 九万六. */
function sumIn(text: string): string | undefined {
  const inTenThousands = new RegExp(`${figure}\\s?[万w]\\s?(?:${figure})?`).exec(fold(text))?.[0];
  return saidIn(['{}元', '{}块'], sum, text) ?? inTenThousands;
}

function countOf(said: string | undefined): number | undefined {
  return said !== undefined && /^[没無无]/.test(said) ? 0 : readQuantity(fold(said ?? ''));
}

/** What a phrase captures, unless it is the end of a verb (「开通了」). */
function saidWords(field: PackField, text: string): string | undefined {
  const said = bareAnswer(saidIn(field.said, clause, text) ?? '');
  return letterCount(said) >= 2 && !/^[了好完过過的吧]/.test(said) ? said : undefined;
}

function typicalIn({ typical }: PackField, text: string): string | undefined {
  const folded = fold(text);
  return typical.filter((word) => folded.includes(word.toLowerCase())).sort((a, b) => b.length - a.length)[0];
}

/** A place that was read, or a clause that ends like one: 营业厅旁边, 园区门口. */
function placeIn({ id }: PackField, { facts, text }: Reading): string | undefined {
  if (id !== 'place') return undefined;
  const { place, customer } = facts;
  // 「在清江驻点」: that is whose, not where.
  if (place !== undefined && !(customer && place.startsWith(customer.said))) return place;
  return clausesIn(text).find((each) => letterCount(each) <= 10 && placeEnd.test(each));
}

const placeEnd =
  /[^点](?:厅|堂|室|门口|路口|旁边?|附近|[东西南北前后里外楼]边|对面|园区|小区|楼下?|广场|院|亭|大棚|车间)[里内上]?$/;

/** The clause in which one of these words stands. */
function clauseWith(words: readonly string[], text: string): string | undefined {
  if (words.length === 0) return undefined;
  return clausesIn(text).find(
    (each) => letterCount(each) >= 3 && words.some((word) => fold(each).includes(word.toLowerCase())),
  );
}

export function clausesIn(text: string): string[] {
  const parts = /\p{Script=Han}/u.test(text)
    ? text.split(/[,\uFF0C。;\uFF1B\uFF1A\n]+|\s+(?=\S)/)
    : text.split(/[.;\n]+/);
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** A figure that stands by itself, with no more than its measure: 「一共86个人」, 「55」. Undefined where there are several. */
export function soleFigure(text: string, shape: string): string | undefined {
  const alone = new RegExp(
    `^(?:一共|总共|合计|共|大概|大约|约|花了|用了)?(${shape})(?:来|多)?(?:个|位|名|家|条|户|元|块|块钱)?(?:人|号)?$`,
  );
  const found = clausesIn(text).flatMap((each) => alone.exec(fold(each))?.[1] ?? []);
  return found.length === 1 ? found[0] : undefined;
}

/** The message as an answer to the field's own question. */
export function answeredValue(field: PackField, reading: Reading, context: FormContext): unknown {
  const { text, acts } = reading;
  const said = bareAnswer(text);
  const stated =
    field.type === 'choice'
      ? (chosen(field, text, ({ words, answers }) => [...answers, ...words]) ?? begunLabel(field, said))
      : statedValue(field, reading, context);
  if (stated !== undefined && field.type !== 'text' && field.type !== 'list') return stated;
  switch (field.type) {
    case 'text':
      return isAnswer(reading) ? said : undefined;
    case 'list':
      return isAnswer(reading) ? partsOf(said) : undefined;
    case 'number':
      return acts.includes('deny') ? 0 : firstQuantity(said, figure);
    case 'amount':
      // 合约两年, 打七折: a quantity of something else is no sum.
      return firstQuantity(said, `(?:${sum})(?!\\s*(?:年|个?月|天|周|次|折|%|小时))`);
    case 'ratio':
      return firstQuantity(said, figure);
    case 'duration': {
      const minutes = firstQuantity(said, figure);
      return minutes !== undefined && /分|min/i.test(said) ? minutes : undefined;
    }
    case 'yes-no':
      return acts.includes('confirm') ? true : acts.includes('deny') ? false : undefined;
    default:
      return undefined;
  }
}

function isAnswer({ text, acts, intent }: Reading): boolean {
  return acts.length === 0 && intent !== 'smalltalk' && letterCount(text) > 0;
}

/** 「一、…;二、…」, lines, or a plain sentence. */
export function partsOf(said: string): string[] {
  return said
    .split(/[;\uFF1B\n]+|(?<=\D)、/)
    .map((part) => bareAnswer(part.replace(/^\s*(?:\d{1,2}|[一二三四五六七八九十])[.、)\uFF09]\s*/, '')))
    .filter((part) => letterCount(part) > 0);
}

function firstQuantity(said: string, shape: string): number | undefined {
  const found = new RegExp(shape).exec(fold(said))?.[0];
  return found === undefined ? undefined : readQuantity(found);
}

function ratioIn(text: string, phrases: readonly string[]): number | undefined {
  const folded = fold(text);
  const spent = new RegExp(`投入?了?(${sum})[^。;]{0,4}?(?:产出?|回报|收益|收入|赚)了?(${sum})`).exec(folded);
  const [put, got] = [readQuantity(spent?.[1] ?? ''), readQuantity(spent?.[2] ?? '')];
  if (put && got) return round(got / put);
  const told = /(?<![\d.])(\d+(?:\.\d+)?)\s*(?:[:比]|to)\s*(\d+(?:\.\d+)?)(?!\s*[点:\d])/.exec(folded);
  if (told?.[1] && told[2] && Number(told[1]) > 0) return round(Number(told[2]) / Number(told[1]));
  return readQuantity(fold(saidIn(phrases, figure, text) ?? ''));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Options whose words stand in the text, the longest word first; all of them where several may be told. */
function chosen(
  field: PackField,
  text: string,
  waysOf: (option: Option) => readonly string[],
): string | string[] | undefined {
  const { told, lacking } = field.several ? toldAndLacking(text) : { told: text, lacking: '' };
  const without = namedAlone(field.options, fold(lacking), waysOf);
  const folded = fold(told);
  const found = field.options
    .map((option) => ({ option, word: longestIn(option, waysOf(option), folded) }))
    .filter(({ option, word }) => word !== '' && !without.has(option.id))
    .sort((a, b) => b.word.length - a.word.length);
  if (found.length === 0) return undefined;
  if (!field.several) return found[0]?.option.id;
  return field.options.flatMap(({ id }) => (found.some(({ option }) => option.id === id) ? [id] : []));
}

/** What is still to come of a list: 「就差身份证」, 「照片没有」, 「不是都齐」. */
const lacks =
  /[就只还還]差|缺|没有|沒有|没带|沒帶|没拿|沒拿|没给|沒給|没齐|沒齊|没办|还没|還沒|不齐|不齊|不全|不是都|\b(?:missing|lacks?|not yet|except)\b/i;

/** 「材料齐了就差身份证」: what is all there, and what but is not. */
const allBut = /(?<=[齐齊都全有]了?)(?=[就只还還]差)/;

/** The clauses that tell, and those that say what is not there. */
function toldAndLacking(text: string): { told: string; lacking: string } {
  const clauses = clausesIn(text).flatMap((clause) => clause.split(allBut));
  const { told = [], lacking = [] } = Object.groupBy(clauses, (clause) => (lacks.test(clause) ? 'lacking' : 'told'));
  return { told: told.join(','), lacking: lacking.join(',') };
}

/** Options a text names by words that stand for no other option. */
function namedAlone(
  options: readonly Option[],
  folded: string,
  waysOf: (option: Option) => readonly string[],
): Set<string> {
  const named = options.filter((option) =>
    waysOf(option).some((way) => {
      const isOwn = options.every((other) => other === option || !waysOf(other).includes(way));
      return isOwn && folded.includes(way.toLowerCase());
    }),
  );
  return new Set(named.map(({ id }) => id));
}

/** 「实物 我自己送」: the first clause begins the label of one option alone. */
function begunLabel({ options, several }: PackField, said: string): string | string[] | undefined {
  const [first = ''] = clausesIn(said);
  const begun = options.filter(({ label }) => first !== '' && label['zh-Hans'].startsWith(first));
  const [only] = begun;
  if (!only || begun.length > 1) return undefined;
  return several ? [only.id] : only.id;
}

function longestIn({ label }: Option, ways: readonly string[], folded: string): string {
  const all = [label['zh-Hans'], label.en, ...ways].map((word) => word.toLowerCase());
  return all.filter((word) => stands(word, folded)).sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Not where it is denied (「不急」), and Latin words only whole. */
function stands(word: string, folded: string): boolean {
  const at = folded.indexOf(word);
  if (at < 0) return false;
  if (/^[a-z]/.test(word)) return new RegExp(`\\b${literal(word)}\\b`).test(folded);
  return !/[不没未别]$/.test(folded.slice(0, at)) || /^[不没未别]/.test(word);
}
