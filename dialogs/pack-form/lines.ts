import { z } from 'zod';
import type { PackForm } from '../../src/policy/forms/types.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext, Values } from '../engine/form.js';
import { clockWords, dayWords, instantWords, type TimeFrame } from '../engine/time-words.js';
import { storyOf } from './story.js';
import { instantTold } from './told-times.js';
import { packFormWords as words } from './words.js';

/** A line of a drafted text: what stands in the records, with the ids of its events, or what was told beside them. */
export const lineSchema = z.object({
  text: z.string(),
  at: z.string().nullable(),
  events: z.array(z.string()),
  /** No record stands behind it: its writer says that it is so. */
  told: z.boolean(),
});
export type Line = z.infer<typeof lineSchema>;

/** Something of the records a line is made of. */
export interface LineItem {
  at: number;
  /** `受理投诉` */
  what: string;
  /** Whose matter; null where `what` says it already. */
  who: string | null;
  events: string[];
}

/** Items of a day by the hour, of a longer time by what was done; several of a kind are one line. */
export function linesOf(items: readonly LineItem[], of: 'day' | 'period', frame: TimeFrame): Line[] {
  const groups = Map.groupBy(items, ({ what, who }, n) => (who === null ? `${what} ${n}` : what));
  return [...groups.values()].map((same) => lineOf(same, of, frame));
}

function lineOf(same: readonly LineItem[], of: 'day' | 'period', frame: TimeFrame): Line {
  const { language } = frame;
  const [first] = same;
  const at = first?.at ?? frame.now;
  const time = of === 'day' ? clockWords(at - (at % 60_000), frame) : dayWords(at, frame);
  const names = [...new Set(same.flatMap(({ who }) => who ?? []))].join(language === 'en' ? ', ' : '、');
  const key = same.length > 1 ? `line.many.${of}` : names === '' ? 'line.plain' : 'line.one';
  const text = words.say(language, key, { time, what: first?.what ?? '', who: names, count: same.length });
  return { text, at: new Date(at).toISOString(), events: same.flatMap(({ events }) => events), told: false };
}

/** Something that lies ahead: a visit at its hour, a duty by its day. */
export function lineOfDue({ at, what, who, events, due }: LineItem & { due: boolean }, frame: TimeFrame): Line {
  const time = due ? dayWords(at, frame) : instantWords(at, frame);
  const key = due ? (who === null ? 'line.due.plain' : 'line.due') : 'line.one';
  const text = words.say(frame.language, key, { time, what, who: who ?? '' });
  return { text, at: new Date(at).toISOString(), events, told: false };
}

const leadIn =
  /^(?:(?:那|嗯|对了|對了|另外|还有|還有|再|还|還|也)[,\uFF0C\s]*)*(?:(?:帮我|帮忙|请)?(?:补充?|加|写|寫|记|記|添)(?:上|进去|進去|入|一?[条條句个個]|个|個)?[:\uFF1A,\uFF0C\s]*)*/;
const claimsVisit =
  /去了|去过|去過|见了|見了|见过|拜访|拜訪|走访|走訪|跑了|上门|上門|到了|\b(?:visited|went to|met|saw)\b/i;
const removes =
  /(?:删|刪|去掉|不要|拿掉|划掉)[^,。;\d一二三四五六七八九]{0,4}第?([\d一二三四五六七八九]+)\s?[条條个個行]|第([\d一二三四五六七八九]+)[条條个個行][^,。;]{0,4}(?:不要|删|刪|去掉|不对|划掉|没有)|(?:drop|remove|delete) (?:line |number |no\. ?)(\d+)/i;
const numerals = '一二三四五六七八九';

/** What a message does to drafted lines; undefined where it does nothing to them. */
export function linesChanged(
  form: PackForm,
  reading: Reading,
  draft: Readonly<Draft>,
  context: FormContext,
): Line[] | undefined {
  const lines = linesIn(draft.values);
  const first = toldFirst(form, reading, draft);
  if (first !== undefined && !isDoubtful(reading, lines)) return [...lines, toldLine(first, reading, context)];
  const gone = removes.exec(reading.text);
  if (gone) {
    const index = indexOf(gone[1] ?? gone[2] ?? gone[3] ?? '');
    return index < lines.length ? lines.filter((_, n) => n !== index) : undefined;
  }
  const last = lastOnes(reading.text);
  if (last > 0 && last < lines.length) return lines.slice(0, -last);
  const kept = withoutNamed(lines, reading.text);
  if (kept.length < lines.length) return kept;
  const text = addedText(form, reading, draft);
  return text === undefined || isDoubtful(reading, lines) ? undefined : [...lines, toldLine(text, reading, context)];
}

/** 先放着, 月底再交: it waits, nothing is added. */
const putsOff =
  /^(?:那|那就|这个)?(?:先|暂时)(?:放|不交|留|搁|等)|^(?:等|过)(?:会|一会|下)|(?:月底|晚点|晚上|明天|回头|下班|有空)再(?:交|说|弄|报|看|发|提)|^(?:just )?(?:later|not now)/i;
