import { type Figure, figuresOf } from './figures.js';
import type { AskKind, Attribute, LanguageWords } from './language.js';
import { askKinds } from './language.js';
import { bigramsOf, conceptTerm, qualifierTerm } from './terms.js';
import { isHan, normalize } from './text.js';
import type { Meaning, Token, Vocabulary } from './vocabulary.js';

/** One thing a clause must speak of to answer. */
export interface Wanted {
  text: string;
  /** Any of them in the clause will do; none: the words themselves must stand there. */
  concepts: string[];
  outside: boolean;
  /** Said in the question before, not in this one: helps to find, is not required. */
  inherited: boolean;
  /** Stands behind 什么 or 哪些: what is asked for by name. */
  sought: boolean;
  /** Stands right beside a word that asks (谁设计, 要审批吗): what the question turns on. */
  point: boolean;
  /** Stands in another clause of the message than what is asked: weighs half. */
  scene: boolean;
}

/** A question taken apart; says nothing yet about any clause. */
export interface Question {
  /** Normalised. */
  text: string;
  /** Its text without what it keeps of the question before. */
  own: string;
  wanted: Wanted[];
  asks: ReadonlySet<AskKind>;
  /** What is asked of the matter it names (who pays, which form). */
  attributes: readonly Attribute[];
  /** Unit asked for (几家 → 家), or null. */
  unit: string | null;
  qualifiers: ReadonlySet<string>;
  figures: Figure[];
  /** Words without content of their own, which still make one way of asking like another. */
  faint: string[];
  /** The words its qualifiers stand in. */
  named: string[];
  /** Its words as they would be asked again: what a follow-up keeps. */
  words: string[];
  /** Those of its words that only ask. */
  askWords: string[];
}

/** Han characters up to which one word of content may lean on the question before. */
const shortQuestion = 8;
const unitAsked =
  /(?<![的这那好壁哪]|还有)(?:几多|几|多少)(?:个(?=\p{Script=Han}))?(小时|钟头|钟|分钟|工作日|季度|部分|方面|[天日周月年场回趟次遍轮家个位人份篇张条本件项种类级档步段阶块样点元钱号字页单句套层名户部门级岁米])/u;
/** 「覆盖率是不是重点」 names a rate and asks for none. */
const namesRate = (text: string, kinds: readonly AskKind[], figures: readonly Figure[]) =>
  kinds.includes('confirm') && figures.length === 0 && !/[几多何]|百分/.test(text);

/** What follows 几 or 多少 without being a unit. */
const noUnit = /[多乎才是有要能算会合比的呢吧啊吗呀率达以为就可够百千万十时快钟分天先]/;

/** 「关键人可以有几个」 asks for a number, 「能几家一起吗」 does not. */
const countsAtEnd = /几\p{Script=Han}{1,3}[?。]?$/u;

function isAskKind(name: string): name is AskKind {
  return askKinds.some((kind) => kind === name);
}

/** What stands before a thing that is asked for by name. */
const sought = /(?:什么样?的?|啥|哪[些种类个家位张份门])$/;

function wantedOf(token: Token, scene: boolean, before = ''): Wanted[] {
  const { text, meaning } = token;
  const one = {
    text,
    concepts: [],
    outside: false,
    inherited: false,
    sought: sought.test(before) && meaning?.filler !== true,
    point: false,
    scene,
  };
  if (!meaning) return /^[\d.%]+$/.test(text) ? [] : [one];
  if (meaning.concepts.length > 0) return [{ ...one, concepts: meaning.concepts }];
  return meaning.outside ? [{ ...one, outside: true }] : [];
}

/** Reads a question on its own. A word that reaches beyond a figure (再讲一遍) is a word, the rest of the figures are no words. */
export function readQuestion(raw: string, vocabulary: Vocabulary, language: LanguageWords): Question {
  return readFolded(normalize(raw), vocabulary, language);
}

