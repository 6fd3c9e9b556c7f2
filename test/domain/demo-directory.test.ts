import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoDirectory, seedDemoDirectory } from '../../src/domain/demo-directory.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { projectRoot } from '../../src/project-root.js';
import { openStore } from '../../src/records/open-store.js';

const pack = { folder: join(projectRoot, 'packs', 'telecom') };
const now = Date.parse('2026-11-24T08:00:00+08:00');

describe('demo directory', () => {
  let dataDir: string;
  let store: Store;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwen-demo-'));
    store = await openStore({ dataDir });
  });

  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  test('one supervisor, three managers and twelve customers over all five classes', async () => {
    expect(await seedDemoDirectory(store, pack, now)).toBe(true);
    const staff = await store.listStaff(systemViewer);
    expect(staff.map((s) => s.role).sort()).toEqual(['manager', 'manager', 'manager', 'supervisor']);
    const files = await store.listCustomerFiles(systemViewer);
    expect(files).toHaveLength(12);
    expect([...new Set(files.map((f) => f.customer.class))].sort()).toEqual(['A1', 'A2', 'B1', 'B2', 'C']);
    const people = files.flatMap((f) => f.contacts);
    expect(people.some((p) => p.vipTier === 'diamond')).toBe(true);
    expect(people.some((p) => p.tier === 'government')).toBe(true);
  });

  test('the demo identities count on every channel and in every tenant', async () => {
    await seedDemoDirectory(store, pack, now);
    const manager = await store.findStaffByIdentity(systemViewer, 'msteams', 'tenant-1', 'demo-manager');
    const supervisor = await store.findStaffByIdentity(systemViewer, 'webchat', '', 'demo-supervisor');
    expect([manager?.name, supervisor?.name]).toEqual(['林悦', '周岚']);
    expect(await store.findStaffByIdentity(systemViewer, 'webchat', '', 'lin-yue')).toBeUndefined();
  });

  test('a second start changes nothing, even after the directory was edited', async () => {
    await seedDemoDirectory(store, pack, now);
    const file = await store.findCustomerFile(systemViewer, 'yuanfan-food');
    if (!file) throw new Error('not seeded');
    await store.transaction((tx) => tx.upsertCustomer({ ...file.customer, class: 'A1' }));
    expect(await seedDemoDirectory(store, pack, now)).toBe(false);
    expect((await store.findCustomerFile(systemViewer, 'yuanfan-food'))?.customer.class).toBe('A1');
  });

  test('every owner, supervisor and name stands in the directory once', () => {
    const directory = readDemoDirectory(pack.folder);
    if (!directory) throw new Error('no demo directory');
    const ids = new Set(directory.staff.map((s) => s.id));
    expect(directory.customers.filter((c) => !ids.has(c.ownerId))).toEqual([]);
    expect(directory.staff.filter((s) => s.supervisorId !== null && !ids.has(s.supervisorId))).toEqual([]);
    const names = directory.customers.flatMap((c) => [c.name, ...c.aliases]);
    expect(new Set(names).size).toBe(names.length);
    const phones = [...directory.staff, ...directory.contacts].flatMap((p) => p.phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
  });

  test('a pack without demo people seeds nothing', async () => {
    expect(await seedDemoDirectory(store, { folder: dataDir }, now)).toBe(false);
  });
});
