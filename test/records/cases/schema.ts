import { keys } from '../../../src/records/keys.js';
import { openStore } from '../../../src/records/open-store.js';
import type { Bench } from '../conformance.js';
import { complaint, viewers } from '../samples.js';

export function schemaCases(bench: Bench): void {
  describe('schema', () => {
    test('several processes starting at once on an empty store migrate it once', async () => {
      await bench.store.close();
      for (const table of ['schema_version', ...Object.keys(keys)]) await bench.database.tamper(`drop table ${table}`);
      const stores = await Promise.all([1, 2, 3].map(() => bench.database.open()));
      for (const store of stores) await store.saveSetting('here', 'yes');
      await Promise.all(stores.map((store) => store.close()));
    });

    test('what was recorded is there after a restart', async () => {
      await bench.store.transaction((tx) => tx.insertComplaint(complaint('TS-1')));
      await bench.store.close();
      const restarted = await bench.database.open();
      expect(await restarted.findComplaint(viewers.system, 'TS-1')).toEqual(complaint('TS-1'));
      await restarted.close();
    });

    test('a store newer than the program is refused in a clear line', async () => {
      await bench.database.tamper("insert into schema_version (version, name) values (999, 'future')");
      const opened = openStore(bench.database.location);
      await expect(opened).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('999') });
    });
  });
}
