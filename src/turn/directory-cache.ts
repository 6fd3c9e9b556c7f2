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

/** Names people may say, kept in memory and read again when the directory's revision has grown. */
export class DirectoryCache {
  readonly #store: Store;
  #names: Names | undefined;

  constructor(store: Store) {
    this.#store = store;
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
    if (this.#names?.revision === revision) return this.#names;
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
}