/** Words that take out or keep only some: they add nothing, whatever they name. */
const takesOut = /(?:删|刪|去掉|拿掉|划掉|不要|多余|不该有)|^只(?:要|报|留|交)/;

/** 后面两条删掉, 最后一条不要: how many of the last ones go; 0 where none does. */
function lastOnes(text: string): number {
  const said = /(?:最后|最後|后面|後面|末尾)(?:的|那)?([一两二三四\d])?[条條个個行]/.exec(text);
  return said && takesOut.test(text) ? Math.max(1, '一两三四'.indexOf((said[1] ?? '一').replace('二', '两')) + 1) : 0;
}

/** 「昨天日志我交了没」, 「昨晚没交成 现在补」: about the paper itself, and a question is no line. */
function speaksOfForm({ name, aliases }: PackForm, text: string): boolean {
  const called = [name['zh-Hans'], ...aliases].some((each) => each.length > 1 && text.includes(each));
  const handing = /(?:交|补交|提交)(?:了没|成|过|没)|没交|现在补|忘(?:了)?交/.test(text);
  return letterCount(text) <= 14 && (called || handing || /[?\uFF1F吗嗎]$|(?:了没|没有)$/.test(text));
}

/** 「睡了拜那条删了」: lines are named by words of theirs. */
function withoutNamed(lines: readonly Line[], text: string): Line[] {
  if (!takesOut.test(text)) return [...lines];
  const plain = (said: string) => said.replace(/[\s,\uFF0C。;]/g, '');
  const named = text
    .split(/[,\uFF0C。;\s]+/)
    .map((part) =>
      part.replace(
        /^(?:把|将)?(?:那|这)?[条條句个個]|(?:那|这)?[条條句个個]?(?:也|都)?(?:删|刪|去|拿|划)掉?(?:了|吧)?$|(?:也|都)?不要(?:了)?$/g,
        '',
      ),
    )
    .filter((part) => letterCount(part) >= 2);
  return lines.filter(({ text: line }) => !named.some((part) => plain(line).includes(plain(part))));
}

/** Lines made of earlier receipts are sums: what names none is no line of them. */
function isLineOf({ fields }: PackForm, text: string): boolean {
  const ofRecords = fields.some(({ type, drafts }) => type === 'lines' && drafts?.from === 'records');
  const sums = fields.some((field) => field.type === 'amount');
  return !(ofRecords && sums) || /\d|[一二三四五六七八九十百]+(?:块|元|塊)/.test(text);
}

/** A visit nobody recorded is asked about before it is written. */
export function doubtfulLine(form: PackForm, reading: Reading, draft: Readonly<Draft>): string | undefined {
  const text = toldFirst(form, reading, draft) ?? addedText(form, reading, draft);
  return text !== undefined && isDoubtful(reading, linesIn(draft.values)) ? text : undefined;
}

/** What the message that begins the form tells beside it, unless a field of the form takes that. */
function toldFirst(form: PackForm, reading: Reading, draft: Readonly<Draft>): string | undefined {
  if (form.fields.some(({ story }) => story)) return undefined;
  const told = storyOf(form, reading, draft);
  return told !== undefined && isOwing.test(told) && speaksOfForm(form, told) ? undefined : told;
}

/** 「我昨天日志忘了 补一下」: why it comes late is nothing that was done that day. */
const isOwing = /忘|没写|沒寫|没交|沒交|没做|漏|欠|拖|\b(?:forgot|missed|late)\b/i;

export function linesIn(values: Values): Line[] {
  return z.array(lineSchema).catch([]).parse(values.lines);
}

function indexOf(said: string): number {
  return (/^\d+$/.test(said) ? Number(said) : numerals.indexOf(said) + 1) - 1;
}

/** Words that add to the draft: told once it was read back, no answer and no command. */
function addedText(form: PackForm, reading: Reading, draft: Readonly<Draft>): string | undefined {
  const { acts, edits, intent, text } = reading;
  if (draft.stage !== 'read-back' || edits.length > 0) return undefined;
  const plain = acts.filter((act) => act !== 'thanks' && act !== 'greeting').length === 0;
  if (!plain || intent === 'policy' || intent === 'help' || intent === 'smalltalk') return undefined;
  const added = bareAnswer(text.replace(leadIn, ''));
  if (putsOff.test(added) || takesOut.test(added) || speaksOfForm(form, added) || !isLineOf(form, added))
    return undefined;
  return letterCount(added) >= 3 ? added : undefined;
}

function isDoubtful({ text, facts, times }: Reading, lines: readonly Line[]): boolean {
  const { customer, contact } = facts;
  if (!customer || !claimsVisit.test(text)) return false;
  const exact = times.some(({ precision }) => precision === 'minute') || contact !== undefined;
  return !exact && !lines.some((line) => claimsVisit.test(line.text) && line.text.includes(customer.name));
}

export function toldLine(text: string, reading: Reading, context: FormContext): Line {
  const at = instantTold(reading, 'past', context) ?? null;
  return { text: words.say(context.language, 'line.told', { text }), at, events: [], told: true };
}