/** `readQuestion` of a folded text. */
export function readFolded(text: string, vocabulary: Vocabulary, language: LanguageWords): Question {
  const all = vocabulary.segment(text);
  const figures = figuresOf(text).filter((figure) => !all.some((token) => swallows(token, figure)));
  const inFigure = (token: Token) =>
    figures.some(({ at, text: said }) => token.start >= at && token.end <= at + said.length);
  const tokens = all.filter((token) => !inFigure(token));
  const said = tokens
    .filter((token) => !isReported(text, token))
    .flatMap((token) => token.meaning?.asks ?? [])
    .filter(isAskKind)
    .filter((kind, _, kinds) => kind !== 'percent' || !namesRate(text, kinds, figures));
  const askedAt = unitAsked.exec(text)?.index;
  const counts =
    !said.includes('confirm') &&
    (!said.includes('may') || countsAtEnd.test(text)) &&
    !(askedAt !== undefined && asksWhether(text, askedAt));
  const unit = counts ? unitOf(text) : null;
  const asks = [...said, ...impliedAsks(text, unit, said, figures)];
  const focus = focusOf(text, tokens, language);
  const whole = tokens.map((token, at) => wholeWord(token, tokens[at - 1], tokens[at + 1]));
  const points = pointsOf(whole);
  return {
    text,
    own: text,
    wanted: whole.flatMap((token) =>
      wantedOf(token, token.end <= focus.from || token.start >= focus.to, text.slice(0, token.start)).map((one) => ({
        ...one,
        point: points.has(token),
      })),
    ),
    asks: new Set(asks),
    attributes: language.attributes.filter(({ asked }) => asked.test(text.slice(focus.from, focus.to))),
    unit,
    qualifiers: new Set(tokens.flatMap((token) => token.meaning?.qualifiers ?? [])),
    figures,
    faint: tokens.filter((token) => isFaint(token)).map((token) => token.text),
    named: tokens.filter(({ meaning }) => meaning && meaning.qualifiers.length > 0).map((token) => token.text),
    words: tokens.filter(({ meaning }) => !meaning || carries(meaning)).map((token) => token.text),
    askWords: tokens.filter(({ meaning }) => meaning && onlyAsks(meaning)).map((token) => token.text),
  };
}

/** A single unknown character beside a word without content is half of a word that was cut: 换|班 is 换班. */
function wholeWord(token: Token, before: Token | undefined, after: Token | undefined): Token {
  if (token.meaning || token.text.length > 1 || !isHan(token.text)) return token;
  const blank = (one: Token | undefined) => one?.meaning?.filler === true && !carries(one.meaning) && isHan(one.text);
  if (before && before.end === token.start && blank(before))
    return { ...token, start: token.start - 1, text: before.text.slice(-1) + token.text };
  if (after && after.start === token.end && blank(after))
    return { ...token, end: token.end + 1, text: token.text + after.text.slice(0, 1) };
  return token;
}

const turns: readonly AskKind[] = ['who', 'what', 'where', 'may', 'must', 'how', 'why'];

/** The first word of content behind each word that asks, and the last before a closing 吗. */
function pointsOf(tokens: readonly Token[]): ReadonlySet<Token> {
  const points = new Set<Token>();
  const speaks = (token: Token) => wantedOf(token, false).length > 0;
  tokens.forEach(({ meaning, text }, at) => {
    const asks = meaning && meaning.concepts.length === 0 ? meaning.asks : [];
    const behind = asks.some((kind) => turns.some((turn) => turn === kind)) && tokens.slice(at + 1).find(speaks);
    const before = /^[吗么不没]$/.test(text) && asks.includes('confirm') && tokens.slice(0, at).findLast(speaks);
    for (const one of [behind, before]) if (one) points.add(one);
  });
  return points;
}

interface Stretch {
  from: number;
  to: number;
}

