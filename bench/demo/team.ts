import type { App } from '../../src/app.js';
import { justAccepted } from '../../src/domain/complaint.js';
import { appendDuties, type DutyFact } from '../../src/domain/duty-events.js';
import type { Tx } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { AppError } from '../../src/errors.js';
import type { Calendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { begins, type Case, cases, type Deed, deeds, instantOfDeed } from './story.js';

/** Everybody of the team is reached in a web chat of his own. */
export async function openChats({ store }: App): Promise<void> {
  const everyone = await store.listStaff(systemViewer);
  await store.transaction(async (tx) => {
    for (const { id } of everyone) {
      const place = { channel: 'webchat', private: true, reachable: true, reference: '{}' };
      await tx.upsertConversation({ ...place, id: chatOf(id), staffId: id, lastUsedAt: Date.parse(begins) });
    }
  });
}

export function chatOf(staffId: string): string {
  return `webchat|${staffId}`;
}

/** What the team does in (after, until]; every deed has an id of its own, so that doing it again does nothing. */
export async function act(app: App, calendars: Calendars, after: number, until: number): Promise<void> {
  const within = ({ at }: { at: string }) => instantOfDeed(at) > after && instantOfDeed(at) <= until;
  for (const each of cases.filter(within))
    await once(app, calendars, until, acceptedFact(each), (tx) => insert(tx, each));
  for (const [n, deed] of deeds.entries()) if (within(deed)) await once(app, calendars, until, factOf(deed, n));
}

async function once(
  { store, pack }: App,
  calendars: Calendars,
  now: number,
  fact: DutyFact,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  try {
    await store.transaction(async (tx) => {
      await also?.(tx);
      const env = {
        tx,
        now,
        channel: 'demo',
        derive: (events: Parameters<typeof derive>[0]['events']) => derive({ pack, calendars, events, now }),
      };
      await appendDuties(env, [fact]);
    });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}

function factOf({ at, on, kind, facts, who }: Deed, n: number): DutyFact {
  const opens = /requested|ended|promised|made|held/.test(kind);
  return {
    id: `demo-deed-${n}`,
    subject: on,
    kind,
    at: instantOfDeed(at),
    facts: opens ? { ...facts, ownerId: who } : (facts ?? {}),
  };
}

function acceptedFact({ id, at, who, vip, severity, customerClass, customerId }: Case): DutyFact {
  const facts = { ownerId: who, vip, severity, customerClass, customerId };
  return { id: `demo-${id}`, subject: `complaint:${id}`, kind: 'complaint.accepted', at: instantOfDeed(at), facts };
}

async function insert(tx: Tx, told: Case): Promise<void> {
  const { who, at, ...rest } = told;
  const owner = await tx.findStaff(systemViewer, who);
  await tx.insertComplaint({
    ...rest,
    draftId: `demo-${told.id}`,
    ownerId: who,
    recorderId: who,
    teamId: owner?.teamId ?? '',
    channel: 'webchat',
    conversationId: chatOf(who),
    contactId: null,
    phone: null,
    category: 'service',
    emotion: 'anxious',
    severityConfirmedBy: null,
    demand: null,
    occurredAt: null,
    acceptedAt: instantOfDeed(at),
    recordedAt: instantOfDeed(at),
    sort: null,
    ...justAccepted,
  });
}
