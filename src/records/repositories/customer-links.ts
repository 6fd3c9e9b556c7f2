import type { CustomerLink } from '../../domain/customer-link.js';
import type { Reads, Writes } from '../../domain/ports.js';
import { AppError } from '../../errors.js';
import type { Session } from '../session.js';
import type { CustomerLinkRow } from '../tables.js';
import { insert } from '../upsert.js';
import { visible } from '../visibility.js';

export function customerLinkReads(session: Session): Pick<Reads, 'findCustomerLink' | 'listCustomerLinks'> {
  const links = (viewer: Parameters<Reads['findCustomerLink']>[0]) =>
    session.db.selectFrom('customer_links').selectAll().where(visible(viewer, 'staff_id'));
  return {
    async findCustomerLink(viewer, id) {
      const row = await session.first(links(viewer).where('id', '=', id));
      return row && toLink(row);
    },
    async listCustomerLinks(viewer, staffId) {
      return (await session.all(links(viewer).where('staff_id', '=', staffId).orderBy('number', 'desc'))).map(toLink);
    },
  };
}

type LinkWrites = Pick<Writes, 'insertCustomerLink' | 'updateCustomerLink' | 'lockCustomerLink'>;

export function customerLinkWrites(session: Session): LinkWrites {
  const table = () => session.db.updateTable('customer_links');
  return {
    async insertCustomerLink(link) {
      await insert(session, 'customer_links', [toRow(link)]);
    },
    async updateCustomerLink(link) {
      const { id, ...rest } = toRow(link);
      const written = await session.run(table().set(rest).where('id', '=', id));
      if (written === 0) throw new AppError('not-found', 'There is no such link.');
    },
    async lockCustomerLink(id) {
      await session.run(
        table()
          .set((eb) => ({ misses: eb.ref('misses') }))
          .where('id', '=', id),
      );
    },
  };
}

function toLink(row: CustomerLinkRow): CustomerLink {
  return {
    id: row.id,
    number: row.number,
    staffId: row.staff_id,
    customerId: row.customer_id,
    contactId: row.contact_id,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    misses: row.misses,
    lockedUntil: row.locked_until,
  };
}

function toRow(link: CustomerLink): CustomerLinkRow {
  return {
    id: link.id,
    number: link.number,
    staff_id: link.staffId,
    customer_id: link.customerId,
    contact_id: link.contactId,
    made_at: link.madeAt,
    expires_at: link.expiresAt,
    revoked_at: link.revokedAt,
    misses: link.misses,
    locked_until: link.lockedUntil,
  };
}
