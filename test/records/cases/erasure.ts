import { audit } from '../../../src/domain/audit.js';
import type { Store } from '../../../src/domain/ports.js';
import { systemViewer } from '../../../src/domain/staff.js';
import { erase, previewErasure } from '../../../src/records/erasure/erase.js';
import type { Erasable } from '../../../src/records/erasure/person.js';
import { keys } from '../../../src/records/keys.js';
import { openDatabase } from '../../../src/records/open-store.js';
import type { Bench } from '../conformance.js';
import {
  all,
  complaint,
  contact,
  conversation,
  customer,
  event,
  formRecord,
  message,
  now,
  obligation,
  outgoing,
  people,
  visit,
} from '../samples.js';

const day = 86_400_000;
const said = (text: string) => JSON.stringify({ type: 'message', id: 'm', from: { id: 'u', name: '安娜' }, text });

/** 欧阳兰 of 远帆食品, whom much is kept about, and 郑和 beside her. */
async function fill(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.insertStaff({ ...people.anna, name: '诸葛安', phone: '13711112222' }, []);
    await tx.upsertCustomer(customer('yuanfan', { name: '远帆食品', address: '欧阳路1号' }));
    const phone = '13900001111';
    await tx.upsertContacts([
      contact('p1', 'yuanfan', { name: '欧阳兰', phone }),
      contact('p2', 'yuanfan', { name: '郑和' }),
    ]);
    const closed = { state: 'closed' as const, phone, contactName: '欧阳兰', contactId: 'p1' };
    await tx.insertComplaint(complaint('TS-1', { ...closed, description: '欧阳兰说账单多了' }));
    await tx.insertComplaint(complaint('TS-2', { ...closed, contactId: 'p2', contactName: '郑和', phone: null }));
    await tx.insertVisit(visit('BF-1', { customerId: 'yuanfan', contactName: '欧阳兰', note: '欧阳兰喜欢茶' }));
    await tx.insertFormRecord(formRecord('XQ-1', { contactId: 'p1', contactName: '欧阳兰', values: { need: '专线' } }));
    const facts = { contactId: 'p1', vip: true };
    for (const subject of [
      'complaint:TS-1',
      'complaint:TS-2',
      'visit:BF-1',
      'form:XQ-1',
      'contact:p1',
      'customer:yuanfan',
    ]) {
      await tx.appendEvents([event(`${subject} 1`, subject, { facts }), event(`${subject} 2`, subject, { facts })]);
    }
    await tx.insertNotes([{ eventId: 'complaint:TS-1 2', subject: 'complaint:TS-1', text: '欧阳兰又来电', was: null }]);
    await tx.insertAttachments([file('complaint:TS-1'), { ...file('complaint:TS-2'), id: 'g', name: '账单.png' }]);
    await tx.saveObligations('contact:p1', [obligation('care', 'contact:p1', { dueAt: now + day })]);
    await tx.insertInbox(message('m1', { activity: said('欧阳兰打来 139 0000-1111') }));
    await tx.finishInbox(
      message('m1'),
      JSON.stringify([JSON.parse(said('欧阳兰的电话记下了')), JSON.parse(said('还有吗'))]),
    );
    await tx.insertInbox(message('m2', { activity: said('郑和打来') }));
    await tx.appendActivities('c', [said('欧阳兰打来'), said('好的')], now);
    const calendar = Buffer.from('SUMMARY:见欧阳兰').toString('base64');
    const attachments = [{ contentUrl: `data:text/calendar;base64,${calendar}` }];
    await tx.appendActivity('files', JSON.stringify({ type: 'message', text: '', attachments }), now);
    const photo = [{ contentUrl: `data:image/png;base64,${photoOf('complaint:TS-1')}` }];
    await tx.appendActivity('files', JSON.stringify({ type: 'message', text: '', attachments: photo }), now);
    await tx.insertOutbox(outgoing('o', { activity: said('给欧阳兰回个电话') }));
    await tx.saveDialogState({ conversationId: 'c', revision: 1, json: '{"said":"欧阳兰"}', updatedAt: now }, 0);
    await tx.upsertConversation(conversation('webchat|1', { reference: '{"user":{"name":"诸葛安"}}' }));
  });
}