/** The stretch between commas (or spaces between Han) that asks; all of a text where none or several do. */
function focusOf(text: string, tokens: Token[], language: LanguageWords): Stretch {
  const breaks = [...text.matchAll(/[,。;!?](?=.)|[.](?=\s)|(?<=\p{Script=Han}) (?=\p{Script=Han})/gu)].map(
    (one) => one.index,
  );
  const stretches = [0, ...breaks].map((from, at): Stretch => ({ from, to: breaks[at] ?? text.length }));
  const asking = stretches.filter(({ from, to }) => language.isInterrogative(text.slice(from, to)));
  const [only] = asking;
  const speaks = (stretch: Stretch) =>
    tokens.some((token) => token.start >= stretch.from && token.end <= stretch.to && wantedOf(token, false).length > 0);
  return asking.length === 1 && only && speaks(only) ? only : { from: 0, to: text.length };
}

/** 「要不要告诉客户多久」 asks whether, not how long; what somebody asks us is not what is asked of the handbook. */
function isReported(text: string, { start, meaning }: Token): boolean {
  const whether = meaning?.asks.every((kind) => ['may', 'must', 'confirm'].includes(kind)) === true;
  const before = text.slice(0, start);
  if (othersAsk.test(before) || (!whether && asksWhether(text, start))) return true;
  return (
    /(?:告诉(?!我)|告知|说明|解释|交代|通知|[跟同和]客户[说讲]|要不要[说讲])[^,;。?]{0,6}$/.test(before) &&
    /吗|不$|是不是|要不要|是否|需不需要|用不用|什么时候.*[说讲告]/.test(text)
  );
}

/** 「要不要写接待了多少人」, 「几点去由我定吗」: what stands inside a question of whether is not asked for. */
function asksWhether(text: string, start: number): boolean {
  const before = /[^,;。?!]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^[^,;。?!]*/.exec(text.slice(start))?.[0] ?? '';
  if (/要不要|用不用|需不需要|能不能|可不可以|该不该/.test(before)) return true;
  return /[^有定知]吗$/.test(after) && !/有|规定|知道|清楚|记得|限|手册|请问|写|说的/.test(before + after);
}

/** 「客户问是谁搞错的,…」, 「他非要知道…」. */
export const othersAsk =
  /(?:客户|他|她|人家|对方)(?:们)?(?:老|一直|总|就|非要)?(?:问(?!题)|想知道|要知道|打听)[^,;。?]*$/;

const confirmed: Partial<Record<Figure['dimension'], AskKind>> = {
  time: 'how-long',
  'working-days': 'how-long',
  frequency: 'how-often',
  percent: 'percent',
  ratio: 'percent',
};

/** 几轮 asks for a number; 几个月…一次 asks how often; a number put to be confirmed asks for one of its kind. */
function impliedAsks(
  text: string,
  unit: string | null,
  asks: readonly AskKind[],
  figures: readonly Figure[],
): AskKind[] {
  const often = /(?:多久|多长时间|几个?(?:天|周|星期|月|季度|年)).*[一1][次回趟遍]/.test(text);
  const put = asks.includes('confirm')
    ? figures
        .filter((figure) => !isOccasion(text, figure))
        .flatMap(({ dimension, every }) => (every ? ['how-often' as const] : (confirmed[dimension] ?? [])))
    : [];
  const rate =
    /率|比例|占比|百分/.test(text) && (asks.includes('how-many') || (asks.includes('confirm') && figures.length > 0));
  return [
    ...put,
    ...(rate ? (['percent'] as const) : []),
    ...(unit ? (['how-many'] as const) : []),
    ...(often ? (['how-often'] as const) : []),
  ];
}

/** 「一次办几百个号」 tells of an occasion, 「一次够吗」 puts a number. */
function isOccasion(text: string, { dimension, value, at, text: said }: Figure): boolean {
  return dimension === 'frequency' && value === 1 && /^[办来去拜待打交报录发]/.test(text.slice(at + said.length));
}

function unitOf(text: string): string | null {
  const unit = unitAsked.exec(text)?.[1];
  return unit === undefined || noUnit.test(unit) ? null : unit;
}

