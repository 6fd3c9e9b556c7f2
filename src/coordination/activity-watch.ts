import type { Store, Tx } from '../domain/ports.js';

type Listener = () => void;

/** Who waits for news of a conversation, in this process. News of other processes come through Redis or are found by looking. */
export class ActivityWatch {
  readonly #listeners = new Map<string, Set<Listener>>();
  #carry: ((conversationId: string) => void) | undefined;

  /** Calls back after each commit that appended to the conversation, until the returned function is called. */
  subscribe(conversationId: string, listener: Listener): () => void {
    const own = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && this.#listeners.get(conversationId) === own) this.#listeners.delete(conversationId);
    };
  }

  /** For whoever carries the news to other processes. */
  onAnnounced(carry: (conversationId: string) => void): void {
    this.#carry = carry;
  }

  /** Something was committed here. */
  announce(conversationId: string): void {
    this.wake(conversationId);
    this.#carry?.(conversationId);
  }

  /** There may be something to read. */
  wake(conversationId: string): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) listener();
  }
}

/** The same store, announcing what was appended once it is committed. */
export function watched(store: Store, watch: ActivityWatch): Store {
  const noting = (tx: Tx, appended: Set<string>): Tx => {
    const appending: Pick<Tx, 'appendActivity' | 'appendActivities'> = {
      appendActivity(conversationId, activity, at) {
        appended.add(conversationId);
        return tx.appendActivity(conversationId, activity, at);
      },
      appendActivities(conversationId, activities, at) {
        appended.add(conversationId);
        return tx.appendActivities(conversationId, activities, at);
      },
    };
    return new Proxy(tx, { get: (inner, name) => Reflect.get(name in appending ? appending : inner, name) });
  };
  const announcing = async <T>(write: (note: (tx: Tx) => Tx) => Promise<T>): Promise<T> => {
    let appended = new Set<string>();
    // Work that is run again after a conflict starts with nothing appended.
    const result = await write((tx) => {
      appended = new Set();
      return noting(tx, appended);
    });
    for (const conversationId of appended) watch.announce(conversationId);
    return result;
  };
  return {
    ...store,
    transaction: (work) => announcing((note) => store.transaction((tx) => work(note(tx)))),
    finishDueWork: (work, effect) => announcing((note) => store.finishDueWork(work, (tx) => effect(note(tx)))),
  };
}
