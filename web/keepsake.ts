import type { Outgoing, Ticket } from './direct-line.js';

/** What survives a reload: what was not sent yet, what was being typed. */
export interface Keepsake {
  outgoing: Outgoing[];
  draft: string;
}

/** Where it is kept. */
export interface Keeper {
  load(): Keepsake;
  save(keepsake: Keepsake): void;
}

const ticketName = (userId: string): string => `shouwen.ticket.${userId}`;
const personName = 'shouwen.person';

/** A browser that keeps nothing (private mode, full) still chats. */
export function keeperIn(storage: () => Storage, name: string): Keeper {
  const empty: Keepsake = { outgoing: [], draft: '' };
  return {
    load: () => quietly(() => ({ ...empty, ...JSON.parse(storage().getItem(name) ?? '{}') })) ?? empty,
    save: (keepsake) => quietly(() => storage().setItem(name, JSON.stringify(keepsake))),
  };
}

/** Of one person of the staff. */
export function staffKeeper(userId: string): Keeper {
  return keeperIn(() => localStorage, `shouwen.chat.${userId}`);
}

export function loadTicket(userId: string): Ticket | undefined {
  return quietly(() => JSON.parse(localStorage.getItem(ticketName(userId)) ?? 'null') ?? undefined);
}

export function saveTicket(userId: string, ticket: Ticket): void {
  quietly(() => localStorage.setItem(ticketName(userId), JSON.stringify(ticket)));
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
