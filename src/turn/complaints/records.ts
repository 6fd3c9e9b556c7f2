import type { Timeline } from '../../../dialogs/complaint-life/dialog.js';
import type { DutyValues } from '../../../dialogs/due-work/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { dutyWords } from '../../../dialogs/notice/dialog.js';
import { actOf, isUnmet } from '../../domain/acts.js';
import type { Complaint } from '../../domain/complaint.js';
import type { Event } from '../../domain/event.js';
import type { Reads } from '../../domain/ports.js';
import { systemViewer, viewerOf } from '../../domain/staff.js';
import type { Pack } from '../../policy/types.js';

type Told = Pick<Reads, 'listEvents' | 'listNotes' | 'listObligations' | 'listAttachments' | 'listStaff' | 'findStaff'>;

/** Everything that is told of a complaint the speaker has been found to see. */
export async function timelineOf(reads: Told, complaint: Complaint, { staff }: FormContext): Promise<Timeline> {
  const viewer = viewerOf(staff);
  const subject = `complaint:${complaint.id}`;
  const events = await reads.listEvents(viewer, subject);
  const notes = await reads.listNotes(viewer, subject);
  const obligations = await reads.listObligations(viewer, { subject });
  const files = (await reads.listAttachments(viewer, subject)).length;
  const names = new Map((await reads.listStaff(systemViewer)).map(({ id, name }) => [id, name]));
  return { complaint, events, notes, obligations, files, nameOf: (id) => names.get(id) ?? '' };
}

/** An answer to the customer as the form of acts keeps it: for the duty that is open, else for the complaint alone. */
export async function answerValues(
  reads: Told,
  pack: Pack,
  complaint: Complaint,
  context: FormContext,
): Promise<DutyValues> {
  return await valuesOf(reads, pack, complaint, context, 'complaint.answer', 'complaint.answered', true);
}

/** The follow-up of a closed complaint. */
export async function followUpValues(
  reads: Told,
  pack: Pack,
  complaint: Complaint,
  context: FormContext,
): Promise<DutyValues> {
  return await valuesOf(reads, pack, complaint, context, 'complaint.follow-up', 'complaint.followed-up', false);
}

async function valuesOf(
  reads: Told,
  pack: Pack,
  complaint: Complaint,
  { staff, language, ruleTitle }: FormContext,
  rule: string,
  kind: string,
  answers: boolean,
): Promise<DutyValues> {
  const all = await reads.listObligations(viewerOf(staff), { subject: `complaint:${complaint.id}` });
  const open = all.filter((each) => isUnmet(each) && actOf(each, pack.rules)?.kind === kind);
  const duty = open.find((each) => each.rule === rule) ?? open[0];
  const owner = await reads.findStaff(systemViewer, complaint.ownerId);
  const { customerName: customer, contactName: contact, id } = complaint;
  const title = ruleTitle(duty?.rule ?? rule);
  return {
    obligationId: duty?.id ?? '',
    complaintId: id,
    duty: dutyWords({ recordId: id, customer, contact, title, act: answers ? 'answered' : 'done' }, language),
    dueAt: duty?.dueAt ?? null,
    openedAt: duty?.openedAt ?? complaint.acceptedAt,
    ownerName: owner?.name ?? '',
    act: { kind, answers },
  };
}

/** Where a department's answer belongs: the transfer to it that is open, else the only open one. */
export function handoverOf(events: readonly Event[], department: string): string | null {
  const replied = new Set(events.filter(({ kind }) => kind === 'complaint.department-replied').map(handoverIn));
  const open = events.filter(
    (event) => event.kind === 'complaint.waiting-for-department' && !replied.has(handoverIn(event)),
  );
  const own = open.filter(({ facts }) => facts.department === department);
  const meant = own.at(-1) ?? (open.length === 1 ? open[0] : undefined);
  return meant ? handoverIn(meant) : null;
}

function handoverIn({ facts }: Event): string {
  return String(facts.handover ?? '');
}
