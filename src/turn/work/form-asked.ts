import type { FormContext } from '../../../dialogs/engine/form.js';
import type { Said } from '../../../dialogs/engine/reply.js';
import { formStatus } from '../../../dialogs/pack-form/notice.js';
import type { Reads } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { customersIn } from '../customers-in.js';

const standing =
  /(?:怎么样|怎麼樣|咋样|如何|到哪(?:儿|里|一步|步)?|什么情况|啥情况|进展|進展|进度|進度)(?:了|呢)?[?\uFF1F。]?$|(?:批|审|審|过|過|通过|报|报上去|送审|提交|办|做)(?:下来|好|完)?了?(?:没有?|吗|嗎)[?\uFF1F]?$|\b(?:how is|status of|approved)\b/i;
const leastOfName = 2;

/** Of what goes on in further steps. 「盛源的方案怎么样」, 「荣昌的申请批了没」: the newest record of that kind of the customer; undefined where none is asked for, or none is there. */
export async function tellFormAsked(
  { text, facts }: Reading,
  context: FormContext,
  { store, pack }: { store: Reads; pack: Pack },
): Promise<Said[] | undefined> {
  if (text.length > 24 || !standing.test(text.trim())) return undefined;
  const customer = facts.customer?.id ? facts.customer : customersIn(text, context)[0];
  if (!customer?.id) return undefined;
  const rest = text.replace(customer.said, '');
  const called = pack.forms.flatMap((form) =>
    [form.name['zh-Hans'], form.name.en.toLowerCase(), ...form.aliases]
      .flatMap((name) => [name, name.slice(-leastOfName)])
      .filter((name) => [...name].length >= leastOfName && rest.toLowerCase().includes(name))
      .map((name) => ({ form, length: name.length })),
  );
  const longest = Math.max(0, ...called.map(({ length }) => length));
  const forms = called.filter(({ length }) => length === longest).map(({ form }) => form);
  const found = await Promise.all(
    forms
      .filter(({ id }) => pack.forms.some(({ follows }) => follows?.form.includes(id)))
      .map((form) =>
        store.listFormRecords(viewerOf(context.staff), { form: form.id, customerIds: [customer.id ?? ''] }),
      ),
  );
  const [record] = found.flat().toSorted((a, b) => b.at - a.at);
  const form = record && pack.forms.find(({ id }) => id === record.form);
  return record && form ? formStatus(form, record, context) : undefined;
}
