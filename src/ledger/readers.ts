import type { Reads } from '../domain/ports.js';
import type { Staff } from '../domain/staff.js';
import { present, type Reached, superiorOf } from '../domain/superiors.js';
import type { Levels, Recipient } from '../policy/types.js';

/** Before the due time, at it, after it. */
export type Step = keyof Levels;

/** Somebody who is told, and as whom. */
export interface Reader extends Reached {
  as: Recipient;
}

type Directory = Pick<Reads, 'findStaff' | 'listStaff' | 'findLeave'>;

/** Who is told, by name; while somebody is on leave, whoever stands in for him. Nobody reads the same level twice. */
export async function readersOf(
  directory: Directory,
  owner: Staff,
  who: readonly Recipient[],
  step: Step,
  now: number,
): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const recipient of who) {
    const reader = await readerOf(directory, owner, recipient, step, now);
    if (reader && !readers.some(({ staff }) => staff.id === reader.staff.id)) readers.push(reader);
  }
  return readers;
}

async function readerOf(
  directory: Directory,
  owner: Staff,
  as: Recipient,
  step: Step,
  now: number,
): Promise<Reader | undefined> {
  if (as === 'owner') return { ...(await present(directory, owner, now)), as };
  const superior = await superiorOf(directory, owner);
  // Where nobody is above, a duty that passed is told to whoever owes it.
  if (!superior) return step === 'at' ? { staff: owner, standsInFor: null, as: 'owner' } : undefined;
  const told = await present(directory, superior, now);
  if (as === 'supervisor') return { ...told, as };
  const above = await superiorOf(directory, superior);
  const next = above && (await present(directory, above, now));
  return next && next.staff.id !== told.staff.id && next.staff.id !== owner.id ? { ...next, as } : undefined;
}
