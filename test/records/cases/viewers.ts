import type { RecordKinds } from '../../../src/domain/ports.js';
import type { Viewer } from '../../../src/domain/staff.js';
import type { Bench } from '../conformance.js';
import {
  all,
  complaint,
  contact,
  conversation,
  customer,
  event,
  now,
  obligation,
  people,
  viewers,
  visit,
} from '../samples.js';

type Who = keyof typeof viewers;

/** Whose rows each viewer sees; anna and ben are in one team, carl in another. */
const sees: Record<Who, string[]> = {
  anna: ['anna'],
  ben: ['ben'],
  carl: ['carl'],
  bossEast: ['anna', 'ben'],
  bossWest: ['carl'],
  admin: ['anna', 'ben', 'carl'],
  system: ['anna', 'ben', 'carl'],
};
const owners = [
  { ownerId: 'anna', teamId: 'east' },
  { ownerId: 'ben', teamId: 'east' },
  { ownerId: 'carl', teamId: 'west' },
];
const whos = ['anna', 'ben', 'carl', 'bossEast', 'bossWest', 'admin', 'system'] as const;

async function fill({ store }: Bench): Promise<void> {
  await store.transaction(async (tx) => {
    for (const person of Object.values(people)) await tx.insertStaff(person, []);
    for (const { ownerId, teamId } of owners) {
      await tx.upsertCustomer(customer(`c-${ownerId}`, { ownerId, teamId }));
      await tx.upsertContact(contact(`p-${ownerId}`, `c-${ownerId}`));
      await tx.insertComplaint(complaint(`TS-${ownerId}`, { ownerId, teamId }));
      await tx.insertVisit(visit(`BF-${ownerId}`, { ownerId, teamId }));
      await tx.appendEvents([
        event(`e-${ownerId}`, `complaint:TS-${ownerId}`),
        event(`v-${ownerId}`, `visit:BF-${ownerId}`),
      ]);
      await tx.appendEvents([
        event(`c-${ownerId}`, `customer:c-${ownerId}`),
        event(`p-${ownerId}`, `contact:p-${ownerId}`),
      ]);
      await tx.appendEvents([event(`s-${ownerId}`, `staff:${ownerId}`)]);
      await tx.saveObligations(`complaint:TS-${ownerId}`, [
        obligation(`o-${ownerId}`, `complaint:TS-${ownerId}`, { ownerId }),
      ]);
      await tx.upsertConversation(conversation(`webchat|${ownerId}`, { staffId: ownerId }));
      await tx.appendActivity(`webchat|${ownerId}`, '{}', now);
    }
  });
}

async function idsOf<K extends keyof RecordKinds>(
  bench: Bench,
  viewer: Viewer,
  kind: K,
  id: (row: RecordKinds[K]) => string,
) {
  return (await all(bench.store.records(viewer, kind))).map(id);
}

export function viewerCases(bench: Bench): void {
  describe('what a viewer may see', () => {
    test.each(whos)('%s: lists hold the rows allowed and no other', async (who) => {
      await fill(bench);
      const viewer = viewers[who];
      const of = (prefix: string) => sees[who].map((owner) => prefix + owner);
      const { store } = bench;
      expect((await store.listComplaints(viewer)).map((row) => row.id)).toEqual(of('TS-'));
      expect((await store.listVisits(viewer)).map((row) => row.id)).toEqual(of('BF-'));
      expect((await store.listObligations(viewer)).map((row) => row.id)).toEqual(of('o-'));
      expect((await store.listCustomerFiles(viewer)).map((file) => file.customer.id)).toEqual(of('c-'));
      expect(await idsOf(bench, viewer, 'complaints', (row) => row.id)).toEqual(of('TS-'));
      expect(await idsOf(bench, viewer, 'visits', (row) => row.id)).toEqual(of('BF-'));
      expect(await idsOf(bench, viewer, 'obligations', (row) => row.id)).toEqual(of('o-'));
      expect(await idsOf(bench, viewer, 'customers', (row) => row.id)).toEqual(of('c-'));
      expect(await idsOf(bench, viewer, 'contacts', (row) => row.id)).toEqual(of('p-'));
      const events = await idsOf(bench, viewer, 'events', (row) => row.id);
      expect(events.sort()).toEqual(['e-', 'v-', 'c-', 'p-', 's-'].flatMap(of).sort());
    });

    test.each(whos)('%s: what is not allowed does not exist', async (who) => {
      await fill(bench);
      const viewer = viewers[who];
      const { store } = bench;
      for (const { ownerId } of owners) {
        const allowed = sees[who].includes(ownerId);
        expect((await store.findComplaint(viewer, `TS-${ownerId}`)) !== undefined).toBe(allowed);
        expect((await store.findComplaintByDraft(viewer, `draft-TS-${ownerId}`)) !== undefined).toBe(allowed);
        expect((await store.findVisit(viewer, `BF-${ownerId}`)) !== undefined).toBe(allowed);
        expect((await store.findVisitByDraft(viewer, `draft-BF-${ownerId}`)) !== undefined).toBe(allowed);
        expect(await store.listVisitsBetween(viewer, ownerId, now, now + 1)).toHaveLength(allowed ? 1 : 0);
        expect((await store.findCustomerFile(viewer, `c-${ownerId}`)) !== undefined).toBe(allowed);
        expect(await store.listEvents(viewer, `complaint:TS-${ownerId}`)).toHaveLength(allowed ? 1 : 0);
        expect(await store.listObligations(viewer, { ownerId })).toHaveLength(allowed ? 1 : 0);
        expect((await store.findConversation(viewer, `webchat|${ownerId}`)) !== undefined).toBe(allowed);
        expect((await store.findReachable(viewer, ownerId)) !== undefined).toBe(allowed);
      }
    });

    test.each(whos)('%s: anyone may match the names of all customers', async (who) => {
      await fill(bench);
      const names = await bench.store.listCustomerNames(viewers[who]);
      expect(names.map((name) => name.id)).toEqual(['c-anna', 'c-ben', 'c-carl']);
    });

    test('a manager knows himself and his supervisor, a supervisor the team, an administrator all', async () => {
      await fill(bench);
      const seen = async (who: Who) => (await bench.store.listStaff(viewers[who])).map((person) => person.id);
      expect(await seen('anna')).toEqual(['anna', 'boss-east']);
      expect(await seen('bossEast')).toEqual(['anna', 'ben', 'boss-east']);
      expect(await seen('admin')).toHaveLength(6);
      expect(await bench.store.findStaff(viewers.anna, 'ben')).toBeUndefined();
    });

    test('stored chats: own ones for staff, all for administrators', async () => {
      await fill(bench);
      const of = (who: Who) => idsOf(bench, viewers[who], 'activities', (row) => row.conversationId);
      expect(await of('anna')).toEqual(['webchat|anna']);
      expect(await of('bossEast')).toEqual([]);
      expect(await of('admin')).toHaveLength(3);
    });

    test('events about nothing one can see are for administrators and the program', async () => {
      await fill(bench);
      await bench.store.transaction((tx) => tx.appendEvents([event('day', 'team:east')]));
      expect(await bench.store.listEvents(viewers.bossEast, 'team:east')).toEqual([]);
      expect(await bench.store.listEvents(viewers.admin, 'team:east')).toHaveLength(1);
    });
  });
}
