import { modelUses } from '../../domain/labels.js';
import type { ModelCall } from '../../domain/model-call.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { ModelCallRow } from '../answer-tables.js';
import { code } from '../codes.js';
import type { Session } from '../session.js';
import { insert } from '../upsert.js';

export function modelCallReads(session: Session): Pick<Reads, 'sumModelTokens'> {
  return {
    async sumModelTokens(since) {
      const sum = session.db
        .selectFrom('model_calls')
        .select((eb) => eb.fn.sum<number | string | null>(eb('tokens_in', '+', eb.ref('tokens_out'))).as('tokens'))
        .where('at', '>=', since);
      return Number((await session.first(sum))?.tokens ?? 0);
    },
  };
}

export function modelCallWrites(session: Session): Pick<Writes, 'insertModelCall'> {
  return {
    async insertModelCall(call) {
      await insert(session, 'model_calls', [toRow(call)]);
    },
  };
}

export function toModelCall(row: ModelCallRow): ModelCall {
  return {
    id: row.id,
    at: row.at,
    use: code(modelUses, row.purpose),
    prompt: row.prompt,
    model: row.model,
    sentBytes: row.sent_bytes,
    sentSha256: row.sent_sha256,
    hidden: row.hidden,
    outcome: row.outcome,
    ms: row.ms,
    tokensIn: row.tokens_in,
    tokensOut: row.tokens_out,
  };
}

function toRow(call: ModelCall): ModelCallRow {
  return {
    id: call.id,
    at: call.at,
    purpose: call.use,
    prompt: call.prompt,
    model: call.model,
    sent_bytes: call.sentBytes,
    sent_sha256: call.sentSha256,
    hidden: call.hidden,
    outcome: call.outcome,
    ms: call.ms,
    tokens_in: call.tokensIn,
    tokens_out: call.tokensOut,
  };
}
