import type { Edit, Reading } from '../../src/understanding/types.js';
import { clausesIn } from '../customer-chat/direct-speech.js';
import { bareAnswer, declines, letterCount } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { Told } from './values.js';

const leadIn =
  /^(?:补充|補充|另外|还有|還有|还说|還說|(?:他|她|客户|客戶|对方|對方)(?:还|還|又|也)?(?:说|說|讲|講)|加上|加一句|再(?:记|記)|对了|對了|also\b|and\b|plus\b)/i;
/** Characters from which a message that tells nothing else is taken for part of the story. */
const longEnough = { empty: 6, begun: 10 };

/** The story a message tells. Short answers, yes and no, small talk and the wish are none; of a correction only what it leaves alone. */
export function storyOf(reading: Reading, draft: Readonly<Draft>): string | undefined {
  const { facts, acts, text, intent } = reading;
  if (wishAlone(reading, draft) !== undefined) return undefined;
  const asksWish = draft.open === 'demand' && facts.demand === undefined;
  if (asksWish && facts.phone !== undefined && acts.length === 0) return besideNumber(reading);
  const told = facts.description ?? unreadStory(reading, draft);
  if (
    told === undefined ||
    (acts.length > 0 && (text.length <= 6 || (letterCount(told) <= 3 && intent !== 'complaint')))
  )
    return undefined;
  if (draft.open === 'demand' && (facts.demand === undefined || facts.demand === told)) return undefined;
  const opening = draft.stage === 'asking' && draft.asked.length === 0;
  if (!opening && draft.open !== 'description' && !tellsStory(reading, draft)) return undefined;
  return besideEdits(told, reading.edits);
}

/** 「查清退费」 after the read-back, where no wish was told: it is the wish. */
export function wishAlone({ text, facts, acts, edits }: Reading, draft: Readonly<Draft>): string | undefined {
  const { demand } = draft.values as Partial<Told>;
  if (draft.stage !== 'read-back' || demand || facts.demand !== undefined || acts.length > 0 || edits.length > 0)
    return undefined;
  const clauses = letterCount(text) <= 20 ? clausesIn(text) : [];
  return clauses.length > 0 && clauses.every(({ kind }) => kind === 'wish') ? bareAnswer(text) : undefined;
}

/** 「139xxxx6621 两点多停的」 where the wish was asked for: what stands beside the number is part of the story. */
function besideNumber({ text }: Reading): string | undefined {
  const rest = bareAnswer(text.replace(/\+?\d[\dxX*\s-]{5,}/g, ' '));
  return letterCount(rest) >= 3 && !/^(?:电话|手机|号码|联系方式)/.test(rest) ? rest : undefined;
}

/** Words after everything was read back that state no other fact, when they say that they add something or are many. */
function unreadStory({ facts, intent, acts, edits, text }: Reading, draft: Readonly<Draft>): string | undefined {
  const { demand, contact, phone, customer, severity, category, sort } = facts;
  const other = [demand, contact, phone, customer, severity, category, sort].some((fact) => fact !== undefined);
  if (draft.stage !== 'read-back' || other || intent !== 'unknown' || acts.length > 0 || edits.length > 0)
    return undefined;
  const added = bareAnswer(text).replace(
    /^(?:补充|補充|加一句|另外|还有|還有|also|plus)(?:一[句下])?[:\uFF1A,\uFF0C\s]*/i,
    '',
  );
  const led = added !== bareAnswer(text);
  return letterCount(added) >= (led ? 2 : longEnough.begun) ? added : undefined;
}

function tellsStory({ intent, facts, text }: Reading, draft: Readonly<Draft>): boolean {
  if (leadIn.test(text.trim()) || intent === 'complaint') return true;
  if ((facts.severity?.reason === 'said' || facts.sort?.reason === 'said') && text.length <= 14) return false;
  if (intent !== 'unknown') return false;
  if (restated(text).length > 0) return false;
  const long = (draft.values as Partial<Told>).description ? longEnough.begun : longEnough.empty;
  return facts.category !== undefined || facts.severity !== undefined || letterCount(text) >= long;
}

