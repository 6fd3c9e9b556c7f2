import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { AppError } from '../errors.js';
import type { Contact, Customer } from './customer.js';
import type { DutyEnv } from './duty-events.js';
import type { PostHolder } from './form-record.js';
import { contactRoles, customerClasses, segments, vipTiers } from './labels.js';
import type { Reads, Store } from './ports.js';
import { anyChannel, type Staff, type StaffIdentity } from './staff.js';
import { type Change, contactsChanged, customersChanged } from './take-over.js';

/** Setting that marks a store as seeded; its value is the ISO instant. */
export const demoSeededSetting = 'demo-directory-seeded';

const phone = z.string().regex(/^1\d{10}$/);

const staffSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(['manager', 'supervisor']),
  supervisor: z.string().optional(),
  workNumber: z.string(),
  phone,
  /** `from.id` that is this person on every channel of a demo. */
  identity: z.string().optional(),
  /** Another team than that of the demo. */
  team: z.string().optional(),
  /** Posts reports go to: `marketing` … */
  posts: z.array(z.string()).default([]),
});

const contactSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: z.string().optional(),
  role: z.enum(contactRoles),
  phone: phone.optional(),
  vipTier: z.enum(vipTiers).optional(),
  tier: z.literal('government').optional(),
});

const customerSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  class: z.enum(customerClasses),
  segment: z.enum(segments).optional(),
  owner: z.string(),
  area: z.string(),
  address: z.string(),
  contacts: z.array(contactSchema),
});

const directorySchema = z.strictObject({
  team: z.string(),
  staff: z.array(staffSchema),
  customers: z.array(customerSchema),
});

export interface DemoDirectory {
  staff: Staff[];
  identities: StaffIdentity[];
  posts: PostHolder[];
  customers: Customer[];
  contacts: Contact[];
}

/** Reads `demo/directory.yaml` of a pack; undefined when the pack has none, `misconfigured` when it is wrong. */
export function readDemoDirectory(packFolder: string): DemoDirectory | undefined {
  const file = join(packFolder, 'demo', 'directory.yaml');
  if (!existsSync(file)) return undefined;
  const result = directorySchema.safeParse(load(readFileSync(file, 'utf8')));
  if (!result.success) {
    throw new AppError('misconfigured', `${file} is wrong: ${z.prettifyError(result.error)}`, { cause: result.error });
  }
  return toDirectory(result.data);
}

/**
 * Demo people are who they are on every channel. Outside a demo their ids are nobody's, even in a store that was a demo before:
 * whoever calls himself so there would be a supervisor.
 */
export function withDemoIdentities(reads: Pick<Reads, 'findStaffByIdentity'>): Pick<Reads, 'findStaffByIdentity'> {
  return {
    findStaffByIdentity: async (viewer, channel, tenant, userId) =>
      (await reads.findStaffByIdentity(viewer, channel, tenant, userId)) ??
      (await reads.findStaffByIdentity(viewer, anyChannel, '', userId)),
  };
}

/** Writes the pack's demo people and customers once in the life of a store, taken over at that time; true when it did. */
export async function seedDemoDirectory(
  store: Store,
  pack: { folder: string },
  now: number,
  derive: DutyEnv['derive'],
): Promise<boolean> {
  if (await store.findSetting(demoSeededSetting)) return false;
  const directory = readDemoDirectory(pack.folder);
  if (!directory) return false;
  try {
    return await store.transaction((tx) => seed({ tx, now, derive, channel: 'demo' }, directory));
  } catch (error) {
    const another =
      error instanceof AppError && error.code === 'conflict' && (await store.findSetting(demoSeededSetting));
    if (another) return false;
    throw error;
  }
}

async function seed(env: DutyEnv, directory: DemoDirectory): Promise<boolean> {
  const { tx, now } = env;
  if (await tx.findSetting(demoSeededSetting)) return false;
  for (const staff of directory.staff) {
    await tx.insertStaff(
      staff,
      directory.identities.filter((identity) => identity.staffId === staff.id),
    );
  }
  await tx.insertPostHolders(directory.posts);
  await tx.upsertCustomers(directory.customers);
  await tx.upsertContacts(directory.contacts);
  const owners = new Map(directory.customers.map((customer) => [customer.id, customer.ownerId]));
  await customersChanged(env, directory.customers.map(isNew));
  await contactsChanged(env, directory.contacts.map(isNew), (id) => owners.get(id));
  await tx.saveSetting(demoSeededSetting, new Date(now).toISOString());
  return true;
}

function isNew<T>(after: T): Change<T> {
  return { before: undefined, after };
}

function toDirectory({ team, staff, customers }: z.infer<typeof directorySchema>): DemoDirectory {
  return {
    staff: staff.map((s) => toStaff(s, team)),
    identities: staff.flatMap((s) => (s.identity ? [toIdentity(s.id, s.identity)] : [])),
    posts: staff.flatMap((s) => s.posts.map((post) => ({ post, staffId: s.id }))),
    customers: customers.map((c) => toCustomer(c, team)),
    contacts: customers.flatMap((c) => c.contacts.map((contact) => toContact(contact, c.id))),
  };
}

function toStaff(staff: z.infer<typeof staffSchema>, demoTeam: string): Staff {
  const { id, name, role, workNumber, phone } = staff;
  const teamId = staff.team ?? demoTeam;
  return { id, name, role, workNumber, phone, teamId, supervisorId: staff.supervisor ?? null, kind: 'directory' };
}

function toIdentity(staffId: string, userId: string): StaffIdentity {
  return { channel: anyChannel, tenant: '', userId, staffId };
}

function toCustomer(customer: z.infer<typeof customerSchema>, teamId: string): Customer {
  const { id, name, aliases, area, address, owner } = customer;
  return {
    id,
    name,
    aliases,
    class: customer.class,
    segment: customer.segment ?? null,
    ownerId: owner,
    teamId,
    area,
    address,
  };
}

function toContact(contact: z.infer<typeof contactSchema>, customerId: string): Contact {
  const { id, name, role } = contact;
  return {
    id,
    customerId,
    name,
    role,
    title: contact.title ?? null,
    phone: contact.phone ?? null,
    vipTier: contact.vipTier ?? null,
    tier: contact.tier ?? null,
  };
}
