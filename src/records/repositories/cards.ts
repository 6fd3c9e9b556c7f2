import { sql } from 'kysely';
import { type Card, cardKinds, cardOutcomes } from '../../domain/card.js';
import type { Reads, Writes } from '../../domain/ports.js';
import { code, codeOrNull } from '../codes.js';
import type { Session } from '../session.js';
import type { CardRow } from '../tables.js';
import { insert } from '../upsert.js';

export function cardReads(session: Session): Pick<Reads, 'findCard' | 'listOpenCards'> {
  const cards = () => session.db.selectFrom('cards').selectAll();
  return {
    async findCard(staffId, id) {
      const row = await session.first(cards().where('id', '=', id).where('staff_id', '=', staffId));
      return row && toCard(row);
    },
    async listOpenCards(staffId, limit) {
      const open = cards().where('staff_id', '=', staffId).where('used_at', 'is', null);
      return (await session.all(open.orderBy('made_at', 'desc').orderBy('id').limit(sql.lit(limit)))).map(toCard);
    },
  };
}

export function cardWrites(session: Session): Pick<Writes, 'insertCard' | 'settleCards'> {
  return {
    async insertCard(card) {
      await insert(session, 'cards', [toRow(card)]);
    },
    async settleCards(which, at, outcome) {
      let query = session.db.updateTable('cards').set({ used_at: at, outcome }).where('used_at', 'is', null);
      query = query.where('obligation_id', '=', which.obligationId).where('kind', '=', which.kind);
      if (which.eventId !== undefined) query = query.where('event_id', '=', which.eventId);
      return await session.run(query);
    },
  };
}

function toCard(row: CardRow): Card {
  return {
    id: row.id,
    staffId: row.staff_id,
    kind: code(cardKinds, row.kind),
    obligationId: row.obligation_id,
    eventId: row.event_id,
    madeAt: row.made_at,
    usedAt: row.used_at,
    outcome: codeOrNull(cardOutcomes, row.outcome),
  };
}

function toRow(card: Card): CardRow {
  return {
    id: card.id,
    staff_id: card.staffId,
    kind: card.kind,
    obligation_id: card.obligationId,
    event_id: card.eventId,
    made_at: card.madeAt,
    used_at: card.usedAt,
    outcome: card.outcome,
  };
}
