import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { inLanguage } from '../../../dialogs/pack-form/template.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import type { FormRecord } from '../../domain/form-record.js';
import type { Store } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { PackField, PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';

const asks =
  /(?:还|還)?(?:差|缺|少|要准备|要备|要带|没交|没齐)(?:了|着|的)?(?:些|点)?(?:什么|什麼|啥|哪些|哪几样|哪样|几样)|(?:齐|齊)(?:了|全)?(?:没|沒|吗|嗎|了没|了吗)|(?:还|還)(?:差|缺)(?:不差|吗)|\bwhat(?:'s| is)? (?:still )?missing\b|\bcomplete\?/i;

/**
 * 「嘉和的合同材料还差啥」: of a form whose choices all have to hold (papers, what was confirmed) those nobody told yet, by the
 * customer's newest record. Undefined where the message names no such form.
 */
export async function tellGaps(
  reading: Reading,
  context: FormContext,
  { store, pack }: { store: Store; pack: Pack },
): Promise<Said[] | undefined> {
  const { text, facts } = reading;
  const { customer } = facts;
  if (!customer?.id || text.length > 30 || !asks.test(text)) return undefined;
  const form = pack.forms.find((each) => checked(each).length > 0 && isNamed(each, text, customer.said));
  if (!form) return undefined;
  const { language, staff } = context;
  const records = await store.listFormRecords(viewerOf(staff), { form: form.id, customerIds: [customer.id] });
  const last = records.at(-1);
  const name = inLanguage(form.name, language);
  const open = checked(form).flatMap((field) => {
    const left = leftOf(field, last, context);
    return left === '' ? [] : [words.say(language, 'gaps.field', { field: inLanguage(field.label, language), left })];
  });
  const values = {
    customer: customer.name,
    form: name,
    id: last?.id ?? '',
    open: open.join(language === 'en' ? '; ' : ';'),
  };
  const key = last === undefined ? 'gaps.unknown' : open.length === 0 ? 'gaps.none' : 'gaps';
  return [line(words.say(language, key, values))];
}

/** Choices of which everyone must hold. */
function checked({ fields }: PackForm): PackField[] {
  return fields.filter(({ several, limits }) => several && limits.some(({ kind }) => kind === 'all'));
}

function isNamed({ name, aliases, fields }: PackForm, text: string, customer: string): boolean {
  const rest = text.replace(customer, '').toLowerCase();
  const labels = fields.map(({ label }) => inLanguage(label, 'zh-Hans'));
  const called = [inLanguage(name, 'zh-Hans'), inLanguage(name, 'en'), ...aliases];
  return (
    called.some((each) => rest.includes(each.toLowerCase())) || labels.some((each) => rest.startsWith(`的${each}`))
  );
}

function leftOf({ id, options }: PackField, record: FormRecord | undefined, { language }: FormContext): string {
  const told = record?.values[id];
  const has = Array.isArray(told) ? told : [];
  const left = options.filter((option) => !has.includes(option.id));
  return left.map(({ label }) => inLanguage(label, language)).join(language === 'en' ? ', ' : '、');
}
