import type { SendOutcome } from '../channel.js';

/** Nobody writes to a customer first: he reads what was said in his own session when he comes. */
export async function send(): Promise<SendOutcome> {
  return { kind: 'refused', reason: "customers' own chats take no messages of ours" };
}
