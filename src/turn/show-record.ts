import type { FormContext } from '../../dialogs/engine/form.js';
import type { Said } from '../../dialogs/engine/reply.js';
import { complaintStatus, unknownRecord, visitStatus } from '../../dialogs/my-work/dialog.js';
import { formStatus } from '../../dialogs/pack-form/notice.js';
import type { Reads } from '../domain/ports.js';
import { viewerOf } from '../domain/staff.js';
import type { Pack } from '../policy/types.js';

/** Where a record stands, by its number; one the speaker may not see does not exist for him. */
export async function showRecord(
  id: string,
  context: FormContext,
  { store, pack }: { store: Reads; pack: Pack },
): Promise<Said[]> {
  const viewer = viewerOf(context.staff);
  if (id.startsWith('BF-')) {
    const visit = await store.findVisit(viewer, id);
    return visit ? visitStatus(visit, context) : unknownRecord(context);
  }
  if (id.startsWith('TS-')) {
    const complaint = await store.findComplaint(viewer, id);
    if (!complaint) return unknownRecord(context);
    const obligations = await store.listObligations(viewer, { subject: `complaint:${id}` });
    return complaintStatus(complaint, obligations, context);
  }
  const record = await store.findFormRecord(viewer, id);
  const form = record && pack.forms.find((each) => each.id === record.form);
  return record && form ? formStatus(form, record, context) : unknownRecord(context);
}
