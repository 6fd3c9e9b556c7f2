import type { Reads, Tx } from './ports.js';
import { type Staff, systemViewer } from './staff.js';

/** Days a link is good for: a product setting. */
export const linkDays = 7;
export const linkLifetimeMs = linkDays * 86_400_000;

/** What a manager sends to a customer, so that the customer may tell a complaint himself. */
export interface CustomerLink {
  /** 16 random bytes as base64url; stands in the token, which only we can sign. */
  id: string;
  /** How its manager calls it: 3号链接. Counted a manager. */
  number: number;
  staffId: string;
  customerId: string;
  /** For whom it was made; whoever opens it may be somebody else. */
  contactId: string | null;
  /** Business time, epoch ms. */
  madeAt: number;
  expiresAt: number;
  revokedAt: number | null;
  /** Wrong pairs of number and phone told through it since it was last locked. */
  misses: number;
  /** Until when it tells nothing for number and phone; null while it does. */
  lockedUntil: number | null;
}

/** A link that is good now, with the manager it leads to. */
export interface StandingLink {
  link: CustomerLink;
  manager: Staff;
}

/**
 * The link, while it is good: not revoked, not too old, its manager still there and still in charge of the customer.
 * Undefined for everything else alike.
 */
export async function findStandingLink(
  reads: Pick<Reads, 'findCustomerLink' | 'findStaff' | 'findCustomerFile'> | Tx,
  id: string,
  now: number,
): Promise<StandingLink | undefined> {
  const link = await reads.findCustomerLink(systemViewer, id);
  if (!link || !isGood(link, now)) return undefined;
  const manager = await reads.findStaff(systemViewer, link.staffId);
  const file = await reads.findCustomerFile(systemViewer, link.customerId);
  return manager && file?.customer.ownerId === manager.id ? { link, manager } : undefined;
}

export function isGood({ revokedAt, expiresAt }: Pick<CustomerLink, 'revokedAt' | 'expiresAt'>, now: number): boolean {
  return revokedAt === null && now < expiresAt;
}
