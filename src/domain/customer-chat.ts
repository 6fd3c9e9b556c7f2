import { timingSafeEqual } from 'node:crypto';
import type { Complaint } from './complaint.js';
import { happen } from './complaint-deed.js';
import { type CustomerLink, findStandingLink, linkLifetimeMs } from './customer-link.js';
import { newLinkId } from './link-token.js';
import type { Reads } from './ports.js';
import { systemViewer } from './staff.js';
import { present } from './superiors.js';
import type { UseCaseEnv } from './use-case.js';

/** What a manager reads of what a customer did in his own chat. */
export interface CustomerNotice {
  about: 'customer';
  kind: 'told' | 'added' | 'wants-you';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  customerId: string;
  /** For whom the link was made. */
  contactId: string | null;
  complaint: Complaint | null;
  /** The customer's words, where they go along. */
  text: string | null;
}

/** What is done with customers' links, and in the chats they open. */
export type CustomerIntention =
  | { kind: 'make-link'; customerId: string; contactId: string | null }
  | { kind: 'revoke-link'; number: number }
  | { kind: 'look-up-complaint'; linkId: string; number: string; phone: string }
  | { kind: 'add-to-complaint'; linkId: string; complaintId: string; text: string }
  | { kind: 'call-manager'; linkId: string; reason: string };

export type CustomerOutcome =
  | { kind: 'link-made'; link: CustomerLink }
  | { kind: 'link-refused' }
  | { kind: 'link-revoked'; link: CustomerLink | null }
  /** `dueAt`: by when the customer was told he would hear. */
  | { kind: 'complaint-looked-up'; complaint: Complaint | null; locked: boolean; dueAt: number | null }
  | { kind: 'complaint-added-to'; complaint: Complaint | null }
  | { kind: 'manager-called' };

/** After so many wrong pairs a link tells nothing of numbers for a while: product settings. */
export const missesAtMost = 5;
export const lockMs = 15 * 60_000;

export async function carryOutForCustomer(env: UseCaseEnv, intention: CustomerIntention): Promise<CustomerOutcome> {
  switch (intention.kind) {
    case 'make-link':
      return await makeLink(env, intention);
    case 'revoke-link':
      return await revokeLink(env, intention.number);
    case 'look-up-complaint':
      return await lookUp(env, intention);
    case 'add-to-complaint':
      return await addTo(env, intention);
    case 'call-manager':
      return await callManager(env, intention);
    default: {
      const never: never = intention;
      return never;
    }
  }
}

/** Only for customers of one's own portfolio. */
async function makeLink(
  { tx, viewer, actor, now }: UseCaseEnv,
  { customerId, contactId }: { customerId: string; contactId: string | null },
): Promise<CustomerOutcome> {
  const file = await tx.findCustomerFile(viewer, customerId);
  if (file?.customer.ownerId !== actor.id) return { kind: 'link-refused' };
  const before = await tx.listCustomerLinks(viewer, actor.id);
  const link: CustomerLink = {
    id: newLinkId(),
    number: 1 + Math.max(0, ...before.map(({ number }) => number)),
    staffId: actor.id,
    customerId,
    contactId,
    madeAt: now,
    expiresAt: now + linkLifetimeMs,
    revokedAt: null,
    misses: 0,
    lockedUntil: null,
  };
  await tx.insertCustomerLink(link);
  return { kind: 'link-made', link };
}

/** Only one's own; one that is over already stays as it is. */
async function revokeLink({ tx, viewer, actor, now }: UseCaseEnv, number: number): Promise<CustomerOutcome> {
  const link = (await tx.listCustomerLinks(viewer, actor.id)).find((each) => each.number === number);
  if (!link) return { kind: 'link-revoked', link: null };
  const revoked = { ...link, revokedAt: link.revokedAt ?? now };
  await tx.updateCustomerLink(revoked);
  return { kind: 'link-revoked', link: revoked };
}

/**
 * A complaint by its number and the phone that belongs to it, of the link's own customer. Wrong number and wrong phone are one
 * thing: both cost the same look-ups and count as one miss; the fifth locks the link for a quarter of an hour.
 */
