import type { CustomerName } from '../domain/customer.js';
import type { Store } from '../domain/ports.js';
import { type Staff, systemViewer, viewerOf } from '../domain/staff.js';
import type { DirectoryIndex, Understanding } from '../understanding/types.js';
import { WordFinder } from '../understanding/word-finder.js';

export interface Directory {
  index: DirectoryIndex;
  ownerOf(customerId: string): string | null;
  /** Everybody of the organisation. */
  staff: readonly Staff[];
  /** Those whose full name stands in a text. */
  staffNamed(text: string): Staff[];
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
 * large one that keeps changing (an import) after a while, so that reading it leaves room for the turns. Whoever comes while
 * it is read waits for the same reading.
 */
export class DirectoryCache {
  readonly #store: Store;
  readonly #reader: Pick<Understanding, 'prepare'>;
  readonly #realNow: () => number;
  #names: Names | undefined;
  #reading: Promise<Names> | undefined;
  #readAt = 0;

  /** `realNow`: monotonic ms. */
  constructor(store: Store, reader: Pick<Understanding, 'prepare'>, realNow: () => number = () => performance.now()) {
    this.#store = store;
    this.#reader = reader;
    this.#realNow = realNow;
  }

  /** What this person may say, at the directory's `revision` of now. */
  async of(staff: Staff, revision: number): Promise<Directory> {
    const names = await this.#current(revision);
    if (staff.kind === 'stranger') return names.bare;
    const before = names.people.get(staff.id);
    if (before) return before;
    const files = await this.#store.listCustomerFiles(viewerOf(staff));
    const contacts = files.flatMap((file) =>
      file.contacts.map(({ id, customerId, name, title, phone }) => ({ id, customerId, name, title, phone })),
    );
    const directory: Directory = { ...names.bare, index: { customers: names.bare.index.customers, contacts } };
    await this.#reader.prepare(directory.index);
    names.people.set(staff.id, directory);
    return directory;
  }

  async #current(revision: number): Promise<Names> {
    const known = this.#names;
    if (known && (known.revision === revision || this.#isTooSoon(known))) return known;
    this.#reading ??= this.#read(revision).finally(() => {
      this.#reading = undefined;
    });
    const read = await this.#reading;
    return read.revision >= revision || this.#isTooSoon(read) ? read : await this.#current(revision);
  }

  async #read(revision: number): Promise<Names> {
    this.#readAt = this.#realNow();
    const customers = await this.#store.listCustomerNames(systemViewer);
    const owners = new Map(customers.map((c) => [c.id, c.ownerId]));
    const index: DirectoryIndex = {
      customers: customers.map(({ id, name, aliases }) => ({ id, name, aliases })),
      contacts: [],
    };
    await this.#reader.prepare(index);
    const staff = (await this.#store.listStaff(systemViewer)).filter(({ kind }) => kind === 'directory');
    const bare: Directory = { index, ownerOf: (id) => owners.get(id) ?? null, staff, staffNamed: namedAmong(staff) };
    this.#names = { revision, customers, owners, people: new Map(), bare };
    return this.#names;
  }

  #isTooSoon({ customers }: Names): boolean {
    const costMs = customers.length * msPerName;
    return costMs > 10 && this.#realNow() - this.#readAt < costMs / share;
  }
}

function namedAmong(staff: readonly Staff[]): Directory['staffNamed'] {
  const names = new WordFinder<Staff>();
  for (const each of staff) names.add(each.name, each);
  return (text) => [...new Set(names.all(text).map(({ value }) => value))];
}
