import { z } from 'zod';
import { type ReassignReason, reassignReasons } from '../../src/domain/complaint-step.js';
import { instantOf, localDay } from '../../src/policy/local-time.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, isQuestion, letterCount } from '../engine/answer.js';
import type { Field, FormContext } from '../engine/form.js';
import { type LifeValues, words } from './values.js';

/** Kinds that are nothing without words. */
const needsText: ReadonlySet<LifeValues['kind']> = new Set(['note', 'withdraw', 'department-replied']);
const handsOn: ReadonlySet<LifeValues['kind']> = new Set(['reassign', 'ask-reassign']);

export const fields: ReadonlyArray<Field<LifeValues>> = [
  {
    name: 'agreed',
    schema: z.literal(true),
    take: () => undefined,
    answer: ({ acts, text }) => (acts.includes('confirm') || agreesInWords(text) ? true : undefined),
    wanted: ({ kind }) => (kind === 'which' ? 'required' : 'no'),
    ask: (values, _draft, context) => askAgreement(values, context),
  },
  {
    name: 'text',
    schema: z.string().min(1).max(2_000),
    take: () => undefined,
    answer: ({ text, acts }) => (acts.length === 0 && letterCount(text) > 1 ? text.trim() : undefined),
    wanted: ({ kind = 'note' }) => (needsText.has(kind) ? 'required' : 'no'),
    ask: ({ kind = 'note' }, _draft, { language }) => ({ text: words.say(language, `ask.text.${kind}`) }),
  },
  {
    name: 'department',
    schema: z.object({ code: z.string(), name: z.string() }),
    take: () => undefined,
    answer: ({ text, acts }, _draft, context) =>
      acts.length === 0 && letterCount(text) > 1 ? context.departmentNamed(bareAnswer(text)) : undefined,
    wanted: ({ kind }) => (kind === 'hand-over' ? 'required' : 'no'),
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.department') }),
  },
  {
    name: 'dueAt',
    schema: z.number().int(),
    take: (reading, draft, context) => (draft.values.kind === 'hand-over' ? promisedBy(reading, context) : undefined),
    wanted: ({ kind }) => (kind === 'hand-over' ? 'once' : 'no'),
    ask: ({ department }, _draft, { language }) => ({
      text: words.say(language, 'ask.due', { department: department?.name ?? '' }),
      buttons: [words.say(language, 'button.not-said')],
    }),
  },
  {
    name: 'owner',
    schema: z.object({ id: z.string(), name: z.string() }),
    take: () => undefined,
    answer: ({ text }, draft) => (draft.values as LifeValues).colleagues?.find(({ name }) => text.includes(name)),
    wanted: ({ kind = 'note' }) => (handsOn.has(kind) ? 'required' : 'no'),
    ask: ({ colleagues = [] }, _draft, { language }) => ({
      text: words.say(language, 'ask.owner'),
      buttons: colleagues.slice(0, 4).map(({ name }) => name),
    }),
  },
  {
    name: 'reason',
    schema: z.enum(reassignReasons),
    take: ({ text }, draft) => (handsOn.has((draft.values as LifeValues).kind) ? reasonIn(text) : undefined),
    answer: ({ text }, draft) =>
      draft.asked.length > 0 && letterCount(text) > 1 && !isQuestion(text) ? 'other' : undefined,
    answersAlone: true,
    wanted: ({ kind = 'note' }) => (handsOn.has(kind) ? 'required' : 'no'),
    ask: ({ owner, matter }, _draft, { language }) => ({
      text: words.say(language, 'ask.reason', { owner: owner?.name ?? '', matter: matter ?? '' }),
      buttons: reassignReasons
        .filter((each) => each !== 'other' && each !== 'away' && each !== 'same-matter')
        .map((each) => words.say(language, `reason.${each}`)),
    }),
  },
];

/** 标, 转吧, 重新打开: yes in the words of the offer. */
export function agreesInWords(text: string): boolean {
  return /^(?:那就?|就|先)?(?:标|轉|转|重新打开|重新打開|重开|打开|打開)(?:上|吧|了|一下)?[。!]?$/.test(text.trim());
}

/** What was offered, or the choice of a complaint. */
function askAgreement(values: Partial<LifeValues>, { language }: FormContext): { text: string; buttons: string[] } {
  if (values.kind === 'which') {
    const among = values.among ?? [];
    return { text: words.say(language, 'which'), buttons: among.map(({ name }) => name) };
  }
  const key = values.kind === 'mark' ? `offer.mark.${values.mark ?? 'difficult'}` : `offer.${values.kind ?? 'note'}`;
  const said = { matter: values.matter ?? '', signal: values.signal ?? '', department: values.department?.name ?? '' };
  const buttons = ['button.yes', 'button.no'].map((each) => words.say(language, each));
  return { text: words.say(language, key, said), buttons };
}

/** A time ahead; a day without an hour runs to its end. */
function promisedBy({ times }: Reading, { now, timeZone }: FormContext): number | undefined {
  const ahead = times.find(({ precision }) => precision !== 'month' && precision !== 'year' && precision !== 'week');
  if (!ahead) return undefined;
  const start = Date.parse(ahead.start);
  if (ahead.precision === 'minute') return start > now ? start : undefined;
  const end = ahead.end ? Date.parse(ahead.end) - 1_000 : instantOf(localDay(start, timeZone), timeZone, '23:59:59');
  return end > now ? end : undefined;
}

const reasons: ReadonlyArray<readonly [ReassignReason, RegExp]> = [
  ['on-leave', /休假|请假|請假|年假|产假|產假|病假|on leave|holiday|vacation/i],
  ['away', /出差|培训|培訓|住院|不在|外派|借调|借調|\baway\b/i],
  ['left-post', /离职|離職|调(?:岗|走|离)|調(?:崗|走|離)|离岗|離崗|转岗|轉崗|换(?:岗|区)|left|moved|transferred/i],
  [
    'customer-asked',
    /客户(?:要求|点名|不要|不愿)|客戶(?:要求|點名|不要)|点名|點名|回避|迴避|有矛盾|吵|customer asked|customer wants/i,
  ],
  ['same-matter', /同一(?:件|个|個|单|單|回|码)|一(?:回|码)事|重(?:复|複)|same matter|duplicate/i],
  [
    'workload',
    /忙(?!音|线)|手上(?:的?(?:事|活|单子))?太?(?:多|满|滿)|活太多|量太大|顾不过来|顧不過來|平衡|分担|分擔|busy|workload|too much/i,
  ],
];

export function reasonIn(text: string): ReassignReason | undefined {
  return reasons.find(([, pattern]) => pattern.test(text))?.[0];
}
