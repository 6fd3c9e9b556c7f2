import type { Note, Reads, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { NoteRow } from '../tables.js';
import { insert } from '../upsert.js';
import { visibleSubject } from '../visibility.js';

export function noteReads(session: Session): Pick<Reads, 'listNotes'> {
  return {
    async listNotes(viewer, subject) {
      const query = session.db
        .selectFrom('notes')
        .innerJoin('events', 'events.id', 'notes.event_id')
        .selectAll('notes')
        .where('events.subject', '=', subject)
        .where(visibleSubject(viewer));
      return (await session.all(query.orderBy('events.seq'))).map(toNote);
    },
  };
}

export function noteWrites(session: Session): Pick<Writes, 'insertNotes'> {
  return {
    async insertNotes(notes) {
      if (notes.length > 0) await insert(session, 'notes', notes.map(toRow));
    },
  };
}

export function toNote(row: NoteRow): Note {
  return { eventId: row.event_id, subject: row.subject, text: row.text, was: row.was };
}

function toRow(note: Note): NoteRow {
  return { event_id: note.eventId, subject: note.subject, text: note.text, was: note.was };
}
