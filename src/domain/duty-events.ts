import { randomUUID } from 'node:crypto';
import type { Event } from './event.js';
import type { Obligation } from './obligation.js';
import type { Tx } from './ports.js';
import { systemStaff, systemViewer } from './staff.js';
import type { Fact } from './use-case.js';

/** What the program itself needs to say that a duty began: sweeps, seeding and imports, where no person is acting. */
export interface DutyEnv {
  tx: Tx;
  /** Business time of the commit, epoch ms. */
  now: number;
  /** `ledger`, `import`, … */
  channel: string;
  derive(events: readonly Event[]): Obligation[];
}

/** A fact with an id of its own where the same thing must never be said twice. */
export interface DutyFact extends Fact {
  id?: string;
}

/** Appends facts about any number of subjects and brings the obligations of each up to date. `conflict` when an id is there already. */
export async function appendDuties(env: DutyEnv, facts: readonly DutyFact[]): Promise<void> {
  if (!facts.length) return;
  const { tx, now, channel } = env;
  const stored = await tx.appendEvents(
    facts.map((fact) => ({
      id: fact.id ?? randomUUID(),
      subject: fact.subject,
      kind: fact.kind,
      at: fact.at,
      recordedAt: now,
      actor: systemStaff.id,
      channel,
      facts: fact.facts,
    })),
  );
  for (const [subject, own] of Map.groupBy(stored, (event) => event.subject)) {
    const events = own[0]?.seq === 1 ? own : await tx.listEvents(systemViewer, subject);
    await tx.saveObligations(subject, env.derive(events));
  }
}
