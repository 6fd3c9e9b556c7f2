import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { listed } from '../../../dialogs/my-work/list.js';
import { words } from '../../../dialogs/my-work/said.js';
import { approvalList } from '../../../dialogs/my-work/team.js';
import type { Store } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { showRecord } from '../show-record.js';
import { waitingFor } from './approvals.js';

type Word = 'approve' | 'refuse' | 'show';

const approves =
  /^(?:行|好的?|嗯|可以|那就|都)?[\s,\uFF0C]*(?:批(?:准|了|吧)*|同意(?:了|吧)?|准了|通过(?:了|吧)?|approved?(?: (?:it|that|this|what is waiting))?)[。!.]?$/i;
const refuses =
  /^(?:先)?(?:不批|不同意|驳回|退回|打回|refused?|reject(?:ed)?(?: (?:it|that|this))?)(?:了|吧|重写|重做|去)*[。!.]?$/i;
const shows =
  /^(?:拿|发|调|打开)?(?:来|出来)?(?:给我)?(?:看看|看一?下|看|过目|说说|讲讲)(?:吧|一眼)?[。!?\uFF1F]?$|^show (?:me )?(?:it|that)$/i;
const pointer = /^(?:的|那)?(?:那)?(?:个|份|单|件)?(?:方案|申请|挽留)?(?:的)?[\s,\uFF0C]*/;

/** 「驳回 价格太低了」: why stands behind the word. */
const refusesFor = /^(?:先)?(?:不批|不同意|驳回|退回|打回)(?:了|吧)?(?:[\s,\uFF0C:\uFF1A。]+|[,\uFF0C]?因为)(.{2,60})$/;

/** 「折扣给得太多 先退回」: the word stands behind the reason. */
const refusesLast =
  /^(.{2,60}?)[\s,\uFF0C。;\uFF1B]+(?:所以|那就|就|先|还是)?(?:不批|不同意|驳回|退回|打回)(?:了|吧|去|重写|重做)*[。!]?$/;

/** 「批了」, 「盛源那个驳回」, 「盛源方案给我看看」: a supervisor's word on what waits for it. */
export function verdictWord(reading: Reading): Word | undefined {
  const { text } = reading;
  if (text.length > 80) return undefined;
  const bare = bareWord(reading);
  const named = bare !== text.trim();
  if (approves.test(bare)) return 'approve';
  if (refuses.test(bare) || refusesFor.test(bare) || refusesLast.test(bare)) return 'refuse';
  return named && shows.test(bare) ? 'show' : undefined;
}

/** What is said behind the customer's name. */
function bareWord({ text, facts: { customer } }: Reading): string {
  const said = text.trim();
  if (customer === undefined || !said.startsWith(customer.said)) return said;
  return said.slice(customer.said.length).replace(pointer, '');
}

/** What the word does: another message that says it in full, or what is shown; undefined where nothing waits that fits. */
export async function onWaiting(
  reading: Reading,
  context: FormContext,
  tools: { store: Store; pack: Pack },
): Promise<{ say: string } | { said: Said[] } | undefined> {
  const word = verdictWord(reading);
  const waiting = word ? await waitingFor(context, tools) : [];
  const { customer } = reading.facts;
  const fitting = customer ? waiting.filter(({ text }) => text.includes(customer.name)) : waiting;
  const [only, ...more] = fitting;
  if (!only && customer === undefined && (word === 'approve' || word === 'refuse'))
    return { said: [line(words.say(context.language, 'approvals.none'))] };
  if (!only || !word) return undefined;
  if (more.length > 0) return { said: listed(approvalList(fitting, context), 0, false, context) };
  const [approve = '', refuse = ''] = only.buttons;
  const why = [reading.text.trim(), bareWord(reading)].map(whyRefused).find((each) => each !== undefined);
  if (word === 'refuse') return { say: why === undefined ? refuse : `${refuse},因为${why}` };
  if (word === 'approve') return { say: approve };
  const id = recordNumberIn(only.text);
  const shown = id ? await showRecord(id, context, tools) : [];
  const asked = words.say(context.language, 'approvals.ask');
  return { said: [...shown, { kind: 'question', text: asked, buttons: only.buttons }] };
}

function whyRefused(text: string): string | undefined {
  const why = refusesFor.exec(text)?.[1] ?? refusesLast.exec(text)?.[1];
  // Said on in one clause, as the form reads a reason.
  return why?.trim().replace(/[\s,\uFF0C;\uFF1B。]+/g, '、');
}
