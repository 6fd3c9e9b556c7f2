import type { Only, OpenComplaint } from '../../../dialogs/my-work/complaints.js';
import { isUnmet } from '../../domain/acts.js';
import { type Complaint, isOpen } from '../../domain/complaint.js';
import type { Reads } from '../../domain/ports.js';
import { type Staff, viewerOf } from '../../domain/staff.js';

/** Older ones are looked up by their number. */
const reachMs = 400 * 86_400_000;

/** What is not closed among the complaints the speaker may see; `ownerId` null: everybody's. */
export async function openComplaints(
  { ownerId, only }: { ownerId: string | null; only: Only | null },
  staff: Staff,
  now: number,
  store: Reads,
): Promise<OpenComplaint[]> {
  const viewer = viewerOf(staff);
  const seen = await store.listRecentComplaints(viewer, now - reachMs);
  const wanted = seen.filter(
    (each) => isOpen(each) && (ownerId === null || each.ownerId === ownerId) && isWanted(each, only),
  );
  const names = new Map((await store.listStaff(viewer)).map(({ id, name }) => [id, name]));
  const due = await dueTimes(wanted, staff, store);
  return wanted.map((complaint) => ({
    complaint,
    owner: complaint.ownerId === staff.id ? null : (names.get(complaint.ownerId) ?? null),
    dueAt: due.get(complaint.id) ?? complaint.replyAt,
  }));
}

/** Whether a complaint is of the kind that alone is asked for. */
export function isWanted(complaint: Complaint, only: Only | null): boolean {
  switch (only) {
    case 'vip':
      return complaint.vip;
    case 'tariff':
    case 'service':
    case 'product':
    case 'network':
      return complaint.category === only;
    case 'major':
      return complaint.severity === 'major';
    case 'difficult':
    case 'escalating':
      return complaint[only];
    case 'class-a':
      return complaint.customerClass === 'A1' || complaint.customerClass === 'A2';
    default:
      return true;
  }
}

async function dueTimes(complaints: readonly Complaint[], staff: Staff, store: Reads): Promise<Map<string, number>> {
  const due = new Map<string, number>();
  const subjects = complaints.map(({ id }) => `complaint:${id}`);
  for (let n = 0; n < subjects.length; n += 200) {
    const duties = await store.listObligationsOf(viewerOf(staff), subjects.slice(n, n + 200));
    for (const duty of duties) {
      const id = duty.subject.slice('complaint:'.length);
      if (duty.dueAt !== null && isUnmet(duty)) due.set(id, Math.min(due.get(id) ?? duty.dueAt, duty.dueAt));
    }
  }
  return due;
}
