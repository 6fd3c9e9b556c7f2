import type { Reads } from './ports.js';
import { type Staff, systemViewer } from './staff.js';

type Directory = Pick<Reads, 'findStaff' | 'listStaff' | 'findLeave'>;
type Leaves = Directory & Pick<Reads, 'listLeaves'>;

/** Somebody to turn to, and for whom he stands in when that person is on leave. */
export interface Reached {
  staff: Staff;
  standsInFor: Staff | null;
}

/** The supervisor of a person; where none is registered an administrator. */
export async function superiorOf(reads: Directory, staff: Staff): Promise<Staff | undefined> {
  const supervisor = staff.supervisorId ? await reads.findStaff(systemViewer, staff.supervisorId) : undefined;
  if (supervisor) return supervisor;
  return superiorAmong(await reads.listStaff(systemViewer), staff);
}

/** The same among all people of the directory. */
export function superiorAmong(everyone: readonly Staff[], { id, supervisorId }: Staff): Staff | undefined {
  return (
    everyone.find((other) => other.id === supervisorId) ??
    everyone.find((other) => other.role === 'administrator' && other.id !== id)
  );
}

/** The person, or while he is on leave whoever stands in for him: his supervisor (A3-27), or the next above who is there. */
export async function present(reads: Directory, person: Staff, at: number): Promise<Reached> {
  const seen = new Set<string>();
  let staff = person;
  while (!seen.has(staff.id) && (await reads.findLeave(staff.id, at))) {
    seen.add(staff.id);
    const above = await superiorOf(reads, staff);
    if (!above || seen.has(above.id)) return { staff: person, standsInFor: null };
    staff = above;
  }
  return { staff, standsInFor: staff.id === person.id ? null : person };
}

/** People on leave at an instant for whom somebody stands in. */
export async function absentFor(reads: Leaves, standIn: Staff, at: number): Promise<Staff[]> {
  const absent: Staff[] = [];
  for (const { staffId } of await reads.listLeaves(at)) {
    const person = await reads.findStaff(systemViewer, staffId);
    if (person && (await present(reads, person, at)).staff.id === standIn.id) absent.push(person);
  }
  return absent;
}
