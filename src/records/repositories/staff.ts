import type { Reads, Writes } from '../../domain/ports.js';
import type { Staff, StaffIdentity, Viewer } from '../../domain/staff.js';
import { code } from '../codes.js';
import { precompiled, precompiledFor } from '../precompiled.js';
import type { Session } from '../session.js';
import type { StaffIdentityRow, StaffRow } from '../tables.js';
import { insert, upsert } from '../upsert.js';
import { visibleStaff } from '../visibility.js';
import type { DirectoryRevision } from './directory-revision.js';

const roles = ['manager', 'supervisor', 'administrator'] as const;
const kinds = ['directory', 'stranger'] as const;

const withIdentity = precompiled((db, userId: string) =>
  db
    .selectFrom('staff_identities as known')
    .innerJoin('staff', 'staff.id', 'known.staff_id')
    .selectAll('staff')
    .select(['known.channel', 'known.tenant'])
    .where('known.user_id', '=', userId),
);

const byId = precompiledFor((db, viewer, id: string) =>
  db.selectFrom('staff').selectAll('staff').where(visibleStaff(viewer)).where('staff.id', '=', id),
);

type StaffReads = Pick<Reads, 'findStaffByIdentity' | 'findStaff' | 'listStaff'>;
type StaffWrites = Pick<Writes, 'insertStaff' | 'upsertStaff'>;

export function staffReads(session: Session): StaffReads {
  const visible = (viewer: Viewer) => session.db.selectFrom('staff').selectAll('staff').where(visibleStaff(viewer));
  const find = async (viewer: Viewer, id: string) => map(await session.first(byId(session, viewer, id)));
  return {
    async findStaffByIdentity(viewer, channel, tenant, userId) {
      const rows = await session.all(withIdentity(session, userId));
      const row = rows.find((known) => known.channel === channel && known.tenant === tenant);
      return row && (viewer.kind === 'system' ? toStaff(row) : find(viewer, row.id));
    },
    findStaff: find,
    async listStaff(viewer) {
      return (await session.all(visible(viewer).orderBy('staff.id'))).map(toStaff);
    },
  };
}

export function staffWrites(session: Session, revision: DirectoryRevision): StaffWrites {
  return {
    async insertStaff(staff, identities) {
      if (staff.kind === 'directory') await revision.bump();
      await insert(session, 'staff', [toRow(staff)]);
      if (identities.length) await insert(session, 'staff_identities', identities.map(toIdentityRow));
    },
    async upsertStaff(staff, identities) {
      if (staff.kind === 'directory') await revision.bump();
      await upsert(session, 'staff', ['id'], [toRow(staff)]);
      if (!identities.length) return;
      await upsert(session, 'staff_identities', ['channel', 'tenant', 'user_id'], identities.map(toIdentityRow));
    },
  };
}

function map(row: StaffRow | undefined): Staff | undefined {
  return row && toStaff(row);
}

export function toStaff(row: StaffRow): Staff {
  return {
    id: row.id,
    name: row.name,
    workNumber: row.work_number,
    role: code(roles, row.role),
    teamId: row.team_id,
    supervisorId: row.supervisor_id,
    phone: row.phone,
    kind: code(kinds, row.kind),
  };
}

function toRow(staff: Staff): StaffRow {
  return {
    id: staff.id,
    name: staff.name,
    work_number: staff.workNumber,
    role: staff.role,
    team_id: staff.teamId,
    supervisor_id: staff.supervisorId,
    phone: staff.phone,
    kind: staff.kind,
  };
}

function toIdentityRow(identity: StaffIdentity): StaffIdentityRow {
  return {
    channel: identity.channel,
    tenant: identity.tenant,
    user_id: identity.userId,
    staff_id: identity.staffId,
  };
}
