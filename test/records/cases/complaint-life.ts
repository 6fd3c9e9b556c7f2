import type { Attachment } from '../../../src/domain/form-record.js';
import type { Viewer } from '../../../src/domain/staff.js';
import type { Bench } from '../conformance.js';
import { all, complaint, event, message, now, people, viewers } from '../samples.js';

const { system } = viewers;
const day = 86_400_000;

const bill: Attachment = {
  id: 'file-1',
  subject: 'conversation:web|1',
  name: '账单.jpg',
  contentType: 'image/jpeg',
  size: 3,
  sha256: 'abcd',
  content: '/9j/',
  url: null,
  addedBy: '',
  addedAt: now,
};

export function complaintLifeCases(bench: Bench): void {
  describe('the life of a complaint', () => {
    beforeEach(() =>
      bench.store.transaction(async (tx) => {
        for (const person of Object.values(people)) await tx.insertStaff(person, []);
      }),
    );

    test('what became of it comes back as it was written', async () => {
      const refused = complaint('TS-1', {
        state: 'refused',
        sort: 'not-yet',
        difficult: true,
        escalating: true,
        waitingSince: now,
        result: 'refused',
        satisfaction: 'not-content',
        followedUpAt: now + 1,
      });
      await bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-1')));
      await bench.store.transaction((tx) => tx.updateComplaint(refused));
      expect(await bench.store.findComplaint(system, 'TS-1')).toEqual(refused);
    });

    test('recent ones are those not over and those of late, newest first, as far as one may see', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-1', { acceptedAt: now - 90 * day }));
        await tx.insertComplaint(complaint('TS-2', { acceptedAt: now - 90 * day, state: 'closed' }));
        await tx.insertComplaint(complaint('TS-3', { acceptedAt: now - day, state: 'closed' }));
        await tx.insertComplaint(complaint('TS-4', { acceptedAt: now, ownerId: 'ben' }));
      });
      const ids = async (viewer = system) =>
        (await bench.store.listRecentComplaints(viewer, now - 30 * day)).map((each) => each.id);
      expect(await ids()).toEqual(['TS-4', 'TS-3', 'TS-1']);
      expect(await ids(viewers.anna)).toEqual(['TS-3', 'TS-1']);
      expect(await ids(viewers.bossWest)).toEqual([]);
    });

    test('those open of one customer, or of a name the directory does not know, as far as one may see', async () => {
      const known = { id: 'c1', name: 'Known' };
      const named = { customerId: null, customerName: 'Nobody & Sons' };
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-1', { customerId: 'c1', acceptedAt: now - 90 * day }));
        await tx.insertComplaint(complaint('TS-2', { customerId: 'c1', acceptedAt: now - 2 * day }));
        await tx.insertComplaint(complaint('TS-3', { customerId: 'c1', acceptedAt: now - day, ownerId: 'ben' }));
        await tx.insertComplaint(complaint('TS-4', { customerId: 'c1', state: 'closed' }));
        await tx.insertComplaint(complaint('TS-5', { ...named }));
        await tx.insertComplaint(complaint('TS-6', { ...named, customerName: 'Somebody' }));
      });
      const ids = async (customer: { id: string | null; name: string }, viewer = system) =>
        (await bench.store.listOpenComplaintsOf(viewer, customer, now - 30 * day)).map((each) => each.id);
      expect(await ids(known)).toEqual(['TS-3', 'TS-2']);
      expect(await ids(known, viewers.anna)).toEqual(['TS-2']);
      expect(await ids(known, viewers.bossWest)).toEqual([]);
      expect(await ids({ id: null, name: 'Nobody & Sons' })).toEqual(['TS-5']);
    });

    test('words stand beside their events and are seen by whoever sees the record', async () => {
      const note = { eventId: 'e2', subject: 'complaint:TS-1', text: '460元', was: '480元' };
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-1'));
        await tx.appendEvents([event('e1', 'complaint:TS-1'), event('e2', 'complaint:TS-1')]);
        await tx.insertNotes([note]);
      });
      expect(await bench.store.listNotes(viewers.anna, 'complaint:TS-1')).toEqual([note]);
      expect(await bench.store.listNotes(viewers.bossEast, 'complaint:TS-1')).toEqual([note]);
      expect(await bench.store.listNotes(viewers.ben, 'complaint:TS-1')).toEqual([]);
      expect(await all(bench.store.records(system, 'notes'))).toEqual([note]);
      expect(await all(bench.store.records(viewers.ben, 'notes'))).toEqual([]);
    });

    test('a file moves from where it was received to its record, once and from nowhere else', async () => {
      await bench.store.transaction((tx) => tx.insertAttachments([bill]));
      const move = (from: string, subject: string) =>
        bench.store.transaction((tx) => tx.moveAttachments(['file-1', 'file-9'], from, { subject, addedBy: 'anna' }));
      expect(await move('conversation:web|2', 'complaint:TS-2')).toEqual([]);
      expect(await move(bill.subject, 'complaint:TS-1')).toEqual([
        { ...bill, subject: 'complaint:TS-1', addedBy: 'anna' },
      ]);
      expect(await move(bill.subject, 'complaint:TS-2')).toEqual([]);
      expect(await bench.store.listAttachments(system, 'complaint:TS-1')).toEqual([
        { ...bill, subject: 'complaint:TS-1', addedBy: 'anna' },
      ]);
    });

    test('files are shown to whoever may see their record, and to nobody else', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-1'));
        await tx.insertAttachments([
          { ...bill, subject: 'complaint:TS-1' },
          { ...bill, id: 'file-2' },
        ]);
      });
      const seen = async (viewer: Viewer, subject: string) =>
        (await bench.store.listAttachments(viewer, subject)).map(({ id }) => id);
      for (const viewer of [viewers.anna, viewers.bossEast, viewers.admin, system])
        expect(await seen(viewer, 'complaint:TS-1')).toEqual(['file-1']);
      for (const viewer of [viewers.ben, viewers.carl, viewers.bossWest])
        expect(await seen(viewer, 'complaint:TS-1')).toEqual([]);
      expect(await seen(viewers.anna, bill.subject)).toEqual([]);
    });

    test('the last answered messages of a conversation, oldest first', async () => {
      const rows = [1, 2, 3, 4].map((n) => message(`m${n}`, { receivedAt: now + n, replies: n === 4 ? null : '[]' }));
      await bench.store.transaction(async (tx) => {
        for (const row of rows) await tx.insertInbox(row);
        await tx.insertInbox(message('m9', { conversationId: 'another', replies: '[]' }));
      });
      const last = await bench.store.listAnsweredInbox(rows[0] ?? message('m1'), 2);
      expect(last.map((row) => row.activityId)).toEqual(['m2', 'm3']);
    });
  });
}
