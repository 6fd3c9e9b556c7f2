import type { Card } from '../../../src/domain/card.js';
import type { Bench } from '../conformance.js';
import { now, obligation, viewers } from '../samples.js';

function card(id: string, change: Partial<Card> = {}): Card {
  const made: Card = {
    id,
    staffId: 'anna',
    kind: 'act',
    obligationId: 'a',
    eventId: null,
    madeAt: now,
    usedAt: null,
    outcome: null,
  };
  return { ...made, ...change };
}

export function alertCases(bench: Bench): void {
  describe('cards', () => {
    const insert = (...cards: Card[]) =>
      bench.store.transaction(async (tx) => {
        for (const each of cards) await tx.insertCard(each);
      });

    test('are found by the person they were sent to and by nobody else', async () => {
      await insert(card('k'));
      expect(await bench.store.findCard('anna', 'k')).toEqual(card('k'));
      expect(await bench.store.findCard('ben', 'k')).toBeUndefined();
    });

    test('open ones come newest first', async () => {
      await insert(card('old'), card('new', { madeAt: now + 1 }), card('used', { usedAt: now, outcome: 'told' }));
      expect((await bench.store.listOpenCards('anna', 10)).map((c) => c.id)).toEqual(['new', 'old']);
      expect(await bench.store.listOpenCards('anna', 1)).toHaveLength(1);
    });

    test('all cards of one obligation are used up together, and only once', async () => {
      await insert(card('one'), card('two', { staffId: 'ben' }), card('other', { obligationId: 'b' }));
      const settle = () =>
        bench.store.transaction((tx) => tx.settleCards({ obligationId: 'a', kind: 'act' }, now + 5, 'told'));
      expect([await settle(), await settle()]).toEqual([2, 0]);
      expect(await bench.store.findCard('ben', 'two')).toMatchObject({ usedAt: now + 5, outcome: 'told' });
      expect(await bench.store.listOpenCards('anna', 10)).toEqual([card('other', { obligationId: 'b' })]);
    });

    test('those of one act leave those of another alone', async () => {
      await insert(card('one', { kind: 'accept', eventId: 'e1' }), card('two', { kind: 'accept', eventId: 'e2' }));
      const which = { obligationId: 'a', kind: 'accept', eventId: 'e1' } as const;
      expect(await bench.store.transaction((tx) => tx.settleCards(which, now, 'accepted'))).toBe(1);
      expect((await bench.store.listOpenCards('anna', 10)).map((c) => c.id)).toEqual(['two']);
    });
  });

  describe('leave', () => {
    test('counts from its first instant to before its end, and is replaced by the next', async () => {
      const leave = { staffId: 'anna', from: now, until: now + 1_000 };
      await bench.store.transaction((tx) => tx.upsertLeave(leave));
      expect(await bench.store.findLeave('anna', now - 1)).toBeUndefined();
      expect(await bench.store.findLeave('anna', now)).toEqual(leave);
      expect(await bench.store.findLeave('anna', now + 1_000)).toBeUndefined();
      expect(await bench.store.listLeaves(now + 999)).toEqual([leave]);
      await bench.store.transaction((tx) => tx.upsertLeave({ ...leave, from: now + 5_000, until: now + 6_000 }));
      expect(await bench.store.listLeaves(now)).toEqual([]);
    });
  });

  describe('an alert that is put off', () => {
    const claim = (at: number) => bench.store.claimDueWork({ now: at, leaseMs: 60_000, limit: 10 });

    test('stays put off when the subject is derived again for another alert', async () => {
      const both = [obligation('a', 's', { warnAt: [] }), obligation('b', 's', { warnAt: [] })];
      await bench.store.transaction((tx) => tx.saveObligations('s', both));
      const due = both[0]?.dueAt ?? 0;
      for (const work of await claim(due)) {
        await bench.store.finishDueWork(work, async (tx) => {
          await tx.saveObligations('s', both);
          await tx.planDueWork({ ...work, runAt: due + 1_000 });
        });
      }
      expect(await claim(due)).toEqual([]);
      expect(await claim(due + 1_000)).toHaveLength(2);
    });

    test('is claimed again at its new time, in the transaction that had claimed it', async () => {
      await bench.store.transaction((tx) => tx.saveObligations('s', [obligation('a', 's', { warnAt: [] })]));
      const due = obligation('a', 's').dueAt ?? 0;
      const [work] = await claim(due);
      if (!work) throw new Error('nothing claimed');
      await bench.store.finishDueWork(work, (tx) => tx.planDueWork({ ...work, runAt: due + 1_000 }));
      expect(await claim(due + 999)).toEqual([]);
      expect(await claim(due + 1_000)).toEqual([{ ...work, runAt: due + 1_000 }]);
    });

    test('a level above the due time stays while the due time stands, and goes with it', async () => {
      const one = obligation('a', 's', { warnAt: [] });
      const above = { obligationId: 'a', level: 1, dueAt: one.dueAt ?? 0, runAt: (one.dueAt ?? 0) + 1 };
      await bench.store.transaction(async (tx) => {
        await tx.saveObligations('s', [one]);
        await tx.planDueWork(above);
        await tx.saveObligations('s', [{ ...one, state: 'late' }]);
      });
      expect(await claim(above.runAt)).toContainEqual(above);
      await bench.store.transaction((tx) => tx.saveObligations('s', [{ ...one, dueAt: above.dueAt + 60_000 }]));
      expect(await bench.store.claimDueWork({ now: above.runAt, leaseMs: -1, limit: 10 })).toEqual([]);
    });
  });

  test('somebody who may see an obligation is no reason to see another person’s card', async () => {
    await bench.store.transaction((tx) => tx.insertCard(card('k')));
    expect(
      await bench.store.findCard(viewers.bossEast.kind === 'staff' ? viewers.bossEast.staffId : '', 'k'),
    ).toBeUndefined();
  });
}
