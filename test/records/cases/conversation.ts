import type { Bench } from '../conformance.js';
import { conversation, message, now, viewers } from '../samples.js';

const { system } = viewers;

export function conversationCases(bench: Bench): void {
  describe('conversations', () => {
    test('a conversation is kept whole and replaced whole', async () => {
      const first = conversation('webchat|1', { staffId: null, private: false, reachable: false });
      await bench.store.transaction((tx) => tx.upsertConversation(first));
      expect(await bench.store.findConversation(system, 'webchat|1')).toEqual(first);
      const second = conversation('webchat|1', { reference: '{"user":1}', lastUsedAt: now + 1 });
      await bench.store.transaction((tx) => tx.upsertConversation(second));
      expect(await bench.store.findConversation(system, 'webchat|1')).toEqual(second);
    });

    test('a person is reached in the private reachable conversation used last', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.upsertConversation(conversation('old', { lastUsedAt: now }));
        await tx.upsertConversation(conversation('newer', { lastUsedAt: now + 1 }));
        await tx.upsertConversation(conversation('group', { lastUsedAt: now + 2, private: false }));
        await tx.upsertConversation(conversation('once', { lastUsedAt: now + 3, reachable: false }));
        await tx.upsertConversation(conversation('ben', { lastUsedAt: now + 4, staffId: 'ben' }));
      });
      expect((await bench.store.findReachable(system, 'anna'))?.id).toBe('newer');
      expect((await bench.store.findReachable(system, 'anna', 'webchat'))?.id).toBe('newer');
      expect(await bench.store.findReachable(system, 'anna', 'msteams')).toBeUndefined();
      expect(await bench.store.findReachable(system, 'carl')).toBeUndefined();
    });

    test('what a conversation is in the middle of is saved only by who read it last', async () => {
      const state = (revision: number, json: string) => ({ conversationId: 'c', revision, json, updatedAt: now });
      const save = (revision: number, json: string, expected: number) =>
        bench.store.transaction((tx) => tx.saveDialogState(state(revision, json), expected));
      expect(await bench.store.findDialogState('c')).toBeUndefined();
      await save(1, 'a', 0);
      await save(2, 'b', 1);
      await expect(save(2, 'x', 1)).rejects.toMatchObject({ code: 'conflict' });
      await expect(save(1, 'x', 0)).rejects.toMatchObject({ code: 'conflict' });
      expect(await bench.store.findDialogState('c')).toEqual(state(2, 'b'));
    });
  });

  describe('inbox', () => {
    test('a message is stored once and finished once', async () => {
      const row = message('m1');
      expect(await bench.store.transaction((tx) => tx.insertInbox(row))).toBe(true);
      expect(await bench.store.transaction((tx) => tx.insertInbox(message('m1', { activity: 'other' })))).toBe(false);
      expect(await bench.store.findInbox(row)).toEqual(row);
      await bench.store.transaction((tx) => tx.finishInbox(row, '["好"]'));
      expect(await bench.store.findInbox(row)).toEqual({ ...row, replies: '["好"]' });
      const again = bench.store.transaction((tx) => tx.finishInbox(row, '["再说"]'));
      await expect(again).rejects.toMatchObject({ code: 'conflict' });
    });

    test('the same activity id in another conversation or channel is another message', async () => {
      await bench.store.transaction(async (tx) => {
        expect(await tx.insertInbox(message('m1'))).toBe(true);
        expect(await tx.insertInbox(message('m1', { conversationId: '2' }))).toBe(true);
        expect(await tx.insertInbox(message('m1', { channel: 'msteams' }))).toBe(true);
      });
    });

    test('unfinished messages are listed oldest first, after a restart too', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertInbox(message('late', { receivedAt: now + 2 }));
        await tx.insertInbox(message('early', { receivedAt: now + 1 }));
        await tx.insertInbox(message('done', { receivedAt: now }));
        await tx.finishInbox(message('done'), '[]');
      });
      const restarted = await bench.database.open();
      try {
        expect((await restarted.listUnfinishedInbox(10)).map((row) => row.activityId)).toEqual(['early', 'late']);
        expect(await restarted.listUnfinishedInbox(1)).toHaveLength(1);
      } finally {
        await restarted.close();
      }
    });
  });

  describe('activities', () => {
    test('are numbered in their conversation and read after a watermark', async () => {
      const seqs = await bench.store.transaction(async (tx) => [
        await tx.appendActivity('c1', 'a', now),
        await tx.appendActivities('c1', ['b', 'c'], now),
        await tx.appendActivity('c2', 'x', now),
      ]);
      expect(seqs).toEqual([1, 3, 1]);
      const read = await bench.store.listActivities('c1', 1, 10);
      expect(read.map((row) => `${row.seq}${row.json}`)).toEqual(['2b', '3c']);
      expect(await bench.store.listActivities('c1', 0, 2)).toHaveLength(2);
    });

    test('two processes writing at once leave no gap and no double', async () => {
      const other = await bench.database.open();
      try {
        const append = (store: typeof other, i: number) =>
          store.transaction((tx) => tx.appendActivities('c', [`${i}`, `${i}+`], now));
        await Promise.all(Array.from({ length: 20 }, (_, i) => append(i % 2 ? other : bench.store, i)));
        const read = await bench.store.listActivities('c', 0, 100);
        expect(read.map((row) => row.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      } finally {
        await other.close();
      }
    });
  });
}
