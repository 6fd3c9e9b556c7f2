import { createHash } from 'node:crypto';
import { formNotice } from '../../../dialogs/pack-form/notice.js';
import { retentionWords } from '../../../dialogs/retention/dialog.js';
import type { Customer } from '../../domain/customer.js';
import { appendDuties, type DutyEnv } from '../../domain/duty-events.js';
import { type FormRecord, subjectOfForm } from '../../domain/form-record.js';
import type { Store } from '../../domain/ports.js';
import { retentionForms } from '../../domain/retention.js';
import { type Staff, systemViewer } from '../../domain/staff.js';
import { present, superiorOf } from '../../domain/superiors.js';
import { writeQueued } from '../../ledger/note.js';
import { holds } from '../../policy/condition.js';
import type { PackForm } from '../../policy/forms/types.js';
import { instantOf, localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import { type Cells, fault } from './cells.js';
import { customerRegister } from './customers.js';
import type { Importer, Register, Resolver } from './importer.js';

/** A warning of the systems: customers that lose numbers or income (A1-17). It is as good as one a manager reports. */
export function churnImporter({ pack, now }: { pack: Pack; now: number }): Importer<FormRecord> {
  const form = pack.forms.find(({ id }) => id === retentionForms.signal);
  if (!form) throw fault('the pack has no form for churn signals');
  return {
    columns: {
      customer: ['客户', '客户名称', '集团名称', '单位', '客户编号'],
      note: ['情况', '预警', '说明', '原因'],
      numbers: ['号码数', '用户数', '离网号码数'],
      day: ['日期', '预警日期'],
    },
    required: ['customer', 'note'],
    load: async (store) => new SignalResolver(form, await customerRegister(store), await signalsOf(store), pack, now),
    async write(env, rows) {
      for (const { after } of rows) await writeSignal(env, form, after, pack);
    },
  };
}

async function signalsOf(store: Store): Promise<Map<string, FormRecord>> {
  const signals = await store.listFormRecords(systemViewer, { form: retentionForms.signal });
  return new Map(signals.map((signal) => [signal.id, signal]));
}

class SignalResolver implements Resolver<FormRecord> {
  readonly #form: PackForm;
  readonly #customers: Register<Customer>;
  readonly #known: ReadonlyMap<string, FormRecord>;
  readonly #pack: Pack;
  readonly #now: number;

  constructor(
    form: PackForm,
    customers: Register<Customer>,
    known: ReadonlyMap<string, FormRecord>,
    pack: Pack,
    now: number,
  ) {
    this.#form = form;
    this.#customers = customers;
    this.#known = known;
    this.#pack = pack;
    this.#now = now;
  }

  stored(id: string): FormRecord | undefined {
    return this.#known.get(id);
  }

  async resolve(cells: Cells): Promise<FormRecord> {
    const customer = this.#customers.find(cells.required('customer'), 'customer');
    if (!customer) throw fault('customer is not in the directory; import customers first');
    const note = cells.required('note');
    const day = dayOf(cells) ?? localDay(this.#now, this.#pack.timeZone);
    const id = numberOf(this.#form.prefix, day, customer.id, note);
    const numbers = countOf(cells);
    return (
      this.stored(id) ?? {
        id,
        form: this.#form.id,
        draftId: `import-${id}`,
        ownerId: customer.ownerId,
        teamId: customer.teamId,
        channel: 'import',
        conversationId: '',
        customerId: customer.id,
        customerName: customer.name,
        contactId: null,
        contactName: null,
        values: { note, ...(numbers === null ? {} : { numbers }) },
        at: Math.min(instantOf(day, this.#pack.timeZone, '09:00:00'), this.#now),
        recordedAt: this.#now,
        state: this.#form.state,
      }
    );
  }
}

function dayOf(cells: Cells): string | null {
  const day = cells.optional('day', null);
  if (day === null || /^\d{4}-\d\d-\d\d$/.test(day)) return day;
  throw fault('day is not a date; write YYYY-MM-DD');
}

function countOf(cells: Cells): number | null {
  const text = cells.optional('numbers', null);
  if (text === null || /^\d{1,7}$/.test(text)) return text === null ? null : Number(text);
  throw fault('numbers is not a whole number; write digits only');
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same for the same signal, so that importing a file twice makes nothing twice. */
function numberOf(prefix: string, day: string, customerId: string, note: string): string {
  const digest = createHash('sha256').update([day, customerId, note].join('\n')).digest();
  const tail = [...digest.subarray(0, 4)].map((byte) => crockford[byte % crockford.length]).join('');
  return `${prefix}-${day.slice(2).replaceAll('-', '')}-${tail}`;
}

/** The record, its event, and who hears of it: the manager at once, and the supervisor where the form says so. */
async function writeSignal(env: DutyEnv, form: PackForm, record: FormRecord, pack: Pack): Promise<void> {
  const { tx } = env;
  const file = await tx.findCustomerFile(systemViewer, record.customerId ?? '');
  const owner = await tx.findStaff(systemViewer, record.ownerId);
  if (!file || !owner) throw fault('customer or owner is gone; import them first');
  const { class: customerClass } = file.customer;
  await tx.insertFormRecord(record);
  const facts = { customerClass, ownerId: owner.id, customerId: record.customerId, recordId: record.id };
  await appendDuties(env, [{ subject: subjectOfForm(record), kind: 'churn.signalled', at: record.at, facts }]);
  const text = retentionWords.say('zh-Hans', 'imported', {
    customer: file.customer.name,
    class: customerClass ? `(${customerClass})` : '',
    note: String(record.values.note),
    id: record.id,
  });
  await queue(env, `imported|${record.id}|${owner.id}`, owner, text);
  const superior = await superiorOf(tx, owner);
  if (!superior) return;
  const frame = {
    now: env.now,
    timeZone: pack.timeZone,
    language: 'zh-Hans',
    staff: owner,
    files: new Map([[file.customer.id, file]]),
  } as const;
  for (const [n, telling] of form.tells.entries()) {
    if (telling.to !== 'supervisor' || !holds(telling.when, { customerClass })) continue;
    const reader = (await present(tx, superior, env.now)).staff;
    const notice = formNotice(form, { record, followed: null, telling: n }, frame);
    await queue(env, `form|${record.id}|${n}|${reader.id}`, reader, notice.text);
  }
}

async function queue({ tx, now }: DutyEnv, key: string, to: Staff, text: string): Promise<void> {
  await tx.insertOutbox({
    key,
    staffId: to.id,
    conversationId: null,
    activity: writeQueued({ text, buttons: [] }),
    at: now,
    state: 'pending',
    attempts: 0,
  });
}
