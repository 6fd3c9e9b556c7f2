import type { CustomerName } from '../../src/domain/customer.js';
import type { Store } from '../../src/domain/ports.js';
import type { Staff } from '../../src/domain/staff.js';
import { DirectoryCache } from '../../src/turn/directory-cache.js';
import type { DirectoryIndex } from '../../src/understanding/types.js';

const staff: Staff = {
  id: 'anna',
  name: '安娜',
  workNumber: null,
  role: 'manager',
  teamId: 't',
  supervisorId: null,
  phone: null,
  kind: 'directory',
};

/** A directory that grows by a customer a revision. */
class Growing implements Pick<Store, 'listCustomerNames' | 'listCustomerFiles' | 'listStaff'> {
  revision = 0;
  reads = 0;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  async listCustomerNames(): Promise<CustomerName[]> {
    this.reads++;
    const name = (n: number) => ({ id: `c${n}`, name: `客户${n}`, aliases: [], ownerId: 'anna' });
    return Array.from({ length: this.#size + this.revision }, (_, n) => name(n));
  }

  async listCustomerFiles() {
    return [];
  }

  async listStaff(): Promise<Staff[]> {
    return [staff, { ...staff, id: 'x', name: '同事', kind: 'stranger' }];
  }
}

const prepared = { prepare: async () => {} };

function cacheOf(size: number) {
  const directory = new Growing(size);
  const time = { now: 0 };
  const cache = new DirectoryCache(directory as unknown as Store, prepared, () => time.now);
  const known = async () => (await cache.of(staff, directory.revision)).index.customers.length;
  return { directory, time, known };
}

test('a small directory is read again as soon as it changed, and only then', async () => {
  const { directory, known } = cacheOf(12);
  expect(await known()).toBe(12);
  directory.revision++;
  expect(await known()).toBe(13);
  expect(await known()).toBe(13);
  expect(directory.reads).toBe(2);
});

test('a large one that keeps changing is read again after a while', async () => {
  const { directory, time, known } = cacheOf(10_000);
  expect(await known()).toBe(10_000);
  for (let ms = 1; ms < 4_000; ms += 100) {
    directory.revision++;
    time.now = ms;
    expect(await known()).toBe(10_000);
  }
  time.now = 4_001;
  expect(await known()).toBe(10_040);
  expect(directory.reads).toBe(2);
});

test('colleagues are found by their full names, strangers are nobody', async () => {
  const cache = new DirectoryCache(new Growing(1) as unknown as Store, prepared);
  const directory = await cache.of(staff, 0);
  expect(directory.staffNamed('转给安娜,安娜在吗')).toEqual([staff]);
  expect(directory.staffNamed('同事说的')).toEqual([]);
});

test('everybody who comes while a directory is read waits for that one reading', async () => {
  const { directory, known } = cacheOf(12);
  expect(await Promise.all([known(), known(), known()])).toEqual([12, 12, 12]);
  expect(directory.reads).toBe(1);
});

test('names are taken in before anybody reads with them', async () => {
  const taken: number[] = [];
  const reader = { prepare: async ({ customers }: DirectoryIndex) => void taken.push(customers.length) };
  const cache = new DirectoryCache(new Growing(3) as unknown as Store, reader);
  await cache.of({ ...staff, kind: 'stranger' }, 0);
  expect(taken).toEqual([3]);
});
