import type { FormContext, Values } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import type { Followable } from '../../../dialogs/pack-form/follows.js';
import { recordSummary } from '../../../dialogs/pack-form/notice.js';
import { fill, inLanguage } from '../../../dialogs/pack-form/template.js';
import { stateWords } from '../../../dialogs/pack-form/wording.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import type { FormRecord } from '../../domain/form-record.js';
import type { Reads } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import { viewerOf } from '../../domain/staff.js';
import type { Following, PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';

type FollowingValues = { values: Values } | { said: Said[] };

/**
 * The earlier record a form goes on from: the one that is named, the only one that fits, or several to choose from. Where
 * there is none, or it is past that step, what is to be said instead. `known.recordId` comes from a reminder.
 */
export async function followingValues(
  form: PackForm,
  reading: Reading,
  context: FormContext,
  { store, pack }: { store: Reads; pack: Pack },
  known: Values,
): Promise<FollowingValues> {
  const { follows } = form;
  if (!follows) return { values: {} };
  const meant = narrowed(await recordsBefore(follows, store, context), reading, known, pack);
  const open = meant.filter(({ state }) => follows.in.includes(state));
  const [first, ...others] = open;
  if (first && others.length === 0) return { values: takenFrom(first, pack, context) };
  if (first) return { values: { followable: open.toReversed().map((record) => followable(record, pack, context)) } };
  const last = meant.at(-1);
  if (last && (isNamed(reading, last) || follows.otherwise[last.state]))
    return { said: [line(otherwiseWords(follows, formOf(pack, last), last, context))] };
  return follows.optional ? { values: {} } : { said: [line(noneWords(follows, pack, context))] };
}

async function recordsBefore(follows: Following, store: Reads, { staff }: FormContext): Promise<FormRecord[]> {
  const own = follows.whose === 'own' && staff.role === 'manager' ? { ownerId: staff.id } : {};
  const lists = await Promise.all(follows.form.map((form) => store.listFormRecords(viewerOf(staff), { form, ...own })));
  return lists.flat().sort((a, b) => a.at - b.at);
}

function isNamed({ text }: Reading, { id }: FormRecord): boolean {
  return text.toUpperCase().includes(id);
}

/** Those with the number that was said, else of the customer or person that was said. */
function narrowed(records: readonly FormRecord[], reading: Reading, known: Values, pack: Pack): FormRecord[] {
  const number = typeof known.recordId === 'string' ? known.recordId : recordNumberIn(reading.text);
  if (number !== null) return records.filter(({ id }) => id === number);
  const { customer, contact } = reading.facts;
  if (!customer) return ofKindSaid(records, reading, pack);
  const theirs = records.filter(
    (each) => each.customerName === customer.name || (customer.id !== null && each.customerId === customer.id),
  );
  const persons = theirs.filter(({ contactName }) => contact && contactName === contact.name);
  if (theirs.length > 0 || customer.id !== null)
    return ofKindSaid(persons.length > 0 ? persons : theirs, reading, pack);
  // 「何局」 alone may be read as a firm nobody knows; it is the person of a record under way.
  const surname = [...customer.name][0] ?? '';
  const addressed =
    [...customer.name].length === 2 ? records.filter((each) => each.contactName?.startsWith(surname)) : [];
  return ofKindSaid(addressed, reading, pack);
}

/** 「补卡送到了」: of several the one whose choices the words name. */
function ofKindSaid(records: readonly FormRecord[], reading: Reading, pack: Pack): FormRecord[] {
  const named = records.filter((record) =>
    formOf(pack, record).fields.some(({ id, type, options }) => {
      const told = [record.values[id] ?? []].flat();
      const own = options.filter((option) => told.includes(option.id));
      return type === 'choice' && own.some(({ label, words: ways }) => saysOneOf([label['zh-Hans'], ...ways], reading));
    }),
  );
  return named.length > 0 ? named : [...records];
}

function saysOneOf(ways: readonly string[], { text }: Reading): boolean {
  return ways.some((word) => [...word].length >= 2 && text.includes(word));
}

function otherwiseWords(follows: Following, before: PackForm, record: FormRecord, { language }: FormContext): string {
  const own = follows.otherwise[record.state];
  const state = stateWords(before, record.state, language);
  if (own) return fill(inLanguage(own, language), { id: record.id, customer: record.customerName, state });
  return words.say(language, 'follows.other', { id: record.id, state });
}

function noneWords(follows: Following, pack: Pack, { language }: FormContext): string {
  if (follows.none) return inLanguage(follows.none, language);
  const before = pack.forms.find(({ id }) => id === follows.form[0]);
  return words.say(language, 'follows.none', { form: before ? inLanguage(before.name, language) : '' });
}

function formOf(pack: Pack, record: FormRecord): PackForm {
  const form = pack.forms.find(({ id }) => id === record.form);
  if (!form) throw new Error(`a record of a form that is not there: ${record.form}`);
  return form;
}

function takenFrom(record: FormRecord, pack: Pack, context: FormContext): Values {
  const found = followable(record, pack, context);
  const { customer, contact } = found;
  return {
    follows: found,
    ...(customer ? { customer } : {}),
    ...(contact ? { contact: { ...contact, title: null, role: null, vipTier: null } } : {}),
  };
}

function followable(record: FormRecord, pack: Pack, context: FormContext): Followable {
  const { customerName, customerId, contactName, contactId } = record;
  return {
    id: record.id,
    state: record.state,
    customer: customerName === null ? null : { id: customerId, name: customerName },
    contact: contactName === null ? null : { id: contactId, name: contactName },
    summary: recordSummary(formOf(pack, record), record, context),
  };
}
