import { createHash } from 'node:crypto';
import type { Reads } from '../domain/ports.js';
import { type Staff, systemViewer } from '../domain/staff.js';

/** Team of people the demo has never seen. */
const demoManagerId = 'demo-manager';

/**
 * Who wrote this, by the channel's identity and never by a display name. In demo mode an unknown id is a stranger: an
 * account manager of the demo team with an empty portfolio, stored only when recording something. Else undefined.
 */
export async function identify(
  reads: Pick<Reads, 'findStaffByIdentity' | 'findStaff'>,
  who: { channel: string; tenant: string; userId: string },
  demo: boolean,
): Promise<{ staff: Staff; stored: boolean } | undefined> {
  const known = await reads.findStaffByIdentity(systemViewer, who.channel, who.tenant, who.userId);
  if (known) return { staff: known, stored: true };
  if (!demo) return undefined;
  const id = strangerId(who);
  const before = await reads.findStaff(systemViewer, id);
  if (before) return { staff: before, stored: true };
  const host = await reads.findStaffByIdentity(systemViewer, who.channel, who.tenant, demoManagerId);
  return { staff: stranger(id, host), stored: false };
}

function stranger(id: string, host: Staff | undefined): Staff {
  return {
    id,
    name: '同事',
    workNumber: null,
    role: 'manager',
    teamId: host?.teamId ?? 'demo',
    supervisorId: host?.supervisorId ?? null,
    phone: null,
    kind: 'stranger',
  };
}

/** Stable for one person on one channel; ids of up to 256 characters never become keys as they are. */
function strangerId(who: { channel: string; tenant: string; userId: string }): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([who.channel, who.tenant, who.userId]))
    .digest('hex');
  return `stranger-${digest.slice(0, 20)}`;
}
