/** Who works here, and who is looking. */
export type Role = 'manager' | 'supervisor' | 'administrator';

export interface Staff {
  id: string;
  name: string;
  /** 工作号, told to customers in a signature. */
  workNumber: string | null;
  role: Role;
  teamId: string;
  supervisorId: string | null;
  phone: string | null;
  /** `directory` people have duties and briefs; a `stranger` (demo mode) is stored only when recording something. */
  kind: 'directory' | 'stranger';
}

/** One way a channel names a person: `(channel, tenant, userId)` is unique. Never matched by display name. */
export interface StaffIdentity {
  channel: string;
  tenant: string;
  userId: string;
  staffId: string;
}

/** The channel of an identity that counts on every channel and in every tenant (demo mode). */
export const anyChannel = '*';

/** Every find/get/list of the records takes one of these first. `system` is the program itself (sweeps, migrations, export by an operator). */
export type Viewer = { kind: 'staff'; staffId: string; role: Role; teamId: string } | { kind: 'system' };

export const systemViewer: Viewer = { kind: 'system' };

export function viewerOf(staff: Staff): Viewer {
  return { kind: 'staff', staffId: staff.id, role: staff.role, teamId: staff.teamId };
}

/** The program itself as an actor: reminders delivered, reports met. */
export const systemStaff: Staff = {
  id: 'system',
  name: '首问',
  workNumber: null,
  role: 'administrator',
  teamId: '',
  supervisorId: null,
  phone: null,
  kind: 'directory',
};
