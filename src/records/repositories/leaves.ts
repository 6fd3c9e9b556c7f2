import type { Leave } from '../../domain/card.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { LeaveRow } from '../tables.js';
import { upsert } from '../upsert.js';

export function leaveReads(session: Session): Pick<Reads, 'findLeave' | 'listLeaves'> {
  const at = (instant: number) =>
    session.db.selectFrom('leaves').selectAll().where('from_at', '<=', instant).where('until_at', '>', instant);
  return {
    async findLeave(staffId, instant, ahead = false) {
      const leaves = ahead ? session.db.selectFrom('leaves').selectAll().where('until_at', '>', instant) : at(instant);
      const row = await session.first(leaves.where('staff_id', '=', staffId));
      return row && toLeave(row);
    },
    async listLeaves(instant) {
      return (await session.all(at(instant).orderBy('staff_id'))).map(toLeave);
    },
  };
}

export function leaveWrites(session: Session): Pick<Writes, 'upsertLeave'> {
  return {
    async upsertLeave({ staffId, from, until }) {
      await upsert(session, 'leaves', ['staff_id'], [{ staff_id: staffId, from_at: from, until_at: until }]);
    },
  };
}

function toLeave(row: LeaveRow): Leave {
  return { staffId: row.staff_id, from: row.from_at, until: row.until_at };
}
