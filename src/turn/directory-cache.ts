import type { CustomerName } from '../domain/customer.js';
import type { Store } from '../domain/ports.js';
import { type Staff, systemViewer, viewerOf } from '../domain/staff.js';
import type { DirectoryIndex } from '../understanding/types.js';

export interface Directory {
  index: DirectoryIndex;
  ownerOf(customerId: string): string | null;
}

interface Names {
  revision: number;
  customers: CustomerName[];
  owners: Map<string, string>;
  /** One index a person; people with no files share `bare`. */
  people: Map<string, Directory>;
  bare: Directory;
}

/** Taking in a name costs about this long, reading and indexing it, and every turn waits meanwhile; so much may be spent on it. */
const msPerName = 0.02;
const share = 0.05;

/**
 * Names people may say, kept in memory and read again when the directory's revision has grown: a small directory at once, a
 * large one that keeps changing (an import) after a while, so that reading it leaves room for the turns.
 */
export class DirectoryCache {
  readonly #store: Store;
  readonly #realNow: () => number;
  #names: Names | undefined;
  #readAt = 0;

  /** `realNow`: monotonic ms. */
  constructor(store: Store, realNow: () => number = () => performance.now()) {
    this.#store = store;
    this.#realNow = realNow;
  }

  async of(staff: Staff): Promise<Directory> {
    const names = await this.#current();
    if (staff.kind === 'stranger') return names.bare;
    const before = names.people.get(staff.id);
    if (before) return before;
    const files = await this.#store.listCustomerFiles(viewerOf(staff));
    const contacts = files.flatMap((file) =>
      file.contacts.map(({ id, customerId, name, title, phone }) => ({ id, customerId, name, title, phone })),
    );
    const directory: Directory = { ...names.bare, index: { customers: names.bare.index.customers, contacts } };
    names.people.set(staff.id, directory);
    return directory;
  }

  async #current(): Promise<Names> {
    const revision = await this.#store.directoryRevision();
    const known = this.#names;
    if (known && (known.revision === revision || this.#isTooSoon(known))) return known;
    this.#readAt = this.#realNow();
    const customers = await this.#store.listCustomerNames(systemViewer);
    const owners = new Map(customers.map((c) => [c.id, c.ownerId]));
    const index: DirectoryIndex = {
      customers: customers.map(({ id, name, aliases }) => ({ id, name, aliases })),
      contacts: [],
    };
    const bare: Directory = { index, ownerOf: (id) => owners.get(id) ?? null };
    this.#names = { revision, customers, owners, people: new Map(), bare };
    return this.#names;
  }

  #isTooSoon({ customers }: Names): boolean {
    const costMs = customers.length * msPerName;
    return costMs > 10 && this.#realNow() - this.#readAt < costMs / share;
  }
}