function swallows({ start, end, meaning }: Token, { at, text }: Figure): boolean {
  if (!meaning || meaning.concepts.length + meaning.asks.length === 0) return false;
  return start <= at && end >= at + text.length && end - start > text.length;
}

function isFaint({ text, meaning }: Token): boolean {
  return meaning?.filler === true && !carries(meaning) && text.length >= 2 && isHan(text[0] ?? '');
}

function onlyAsks({ asks, concepts, qualifiers, outside }: Meaning): boolean {
  return asks.length > 0 && concepts.length + qualifiers.length === 0 && !outside;
}

function carries(meaning: Meaning): boolean {
  return meaning.concepts.length + meaning.asks.length + meaning.qualifiers.length > 0 || meaning.outside;
}

/** What `question` asks in the light of the one before: what it does not name itself, it keeps. */
export function leanOn(question: Question, before: Question): Question {
  const asksItself = [...question.asks].some((kind) => kind !== 'confirm');
  const renamed = question.qualifiers.size > 0;
  const own = question.wanted.filter((one) => one.concepts.length > 0 || one.outside || one.text.length > 1);
  const known = new Set(own.map((one) => one.text));
  const kept = before.wanted.filter((one) => !known.has(one.text));
  const inherited = own.length > 0;
  const words = before.words.filter(
    (word) => !(renamed && before.named.includes(word)) && !(asksItself && before.askWords.includes(word)),
  );
  return {
    ...question,
    text: `${question.text} ${words.join(' ')}`,
    wanted: [...own, ...kept.map((one) => ({ ...one, inherited }))],
    asks: asksItself ? question.asks : new Set([...before.asks, ...question.asks]),
    unit: question.unit ?? (asksItself ? null : before.unit),
    qualifiers: renamed ? question.qualifiers : before.qualifiers,
    words: [...new Set([...question.words, ...words])],
  };
}

/** Whether a question cannot stand by itself: 「那B类呢」, 「要报给谁」 after an answer. */
export function leans(question: Question, language: LanguageWords): boolean {
  const text = question.text.replace(/[\s?。,.!]+$/, '');
  if (question.wanted.length === 0 || (question.wanted.length === 1 && text.length <= shortQuestion)) return true;
  const opens = language.opens.some((word) => text.startsWith(word) && (isHan(word) || text[word.length] === ' '));
  return opens || language.closes.some((word) => text.endsWith(word));
}

/** Whether a question names nothing but matters the handbook does not treat. */
export function isForeign({ wanted }: Question): boolean {
  return wanted.length > 0 && wanted.every((one) => one.outside);
}

/** Search terms with their weight; characters count half of words. */
export function searchTermsOf(question: Question): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number) => terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  for (const { text, concepts, inherited } of question.wanted) {
    const share = inherited ? 0.4 : 1;
    for (const name of concepts) add(conceptTerm(name), share);
    for (const bigram of bigramsOf(text)) add(bigram, share * (concepts.length ? 0.35 : 0.7));
    if (concepts.length === 0 && !isHan(text[0] ?? '')) add(text, share);
  }
  for (const word of question.faint) for (const bigram of bigramsOf(word)) add(bigram, 0.2);
  for (const name of question.qualifiers) add(qualifierTerm(name), 0.8);
  return terms;
}

/** What a question is made of, to compare it with the ways people ask: concepts, unknown words, values, kind of question. */
export function signatureOf(question: Question): ReadonlySet<string> {
  const words = question.wanted.flatMap(({ text, concepts, outside }) =>
    outside
      ? [text]
      : concepts.length > 0
        ? concepts.map(conceptTerm)
        : isHan(text[0] ?? '')
          ? bigramsOf(text)
          : [text],
  );
  return new Set([
    ...words,
    ...[...question.qualifiers].map(qualifierTerm),
    ...[...question.asks].map((kind) => `a:${kind}`),
  ]);
}