async function lookUp(
  { tx, now }: UseCaseEnv,
  { linkId, number, phone }: { linkId: string; number: string; phone: string },
): Promise<CustomerOutcome> {
  await tx.lockCustomerLink(linkId);
  const standing = await findStandingLink(tx, linkId, now);
  const complaint = await tx.findComplaint(systemViewer, number);
  const nothing = { kind: 'complaint-looked-up', complaint: null, dueAt: null } as const;
  if (!standing) return { ...nothing, locked: false };
  const { link } = standing;
  const file = await tx.findCustomerFile(systemViewer, link.customerId);
  const contact = file?.contacts.find(({ id }) => id === complaint?.contactId);
  const own = complaint?.customerId === link.customerId;
  const known = [complaint?.phone, contact?.phone].map((each) => samePhone(each ?? '', phone));
  const found = own && known.includes(true) ? complaint : null;
  const locked = link.lockedUntil !== null && now < link.lockedUntil;
  if (locked) return { ...nothing, locked };
  if (found) return { ...nothing, complaint: found, locked, dueAt: await answerDue(tx, found.id) };
  const misses = link.misses + 1;
  const full = misses >= missesAtMost;
  await tx.updateCustomerLink({ ...link, misses: full ? 0 : misses, lockedUntil: full ? now + lockMs : null });
  return { ...nothing, locked: full };
}

/** When the answer to a complaint is due by a rule, if one says. */
export async function answerDue(reads: Pick<Reads, 'listObligations'>, complaintId: string): Promise<number | null> {
  const owed = await reads.listObligations(systemViewer, { subject: `complaint:${complaintId}` });
  return owed.find(({ rule, dueAt }) => rule === 'complaint.answer' && dueAt !== null)?.dueAt ?? null;
}

const phoneLength = 32;

/** Equal figures, compared in a time that does not depend on them; a masked or missing number equals none. */
function samePhone(known: string, told: string): boolean {
  const [a, b] = [known, told].map((text) => Buffer.from(text.padEnd(phoneLength).slice(0, phoneLength)));
  const same = a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
  return same && /^\d{7,}$/.test(known);
}

/** What a customer adds to what he told; a complaint that waited for him goes on. */
async function addTo(
  env: UseCaseEnv,
  { linkId, complaintId, text }: { linkId: string; complaintId: string; text: string },
): Promise<CustomerOutcome> {
  const before = await env.tx.findComplaint(systemViewer, complaintId);
  const link = await env.tx.findCustomerLink(systemViewer, linkId);
  const theirs = before && link && before.customerId === link.customerId;
  if (!theirs) return { kind: 'complaint-added-to', complaint: null };
  const complaint = { ...before, waitingSince: null };
  if (before.waitingSince !== null) await env.tx.updateComplaint(complaint);
  const { eventId } = await happen(env, complaint, {
    kind: 'complaint.customer-replied',
    at: env.now,
    facts: {},
    text,
  });
  await tellManager(env, link, 'added', eventId, { complaint, text });
  return { kind: 'complaint-added-to', complaint };
}

async function callManager(
  env: UseCaseEnv,
  { linkId, reason }: { linkId: string; reason: string },
): Promise<CustomerOutcome> {
  const link = await env.tx.findCustomerLink(systemViewer, linkId);
  if (link) await tellManager(env, link, 'wants-you', `${env.conversationId}|${reason}`, {});
  return { kind: 'manager-called' };
}

/** The owner is told at once of what his customer told in his own chat. */
export async function tellOwner(env: UseCaseEnv, linkId: string, complaint: Complaint): Promise<void> {
  const link = await env.tx.findCustomerLink(systemViewer, linkId);
  if (link) await tellManager(env, link, 'told', complaint.id, { complaint });
}

async function tellManager(
  env: UseCaseEnv,
  { customerId, contactId, staffId }: CustomerLink,
  kind: CustomerNotice['kind'],
  reason: string,
  more: { complaint?: Complaint; text?: string },
): Promise<void> {
  const { complaint = null, text = null } = more;
  const owner = await env.tx.findStaff(systemViewer, complaint?.ownerId ?? staffId);
  if (!owner) return;
  const { staff } = await present(env.tx, owner, env.now);
  // He hears of it in any case; while he is away whoever stands in does too.
  for (const recipientId of new Set([owner.id, staff.id])) {
    const key = `customer-${kind}|${reason}|${recipientId}`;
    await env.tell({ about: 'customer', kind, recipientId, key, customerId, contactId, complaint, text });
  }
}
