import { sql } from 'kysely';
import type { Conversation, DialogState, Reads, Writes } from '../../domain/ports.js';
import { AppError } from '../../errors.js';
import { precompiled, precompiledFor } from '../precompiled.js';
import type { Session } from '../session.js';
import type { ConversationRow, DialogStateRow } from '../tables.js';
import { insertMissing, upsert } from '../upsert.js';
import { visible } from '../visibility.js';

const reachable = precompiledFor((db, viewer, staffId: string) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('private', '=', 1)
    .where('reachable', '=', 1)
    .where(visible(viewer, 'staff_id'))
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .limit(sql.lit(1)),
);

const reachableBy = precompiledFor((db, viewer, staffId: string, channel: string) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('channel', '=', channel)
    .where('private', '=', 1)
    .where('reachable', '=', 1)
    .where(visible(viewer, 'staff_id'))
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .limit(sql.lit(1)),
);

const stateOf = precompiled((db, conversation: string) =>
  db.selectFrom('dialog_states').selectAll().where('conversation_id', '=', conversation),
);

const replace = precompiled((db, revision: number, json: string, at: number, conversation: string, expected: number) =>
  db
    .updateTable('dialog_states')
    .set({ revision, json, updated_at: at })
    .where('conversation_id', '=', conversation)
    .where('revision', '=', expected),
);

type ConversationReads = Pick<Reads, 'findConversation' | 'findReachable' | 'findDialogState'>;
type ConversationWrites = Pick<Writes, 'upsertConversation' | 'saveDialogState'>;

export function conversationReads(session: Session): ConversationReads {
  return {
    async findConversation(viewer, id) {
      const query = session.db.selectFrom('conversations').selectAll().where('id', '=', id);
      return map(await session.first(query.where(visible(viewer, 'staff_id'))));
    },
    async findReachable(viewer, staffId, channel) {
      const query =
        channel === undefined ? reachable(session, viewer, staffId) : reachableBy(session, viewer, staffId, channel);
      return map(await session.first(query));
    },
    async findDialogState(conversationId) {
      const row = await session.first(stateOf(session, conversationId));
      return row && toState(row);
    },
  };
}

export function conversationWrites(session: Session): ConversationWrites {
  return {
    async upsertConversation(conversation) {
      await upsert(session, 'conversations', ['id'], [toRow(conversation)]);
    },
    async saveDialogState(state, expectedRevision) {
      const row = toStateRow(state);
      const written = await (expectedRevision === 0
        ? insertMissing(session, 'dialog_states', [row])
        : replaceState(session, row, expectedRevision));
      if (written === 0) throw new AppError('conflict', 'The conversation went on elsewhere: run the message again.');
    },
  };
}

function replaceState(session: Session, row: DialogStateRow, expectedRevision: number): Promise<number> {
  const { revision, json, updated_at: at, conversation_id: id } = session.seal('dialog_states', row);
  return session.run(replace(session, revision, json, at, id, expectedRevision));
}

function map(row: ConversationRow | undefined): Conversation | undefined {
  return (
    row && {
      id: row.id,
      channel: row.channel,
      staffId: row.staff_id,
      private: row.private === 1,
      reachable: row.reachable === 1,
      reference: row.reference,
      lastUsedAt: row.last_used_at,
    }
  );
}

function toRow(conversation: Conversation): ConversationRow {
  return {
    id: conversation.id,
    channel: conversation.channel,
    staff_id: conversation.staffId,
    private: conversation.private ? 1 : 0,
    reachable: conversation.reachable ? 1 : 0,
    reference: conversation.reference,
    last_used_at: conversation.lastUsedAt,
  };
}

function toState(row: DialogStateRow): DialogState {
  return { conversationId: row.conversation_id, revision: row.revision, json: row.json, updatedAt: row.updated_at };
}

function toStateRow(state: DialogState): DialogStateRow {
  const { conversationId, revision, json, updatedAt } = state;
  return { conversation_id: conversationId, revision, json, updated_at: updatedAt };
}
