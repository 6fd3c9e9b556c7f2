import { isUnmet } from './acts.js';
import type { Obligation } from './obligation.js';
import { type Staff, systemViewer } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

export type OwnerAsked =
  | { kind: 'owner-asked'; obligation: Obligation; owner: Staff }
  /** Nothing was sent: it was met or waived meanwhile. */
  | { kind: 'duty-settled'; obligation: Obligation | null };

/** A supervisor asks whoever owes a duty how it stands; it goes to him alone, and his answer may be the act itself. */
export async function askOwner(env: UseCaseEnv, { obligationId }: { obligationId: string }): Promise<OwnerAsked> {
  const [subject = ''] = obligationId.split('/');
  const events = await env.tx.listEvents(env.viewer, subject);
  const obligation = env.derive(events).find((each) => each.id === obligationId);
  const owner = obligation && (await env.tx.findStaff(systemViewer, obligation.ownerId));
  const may = env.actor.role !== 'manager';
  if (!obligation || !owner || !may || !isUnmet(obligation)) {
    return { kind: 'duty-settled', obligation: obligation ?? null };
  }
  const card = env.newId();
  const behind = { id: card, staffId: owner.id, kind: 'act', obligationId, eventId: null } as const;
  await env.tx.insertCard({ ...behind, madeAt: env.now, usedAt: null, outcome: null });
  const key = `asked|${obligationId}|${env.now}`;
  const notice = { about: 'duty', kind: 'asked', recipientId: owner.id, key, obligation, by: env.actor } as const;
  await env.tell({ ...notice, act: null, card });
  return { kind: 'owner-asked', obligation, owner };
}
