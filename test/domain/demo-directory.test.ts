import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoDirectory, seedDemoDirectory, withDemoIdentities } from '../../src/domain/demo-directory.js';
import type { Event } from '../../src/domain/event.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { projectRoot } from '../../src/project-root.js';
import { openStore } from '../../src/records/open-store.js';

const pack = { folder: join(projectRoot, 'packs', 'telecom') };
const calendars = loadCalendars();
const telecom = loadPack('telecom');
const owed = (events: readonly Event[]) => derive({ pack: telecom, calendars, events, now });
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

  test('one supervisor, three managers, two readers of reports and twelve customers over all five classes', async () => {
    expect(await seedDemoDirectory(store, pack, now, owed)).toBe(true);
    const staff = await store.listStaff(systemViewer);
    const team = staff.filter((s) => s.teamId === 'demo-team');
    expect(team.map((s) => s.role).sort()).toEqual(['manager', 'manager', 'manager', 'supervisor']);
    expect(staff).toHaveLength(team.length + 2);
    expect(await store.listPostHolders('marketing')).toEqual(['he-jing']);
    const files = await store.listCustomerFiles(systemViewer);
    expect(files).toHaveLength(12);
    expect([...new Set(files.map((f) => f.customer.class))].sort()).toEqual(['A1', 'A2', 'B1', 'B2', 'C']);
    const people = files.flatMap((f) => f.contacts);
    expect(people.some((p) => p.vipTier === 'diamond')).toBe(true);
    expect(people.some((p) => p.tier === 'government')).toBe(true);
  });

  test('in a demo its identities count on every channel and in every tenant, elsewhere not at all', async () => {
    await seedDemoDirectory(store, pack, now, owed);
    const inDemo = withDemoIdentities(store);
    const manager = await inDemo.findStaffByIdentity(systemViewer, 'msteams', 'tenant-1', 'demo-manager');
    const supervisor = await inDemo.findStaffByIdentity(systemViewer, 'webchat', '', 'demo-supervisor');
    expect([manager?.name, supervisor?.name]).toEqual(['林悦', '周岚']);
    expect(await inDemo.findStaffByIdentity(systemViewer, 'webchat', '', 'lin-yue')).toBeUndefined();
    expect(await store.findStaffByIdentity(systemViewer, 'webchat', '', 'demo-supervisor')).toBeUndefined();
  });

  test('a second start changes nothing, even after the directory was edited', async () => {
    await seedDemoDirectory(store, pack, now, owed);
    const file = await store.findCustomerFile(systemViewer, 'yuanfan-food');
    if (!file) throw new Error('not seeded');
    await store.transaction((tx) => tx.upsertCustomer({ ...file.customer, class: 'A1' }));
    expect(await seedDemoDirectory(store, pack, now, owed)).toBe(false);
    expect((await store.findCustomerFile(systemViewer, 'yuanfan-food'))?.customer.class).toBe('A1');
  });

  test('duties of looking after customers begin when the directory is written', async () => {
    await seedDemoDirectory(store, pack, now, owed);
    const due = async (subject: string) =>
      (await store.listObligations(systemViewer, { subject })).map((o) => [
        o.rule,
        o.ownerId,
        o.dueAt === null ? null : isoLocal(o.dueAt, telecom.timeZone),
      ]);
    expect(await due('customer:shengyuan-logistics')).toEqual([
      ['profile.update', 'lin-yue', '2026-12-24T23:59:59+08:00'],
    ]);
    expect(await due('customer:chenguang-printing')).toEqual([]);
    expect(await due('contact:chengjiang-zhao')).toEqual([['vip.care', 'lin-yue', '2027-01-24T23:59:59+08:00']]);
    expect(await due('contact:education-feng')).toEqual([['government.care', 'chen-qi', '2026-12-31T23:59:59+08:00']]);
    // The bureau is a government customer; its liaison is no government person.
    expect(await due('contact:emergency-luo')).toEqual([]);
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
    expect(await seedDemoDirectory(store, { folder: dataDir }, now, owed)).toBe(false);
  });
});