const photoOf = (subject: string) => Buffer.from(`photo of ${subject}`).toString('base64');

function file(subject: string) {
  const bytes = { contentType: 'image/png', size: 3, sha256: 'abc', content: photoOf(subject), url: null };
  return { id: 'f', subject, name: '欧阳兰.png', ...bytes, addedBy: 'anna', addedAt: now };
}

export function erasureCases(bench: Bench): void {
  describe('erasure', () => {
    const erased = async (kind: Erasable, id: string) => {
      const database = await openDatabase(bench.database.location);
      try {
        const found = await previewErasure(database, kind, id);
        if (found && found.open.length === 0) await erase(database, found, '(已删除)');
        return found;
      } finally {
        await database.close();
      }
    };
    /** Everything the store gives back when it is read with its keys. */
    const readable = async () => {
      const database = await openDatabase(bench.database.location);
      try {
        const { reads } = database;
        const rows = Object.keys(keys).map((table) =>
          reads.all(reads.db.selectFrom(table as keyof typeof keys).selectAll()),
        );
        return JSON.stringify(await Promise.all(rows));
      } finally {
        await database.close();
      }
    };

    test("a customer's own chat goes whole, other chats stay", async () => {
      await fill(bench.store);
      const chat = (id: string) => `customerchat|${id}`;
      await bench.store.transaction(async (tx) => {
        const told = { channel: 'customerchat', customerId: 'yuanfan', state: 'closed' as const };
        await tx.insertComplaint(complaint('TS-3', { ...told, contactId: 'p1', conversationId: chat('one') }));
        await tx.insertComplaint(complaint('TS-4', { ...told, contactId: 'p2', conversationId: chat('two') }));
        for (const id of ['one', 'two']) await tx.appendActivity(chat(id), said('今天下午停机了'), now);
      });
      await erased('contact', 'p1');
      expect(await bench.store.listActivities(chat('one'), 0, 10)).toEqual([]);
      expect(await bench.store.listActivities(chat('two'), 0, 10)).toHaveLength(1);
    });

    test('a preview tells what is about somebody and writes nothing', async () => {
      await fill(bench.store);
      const before = await readable();
      const database = await openDatabase(bench.database.location);
      const found = await previewErasure(database, 'contact', 'p1');
      await database.close();
      expect(found).toMatchObject({
        contacts: ['p1'],
        complaints: ['TS-1'],
        visits: ['BF-1'],
        forms: ['XQ-1'],
        messages: 6,
      });
      expect(await readable()).toBe(before);
    });

    test('nothing of the person is left, what is of others stays, and the chains verify', async () => {
      await fill(bench.store);
      await erased('contact', 'p1');
      expect(await readable()).not.toMatch(/欧阳兰|13900001111|139 0000-1111|喜欢茶|专线/);
      const files = await bench.store.listActivities('files', 0, 10);
      expect(files.map(({ json }) => json.includes('base64'))).toEqual([false, false]);
      expect(await bench.store.findComplaint(systemViewer, 'TS-2')).toMatchObject({ contactName: '郑和' });
      expect(await bench.store.findContact(systemViewer, 'p2')).toMatchObject({ name: '郑和' });
      expect(await bench.store.listAttachments(systemViewer, 'complaint:TS-2')).toMatchObject([
        { content: photoOf('complaint:TS-2') },
      ]);
      const found = await audit(bench.store, () => undefined);
      expect(found).toMatchObject({ events: 12, erased: 8, broken: 0 });
    });

    test('records keep their number, times and labels; duties towards the person end', async () => {
      await fill(bench.store);
      const before = await bench.store.findComplaint(systemViewer, 'TS-1');
      await erased('contact', 'p1');
      const gone = { contactId: null, contactName: null, phone: null, demand: null, description: '' };
      expect(await bench.store.findComplaint(systemViewer, 'TS-1')).toEqual({ ...before, ...gone });
      expect(await bench.store.listObligations(systemViewer, { subject: 'contact:p1' })).toEqual([]);
      expect(await bench.store.claimDueWork({ now: now + 2 * day, leaseMs: 1, limit: 10 })).toEqual([]);
    });

    test('a message keeps its place, and what else was said', async () => {
      await fill(bench.store);
      await erased('contact', 'p1');
      const history = await bench.store.listActivities('c', 0, 10);
      const texts = history.map(({ json }) => JSON.parse(json));
      expect(texts).toEqual([
        { type: 'message', id: 'm', from: { id: 'u' }, text: '(已删除)' },
        { type: 'message', id: 'm', from: { id: 'u', name: '安娜' }, text: '好的' },
      ]);
      expect(JSON.parse((await bench.store.findInbox(message('m1')))?.replies ?? '')).toMatchObject([
        { text: '(已删除)' },
        { text: '还有吗' },
      ]);
    });

    test('what is still open is named, and nothing is erased', async () => {
      await fill(bench.store);
      await bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-3', { contactId: 'p1' })));
      const before = await readable();
      expect(await erased('contact', 'p1')).toMatchObject({ open: ['TS-3'] });
      expect(await readable()).toBe(before);
    });

    test('a customer goes with everybody there, its name too', async () => {
      await fill(bench.store);
      await erased('customer', 'yuanfan');
      expect(await readable()).not.toMatch(/欧阳兰|郑和|远帆食品|欧阳路/);
      expect(await audit(bench.store, () => undefined)).toMatchObject({ events: 12, erased: 12, broken: 0 });
    });

    test('one of our own stays by the id, once customers are handed over', async () => {
      await fill(bench.store);
      expect(await erased('staff', 'anna')).toMatchObject({ open: expect.arrayContaining(['customer:yuanfan']) });
      await bench.store.transaction(async (tx) => {
        await tx.upsertCustomer(customer('yuanfan', { ownerId: 'ben' }));
        await tx.saveObligations('contact:p1', []);
      });
      await erased('staff', 'anna');
      expect(await readable()).not.toMatch(/诸葛安|13711112222/);
      expect(await bench.store.findStaff(systemViewer, 'anna')).toMatchObject({ name: '(已删除)', role: 'manager' });
    });

    test('a record of somebody who is in no directory', async () => {
      await fill(bench.store);
      await erased('record', 'TS-2');
      expect(await bench.store.findComplaint(systemViewer, 'TS-2')).toMatchObject({
        contactName: null,
        description: '',
      });
      expect(await erased('record', 'TS-9')).toBeUndefined();
    });
  });

  describe('keeping times', () => {
    test('what was said long ago is deleted, what waits and what is newer stays', async () => {
      await fill(bench.store);
      await bench.store.transaction((tx) => tx.appendActivity('c', 'new', now + day));
      for (let gone = 1; gone > 0; ) gone = await bench.store.forgetOld('messages', now + 1, 2);
      expect((await bench.store.listActivities('c', 0, 10)).map((row) => row.json)).toEqual(['new']);
      expect(await bench.store.findInbox(message('m1'))).toBeUndefined();
      expect(await bench.store.findInbox(message('m2'))).toBeDefined();
      expect(await bench.store.findDialogState('c')).toBeUndefined();
    });

    test('records that are over are emptied once, those that are open or owed on are not', async () => {
      await fill(bench.store);
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-3', { state: 'accepted', phone: '13800000000' }));
        await tx.appendEvents([event('x', 'complaint:TS-3')]);
        await tx.saveObligations('complaint:TS-2', [obligation('late', 'complaint:TS-2', { state: 'late' })]);
      });
      expect(await bench.store.forgetOld('records', now + day, 200)).toBe(3);
      expect(await bench.store.forgetOld('records', now + day, 200)).toBe(0);
      const kept = (await all(bench.store.records(systemViewer, 'complaints'))).map((each) => each.contactName);
      expect(kept).toEqual([null, '郑和', '王芳']);
      expect(await audit(bench.store, () => undefined)).toMatchObject({ erased: 6, broken: 0 });
    });

    test('nothing that happened since is forgotten', async () => {
      await fill(bench.store);
      expect(await bench.store.forgetOld('records', now + 60_000, 200)).toBe(0);
    });
  });
}
