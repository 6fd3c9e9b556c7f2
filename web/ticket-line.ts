import {
  fetchActivities,
  fetchTicket,
  listen,
  type Outgoing,
  postMessage,
  postVote,
  type Reaction,
  renewTicket,
  ServerRefusal,
  type Ticket,
} from './direct-line.js';
import { loadTicket, saveTicket } from './keepsake.js';
import type { Line } from './line.js';

/** The line of one of the staff: by Direct Line tokens, renewed as they age. */
export class TicketLine implements Line {
  readonly #userId: string;
  readonly #onReset: () => void;
  #kept: Ticket | undefined;
  #entering: Promise<Ticket> | undefined;

  /** `onReset`: the conversation is gone on the server; a new one begins. */
  constructor(userId: string, onReset: () => void) {
    this.#userId = userId;
    this.#onReset = onReset;
    this.#kept = loadTicket(userId);
  }

  async fetch(watermark: string) {
    return await fetchActivities(await this.#ticket(), watermark);
  }

  async listen(watermark: string, on: Parameters<Line['listen']>[1]) {
    return listen(await this.#ticket(), watermark, on);
  }

  async post(message: Outgoing): Promise<void> {
    await postMessage(await this.#ticket(), message);
  }

  async vote(replyId: string, reaction: Reaction): Promise<void> {
    await postVote(await this.#ticket(), replyId, reaction);
  }

  expire(): void {
    if (this.#kept) this.#kept.renewAt = 0;
  }

  async #ticket(): Promise<Ticket> {
    const old = this.#kept;
    if (old && Date.now() < old.renewAt) return old;
    this.#entering ??= this.#enter(old).finally(() => {
      this.#entering = undefined;
    });
    return await this.#entering;
  }

  async #enter(old: Ticket | undefined): Promise<Ticket> {
    const ticket = old ? await this.#renew(old) : await fetchTicket(this.#userId, undefined);
    if (old && old.conversationId !== ticket.conversationId) this.#onReset();
    this.#kept = ticket;
    saveTicket(this.#userId, ticket);
    return ticket;
  }

  async #renew(old: Ticket): Promise<Ticket> {
    try {
      return await renewTicket(old);
    } catch (fault) {
      if (fault instanceof ServerRefusal && (fault.status === 401 || fault.status === 403)) {
        return await fetchTicket(this.#userId, old);
      }
      throw fault;
    }
  }
}
