import { verifyChain } from '../../../src/domain/event-chain.js';
import type { Store, Tx } from '../../../src/domain/ports.js';
import { AppError } from '../../../src/errors.js';
import type { Bench } from '../conformance.js';
import { complaint, event, message, now, obligation, viewers } from '../samples.js';

const { system } = viewers;

/** What one turn writes. */
async function turn(tx: Tx, i: number): Promise<void> {
  const id = `TS-${i}`;
  await tx.insertInbox(message(`m${i}`));
  await tx.insertComplaint(complaint(id));
  await tx.appendEvents([event(`e${i}`, `complaint:${id}`)]);
  await tx.saveObligations(`complaint:${id}`, [obligation(`o${i}`, `complaint:${id}`)]);
  await tx.appendActivity('c', '{}', now);
  await tx.finishInbox(message(`m${i}`), '[]');
}

async function withRetry(store: Store, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await store.transaction(work);
      return;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    }
  }
}

export function transactionCases(bench: Bench): void {
  describe('transactions', () => {
    test('reads inside see what was written inside, reads outside do not until it is over', async () => {
      await bench.store.transaction(async (tx) => {
        await turn(tx, 1);
        expect(await tx.findComplaint(system, 'TS-1')).toBeDefined();
      });
      expect(await bench.store.findComplaint(system, 'TS-1')).toBeDefined();
    });

    test('a failure leaves nothing of it behind', async () => {
      const failing = bench.store.transaction(async (tx) => {
        await turn(tx, 1);
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await bench.store.findInbox(message('m1'))).toBeUndefined();
      expect(await bench.store.listComplaints(system)).toEqual([]);
      expect(await bench.store.listEvents(system, 'complaint:TS-1')).toEqual([]);
      expect(await bench.store.listObligations(system)).toEqual([]);
      expect(await bench.store.listActivities('c', 0, 10)).toEqual([]);
      expect(await bench.store.claimDueWork({ now: now * 2, leaseMs: 1, limit: 10 })).toEqual([]);
    });

    test('a write after the end is refused', async () => {
      let kept: Tx | undefined;
      await bench.store.transaction(async (tx) => {
        kept = tx;
      });
      await expect(kept?.insertInbox(message('m1'))).rejects.toThrow('over');
    });

    test('a transaction inside a transaction is refused and not waited for', async () => {
      const nested = bench.store.transaction(() => bench.store.saveSetting('a', '1'));
      await expect(nested).rejects.toThrow('inside');
      await bench.store.saveSetting('a', '2');
      expect(await bench.store.findSetting('a')).toBe('2');
    });

    test('many turns at once from two processes: all there, each whole', async () => {
      const other = await bench.database.open();
      try {
        const turns = Array.from({ length: 40 }, (_, i) => withRetry(i % 2 ? other : bench.store, (tx) => turn(tx, i)));
        await Promise.all(turns);
        expect(await bench.store.listComplaints(system)).toHaveLength(40);
        expect(await bench.store.listObligations(system)).toHaveLength(40);
        expect(await bench.store.listUnfinishedInbox(100)).toEqual([]);
      } finally {
        await other.close();
      }
    });

    test('two processes appending to one subject: whoever loses is told, the chain stays whole', async () => {
      const other = await bench.database.open();
      try {
        const append = (i: number) =>
          withRetry(i % 2 ? other : bench.store, (tx) => tx.appendEvents([event(`e${i}`, 's:1')]));
        await Promise.all(Array.from({ length: 20 }, (_, i) => append(i)));
        const read = await bench.store.listEvents(system, 's:1');
        expect(read).toHaveLength(20);
        expect(verifyChain(read).ok).toBe(true);
      } finally {
        await other.close();
      }
    });

    test('the same message run by two processes is answered by one', async () => {
      const other = await bench.database.open();
      try {
        await bench.store.transaction((tx) => tx.insertInbox(message('m1')));
        const run = (store: Store, i: number) =>
          store.transaction(async (tx) => {
            await tx.insertComplaint(complaint(`TS-${i}`));
            await tx.finishInbox(message('m1'), `["${i}"]`);
          });
        const results = await Promise.allSettled([run(bench.store, 1), run(other, 2)]);
        expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(await bench.store.listComplaints(system)).toHaveLength(1);
      } finally {
        await other.close();
      }
    });

    test('the store answers a ping, and refuses work once closed', async () => {
      const other = await bench.database.open();
      await other.ping();
      await other.close();
      await expect(other.saveSetting('a', '1')).rejects.toThrow();
      await expect(other.ping()).rejects.toThrow();
    });
  });
}
