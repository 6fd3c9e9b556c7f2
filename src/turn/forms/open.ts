import { customerSchema } from '../../../dialogs/engine/customer-and-contact.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { FormContext, Values } from '../../../dialogs/engine/form.js';
import type { FormSet } from '../../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { type Period, periodAt, periodSaid } from '../../../dialogs/pack-form/periods.js';
import { inLanguage } from '../../../dialogs/pack-form/template.js';
import { dayTold } from '../../../dialogs/pack-form/told-times.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import type { Reads } from '../../domain/ports.js';
import { type Staff, systemViewer, viewerOf } from '../../domain/staff.js';
import type { PackField, PackForm } from '../../policy/forms/types.js';
import { localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import { draftLines, type LineTools, recordsOf } from './draft-lines.js';
import { followingValues } from './following.js';

export interface PackFormTools {
  store: Reads;
  pack: Pack;
  forms: FormSet;
}

export type Opened = { draft: Draft } | { said: Said[] };

/**
 * Opens a form of the pack with what the store knows already: the record it goes on from, lines drafted from the day's records,
 * colleagues that may be meant. `known` comes from where it was opened (a reminder). Says so instead where it cannot be begun.
 */
export async function openPackForm(
  form: PackForm,
  reading: Reading,
  context: FormContext,
  tools: PackFormTools,
  known: Values = {},
): Promise<Opened> {
  const { language, staff } = context;
  const engineForm = tools.forms.get(form.id);
  if (!engineForm) throw new Error(`no form ${form.id}`);
  if (form.by === 'supervisor' && staff.role === 'manager')
    return { said: [line(words.say(language, 'only-supervisor', { form: inLanguage(form.name, language) }))] };
  if (await isAboutColleague(form, reading, staff, tools.store))
    return { said: [line(words.say(language, 'only-own', { form: inLanguage(form.name, language) }))] };
  const following = await followingValues(form, reading, context, tools, known);
  if ('said' in following) return following;
  const values: Values = { ...known, ...following.values };
  await knowCustomer(values, context, tools.store);
  for (const field of form.fields)
    Object.assign(values, await startValue(form, field, values, reading, context, tools));
  return { draft: { ...newDraft(engineForm, context.newId(), context.now), values } };
}

/** What the directory says of a customer the message did not name itself. */
async function knowCustomer(values: Values, context: FormContext, store: Reads): Promise<void> {
  const { id } = customerSchema.partial().catch({}).parse(values.customer);
  if (!id || context.files.has(id)) return;
  const file = await store.findCustomerFile(viewerOf(context.staff), id);
  if (file) context.files.set(id, file);
}

async function startValue(
  form: PackForm,
  field: PackField,
  values: Values,
  reading: Reading,
  context: FormContext,
  tools: PackFormTools,
): Promise<Values> {
  switch (field.type) {
    case 'period':
      return { [field.id]: periodOf(field, reading, context) };
    case 'staff':
      return await colleagues(field, context, tools.store);
    case 'lines': {
      const period = periodIn(values) ?? dayOf(reading, context);
      return { ...(await draftLines(field, period, { ...tools, context })) };
    }
    case 'amount': {
      const sum = field.sums === null ? undefined : await sumOf(form, field.sums, values, { ...tools, context });
      return sum === undefined ? {} : { [field.id]: sum };
    }
    default:
      return {};
  }
}

/** The sum of a field over the records the lines are drafted from; nothing where there are none. */
async function sumOf(form: PackForm, sums: string, values: Values, tools: LineTools): Promise<number | undefined> {
  const drafts = form.fields.find(({ drafts: from }) => from?.from === 'records')?.drafts;
  const period = periodIn(values);
  if (!drafts || !period) return undefined;
  const records = await recordsOf(period, drafts.forms, tools);
  const amounts = records.map(({ values: told }) => told[sums]).filter((amount) => typeof amount === 'number');
  return amounts.length === 0 ? undefined : Math.round(amounts.reduce((all, one) => all + one, 0) * 100) / 100;
}

function periodOf(field: PackField, reading: Reading, { now, timeZone }: FormContext): Period {
  const told = periodSaid(fold(reading.text), field.periods, now, timeZone);
  return told ?? periodAt(field.periods[0] ?? 'day', localDay(now, timeZone));
}

/** The period a draft is about. */
export function periodIn(values: Values): Period | undefined {
  const found = Object.values(values).find(
    (value) => typeof value === 'object' && value !== null && 'kind' in value && 'until' in value,
  );
  return found as Period | undefined;
}

/** Without a period the day that was named, else today. */
function dayOf(reading: Reading, context: FormContext): Period {
  const day = dayTold(reading, 'past', context) ?? localDay(context.now, context.timeZone);
  return periodAt('day', day);
}

/** Oneself; for a supervisor also the team. */
async function colleagues(field: PackField, { staff }: FormContext, store: Reads): Promise<Values> {
  const self = { id: staff.id, name: staff.name };
  const team = staff.role === 'manager' ? [] : await teamOf(staff, store);
  return { team: [...team.map(({ id, name }) => ({ id, name })), self], [field.id]: self };
}

async function teamOf(staff: Staff, store: Reads): Promise<Staff[]> {
  const everyone = await store.listStaff(systemViewer);
  return everyone.filter(({ teamId, kind, id }) => teamId === staff.teamId && kind === 'directory' && id !== staff.id);
}

/** A manager speaks of a colleague in a form about staff: that is for their supervisor. */
async function isAboutColleague(form: PackForm, { text }: Reading, staff: Staff, store: Reads): Promise<boolean> {
  if (staff.role !== 'manager' || !form.fields.some(({ type }) => type === 'staff')) return false;
  return (await teamOf(staff, store)).some(({ name }) => speaksOf(name, text));
}

/** 「高翔明天请假」; in 「我明天请假,活给高翔」 he is not the one who is away. */
function speaksOf(name: string, text: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  return !/我/.test(text.slice(0, at)) && !/(?:给|由|让|找|请|托|交)$/.test(text.slice(0, at));
}
