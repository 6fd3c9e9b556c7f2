import type { Contact, Customer } from '../../domain/customer.js';
import { contactRoles, labels, vipTiers } from '../../domain/labels.js';
import type { Store } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import { contactsChanged } from '../../domain/take-over.js';
import { type Cells, choicesOf, fault } from './cells.js';
import { customerRegister } from './customers.js';
import { type Importer, idFromName, Register, type Resolver } from './importer.js';

const roles = choicesOf(contactRoles, labels.contactRole);
const tiers = [{ code: 'government', labels: ['政府', '是', '政府重要客户', 'yes'] }] as const;
const notGovernment = ['否', 'no'];
const vips = choicesOf(vipTiers, labels.vipTier);

export const contactImporter: Importer<Contact> = {
  columns: {
    id: ['编号', '联系人编号'],
    customer: ['客户', '客户名称', '集团名称', '单位', '客户编号'],
    name: ['姓名', '联系人'],
    title: ['称呼', '职务'],
    role: ['角色'],
    phone: ['电话', '手机', '手机号'],
    vip: ['vipTier', 'VIP等级', '贵宾等级'],
    government: ['政府', '政府重要客户'],
  },
  required: ['customer', 'name'],
  load: loadContacts,
  async write(env, rows) {
    await env.tx.upsertContacts(rows.map(({ after }) => after));
    const owners = new Map<string, string>();
    for (const id of new Set(rows.map(({ after }) => after.customerId))) {
      const file = await env.tx.findCustomerFile(systemViewer, id);
      if (file) owners.set(id, file.customer.ownerId);
    }
    await contactsChanged(env, rows, (id) => owners.get(id));
  },
};

async function loadContacts(store: Store): Promise<Resolver<Contact>> {
  const known = new Register<Contact>();
  for await (const contact of store.records(systemViewer, 'contacts')) {
    known.add(contact.id, [placeOf(contact.customerId, contact.name)], contact);
  }
  return new ContactResolver(known, await customerRegister(store));
}

function placeOf(customerId: string, name: string): string {
  return `${customerId}\n${name}`;
}

class ContactResolver implements Resolver<Contact> {
  readonly #known: Register<Contact>;
  readonly #customers: Register<Customer>;

  constructor(known: Register<Contact>, customers: Register<Customer>) {
    this.#known = known;
    this.#customers = customers;
  }

  stored(id: string): Contact | undefined {
    return this.#known.get(id);
  }

  async resolve(cells: Cells): Promise<Contact> {
    const customerId = this.#customerOf(cells);
    const name = cells.required('name');
    const id = cells.text('id') || this.#idOf(customerId, name);
    const before = this.stored(id);
    return {
      id,
      customerId,
      name,
      title: cells.optional('title', before?.title),
      role: cells.choice('role', roles, before?.role) ?? 'member',
      phone: cells.phone('phone', before?.phone),
      vipTier: cells.choice('vip', vips, before?.vipTier),
      tier: governmentOf(cells, before),
    };
  }

  #idOf(customerId: string, name: string): string {
    return this.#known.idNamed(placeOf(customerId, name), 'name') ?? idFromName('contact', customerId, name);
  }

  #customerOf(cells: Cells): string {
    const customer = this.#customers.find(cells.required('customer'), 'customer');
    if (customer) return customer.id;
    throw fault('customer is not in the directory; import customers first');
  }
}

function governmentOf(cells: Cells, before: Contact | undefined): 'government' | null {
  const text = cells.text('government');
  return text !== undefined && notGovernment.includes(text.toLowerCase())
    ? null
    : cells.choice('government', tiers, before?.tier);
}
