import type { ContactRole, CustomerClass, Segment, VipTier } from './labels.js';

export interface Customer {
  id: string;
  name: string;
  /** Short names people say; the full name is not repeated here. */
  aliases: string[];
  class: CustomerClass | null;
  /** What the company is, for retention priority and offers; the *person* of tier government is on the contact. */
  segment: Segment | null;
  ownerId: string;
  teamId: string;
  /** Area of the city, to put visits of one area on one day. */
  area: string | null;
  address: string | null;
}

export interface Contact {
  id: string;
  customerId: string;
  name: string;
  /** As people address them: 总, 经理, 主任, 局, 姐 … */
  title: string | null;
  role: ContactRole;
  phone: string | null;
  vipTier: VipTier | null;
  /** A government person (2 h / 6 h jobs, yearly care); `null` for everyone else. */
  tier: 'government' | null;
}

/** What anyone on the staff may match: names only, nothing of the file. */
export interface CustomerName {
  id: string;
  name: string;
  aliases: string[];
  ownerId: string;
}

/** A customer with the people known there; only for the owner, the supervisor of the team and administrators. */
export interface CustomerFile {
  customer: Customer;
  contacts: Contact[];
}
