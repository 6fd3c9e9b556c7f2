import type { Attachment } from './form-record.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

/** Where files of a conversation lie until a record takes them. */
export function receivedSubject(conversationId: string): string {
  return `conversation:${conversationId}`;
}

/**
 * Files received in this conversation are kept with a record: one `file.attached` each. Ids that are not there, of another
 * conversation or kept already, are passed over.
 */
export async function keepFiles(env: UseCaseEnv, subject: string, ids: readonly string[]): Promise<Attachment[]> {
  const to = { subject, addedBy: env.actor.id };
  const kept = await env.tx.moveAttachments(ids, receivedSubject(env.conversationId), to);
  for (const { id, sha256, size, contentType } of kept) {
    const facts = { file: id, sha256, size, contentType };
    await appendAndDerive(env, { subject, kind: 'file.attached', at: env.now, facts });
  }
  return kept;
}
