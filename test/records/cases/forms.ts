import type { Attachment } from '../../../src/domain/form-record.js';
import type { Bench } from '../conformance.js';
import { all, event, formRecord, now, people, viewers } from '../samples.js';

const { system } = viewers;
const hour = 3_600_000;

const receipt: Attachment = {
  id: 'file-1',
  subject: 'form:BX-1',
  name: '餐票.jpg',
  contentType: 'image/jpeg',
  size: 4,
  sha256: 'abcd',
  content: 'AAECAw==',
  url: null,
  addedBy: 'anna',
  addedAt: now,
};

export function formCases(bench: Bench): void {
  describe('records of forms', () => {
    test('a record comes back as it was written, values of any shape, and is found by its draft', async () => {
      const record = formRecord('ZD-1', {
        values: { place: '大厅', lines: [{ text: '10:00拜访', events: ['e-1'] }], asked: 32, none: null },
      });
      await bench.store.transaction((tx) => tx.insertFormRecord(record));
      expect(await bench.store.findFormRecord(system, 'ZD-1')).toEqual(record);
      expect(await bench.store.findFormRecordByDraft(system, record.draftId)).toEqual(record);
      const approved = { ...record, state: 'approved' };
      await bench.store.transaction((tx) => tx.updateFormRecord(approved));
      expect(await bench.store.findFormRecord(system, 'ZD-1')).toEqual(approved);
      const unknown = bench.store.transaction((tx) => tx.updateFormRecord(formRecord('ZD-9')));
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
    });

    test('a draft is recorded once, a number given once', async () => {
      await bench.store.transaction((tx) => tx.insertFormRecord(formRecord('ZD-1', { draftId: 'd1' })));
      const sameDraft = bench.store.transaction((tx) => tx.insertFormRecord(formRecord('ZD-2', { draftId: 'd1' })));
      await expect(sameDraft).rejects.toMatchObject({ code: 'conflict' });
      const sameNumber = bench.store.transaction((tx) => tx.insertFormRecord(formRecord('ZD-1', { draftId: 'd2' })));
      await expect(sameNumber).rejects.toMatchObject({ code: 'conflict' });
    });

    test('lists are by form, owner and time, and hold what the viewer may see', async () => {
      await bench.store.transaction(async (tx) => {
        for (const person of Object.values(people)) await tx.insertStaff(person, []);
        await tx.insertFormRecord(formRecord('ZD-1', { at: now }));
        await tx.insertFormRecord(formRecord('ZD-2', { at: now + hour }));
        await tx.insertFormRecord(formRecord('ZD-3', { ownerId: 'ben' }));
        await tx.insertFormRecord(formRecord('TX-1', { form: 'directory' }));
        await tx.appendEvents([event('z', 'form:ZD-1')]);
      });
      const ids = async (filter: Parameters<typeof bench.store.listFormRecords>[1], viewer = system) =>
        (await bench.store.listFormRecords(viewer, filter)).map((each) => each.id);
      expect(await ids({ form: 'onsite-day', ownerId: 'anna' })).toEqual(['ZD-1', 'ZD-2']);
      expect(await ids({ form: 'onsite-day', from: now, until: now + hour })).toEqual(['ZD-1', 'ZD-3']);
      expect(await ids({}, viewers.ben)).toEqual(['ZD-3']);
      expect(await ids({ form: 'onsite-day' }, viewers.bossEast)).toEqual(['ZD-1', 'ZD-3', 'ZD-2']);
      expect(await ids({}, viewers.bossWest)).toEqual([]);
      expect((await all(bench.store.records(viewers.anna, 'forms'))).map((each) => each.id)).toEqual([
        'TX-1',
        'ZD-1',
        'ZD-2',
      ]);
      expect(await bench.store.listEvents(viewers.anna, 'form:ZD-1')).toHaveLength(1);
      expect(await bench.store.listEvents(viewers.ben, 'form:ZD-1')).toEqual([]);
    });

    test('what one person did in a span of time, whatever it was about', async () => {
      await bench.store.transaction((tx) =>
        tx.appendEvents([
          event('b', 'visit:BF-1', { at: now + 1_000 }),
          event('a', 'complaint:TS-1', { at: now }),
          event('late', 'complaint:TS-2', { at: now + hour, recordedAt: now + hour }),
          event('other', 'complaint:TS-3', { actor: 'ben' }),
        ]),
      );
      const found = await bench.store.listEventsBy(system, 'anna', now, now + hour);
      expect(found.map((each) => each.id)).toEqual(['a', 'b']);
    });

    test('files stay with their record, each once', async () => {
      await bench.store.transaction((tx) => tx.insertAttachments([receipt, { ...receipt, id: 'file-2', name: '2' }]));
      await bench.store.transaction((tx) => tx.insertAttachments([{ ...receipt, name: 'again' }]));
      expect((await bench.store.listAttachments(system, 'form:BX-1')).map(({ name }) => name)).toEqual([
        '餐票.jpg',
        '2',
      ]);
      expect((await bench.store.listAttachments(system, 'form:BX-1'))[0]).toEqual(receipt);
      expect(await bench.store.listAttachments(system, 'form:BX-2')).toEqual([]);
    });

    test('a post has its holders, each once', async () => {
      const holder = { post: 'marketing', staffId: 'anna' };
      await bench.store.transaction((tx) => tx.insertPostHolders([holder, { ...holder, staffId: 'ben' }]));
      await bench.store.transaction((tx) => tx.insertPostHolders([holder]));
      expect(await bench.store.listPostHolders('marketing')).toEqual(['anna', 'ben']);
      expect(await bench.store.listPostHolders('nobody')).toEqual([]);
    });
  });
}
