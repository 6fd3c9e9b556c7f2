import type { Bench } from '../conformance.js';
import { all, contact, customer, people, staff, viewers } from '../samples.js';

const { system } = viewers;

export function directoryCases(bench: Bench): void {
  describe('directory', () => {
    test('a person is found by the identity a channel gives, within its tenant', async () => {
      const identity = { channel: 'msteams', tenant: 't1', userId: 'u1', staffId: 'anna' };
      await bench.store.transaction((tx) => tx.insertStaff(people.anna, [identity]));
      expect(await bench.store.findStaffByIdentity(system, 'msteams', 't1', 'u1')).toEqual(people.anna);
      expect(await bench.store.findStaffByIdentity(system, 'msteams', 't2', 'u1')).toBeUndefined();
      expect(await bench.store.findStaffByIdentity(system, 'webchat', 't1', 'u1')).toBeUndefined();
    });

    test('one identity names one person', async () => {
      const identity = { channel: 'webchat', tenant: '', userId: 'u1', staffId: 'anna' };
      await bench.store.transaction((tx) => tx.insertStaff(people.anna, [identity]));
      const second = bench.store.transaction((tx) => tx.insertStaff(people.ben, [{ ...identity, staffId: 'ben' }]));
      await expect(second).rejects.toMatchObject({ code: 'conflict' });
      expect(await bench.store.findStaff(system, 'ben')).toBeUndefined();
    });

    test('upserting a person replaces the row and moves identities to it', async () => {
      const identity = { channel: 'webchat', tenant: '', userId: 'u1', staffId: 'anna' };
      await bench.store.transaction((tx) => tx.upsertStaff(people.anna, [identity]));
      await bench.store.transaction((tx) => tx.upsertStaff(staff('anna', { name: '安娜' }), []));
      await bench.store.transaction((tx) => tx.upsertStaff(people.ben, [{ ...identity, staffId: 'ben' }]));
      expect((await bench.store.findStaff(system, 'anna'))?.name).toBe('安娜');
      expect((await bench.store.findStaffByIdentity(system, 'webchat', '', 'u1'))?.id).toBe('ben');
    });

    test('a customer file holds the customer and the people there', async () => {
      const file = customer('yuanfan', { aliases: ['远帆'], segment: 'benchmark', area: '城东', address: '1号' });
      const person = contact('wang', 'yuanfan', {
        title: '姐',
        phone: '13900000001',
        vipTier: 'gold',
        tier: 'government',
      });
      await bench.store.transaction(async (tx) => {
        await tx.upsertCustomer(file);
        await tx.upsertContact(person);
      });
      expect(await bench.store.findCustomerFile(system, 'yuanfan')).toEqual({ customer: file, contacts: [person] });
      expect(await bench.store.listCustomerFiles(system)).toEqual([{ customer: file, contacts: [person] }]);
      expect(await bench.store.findCustomerFile(system, 'nobody')).toBeUndefined();
    });

    test('many customers at once, read back page by page in order', async () => {
      const many = Array.from({ length: 1_203 }, (_, i) => customer(`c${String(i).padStart(5, '0')}`));
      await bench.store.transaction(async (tx) => {
        for (let i = 0; i < many.length; i += 200) await tx.upsertCustomers(many.slice(i, i + 200));
      });
      const read = await all(bench.store.records(system, 'customers'));
      expect(read.map((c) => c.id)).toEqual(many.map((c) => c.id));
      expect(await bench.store.listCustomerNames(system)).toHaveLength(1_203);
    });

    test('the revision grows with a change of the directory and with nothing else', async () => {
      const before = await bench.store.directoryRevision();
      await bench.store.transaction((tx) => tx.insertStaff(people.anna, []));
      await bench.store.transaction((tx) => tx.upsertCustomer(customer('c1')));
      await bench.store.transaction((tx) => tx.upsertContact(contact('p1', 'c1')));
      expect(await bench.store.directoryRevision()).toBe(before + 3);
      await bench.store.saveSetting('anything', '1');
      await bench.store.transaction((tx) => tx.upsertStaff({ ...people.anna, id: 'passer-by', kind: 'stranger' }, []));
      expect(await bench.store.directoryRevision()).toBe(before + 3);
    });

    test('settings are kept by name', async () => {
      expect(await bench.store.findSetting('origin')).toBeUndefined();
      await bench.store.saveSetting('origin', '1');
      await bench.store.saveSetting('origin', '2');
      expect(await bench.store.findSetting('origin')).toBe('2');
    });

    test('value figures are kept a customer, the last one counts', async () => {
      await bench.store.transaction(async (tx) => {
        await tx.upsertCustomers([customer('c1'), customer('c2', { ownerId: 'carl', teamId: 'west' })]);
        await tx.upsertCustomerValues(
          [
            { id: 'c1', value: 12.5 },
            { id: 'c2', value: 3 },
          ],
          1,
        );
        await tx.upsertCustomerValues([{ id: 'c1', value: 1_250_000.75 }], 2);
      });
      expect(await bench.store.listCustomerValues(system)).toEqual([
        { id: 'c1', value: 1_250_000.75 },
        { id: 'c2', value: 3 },
      ]);
      expect(await bench.store.listCustomerValues(viewers.anna)).toEqual([{ id: 'c1', value: 1_250_000.75 }]);
    });
  });
}
