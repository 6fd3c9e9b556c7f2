import type { Staff } from './staff.js';
import { present, superiorOf } from './superiors.js';
import type { UseCaseEnv } from './use-case.js';

/** Somebody wants a person instead of the bot: his supervisor reads what was said so far. */
export interface PersonNotice {
  about: 'person';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  by: Staff;
  /** What is open: 「清江水务那单投诉」; null where nothing is. */
  matter: string | null;
  /** The conversation whose last messages go along. */
  conversation: { channel: string; conversationId: string };
}

export interface PersonCalled {
  kind: 'person-called';
  /** Who was told; null where nobody is registered above. */
  supervisor: Staff | null;
}

/** Hands a conversation over to the supervisor, while he is away to whoever stands in, with what was said; the matter stays where it is. */
export async function callPerson(
  env: UseCaseEnv,
  { matter, reason }: { matter: string | null; reason: string },
): Promise<PersonCalled> {
  const superior = await superiorOf(env.tx, env.actor);
  if (!superior) return { kind: 'person-called', supervisor: null };
  const { staff } = await present(env.tx, superior, env.now);
  const { channel, conversationId } = env;
  const key = `person|${conversationId}|${reason}`;
  const conversation = { channel, conversationId };
  await env.tell({ about: 'person', recipientId: staff.id, key, by: env.actor, matter, conversation });
  return { kind: 'person-called', supervisor: staff };
}
