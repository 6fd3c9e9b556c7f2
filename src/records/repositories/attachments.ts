import type { Attachment } from '../../domain/form-record.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { AttachmentRow } from '../tables.js';
import { insertMissing } from '../upsert.js';
import { visibleSubject } from '../visibility.js';

/** Files of a subject: who may see the record may see them. */
export function attachmentReads(session: Session): Pick<Reads, 'listAttachments'> {
  return {
    async listAttachments(viewer, subject) {
      const query = session.db.selectFrom('attachments').selectAll().where('subject', '=', subject);
      const seen = query.where(visibleSubject(viewer, 'attachments.subject'));
      return (await session.all(seen.orderBy('added_at').orderBy('id'))).map(toAttachment);
    },
  };
}

export function attachmentWrites(session: Session): Pick<Writes, 'insertAttachments' | 'moveAttachments'> {
  return {
    async insertAttachments(attachments) {
      if (attachments.length > 0) await insertMissing(session, 'attachments', attachments.map(toRow));
    },
    async moveAttachments(ids, from, to) {
      if (ids.length === 0) return [];
      const given = session.db.selectFrom('attachments').selectAll().where('subject', '=', from);
      const moved = (await session.all(given.where('id', 'in', ids).orderBy('added_at').orderBy('id'))).map(
        toAttachment,
      );
      const known = moved.map((each) => each.id);
      if (known.length > 0)
        await session.run(
          session.db
            .updateTable('attachments')
            .set({ subject: to.subject, added_by: to.addedBy })
            .where('id', 'in', known),
        );
      return moved.map((each) => ({ ...each, ...to }));
    },
  };
}

export function toAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    subject: row.subject,
    name: row.name,
    contentType: row.content_type,
    size: row.size,
    sha256: row.sha256,
    content: row.content,
    url: row.url,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}

function toRow(attachment: Attachment): AttachmentRow {
  return {
    id: attachment.id,
    subject: attachment.subject,
    name: attachment.name,
    content_type: attachment.contentType,
    size: attachment.size,
    sha256: attachment.sha256,
    content: attachment.content,
    url: attachment.url,
    added_by: attachment.addedBy,
    added_at: attachment.addedAt,
  };
}
