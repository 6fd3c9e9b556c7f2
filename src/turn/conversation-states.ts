import type { DialogState, Reads } from '../domain/ports.js';
import { type ConversationState, parseState } from './conversation-state.js';

/** Conversations remembered; the one silent for longest is forgotten first. */
const mostKnown = 10_000;
/** A clock that was set back, or another machine's, is not further behind. */
const clocksDifferMs = 86_400_000;

/** The states of conversations as stored. What this process wrote itself it knows the shape of and does not check again. */
export class ConversationStates {
  readonly #reads: Pick<Reads, 'findDialogState'>;
  /** Revisions by conversation. */
  readonly #written = new Map<string, number>();

  constructor(reads: Pick<Reads, 'findDialogState'>) {
    this.#reads = reads;
  }

  /** Revision 0: nothing was stored. `writtenAt`: business time when it was last written; 0 when that cannot have been. */
  async find(
    conversationId: string,
    now: number,
  ): Promise<{ state: ConversationState; revision: number; writtenAt: number }> {
    const stored = await this.#reads.findDialogState(conversationId);
    const revision = stored?.revision ?? 0;
    const state = parseState(stored, now, this.#written.get(conversationId) === revision);
    const { updatedAt = 0 } = stored ?? {};
    return { state, revision, writtenAt: updatedAt - now > clocksDifferMs ? 0 : updatedAt };
  }

  /** After its commit. */
  wrote({ conversationId, revision }: DialogState): void {
    this.#written.delete(conversationId);
    this.#written.set(conversationId, revision);
    const [oldest] = this.#written.keys();
    if (this.#written.size > mostKnown && oldest !== undefined) this.#written.delete(oldest);
  }
}
