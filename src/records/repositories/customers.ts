import type { Contact, Customer, CustomerFile } from '../../domain/customer.js';
import { contactRoles, customerClasses, segments, vipTiers } from '../../domain/labels.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Viewer } from '../../domain/staff.js';
import { code, codeOrNull, stored } from '../codes.js';
import { precompiledFor } from '../precompiled.js';
import type { Session } from '../session.js';
import type { ContactRow, CustomerRow } from '../tables.js';
import { upsert } from '../upsert.js';
import { visible, visibleContact } from '../visibility.js';
import type { DirectoryRevision } from './directory-revision.js';

const byId = precompiledFor((db, viewer, id: string) =>
  db
    .selectFrom('customers')
    .selectAll()
    .where(visible(viewer, 'customers.owner_id', 'customers.team_id'))
    .where('id', '=', id),
);

const contactsOf = precompiledFor((db, viewer, customerId: string) =>
  db
    .selectFrom('contacts')
    .selectAll()
    .where(visibleContact(viewer))
    .where('customer_id', '=', customerId)
    .orderBy('contacts.id'),
);

type CustomerReads = Pick<Reads, 'listCustomerNames' | 'findCustomerFile' | 'findContact' | 'listCustomerFiles'>;
type CustomerWrites = Pick<Writes, 'upsertCustomer' | 'upsertContact' | 'upsertCustomers' | 'upsertContacts'>;

export function customerReads(session: Session): CustomerReads {
  const customers = (viewer: Viewer) =>
    session.db
      .selectFrom('customers')
      .selectAll()
      .where(visible(viewer, 'customers.owner_id', 'customers.team_id'));
  const contacts = (viewer: Viewer) =>
    session.db.selectFrom('contacts').selectAll().where(visibleContact(viewer)).orderBy('contacts.id');
  return {
    async listCustomerNames() {
      const query = session.db.selectFrom('customers').select(['id', 'name', 'aliases', 'owner_id']);
      const rows = await session.all(query.orderBy('name').orderBy('id'));
      return rows.map((row) => ({ id: row.id, name: row.name, aliases: stored(row.aliases), ownerId: row.owner_id }));
    },
    async findCustomerFile(viewer, customerId) {
      const row = await session.first(byId(session, viewer, customerId));
      if (!row) return undefined;
      const people = await session.all(contactsOf(session, viewer, customerId));
      return { customer: toCustomer(row), contacts: people.map(toContact) };
    },
    async findContact(viewer, id) {
      const row = await session.first(contacts(viewer).where('id', '=', id));
      return row && toContact(row);
    },
    async listCustomerFiles(viewer) {
      const rows = await session.all(customers(viewer).orderBy('name').orderBy('id'));
      return files(rows, await session.all(contacts(viewer)));
    },
  };
}

function files(customers: CustomerRow[], contacts: ContactRow[]): CustomerFile[] {
  const known = new Map<string, Contact[]>();
  for (const row of contacts) {
    const people = known.get(row.customer_id);
    if (people) people.push(toContact(row));
    else known.set(row.customer_id, [toContact(row)]);
  }
  return customers.map((row) => ({ customer: toCustomer(row), contacts: known.get(row.id) ?? [] }));
}

export function customerWrites(session: Session, revision: DirectoryRevision): CustomerWrites {
  const upsertCustomers = async (customers: Customer[]) => {
    if (!customers.length) return;
    await revision.bump();
    await upsert(session, 'customers', ['id'], customers.map(toCustomerRow));
  };
  const upsertContacts = async (contacts: Contact[]) => {
    if (!contacts.length) return;
    await revision.bump();
    await upsert(session, 'contacts', ['id'], contacts.map(toContactRow));
  };
  return {
    upsertCustomers,
    upsertContacts,
    upsertCustomer: (customer) => upsertCustomers([customer]),
    upsertContact: (contact) => upsertContacts([contact]),
  };
}

export function toCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    name: row.name,
    aliases: stored(row.aliases),
    class: codeOrNull(customerClasses, row.class),
    segment: codeOrNull(segments, row.segment),
    ownerId: row.owner_id,
    teamId: row.team_id,
    area: row.area,
    address: row.address,
  };
}

function toCustomerRow(customer: Customer): CustomerRow {
  return {
    id: customer.id,
    name: customer.name,
    aliases: JSON.stringify(customer.aliases),
    class: customer.class,
    segment: customer.segment,
    owner_id: customer.ownerId,
    team_id: customer.teamId,
    area: customer.area,
    address: customer.address,
  };
}

export function toContact(row: ContactRow): Contact {
  return {
    id: row.id,
    customerId: row.customer_id,
    name: row.name,
    title: row.title,
    role: code(contactRoles, row.role),
    phone: row.phone,
    vipTier: codeOrNull(vipTiers, row.vip_tier),
    tier: codeOrNull(['government'], row.tier),
  };
}

function toContactRow(contact: Contact): ContactRow {
  return {
    id: contact.id,
    customer_id: contact.customerId,
    name: contact.name,
    title: contact.title,
    role: contact.role,
    phone: contact.phone,
    vip_tier: contact.vipTier,
    tier: contact.tier,
  };
}
