import type { Store } from '../../../src/domain/ports.js';
import type { Bench } from '../conformance.js';
import { complaint, formRecord, now, viewers, visit } from '../samples.js';

const { system } = viewers;
const hour = 3_600_000;

export function recordCases(bench: Bench): void {
  describe('complaints and visits', () => {
    test('a complaint comes back as it was written, with and without the optional facts', async () => {
      const full = complaint('TS-261124-0001', {
        contactId: 'wang',
        phone: '13900000001',
        severity: 'major',
        severityConfirmedBy: 'anna',
        vip: true,
        replyAt: now + hour,
        state: 'answered',
      });
      const bare = complaint('TS-261124-0002', {
        customerId: null,
        customerClass: null,
        contactName: null,
        demand: null,
        occurredAt: null,
      });
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(full);
        await tx.insertComplaint(bare);
      });
      expect(await bench.store.findComplaint(system, full.id)).toEqual(full);
      expect(await bench.store.findComplaintByDraft(system, bare.draftId)).toEqual(bare);
      expect(await bench.store.listComplaints(system)).toEqual([full, bare]);
    });

    test('text of any kind survives: quotes, line ends, emoji, rare characters', async () => {
      const odd = complaint('TS-261124-0003', { description: `"'; drop table\n𠮷野家😡\\ ?1 $1 \u2028`, demand: '' });
      await bench.store.transaction((tx) => tx.insertComplaint(odd));
      expect(await bench.store.findComplaint(system, odd.id)).toEqual(odd);
    });

    test('a draft is recorded once, a number given once', async () => {
      await bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-1', { draftId: 'd1' })));
      const sameDraft = bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-2', { draftId: 'd1' })));
      await expect(sameDraft).rejects.toMatchObject({ code: 'conflict' });
      const sameNumber = bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-1', { draftId: 'd2' })));
      await expect(sameNumber).rejects.toMatchObject({ code: 'conflict' });
      await bench.store.transaction((tx) => tx.insertVisit(visit('BF-1', { draftId: 'd1' })));
      const sameVisit = bench.store.transaction((tx) => tx.insertVisit(visit('BF-2', { draftId: 'd1' })));
      await expect(sameVisit).rejects.toMatchObject({ code: 'conflict' });
    });

    test('an update replaces the row; of an unknown number it is not found', async () => {
      await bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-1')));
      const closed = complaint('TS-1', { state: 'closed', description: '改成460元' });
      await bench.store.transaction((tx) => tx.updateComplaint(closed));
      expect(await bench.store.findComplaint(system, 'TS-1')).toEqual(closed);
      const unknown = bench.store.transaction((tx) => tx.updateComplaint(complaint('TS-9')));
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
      const noVisit = bench.store.transaction((tx) => tx.updateVisit(visit('BF-9')));
      await expect(noVisit).rejects.toMatchObject({ code: 'not-found' });
    });

    test('a visit comes back as it was written and is found by its draft', async () => {
      const first = visit('BF-1', {
        place: '贵司',
        note: '带台历',
        contactId: 'wang',
        contactName: '王芳',
        agreedByCustomer: false,
      });
      await bench.store.transaction((tx) => tx.insertVisit(first));
      expect(await bench.store.findVisit(system, 'BF-1')).toEqual(first);
      expect(await bench.store.findVisitByDraft(system, first.draftId)).toEqual(first);
      const moved = { ...first, startAt: now + hour, endAt: now + 2 * hour };
      await bench.store.transaction((tx) => tx.updateVisit(moved));
      expect(await bench.store.listVisits(system)).toEqual([moved]);
    });

    test('what becomes of a visit comes back as well', async () => {
      const held = visit('BF-1', {
        state: 'held',
        changes: 2,
        arrivedAt: now - 60_000,
        heldAt: now,
        outcome: '同意续约',
      });
      await bench.store.transaction((tx) => tx.insertVisit(visit('BF-1')));
      await bench.store.transaction((tx) => tx.updateVisit(held));
      expect(await bench.store.findVisit(system, 'BF-1')).toEqual(held);
    });

    test('visits, complaints and forms of some customers, as far as the viewer may see them', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertVisit(visit('late', { customerId: 'yuanfan', startAt: now + hour }));
        await tx.insertVisit(visit('early', { customerId: 'yuanfan' }));
        await tx.insertVisit(visit('gone', { customerId: 'yuanfan', state: 'cancelled' }));
        await tx.insertVisit(visit('elsewhere', { customerId: 'qiming' }));
        await tx.insertVisit(visit('not mine', { customerId: 'yuanfan', ownerId: 'carl', teamId: 'west' }));
        await tx.insertComplaint(complaint('TS-1', { customerId: 'yuanfan' }));
        await tx.insertComplaint(complaint('TS-2', { customerId: null }));
        await tx.insertFormRecord(formRecord('ZD-1', { customerId: 'yuanfan' }));
        await tx.insertFormRecord(formRecord('ZD-2', { customerId: 'qiming' }));
      });
      const { store } = bench;
      const ids = (rows: ReadonlyArray<{ id: string }>) => rows.map(({ id }) => id);
      expect(ids(await store.listVisitsOf(viewers.anna, ['yuanfan', 'unknown']))).toEqual(['early', 'late']);
      expect(ids(await store.listComplaintsOf(viewers.anna, ['yuanfan']))).toEqual(['TS-1']);
      expect(ids(await store.listFormRecords(viewers.anna, { customerIds: ['yuanfan'] }))).toEqual(['ZD-1']);
      expect(await store.listVisitsOf(viewers.anna, [])).toEqual([]);
      expect(await store.listComplaintsOf(viewers.anna, [])).toEqual([]);
      expect(await store.listFormRecords(viewers.anna, { customerIds: [] })).toEqual([]);
    });

    test('two processes book the same free hour: one finds it taken', async () => {
      const other = await bench.database.open();
      const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
      const book = (store: Store, own: 0 | 1) =>
        store.transaction(async (tx) => {
          await tx.findSetting('here');
          begun[own].resolve();
          // Embedded, one transaction begins when the other is over.
          if ('databaseUrl' in bench.database.location) await begun[own === 0 ? 1 : 0].promise;
          await tx.lockDiary('anna');
          if ((await tx.listVisitsBetween(system, 'anna', now, now + hour)).length > 0) return 'taken';
          await tx.insertVisit(visit(`BF-${own}`));
          return 'booked';
        });
      const done = await Promise.all([book(bench.store, 0), book(other, 1)]);
      await other.close();
      expect(done.sort()).toEqual(['booked', 'taken']);
      expect(await bench.store.listVisits(system)).toHaveLength(1);
    });

    test('visits that overlap a time: touching ends do not, cancelled and others do not count', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertVisit(visit('before', { startAt: now - hour, endAt: now }));
        await tx.insertVisit(visit('within', { startAt: now, endAt: now + hour }));
        await tx.insertVisit(visit('after', { startAt: now + hour, endAt: now + 2 * hour }));
        await tx.insertVisit(visit('cancelled', { startAt: now, endAt: now + hour, state: 'cancelled' }));
        await tx.insertVisit(visit('other', { ownerId: 'ben', startAt: now, endAt: now + hour }));
      });
      const found = await bench.store.listVisitsBetween(system, 'anna', now, now + hour);
      expect(found.map((v) => v.id)).toEqual(['within']);
    });
  });
}
