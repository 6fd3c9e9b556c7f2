import type { FormContext } from '../../../dialogs/engine/form.js';
import { words } from '../../../dialogs/my-work/said.js';
import type { Waiting } from '../../../dialogs/my-work/team.js';
import { formNotice, lineWords } from '../../../dialogs/pack-form/notice.js';
import { inLanguage } from '../../../dialogs/pack-form/template.js';
import type { Store } from '../../domain/ports.js';
import { systemViewer, viewerOf } from '../../domain/staff.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import { DutySearch } from '../duties/search.js';

interface Tools {
  store: Store;
  pack: Pack;
}

/**
 * Everything that waits for the speaker's word, in one place: acts told afterwards, and records of pack forms that a form
 * only supervisors fill in goes on from (a solution's review, a request for resources).
 */
export async function waitingFor(context: FormContext, tools: Tools): Promise<Waiting[]> {
  return [...(await actsToAccept(context, tools)), ...(await formsToReview(context, tools))];
}

async function actsToAccept(context: FormContext, { store, pack }: Tools): Promise<Waiting[]> {
  const { language, staff } = context;
  const search = new DutySearch(store, pack, context);
  const cards = (await store.listOpenCards(staff.id, 100)).filter(({ kind }) => kind === 'accept');
  const waiting: Waiting[] = [];
  for (const { obligationId } of cards) {
    const duty = await search.find(obligationId);
    if (!duty) continue;
    const { name, values } = duty;
    const called = name.recordId ?? `${name.customer ?? ''}${name.contact ?? ''}`;
    const named = { duty: called === '' ? values.duty : called };
    waiting.push({
      text: words.say(language, 'approvals.act', { owner: values.ownerName, duty: values.duty }),
      buttons: ['tap.accept', 'tap.refuse'].map((key) => words.say(language, key, named)),
    });
  }
  return waiting;
}

async function formsToReview(context: FormContext, { store, pack }: Tools): Promise<Waiting[]> {
  const { staff } = context;
  if (staff.role === 'manager') return [];
  const waiting: Waiting[] = [];
  for (const review of pack.forms.filter(({ by, follows }) => by === 'supervisor' && follows !== null)) {
    for (const id of review.follows?.form ?? []) {
      const form = pack.forms.find((each) => each.id === id);
      if (!form) continue;
      const records = await store.listFormRecords(viewerOf(staff), { form: id });
      for (const record of records.filter(
        ({ state, ownerId }) => ownerId !== staff.id && review.follows?.in.includes(state),
      ))
        waiting.push(await waitingForm(form, record, context, store));
    }
  }
  return waiting;
}

async function waitingForm(
  form: PackForm,
  record: Parameters<typeof lineWords>[1],
  context: FormContext,
  store: Store,
): Promise<Waiting> {
  const { language } = context;
  const owner = await store.findStaff(systemViewer, record.ownerId);
  const telling = form.tells.findIndex(({ buttons }) => buttons.length > 0);
  const { buttons } = formNotice(
    form,
    { record, followed: null, telling },
    { ...context, staff: owner ?? context.staff },
  );
  const said = lineWords(form, record, context) ?? record.id;
  const values = { form: inLanguage(form.name, language), owner: owner?.name ?? '', line: `${said} ${record.id}` };
  return { text: words.say(language, 'approvals.form', values), buttons };
}
