import type { CustomerName } from '../../src/domain/customer.js';
import type { Store } from '../../src/domain/ports.js';
import type { Staff } from '../../src/domain/staff.js';
import { DirectoryCache } from '../../src/turn/directory-cache.js';

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
class Growing implements Pick<Store, 'directoryRevision' | 'listCustomerNames' | 'listCustomerFiles'> {
  revision = 0;
  reads = 0;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  async directoryRevision(): Promise<number> {
    return this.revision;
  }

  async listCustomerNames(): Promise<CustomerName[]> {
    this.reads++;
    const name = (n: number) => ({ id: `c${n}`, name: `客户${n}`, aliases: [], ownerId: 'anna' });
    return Array.from({ length: this.#size + this.revision }, (_, n) => name(n));
  }

  async listCustomerFiles() {
    return [];
  }
}

function cacheOf(size: number) {
  const directory = new Growing(size);
  const time = { now: 0 };
  const cache = new DirectoryCache(directory as unknown as Store, () => time.now);
  const known = async () => (await cache.of(staff)).index.customers.length;
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
