import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { openWithdrawing } from '../../../dialogs/pack-form/withdrawing.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import type { FormRecord } from '../../domain/form-record.js';
import type { Store } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import { viewerOf } from '../../domain/staff.js';
import { withdrawnState } from '../../domain/withdraw-form.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';

const takesBack =
  /^(?:不对|错了|等等|算了)?[\s,]*(?:帮我|把|那就|请)?.{0,24}?(?:撤回|撤了|撤掉|作废|收回)(?:了|吧|掉|一下)?(?:刚才|刚刚|上面)?(?:的|那)?.{0,12}$|\b(?:take (?:it |that )?back|withdraw)\b/;
/** 不请了, 假取消, 取消请假: said of a kind of record. */
const calledOff = /取消|不(?:请|休|要|算|记|登|报)了|别(?:记|算)|销假|\bcancel\b/;
const recentMs = 90 * 86_400_000;

/** 「撤回」, 「假不请了」: a record of a form of the pack is taken back; visits and complaints have their own ways. */
export function takesFormBack(reading: Reading, pack: Pack, record: string | null): boolean {
  const text = fold(reading.text).trim();
  if (text.length > 30 || /投诉|客诉|拜访|那趟|ts-|bf-|[?]|吗$/.test(text) || reading.intent === 'policy') return false;
  const named = formNamed(text, pack, record) !== undefined;
  const number = recordNumberIn(reading.text);
  if (number) return takesBack.test(text) || calledOff.test(text);
  if (takesBack.test(text)) return named || isOfForm(record, pack);
  return calledOff.test(text) && named;
}

/** Opens the one question; undefined where the speaker has no such record. */
export async function withdrawing(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  { store, pack }: { store: Store; pack: Pack },
): Promise<Said[] | undefined> {
  const found = await recordMeant(reading, state.record, context, { store, pack });
  const form = found && pack.forms.find(({ id }) => id === found.form);
  if (!found || !form) return undefined;
  if (found.state === withdrawnState)
    return [line(words.say(context.language, 'withdraw.already', { id: found.id, what: '' }))];
  const { draft, said } = openWithdrawing(form, found, context);
  state.dialogStack.push({ id: draft.form, state: { draft } });
  return said;
}

async function recordMeant(
  reading: Reading,
  last: string | null,
  { staff, now }: FormContext,
  { store, pack }: { store: Store; pack: Pack },
): Promise<FormRecord | undefined> {
  const viewer = viewerOf(staff);
  const own = (record: FormRecord | undefined) => (record?.ownerId === staff.id ? record : undefined);
  const number = recordNumberIn(reading.text);
  if (number) return own(await store.findFormRecord(viewer, number));
  const form = formNamed(fold(reading.text), pack, last);
  const told = last && isOfForm(last, pack) ? own(await store.findFormRecord(viewer, last)) : undefined;
  if (!form || told?.form === form.id) return told;
  const { customer } = reading.facts;
  const all = await store.listFormRecords(viewer, { form: form.id, ownerId: staff.id, from: now - recentMs });
  return all.findLast((each) => each.state !== withdrawnState && (!customer?.id || each.customerId === customer.id));
}

function isOfForm(record: string | null, { forms }: Pack): boolean {
  return record !== null && forms.some(({ prefix }) => record.startsWith(`${prefix}-`));
}

/** By its name or another of it; by one sign of it (假) only for what was told last. */
function formNamed(text: string, { forms }: Pack, last: string | null): PackForm | undefined {
  const named = forms.find(({ name, aliases }) =>
    [name['zh-Hans'], name.en, ...aliases].some((each) => text.includes(each.toLowerCase())),
  );
  if (named) return named;
  const told = forms.find(({ prefix }) => last?.startsWith(`${prefix}-`) === true);
  const signs = told ? [...new Set([...told.name['zh-Hans'], ...told.aliases.join('')])] : [];
  return signs.some((sign) => text.includes(sign)) ? told : undefined;
}
