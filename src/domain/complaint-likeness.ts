import type { Complaint } from './complaint.js';

/** What of a complaint says which matter it is. */
export type Matter = Pick<
  Complaint,
  'customerId' | 'customerName' | 'contactName' | 'category' | 'description' | 'demand' | 'occurredAt' | 'acceptedAt'
>;

/** From this on two tellings are taken to be about one matter. A product setting: the handbook knows no such rule. */
const likely = 4;
const dayMs = 86_400_000;
/** Older ones are no longer looked at. */
export const twinReachMs = 60 * dayMs;

/** The open complaint this one most likely tells of once more; null where none is likely. */
export function likeliestTwin<M extends Matter>(told: Matter, open: readonly M[]): M | null {
  let best: { matter: M; score: number } | null = null;
  for (const matter of open) {
    const score = sameCustomer(told, matter) ? likeness(told, matter) : 0;
    if (score >= likely && score > (best?.score ?? 0)) best = { matter, score };
  }
  return best?.matter ?? null;
}

function sameCustomer(a: Matter, b: Matter): boolean {
  return a.customerId !== null || b.customerId !== null
    ? a.customerId === b.customerId
    : a.customerName === b.customerName;
}

/**
 * How much speaks for one matter of one customer: kind, figures, months, person, words of the story, days between. A figure or a
 * month that differs speaks against it: 短信费480 of October is not 短信费120 of November.
 */
function likeness(a: Matter, b: Matter): number {
  return (
    kinds(a, b) +
    figures(a, b) +
    months(monthsOf(a), monthsOf(b)) +
    (a.contactName !== null && a.contactName === b.contactName ? 1 : 0) +
    words(a, b) +
    nearness(Math.abs(a.acceptedAt - b.acceptedAt) / dayMs)
  );
}

function kinds(a: Matter, b: Matter): number {
  if (a.category === 'other' || b.category === 'other') return 0;
  return a.category === b.category ? 2 : -2;
}

function nearness(days: number): number {
  if (days <= 2) return 1;
  if (days <= 14) return 0;
  return days <= 30 ? -1 : -2;
}

function months(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((month) => b.includes(month)) ? 1 : -2;
}

function textOf({ description, demand }: Matter): string {
  return `${description} ${demand ?? ''}`;
}

/** Amounts and numbers of lines, `4421` of `138xxxx4421` too; no dates, hours, lengths and shares. */
const figure =
  /(?<![\d.])(?:\d[\d*xX]*)?\d(?:\.\d+)?(?![\d.]|\s*(?:月|日|号楼|点|时|小时|分钟|天|周|年|次|遍|楼|层|兆|[MG%:]))/g;
const counted = /^\s*(?:多)?(?:个|家|人|台|条|户|部|张)/;

/** Two tellings that name the same figure are of one matter; of what is counted another figure says nothing. */
function figures(a: Matter, b: Matter): number {
  const [all, others] = [figuresOf(a), figuresOf(b)];
  if (all.some(({ said }) => others.some((other) => sameFigure(said, other.said)))) return 3;
  return all.some(({ counts }) => !counts) && others.some(({ counts }) => !counts) ? -3 : 0;
}

function figuresOf(matter: Matter): Array<{ said: string; counts: boolean }> {
  const text = textOf(matter);
  return [...text.matchAll(figure)]
    .map((found) => ({ said: found[0], counts: counted.test(text.slice(found.index + found[0].length)) }))
    .filter(({ said }) => said.length >= 2);
}

/** A number and its last digits are one. */
function sameFigure(x: string, y: string): boolean {
  const [short = '', long = ''] = [x, y].sort((one, other) => one.length - other.length);
  return short === long || (short.length >= 4 && long.endsWith(short));
}

function monthsOf(matter: Matter): string[] {
  const named = [...textOf(matter).matchAll(/(\d{1,2})\s*月/g)].map(([, month = '']) => month.padStart(2, '0'));
  const whole = matter.occurredAt?.length === 7 ? [matter.occurredAt.slice(5)] : [];
  return [...new Set([...named, ...whole])];
}

/** Words any complaint may hold; without them what is left says what it is about. */
const common =
  /客户|对方|投诉|反映|要求|希望|赶紧|马上|尽快|今天|昨天|明天|现在|上午|下午|刚才|一直|已经|还是|还没|没有|怎么|号楼|打电话|电话里|什么|到底|我们|你们|他们|问题|处理|解决|说法|[的了是他她它说要就都也还又在很被把给和跟去来让老个这那吗呢啊吧没不一]/g;

/** How much of the shorter telling stands in the longer one, pair by pair of characters. */
function words(a: Matter, b: Matter): number {
  const [few, many] = [pairsOf(a), pairsOf(b)].sort((x, y) => x.size - y.size);
  if (!few || !many || few.size === 0) return 0;
  const share = [...few].filter((pair) => many.has(pair)).length / few.size;
  if (share >= 0.4) return 3;
  if (share >= 0.2) return 2;
  return share >= 0.08 ? 1 : 0;
}

function pairsOf(matter: Matter): Set<string> {
  const parts =
    textOf(matter)
      .toLowerCase()
      .replace(common, ' ')
      .match(/\p{Script=Han}+|[a-z]{2,}/gu) ?? [];
  return new Set(
    parts.flatMap((part) =>
      /[a-z]/.test(part) ? [part] : [...part].slice(1).map((second, n) => `${[...part][n]}${second}`),
    ),
  );
}
