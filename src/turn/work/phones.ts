import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { words } from '../../../dialogs/my-work/said.js';
import type { Reads } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { Reading } from '../../understanding/types.js';
import { customersIn } from '../customers-in.js';
import { notShown } from './customer-brief.js';

const asked =
  /(?:电话|電話|手机|手機|号码|號碼|联系方式|聯繫方式)(?:号码?|號碼?)?(?:是)?(?:$|多少|几号|有吗|有没有|是啥|是什么|呢|发(?:给)?我|給我|给我|发一?下|报一?下|告诉我)[?\uFF1F。]?$|^(?:帮我)?(?:查|找|给我|发我|要)(?:一?下)?.{0,12}(?:电话|電話|手机|联系方式)[?\uFF1F。]?$|\b(?:phone|number) of\b/i;

/** 「宏远马丽电话多少」: somebody's number is asked for, none is told. */
export function asksPhone({ text }: Reading): boolean {
  return text.length <= 24 && !/\d{3}|客服|热线|登记|投诉/.test(text) && asked.test(text.trim());
}

const shownAtMost = 4;

/** Numbers of people at customers the speaker may see: those named, else all of the customer named; undefined where nobody is named. */
export async function tellPhones(reading: Reading, context: FormContext, store: Reads): Promise<Said[] | undefined> {
  const { language, staff } = context;
  const { text, facts } = reading;
  const files = await store.listCustomerFiles(viewerOf(staff));
  const theirs = files.filter(({ customer }) => customer.id === facts.customer?.id || text.includes(customer.name));
  const among = theirs.length > 0 ? theirs : files;
  const called = (name: string, title: string | null) =>
    text.includes(name) || (title !== null && text.includes(`${name.charAt(0)}${title}`));
  const all = among.flatMap(({ customer, contacts }) =>
    contacts.map((contact) => ({ customer: customer.name, contact })),
  );
  const named = all.filter(({ contact }) => called(contact.name, contact.title));
  const meant = named.length > 0 ? named : theirs.length > 0 ? all : [];
  if (meant.length === 0) {
    const other = facts.customer?.id ? facts.customer : customersIn(text, context)[0];
    return other?.id && theirs.length === 0 ? [line(await notShown(other, context, store))] : undefined;
  }
  const lines = meant.slice(0, shownAtMost).map(({ customer, contact }) =>
    words.say(language, contact.phone === null ? 'phone.none' : 'phone', {
      customer,
      contact: contact.name,
      phone: contact.phone ?? '',
    }),
  );
  return [line(lines.join('\n'))];
}
