import type { FormMatcher, FormMeant } from '../policy/forms/begins.js';
import { fold } from './fold.js';
import type { Hit, Lexicon } from './lexicon.js';
import { longest } from './lexicon.js';
import { mask } from './mask.js';
import { findPhones, type Phone } from './phones.js';
import { findTimes, type TimeText } from './time/read-times.js';
import type { ReadingContext, TimeReading } from './types.js';
import { failuresIn } from './words/failure.js';

/** A stretch between marks, [from, to). */
export interface Clause {
  from: number;
  to: number;
}

/** One message (or one matter of it) with everything the readers share, found once. Offsets are those of `text`. */
export interface Message {
  /** Masked, as typed otherwise. */
  text: string;
  folded: string;
  context: ReadingContext;
  clauses: Clause[];
  times: TimeText;
  /** Times of a plan; tellings lean back. */
  ahead: TimeReading[];
  behind: TimeReading[];
  phones: Phone[];
  /** Shapes of failure. */
  failures: number;
  /** How the message begins a form of the pack, if it does. */
  begins: FormMeant['by'] | undefined;
  /** Longest words of a list. */
  hits(list: string): Hit[];
  /** All words of a list, also those inside longer ones. */
  allHits(list: string): Hit[];
}

export interface MessageOptions {
  lexicon: Lexicon;
  forms: FormMatcher;
  isWorkingDay?: (day: string) => boolean;
}

const cjk = /[\u3400-\u9fff]/;

/** Four times what 1,500 characters hold; what comes behind stays one clause, so that the work grows with the length alone. */
const mostClauses = 400;

/** What is longer is a story, whatever form its words may begin. */
const longestOrder = 400;

/** Dictated without marks: what opens something further parts clauses too. */
const runOn =
  /(?<=[^\s,。;!?])(?:还有一[家个件条单](?=是|说|投诉|客户|叫)|另外?一[家个](?=是|说|投诉|客户|叫)|(?<=第一[个件条家单].{3,80})第二[个件条家单]|再[记登录报]一?[个条单件])/g;

/** Marks part clauses; so does a space where Chinese stands on either side of it. */
export function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const close = (to: number): void => {
    let start = from;
    let end = to;
    while (start < end && folded.charAt(start) === ' ') start++;
    while (end > start && folded.charAt(end - 1) === ' ') end--;
    if (end > start) clauses.push({ from: start, to: end });
  };
  const opened = new Set(Array.from(folded.matchAll(runOn), (m) => m.index));
  for (let at = 0; at < folded.length && clauses.length < mostClauses; at++) {
    if (opened.has(at)) {
      close(at);
      from = at;
    }
    if (!isMark(folded, at)) continue;
    close(at);
    from = at + 1;
  }
  close(folded.length);
  return clauses;
}

function isMark(folded: string, at: number): boolean {
  const unit = folded.charAt(at);
  if (',。;!?\n|…'.includes(unit))
    return !(unit === ',' && /\d/.test(folded.charAt(at - 1)) && /\d{3}/.test(folded.slice(at + 1, at + 4)));
  if (unit === '.') return !/[\da-z]/.test(folded.charAt(at + 1));
  if (unit === ' ' && /^ [1-9][.、)](?!\d)/.test(folded.slice(at, at + 4))) return true;
  if (unit === ' ') return cjk.test(folded.charAt(at - 1)) || cjk.test(folded.charAt(at + 1));
  return false;
}

export function messageOf(typed: string, context: ReadingContext, options: MessageOptions): Message {
  const text = mask(typed);
  const folded = fold(text);
  const times = findTimes(text, folded);
  const zone = {
    now: context.now,
    timeZone: context.timeZone,
    ...(options.isWorkingDay ? { isWorkingDay: options.isWorkingDay } : {}),
  };
  const byList = new Map<string, Hit[]>();
  for (const hit of options.lexicon.find(folded)) {
    const list = byList.get(hit.list);
    if (list) list.push(hit);
    else byList.set(hit.list, [hit]);
  }
  const kept = new Map<string, Hit[]>();
  let behind: TimeReading[] | undefined;
  let phones: Phone[] | undefined;
  let failures: number | undefined;
  return {
    text,
    folded,
    context,
    times,
    clauses: clausesOf(folded),
    ahead: times.at({ ...zone, lean: 'future' }),
    get behind() {
      behind ??= times.at({ ...zone, lean: 'past' });
      return behind;
    },
    get phones() {
      phones ??= findPhones(folded);
      return phones;
    },
    get failures() {
      failures ??= failuresIn(folded);
      return failures;
    },
    get begins() {
      return folded.length > longestOrder ? undefined : options.forms.meant(folded)?.by;
    },
    allHits: (list) => byList.get(list) ?? [],
    hits(list) {
      const all = byList.get(list);
      if (!all) return [];
      const found = kept.get(list) ?? longest(all);
      kept.set(list, found);
      return found;
    },
  };
}

export function clauseAt(message: Message, at: number): Clause {
  return message.clauses.find((c) => at >= c.from && at < c.to) ?? { from: at, to: at };
}

export const inside = (at: { from: number; to: number }, spans: ReadonlyArray<readonly [number, number]>): boolean =>
  spans.some(([from, to]) => at.from >= from && at.to <= to);
