import { createHash } from 'node:crypto';
import { withDemoIdentities } from '../domain/demo-directory.js';
import type { Reads } from '../domain/ports.js';
import { type Staff, systemViewer } from '../domain/staff.js';

/** Team of people the demo has never seen. */
const demoManagerId = 'demo-manager';

/** Identities kept; the directory has fewer unless somebody makes them up. */
const mostKept = 10_000;

interface Identity {
  channel: string;
  tenant: string;
  userId: string;
}

/** People by the channel's identity and never by a display name, kept while the directory stands still. */
export class Identities {
  readonly #identities: Pick<Reads, 'findStaffByIdentity'>;
  readonly #people: Pick<Reads, 'findStaff'>;
  readonly #demo: boolean;
  readonly #known = new Map<string, Staff>();
  #revision = -1;

  constructor(reads: Pick<Reads, 'findStaffByIdentity' | 'findStaff'>, demo: boolean) {
    this.#identities = demo ? withDemoIdentities(reads) : reads;
    this.#people = reads;
    this.#demo = demo;
  }

  /**
   * Who wrote this; `revision` is the directory's now. In demo mode an unknown id is a stranger: an account manager of the
   * demo team with an empty portfolio, stored only when recording something. Else undefined.
   */
  async find(who: Identity, revision: number): Promise<{ staff: Staff; stored: boolean } | undefined> {
    const known = await this.#inDirectory(who, revision);
    if (known) return { staff: known, stored: true };
    if (!this.#demo) return undefined;
    const id = strangerId(who);
    const before = await this.#people.findStaff(systemViewer, id);
    if (before) return { staff: before, stored: true };
    const host = await this.#inDirectory({ ...who, userId: demoManagerId }, revision);
    return { staff: stranger(id, host), stored: false };
  }

  async #inDirectory(who: Identity, revision: number): Promise<Staff | undefined> {
    if (revision !== this.#revision || this.#known.size >= mostKept) this.#known.clear();
    this.#revision = revision;
    const key = `${who.channel}\n${who.tenant}\n${who.userId}`;
    const kept = this.#known.get(key);
    if (kept) return kept;
    const found = await this.#identities.findStaffByIdentity(systemViewer, who.channel, who.tenant, who.userId);
    if (found && revision === this.#revision) this.#known.set(key, found);
    return found;
  }
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
function strangerId(who: Identity): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([who.channel, who.tenant, who.userId]))
    .digest('hex');
  return `stranger-${digest.slice(0, 20)}`;
}
