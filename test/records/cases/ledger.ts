import type { DueWork } from '../../../src/domain/ports.js';
import type { Bench } from '../conformance.js';
import { conversation, now, obligation, outgoing, viewers } from '../samples.js';

const { system } = viewers;
const subject = 'complaint:TS-1';
const due = now + 86_400_000;
const warn = now + 82_800_000;
const far = now + 10 * 86_400_000;

function claim(bench: Bench, at = far, leaseMs = 60_000): Promise<DueWork[]> {
  return bench.store.claimDueWork({ now: at, leaseMs, limit: 100 });
}

function save(bench: Bench, ...obligations: ReturnType<typeof obligation>[]): Promise<void> {
  return bench.store.transaction((tx) => tx.saveObligations(subject, obligations));
}

async function finishAll(bench: Bench): Promise<void> {
  for (const work of await claim(bench)) await bench.store.finishDueWork(work, async () => undefined);
}

export function ledgerCases(bench: Bench): void {
  describe('obligations', () => {
    test('come back as saved, earliest due first and undated last', async () => {
      const later = obligation('a', subject, { dueAt: due + 1 });
      const first = obligation('b', subject);
      const urgent = obligation('c', subject, {
        dueAt: null,
        urgency: 'now',
        basis: 'unset',
        clause: null,
        warnAt: [],
      });
      await save(bench, later, urgent, first);
      expect(await bench.store.listObligations(system, { subject })).toEqual([first, later, urgent]);
    });

    test('are filtered by owner and by whether they are open', async () => {
      await save(
        bench,
        obligation('a', subject),
        obligation('b', subject, { state: 'met', metAt: now, ownerId: 'ben' }),
        obligation('c', subject, { state: 'late', metAt: now, ownerId: 'carl' }),
        obligation('d', subject, { state: 'late', ownerId: 'carl' }),
        obligation('e', subject, { state: 'paused' }),
        obligation('f', subject, { state: 'waived', ownerId: 'ben' }),
      );
      const ids = async (filter: object) => (await bench.store.listObligations(system, filter)).map((o) => o.id);
      expect(await ids({ open: true })).toEqual(['a', 'd', 'e']);
      expect(await ids({ open: false })).toEqual(['b', 'c', 'f']);
      expect(await ids({ ownerId: 'ben' })).toEqual(['b', 'f']);
      expect(await ids({ ownerIds: ['ben', 'carl'], open: true })).toEqual(['d']);
      expect(await ids({ ownerIds: [] })).toEqual([]);
      await save(bench, obligation('n', subject, { dueAt: null, urgency: 'now', warnAt: [] }));
      expect(await ids({ open: true, undated: true })).toEqual(['n']);
    });

    test('of several subjects come together', async () => {
      await save(bench, obligation('a', subject));
      await bench.store.transaction((tx) => tx.saveObligations('visit:BF-1', [obligation('b', 'visit:BF-1')]));
      await bench.store.transaction((tx) => tx.saveObligations('visit:BF-2', [obligation('c', 'visit:BF-2')]));
      const read = await bench.store.listObligationsOf(system, [subject, 'visit:BF-2']);
      expect(read.map((o) => o.id)).toEqual(['a', 'c']);
      expect(await bench.store.listObligationsOf(system, [])).toEqual([]);
    });

    test('met and waived ones never change; unsettled ones that are not derived again go', async () => {
      const met = obligation('a', subject, { state: 'met', metAt: now });
      const waived = obligation('b', subject, { state: 'waived' });
      await save(bench, met, waived, obligation('c', subject), obligation('d', subject));
      await save(bench, obligation('a', subject), obligation('d', subject, { level: 1 }));
      const read = await bench.store.listObligations(system, { subject });
      expect(read.sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
        met,
        waived,
        obligation('d', subject, { level: 1 }),
      ]);
    });

    test('a late one may still become met', async () => {
      await save(bench, obligation('a', subject, { state: 'late' }));
      await save(bench, obligation('a', subject, { state: 'met', metAt: due - 1 }));
      expect((await bench.store.listObligations(system))[0]?.state).toBe('met');
    });
  });

  describe('due work', () => {
    test('holds the warnings and the due time as levels, each claimed when its time comes', async () => {
      await save(bench, obligation('a', subject));
      expect(await claim(bench, warn - 1)).toEqual([]);
      expect(await claim(bench, warn)).toEqual([{ obligationId: 'a', level: 0, dueAt: due, runAt: warn }]);
      expect(await claim(bench, due)).toEqual([{ obligationId: 'a', level: 1, dueAt: due, runAt: due }]);
    });

    test('is planned for what is open or overdue, not for what is paused, settled or undated', async () => {
      await save(
        bench,
        obligation('late', subject, { state: 'late', warnAt: [] }),
        obligation('answered-late', subject, { state: 'late', metAt: due + 1 }),
        obligation('paused', subject, { state: 'paused' }),
        obligation('met', subject, { state: 'met', metAt: now }),
        obligation('undated', subject, { dueAt: null, warnAt: [] }),
      );
      expect((await claim(bench)).map((work) => work.obligationId)).toEqual(['late']);
    });

    test('an unchanged due time never alerts twice, a changed one does', async () => {
      await save(bench, obligation('a', subject));
      await finishAll(bench);
      await save(bench, obligation('a', subject));
      expect(await claim(bench)).toEqual([]);
      await save(bench, obligation('a', subject, { dueAt: due + 60_000 }));
      expect((await claim(bench)).map((work) => work.dueAt)).toEqual([due + 60_000, due + 60_000]);
    });

    test('what is not done yet moves with its time and goes when settled', async () => {
      await save(bench, obligation('a', subject));
      await save(bench, obligation('a', subject, { warnAt: [warn + 60_000] }));
      expect(await claim(bench, warn)).toEqual([]);
      expect(await claim(bench, warn + 60_000)).toHaveLength(1);
      await save(bench, obligation('a', subject, { state: 'met', metAt: now }));
      expect(await claim(bench, far, -1)).toEqual([]);
    });

    test('goes with an obligation that is not derived again', async () => {
      await save(bench, obligation('a', subject));
      await save(bench);
      expect(await claim(bench)).toEqual([]);
    });

    test('a claim holds for its lease and no longer', async () => {
      await save(bench, obligation('a', subject));
      expect(await claim(bench, far, 60_000)).toHaveLength(2);
      expect(await claim(bench)).toEqual([]);
    });

    test('a lease that a clock set back left far in the future holds nothing up', async () => {
      await save(bench, obligation('a', subject));
      expect(await claim(bench, far, 3_600_000)).toHaveLength(2);
      expect(await claim(bench)).toHaveLength(2);
    });

    test('a claim whose lease ran out is given again', async () => {
      await save(bench, obligation('a', subject));
      expect(await claim(bench, far, -1_000)).toHaveLength(2);
      expect(await claim(bench)).toHaveLength(2);
    });

    test('a limit leaves the rest for the next claim, earliest first', async () => {
      await save(bench, obligation('a', subject), obligation('b', subject, { dueAt: due + 5, warnAt: [] }));
      const first = await bench.store.claimDueWork({ now: far, leaseMs: 60_000, limit: 2 });
      expect(first.map((work) => work.runAt)).toEqual([warn, due]);
      expect((await claim(bench)).map((work) => work.obligationId)).toEqual(['b']);
    });

    test('is finished once, together with its effect', async () => {
      await save(bench, obligation('a', subject, { warnAt: [] }));
      const [work] = await claim(bench);
      if (!work) throw new Error('nothing claimed');
      const effect = (tx: { insertOutbox(row: ReturnType<typeof outgoing>): Promise<boolean> }) =>
        tx.insertOutbox(outgoing('a|0')).then(() => undefined);
      expect(await bench.store.finishDueWork(work, effect)).toBe(true);
      const unwanted = async () => {
        throw new Error('must not run');
      };
      expect(await bench.store.finishDueWork(work, unwanted)).toBe(false);
      expect(await bench.store.claimOutbox({ leaseMs: 1_000, limit: 10 })).toHaveLength(1);
    });

    test('stays undone when the effect fails', async () => {
      await save(bench, obligation('a', subject, { warnAt: [] }));
      const [work] = await claim(bench, far, -1_000);
      if (!work) throw new Error('nothing claimed');
      const failing = bench.store.finishDueWork(work, async (tx) => {
        await tx.insertOutbox(outgoing('a|0'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await bench.store.claimOutbox({ leaseMs: 1_000, limit: 10 })).toEqual([]);
      expect(await claim(bench)).toEqual([work]);
    });

    test('two processes claim different work and every effect happens once', async () => {
      const other = await bench.database.open();
      try {
        await save(bench, ...Array.from({ length: 40 }, (_, i) => obligation(`o${i}`, subject, { warnAt: [] })));
        const ask = (store: typeof other) => store.claimDueWork({ now: far, leaseMs: 60_000, limit: 15 });
        const claims = await Promise.all([ask(bench.store), ask(other), ask(bench.store), ask(other)]);
        const ids = claims.flat().map((work) => work.obligationId);
        expect(new Set(ids).size).toBe(ids.length);
        const everyone = claims.flat().flatMap((work) => [bench.store, other].map((store) => ({ store, work })));
        const done = await Promise.all(
          everyone.map(({ store, work }) =>
            store.finishDueWork(work, async (tx) => void (await tx.insertOutbox(outgoing(work.obligationId)))),
          ),
        );
        expect(done.filter(Boolean)).toHaveLength(ids.length);
      } finally {
        await other.close();
      }
    });
  });

  describe('outbox', () => {
    const claimed = async (leaseMs = -1_000) =>
      (await bench.store.claimOutbox({ leaseMs, limit: 10 })).map((row) => `${row.key} ${row.state} ${row.attempts}`);

    test('one reason has one row', async () => {
      const insert = () => bench.store.transaction((tx) => tx.insertOutbox(outgoing('k')));
      expect([await insert(), await insert()]).toEqual([true, false]);
      expect(await bench.store.claimOutbox({ leaseMs: 60_000, limit: 10 })).toEqual([outgoing('k')]);
      expect(await claimed()).toEqual([]);
    });

    test('a lease or a wait that a clock set back left far in the future holds nothing up', async () => {
      await bench.store.transaction((tx) => tx.insertOutbox(outgoing('k')));
      expect(await claimed(3_600_000)).toHaveLength(1);
      expect(await claimed()).toHaveLength(1);
      await bench.store.settleOutbox('k', { kind: 'undelivered', notBeforeMs: 10_800_000 });
      expect(await claimed()).toHaveLength(1);
    });

    test('a delivered row is never claimed again, a parked one neither', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertOutbox(outgoing('a'));
        await tx.insertOutbox(outgoing('b'));
        await tx.settleOutbox('a', { kind: 'delivered' });
      });
      expect(await claimed()).toEqual(['b pending 0']);
      await bench.store.settleOutbox('b', { kind: 'parked', reason: '403' });
      expect(await claimed()).toEqual([]);
    });

    test('a failed one comes back after its time with its attempts counted; the fifth failure parks it', async () => {
      await bench.store.transaction((tx) => tx.insertOutbox(outgoing('a')));
      await bench.store.settleOutbox('a', { kind: 'retry', notBeforeMs: 60_000, reason: 'down' });
      expect(await claimed()).toEqual([]);
      for (let i = 0; i < 3; i++)
        await bench.store.settleOutbox('a', { kind: 'retry', notBeforeMs: -1, reason: 'down' });
      expect(await claimed()).toEqual(['a pending 4']);
      await bench.store.settleOutbox('a', { kind: 'retry', notBeforeMs: -1, reason: 'down' });
      expect(await claimed()).toEqual([]);
    });

    test('of one person all wait together, and are woken together; what has a conversation or is parked is left alone', async () => {
      await bench.store.transaction(async (tx) => {
        for (const key of ['a', 'b', 'p'])
          await tx.insertOutbox({ ...outgoing(key), staffId: 'anna', conversationId: null });
        await tx.insertOutbox({ ...outgoing('c'), staffId: 'anna', conversationId: 'webchat|1' });
        await tx.insertOutbox({ ...outgoing('d'), staffId: 'ben', conversationId: null });
        await tx.settleOutbox('p', { kind: 'parked', reason: 'gone' });
      });
      const keys = async () => (await claimed()).map((row) => row.split(' ')[0]).sort();
      await bench.store.deferOutbox('anna', 60_000);
      expect(await keys()).toEqual(['c', 'd']);
      await bench.store.wakeOutbox('ben');
      expect(await keys()).toEqual(['c', 'd']);
      await bench.store.wakeOutbox('anna');
      expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
      await bench.store.deferOutbox('anna', 60_000);
      await bench.store.wakeOutbox(null);
      expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('in a conversation nothing overtakes what waits or is being sent; other conversations go on', async () => {
      await bench.store.transaction(async (tx) => {
        for (const [at, key] of ['a1', 'a2', 'b1'].entries())
          await tx.insertOutbox({ ...outgoing(key), at, conversationId: `msteams|${key[0]}` });
      });
      await bench.store.settleOutbox('a1', { kind: 'undelivered', notBeforeMs: 60_000 });
      expect(await claimed()).toEqual(['b1 pending 0']);
      await bench.store.settleOutbox('a1', { kind: 'undelivered', notBeforeMs: -1 });
      expect(await claimed()).toEqual(['a1 undelivered 0', 'a2 pending 0', 'b1 pending 0']);
      await bench.store.claimOutbox({ leaseMs: 60_000, limit: 1 });
      expect(await claimed()).toEqual(['b1 pending 0']);
      await bench.store.settleOutbox('a1', { kind: 'delivered' });
      expect(await claimed()).toEqual(['a2 pending 0', 'b1 pending 0']);
    });

    test('with nobody to reach it waits and counts no attempt', async () => {
      await bench.store.transaction((tx) => tx.insertOutbox(outgoing('a')));
      await bench.store.settleOutbox('a', { kind: 'undelivered', notBeforeMs: -1 });
      expect(await claimed()).toEqual(['a undelivered 0']);
    });

    test('a channel that takes nothing is told apart from somebody nobody reaches', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.upsertConversation(conversation('msteams|a', { channel: 'msteams' }));
        await tx.upsertConversation(conversation('msteams|b', { staffId: 'ben', reachable: false }));
        await tx.upsertConversation(conversation('msteams|c', { staffId: 'carl', private: false }));
        await tx.insertOutbox(outgoing('tried', { at: now - 5_000 }));
        await tx.insertOutbox(outgoing('new', { at: now - 1_000 }));
        await tx.insertOutbox(outgoing('reply', { at: now - 2_000, staffId: 'dora', conversationId: 'msteams|d' }));
        await tx.insertOutbox(outgoing('left', { at: now - 9_000, staffId: 'ben', state: 'undelivered' }));
        await tx.insertOutbox(outgoing('in a group', { at: now - 9_000, staffId: 'carl' }));
        await tx.insertOutbox(outgoing('given up', { at: now - 9_000, state: 'parked' }));
        await tx.settleOutbox('tried', { kind: 'undelivered', notBeforeMs: 60_000 });
      });
      const { outbox } = await bench.store.measure(now);
      expect(outbox).toEqual({ pending: 3, oldestMs: 5_000, undelivered: 2, parked: 1 });
    });
  });
}
