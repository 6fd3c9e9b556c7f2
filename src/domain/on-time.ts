import type { Obligation } from './obligation.js';
import type { Reads } from './ports.js';
import { type Staff, type Viewer, viewerOf } from './staff.js';

/** Duties that fell due in a period and are decided: done, or passed undone. Waived ones count for nothing. */
export interface OnTime {
  due: number;
  met: number;
  /** Of those met: told only afterwards and accepted by the supervisor. */
  accepted: number;
  people: Array<{ name: string; due: number; met: number }>;
}

/** Of oneself, or of everybody a supervisor or administrator may see; the instants are [from, until). */
export async function measureOnTime(
  reads: Pick<Reads, 'listObligations' | 'listStaff'>,
  staff: Staff,
  from: number,
  until: number,
): Promise<OnTime> {
  const viewer: Viewer = viewerOf(staff);
  const own = staff.role === 'manager' ? { ownerId: staff.id } : {};
  const seen = await reads.listObligations(viewer, { ...own, dueBefore: until });
  const decided = seen.filter(({ dueAt, state }) => (dueAt ?? 0) >= from && (state === 'met' || state === 'late'));
  const everyone = await reads.listStaff(viewer);
  const people = everyone.flatMap(({ id, name }) => {
    const theirs = decided.filter((each) => each.ownerId === id);
    return theirs.length > 0 ? [{ name, due: theirs.length, met: theirs.filter(isMet).length }] : [];
  });
  return {
    due: decided.length,
    met: decided.filter(isMet).length,
    accepted: decided.filter((each) => isMet(each) && each.because.some(({ key }) => key === 'told-accepted')).length,
    people,
  };
}

function isMet({ state }: Obligation): boolean {
  return state === 'met';
}
