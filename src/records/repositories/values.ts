import type { Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import { upsert } from '../upsert.js';
import { visible } from '../visibility.js';

export function valueReads(session: Session): Pick<Reads, 'listCustomerValues'> {
  return {
    async listCustomerValues(viewer) {
      const query = session.db
        .selectFrom('customer_values')
        .innerJoin('customers', 'customers.id', 'customer_values.customer_id')
        .select(['customer_values.customer_id', 'customer_values.value'])
        .where(visible(viewer, 'customers.owner_id', 'customers.team_id'));
      const rows = await session.all(query.orderBy('customer_values.customer_id'));
      return rows.map((row) => ({ id: row.customer_id, value: Number(row.value) }));
    },
  };
}

export function valueWrites(session: Session): Pick<Writes, 'upsertCustomerValues'> {
  return {
    async upsertCustomerValues(values, recordedAt) {
      if (!values.length) return;
      const rows = values.map(({ id, value }) => ({ customer_id: id, value: String(value), recorded_at: recordedAt }));
      await upsert(session, 'customer_values', ['customer_id'], rows);
    },
  };
}
