import type { CustomerLink } from '../../../src/domain/customer-link.js';
import type { Bench } from '../conformance.js';
import { complaint, now, viewers } from '../samples.js';

function link(id: string, change: Partial<CustomerLink> = {}): CustomerLink {
  const made: CustomerLink = {
    id,
    number: 1,
    staffId: 'anna',
    customerId: 'c1',
    contactId: null,
    madeAt: now,
    expiresAt: now + 1_000,
    revokedAt: null,
    misses: 0,
    lockedUntil: null,
  };
  return { ...made, ...change };
}

export function customerLinkCases(bench: Bench): void {
  describe("links to customers' own chats", () => {
    const insert = (...links: CustomerLink[]) =>
      bench.store.transaction(async (tx) => {
        for (const each of links) await tx.insertCustomerLink(each);
      });

    test('are seen by who made them, newest first, and by no colleague', async () => {
      await insert(link('a'), link('b', { number: 2, contactId: 'k' }), link('c', { staffId: 'ben' }));
      expect(await bench.store.listCustomerLinks(viewers.anna, 'anna')).toEqual([
        link('b', { number: 2, contactId: 'k' }),
        link('a'),
      ]);
      expect(await bench.store.findCustomerLink(viewers.ben, 'a')).toBeUndefined();
      expect(await bench.store.findCustomerLink(viewers.system, 'a')).toEqual(link('a'));
    });

    test('two of one manager never have one number', async () => {
      await insert(link('a'));
      await expect(insert(link('b'))).rejects.toThrow(expect.objectContaining({ code: 'conflict' }));
    });

    test('misses through one link are counted one after the other', async () => {
      await insert(link('a'));
      const miss = () =>
        bench.store.transaction(async (tx) => {
          await tx.lockCustomerLink('a');
          const found = await tx.findCustomerLink(viewers.system, 'a');
          if (found) await tx.updateCustomerLink({ ...found, misses: found.misses + 1 });
        });
      await Promise.all([miss(), miss(), miss(), miss(), miss()]);
      expect(await bench.store.findCustomerLink(viewers.system, 'a')).toMatchObject({ misses: 5 });
    });

    test('complaints are found by the conversation they were told in', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.insertComplaint(complaint('TS-261124-AAAA', { conversationId: 'customerchat|x' }));
        await tx.insertComplaint(complaint('TS-261124-BBBB', { conversationId: 'customerchat|y' }));
      });
      const told = await bench.store.listComplaintsIn(viewers.system, 'customerchat|x');
      expect(told.map(({ id }) => id)).toEqual(['TS-261124-AAAA']);
    });
  });
}
