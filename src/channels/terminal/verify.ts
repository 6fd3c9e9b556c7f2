/** Who sits at the terminal. Whoever can start the program can read its records: nothing is proven, only named. */
export interface Seat {
  userId: string;
  conversationId: string;
}

/** Ids stand in keys and logs: 1 to 256 characters, none of them control characters. */
export function verify(seat: Seat): boolean {
  return [seat.userId, seat.conversationId].every((id) => /^\P{Cc}{1,256}$/u.test(id));
}