/** Sentences of the story that no correction of the same message speaks of. */
function besideEdits(story: string, edits: readonly Edit[]): string | undefined {
  if (edits.length === 0) return story;
  const rest = story
    .split(/[,\uFF0C。;\uFF1B\s]+/)
    .filter((part) => letterCount(part) >= 5 && !/错了|錯了|不对|不對|改成|改為|改为/.test(part))
    .filter(
      (part) => !edits.some((e) => part.includes(e.to) || e.to.includes(part) || (e.from && part.includes(e.from))),
    );
  return rest.length > 0 ? rest.join(',') : undefined;
}

/** 「460」, 「金额是460」, 「服务类的」 after the read-back: a figure or a category told anew. */
export function restated(text: string): Edit[] {
  const said = bareAnswer(text);
  const amount =
    /^(?:不对|不對|不是|应该|應該|是|金额|金額|数额|數額|钱数|多收|多扣|共|一共|[,\uFF0C:\uFF1A\s])*(\d+(?:\.\d+)?)\s*(?:元|块|塊|块钱)?$/.exec(
      said,
    )?.[1];
  if (amount && amount.length < 7) return [{ field: null, from: null, to: amount }];
  const category =
    /^(?:不对|不對|应该|應該|算|属于|屬於|是|[,\uFF0C\s])*(资费|資費|服务|服務|业务|業務|网络|網路|網絡|其他)(?:类|類|方面|问题|問題|投诉|投訴)*的?$/.exec(
      said,
    )?.[1];
  return category ? [{ field: 'category', from: null, to: category }] : [];
}

const figures =
  /(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s*(?:月|日|号|號|年|点|點|天|次|个|個|小时|小時|分钟|分鐘|家|人|台|条|條|部|兆|[MG%:]))/g;

/** The only amount of a story; undefined when there is none, or more than one. */
export function amountOf(story: string): string | undefined {
  const found = new Set(story.match(figures) ?? []);
  return found.size === 1 ? [...found][0] : undefined;
}

/** The only amount of a story put right; null when there is none, or more than one. */
export function withAmount(story: string, amount: string): string | null {
  return amountOf(story) === undefined ? null : story.replace(figures, amount);
}

const quantity =
  /(\d+(?:\.\d+)?|[零一二三四五六七八九十百千万两半]+)(个?(?:天|小时|分钟|月|年|次|回|遍|块|元|人|台|条|部|间|户|点|号|周|星期|礼拜))/g;

/**
 * A story told anew: as a whole, or only what was wrong in it: 「其实是三天」 puts its one other number of days right, else it is
 * added. Nothing that was told is lost to a few words.
 */
export function toldAnew(before: string, now: string): string {
  if (letterCount(now) * 2 >= letterCount(before)) return now;
  const [right, ...more] = [...now.matchAll(quantity)];
  const wrong = [...before.matchAll(quantity)].filter(([, , unit]) => unit === right?.[2]);
  if (!right || more.length > 0 || wrong.length !== 1 || letterCount(now) > 12) return appendStory(before, now);
  return before.replace(String(wrong[0]?.[0]), right[0]);
}

/** Any words answer the question for the demand, unless they only say yes or no, or tell another fact. */
export function demandFromAnswer(reading: Reading): string | undefined {
  const { text, acts, facts, intent } = reading;
  if (declines(reading)) return undefined;
  const said = bareAnswer(text).replace(/^(?:他|她|客户|对方)?(?:就是|就)?(?:要求|想要|希望)(?=.{2})/, '');
  const small = intent === 'smalltalk' && letterCount(said) < 4;
  if (acts.length > 0 || small || letterCount(said) === 0) return undefined;
  if (facts.severity?.reason === 'said' && text.length <= 6) return undefined;
  const { customer } = facts;
  const named = customer && (customer.id !== null || customer.score >= 0.7) ? customer : undefined;
  const other = facts.contact ?? named ?? facts.phone;
  return other !== undefined && facts.description === undefined ? undefined : said;
}

export function appendStory(before: string, more: string): string {
  if (before.includes(more)) return before;
  if (more.includes(before)) return more;
  return `${before.replace(/[。;\uFF1B,\uFF0C\s]+$/, '')};${more.replace(/^(?:补充|補充|另外|还有|還有|对了|對了)(?:一[句下])?[:\uFF1A,\uFF0C\s]*/, '')}`;
}
