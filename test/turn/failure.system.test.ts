import { startApp } from '../running-app.js';

test('when the records cannot be reached the sender is asked to say it again, and nothing half is kept', async () => {
  const running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  try {
    const { store } = running.app;
    const { transaction } = store;
    store.transaction = () => Promise.reject(new Error('disk full'));
    const [reply] = await running.say('远帆食品王芳投诉10月账单多收300元', { id: 'one' });
    expect(reply?.text).toContain('再发一次');
    expect(reply?.text).not.toContain('编号');
    store.transaction = transaction;
    const [again] = await running.say('远帆食品王芳投诉10月账单多收300元', { id: 'one' });
    expect(again?.text).toContain('远帆食品');
  } finally {
    await running.close();
  }
});

test('a stored message that can never be run is ended after a few sweeps and holds nobody up', async () => {
  const running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  try {
    const { store, ledger } = running.app;
    const broken = { channel: 'webchat', conversationId: 'webchat|x', activityId: '1' };
    const row = { ...broken, activity: '{}', receivedAt: 0, at: 0, replies: null };
    await store.transaction((tx) => tx.insertInbox(row));
    for (let sweep = 1; sweep < 5; sweep++) await ledger.sweep();
    expect(await store.listUnfinishedInbox(10)).toHaveLength(1);
    await ledger.sweep();
    expect(await store.listUnfinishedInbox(10)).toEqual([]);
  } finally {
    await running.close();
  }
});
