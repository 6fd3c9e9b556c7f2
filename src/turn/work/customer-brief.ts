import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { customerBrief, type Touch } from '../../../dialogs/my-work/customer.js';
import { words } from '../../../dialogs/my-work/said.js';
import { inLanguage } from '../../../dialogs/pack-form/template.js';
import { stateWords } from '../../../dialogs/pack-form/wording.js';
import { isUnmet } from '../../domain/acts.js';
import { isOpen } from '../../domain/complaint.js';
import type { Contact } from '../../domain/customer.js';
import { wasMade } from '../../domain/diary.js';
import type { FormRecord } from '../../domain/form-record.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Reads } from '../../domain/ports.js';
import { systemViewer, type Viewer, viewerOf } from '../../domain/staff.js';
import { isAhead, type Visit } from '../../domain/visit.js';
import type { Pack } from '../../policy/types.js';
import type { NamedCustomer } from '../../understanding/types.js';
import { dutyName } from '../duties/name.js';

interface Tools {
  store: Reads;
  pack: Pack;
}

/** Rules that are kept by being in touch with the customer. */
const touching: ReadonlySet<string> = new Set([
  'touch.next',
  'vip.care',
  'government.care',
  'complaint.follow-up',
  'after-sales.revisit',
  'negotiation.feedback',
]);

/** 「华盛物流什么情况」: everything the speaker may see of it, on one card. */
export async function tellCustomer(
  named: NamedCustomer,
  context: FormContext,
  { store, pack }: Tools,
): Promise<Said[]> {
  const { staff, now } = context;
  const viewer = viewerOf(staff);
  const file = named.id ? await store.findCustomerFile(viewer, named.id) : undefined;
  if (!named.id || !file) return [line(await notShown(named, context, store))];
  const ids = [named.id];
  const complaints = await store.listComplaintsOf(viewer, ids);
  const visits = await store.listVisitsOf(viewer, ids);
  const records = await store.listFormRecords(viewer, { customerIds: ids });
  const duties = await dutiesOf(store, viewer, named.id, file.contacts, visits, records);
  const due = await Promise.all(
    duties.map(async (each) => ({
      duty: await titleOf(each, store, pack, context),
      dueAt: each.dueAt ?? now,
      rule: each.rule,
    })),
  );
  const ahead = visits.find((visit) => isAhead(visit) && visit.startAt > now) ?? null;
  const promised = due.find(({ rule, dueAt }) => touching.has(rule) && dueAt >= now);
  const byVisit = ahead && (!promised || ahead.startAt <= promised.dueAt);
  const next = byVisit
    ? { at: ahead.startAt, what: '', visit: ahead }
    : promised
      ? { at: promised.dueAt, what: promised.duty, visit: null }
      : null;
  const open = complaints.filter(isOpen);
  // The next touch has a line of its own.
  const others = due.filter(({ rule }) => rule !== 'touch.next');
  const forms = openForms(records, pack, context);
  return customerBrief(
    { file, complaints: open, forms, due: others, last: lastTouch(visits, complaints, records, pack, context), next },
    context,
  );
}

/** Whose customer it is, and that the file is not the speaker's to see. */
export async function notShown(
  { id, name }: Pick<NamedCustomer, 'id' | 'name'>,
  context: FormContext,
  store: Reads,
): Promise<string> {
  const ownerId = id && context.ownerOf(id);
  const owner = ownerId ? await store.findStaff(systemViewer, ownerId) : undefined;
  return owner
    ? words.say(context.language, 'customer.not-yours', { customer: name, owner: owner.name })
    : words.say(context.language, 'customer.unknown', { customer: name });
}

/** Open duties about the customer, its people, its visits and its forms that have a time; earliest first. */
async function dutiesOf(
  store: Reads,
  viewer: Viewer,
  customerId: string,
  contacts: readonly Contact[],
  visits: readonly Visit[],
  records: readonly FormRecord[],
): Promise<Obligation[]> {
  const subjects = [
    `customer:${customerId}`,
    ...contacts.map(({ id }) => `contact:${id}`),
    ...visits.map(({ id }) => `visit:${id}`),
    ...records.map(({ id }) => `form:${id}`),
  ];
  const complaints = await store.listComplaintsOf(viewer, [customerId]);
  const all = await store.listObligationsOf(viewer, [...subjects, ...complaints.map(({ id }) => `complaint:${id}`)]);
  return all.filter((each) => isUnmet(each) && each.dueAt !== null).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
}

/** The title alone, with the person it is about: the customer stands above. */
async function titleOf(obligation: Obligation, store: Reads, pack: Pack, { language }: FormContext): Promise<string> {
  const { contact, title } = await dutyName(store, pack, obligation, language);
  return contact ? `${contact}${language === 'en' ? ' ' : ''}${title}` : title;
}

/** Records another form may still go on from. */
function openForms(records: readonly FormRecord[], pack: Pack, { language }: FormContext) {
  const awaited = new Map<string, Set<string>>();
  for (const { follows } of pack.forms)
    for (const form of follows?.form ?? [])
      awaited.set(form, new Set([...(awaited.get(form) ?? []), ...(follows?.in ?? [])]));
  return records.flatMap((record) => {
    const form = pack.forms.find(({ id }) => id === record.form);
    if (!form || !awaited.get(record.form)?.has(record.state)) return [];
    return [
      {
        id: record.id,
        form: inLanguage(form.name, language),
        state: stateWords(form, record.state, language),
      },
    ];
  });
}

function lastTouch(
  visits: readonly Visit[],
  complaints: readonly { acceptedAt: number }[],
  records: readonly FormRecord[],
  pack: Pack,
  { language }: FormContext,
): Touch | null {
  const visit = visits.findLast(wasMade);
  const complaint = complaints.at(-1);
  const told = records.findLast(({ form }) => ['touch', 'care', 'negotiation', 'revisit'].includes(form));
  const form = told && pack.forms.find(({ id }) => id === told.form);
  const touches: Touch[] = [
    ...(visit ? [{ kind: 'visit' as const, at: visit.arrivedAt ?? visit.startAt, visit }] : []),
    ...(complaint ? [{ kind: 'complaint' as const, at: complaint.acceptedAt }] : []),
    ...(told && form ? [{ kind: 'form' as const, at: told.at, form: inLanguage(form.name, language) }] : []),
  ];
  return touches.sort((a, b) => b.at - a.at)[0] ?? null;
}
