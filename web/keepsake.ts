import type { Outgoing, Ticket } from './direct-line.js';

/** What survives a reload, a person each: the conversation, what was not sent yet, what was being typed. */
export interface Keepsake {
  ticket?: Ticket;
  outgoing: Outgoing[];
  draft: string;
}

const nameOf = (userId: string): string => `shouwen.chat.${userId}`;
const personName = 'shouwen.person';

export function loadKeepsake(userId: string): Keepsake {
  const empty: Keepsake = { outgoing: [], draft: '' };
  try {
    return { ...empty, ...JSON.parse(localStorage.getItem(nameOf(userId)) ?? '{}') };
  } catch {
    return empty;
  }
}

/** A browser that keeps nothing (private mode, full) still chats. */
export function saveKeepsake(userId: string, keepsake: Keepsake): void {
  quietly(() => localStorage.setItem(nameOf(userId), JSON.stringify(keepsake)));
}

/** Each tab has its own person; a new tab starts as the last one chosen anywhere. */
export function loadPerson(): string | null {
  return quietly(() => sessionStorage.getItem(personName) ?? localStorage.getItem(personName)) ?? null;
}

export function savePerson(userId: string): void {
  quietly(() => sessionStorage.setItem(personName, userId));
  quietly(() => localStorage.setItem(personName, userId));
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
