import type { FormRecord } from '../../domain/form-record.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Viewer } from '../../domain/staff.js';
import { withdrawnState } from '../../domain/withdraw-form.js';
import { AppError } from '../../errors.js';
import { stored } from '../codes.js';
import type { Session } from '../session.js';
import type { FormRecordRow } from '../tables.js';
import { insert } from '../upsert.js';
import { visible } from '../visibility.js';

type FormReads = Pick<Reads, 'findFormRecord' | 'findFormRecordByDraft' | 'listFormRecords'>;
type FormWrites = Pick<Writes, 'insertFormRecord' | 'updateFormRecord'>;

export function formRecordReads(session: Session): FormReads {
  const records = (viewer: Viewer) =>
    session.db
      .selectFrom('form_records')
      .selectAll()
      .where(visible(viewer, 'owner_id', 'team_id'));
  return {
    async findFormRecord(viewer, id) {
      return map(await session.first(records(viewer).where('id', '=', id)));
    },
    async findFormRecordByDraft(viewer, draftId) {
      return map(await session.first(records(viewer).where('draft_id', '=', draftId)));
    },
    async listFormRecords(viewer, { form, ownerId, customerIds, from, until }) {
      if (customerIds?.length === 0) return [];
      let query = records(viewer).where('state', '!=', withdrawnState);
      if (form !== undefined) query = query.where('form', '=', form);
      if (ownerId !== undefined) query = query.where('owner_id', '=', ownerId);
      if (customerIds !== undefined) query = query.where('customer_id', 'in', customerIds);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (until !== undefined) query = query.where('at', '<', until);
      return (await session.all(query.orderBy('at').orderBy('id'))).map(toFormRecord);
    },
  };
}

export function formRecordWrites(session: Session): FormWrites {
  return {
    async insertFormRecord(record) {
      await insert(session, 'form_records', [toRow(record)]);
    },
    async updateFormRecord(record) {
      const { id, ...rest } = session.seal('form_records', toRow(record));
      const written = await session.run(session.db.updateTable('form_records').set(rest).where('id', '=', id));
      if (written === 0) throw new AppError('not-found', `There is no record ${id} to update.`);
    },
  };
}

function map(row: FormRecordRow | undefined): FormRecord | undefined {
  return row && toFormRecord(row);
}

export function toFormRecord(row: FormRecordRow): FormRecord {
  return {
    id: row.id,
    form: row.form,
    draftId: row.draft_id,
    ownerId: row.owner_id,
    teamId: row.team_id,
    channel: row.channel,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    contactId: row.contact_id,
    contactName: row.contact_name,
    values: stored(row.field_values),
    at: row.at,
    recordedAt: row.recorded_at,
    state: row.state,
  };
}

function toRow(record: FormRecord): FormRecordRow {
  return {
    id: record.id,
    form: record.form,
    draft_id: record.draftId,
    owner_id: record.ownerId,
    team_id: record.teamId,
    channel: record.channel,
    conversation_id: record.conversationId,
    customer_id: record.customerId,
    customer_name: record.customerName,
    contact_id: record.contactId,
    contact_name: record.contactName,
    field_values: JSON.stringify(record.values),
    at: record.at,
    recorded_at: record.recordedAt,
    state: record.state,
  };
}
