import { linkLifetimeMs } from '../../../src/domain/customer-link.js';
import { LinkTokens, newLinkId } from '../../../src/domain/link-token.js';
import { systemViewer } from '../../../src/domain/staff.js';
import type { RunningApp } from '../../running-app.js';

const tokens = new LinkTokens('s'.repeat(40));

/** A link of 林悦's for a customer, or somebody there (启明模具的唐师安); by the store, since a manager may only write so fast. */
export async function linkFor({ app, clock }: RunningApp, who: string): Promise<string> {
  const [name, person] = who.split('的');
  const { store } = app;
  const file = (await store.listCustomerFiles(systemViewer)).find(({ customer }) => customer.name === name);
  if (!file) throw new Error(`the demo has no ${who}`);
  const { id: customerId } = file.customer;
  const contactId = file.contacts.find((each) => each.name === person)?.id ?? null;
  const madeAt = clock.businessNow();
  const [last] = await store.listCustomerLinks(systemViewer, 'lin-yue');
  const link = { id: newLinkId(), number: (last?.number ?? 0) + 1, staffId: 'lin-yue', customerId, contactId };
  const fresh = { madeAt, expiresAt: madeAt + linkLifetimeMs, revokedAt: null, misses: 0, lockedUntil: null };
  await store.transaction((tx) => tx.insertCustomerLink({ ...link, ...fresh }));
  return tokens.sign(link.id);
}

interface Answered {
  token: string;
  conversationId: string;
  activities: Array<{ from: { role: string }; text?: string }>;
}

/** What a manager has open: his web chat, where he is told what nobody asked for. */
export async function officeOf(running: RunningApp, userId = 'demo-manager'): Promise<() => Promise<string[]>> {
  // Of several that are open the one used last is told.
  advance(running, 1);
  const call = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const answer = await fetch(`${running.url}/v3/directline${path}`, init);
    return (await answer.json()) as Answered;
  };
  const json = { 'content-type': 'application/json' };
  const { token, conversationId } = await call('/tokens/generate', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ user: { id: userId } }),
  });
  const headers = { ...json, authorization: `Bearer ${token}` };
  const path = `/conversations/${conversationId}/activities`;
  await call(path, { method: 'POST', headers, body: JSON.stringify({ type: 'message', text: '你好' }) });
  await running.app.turns.drained();
  return async () => {
    await running.app.turns.drained();
    const { activities } = await call(path, { headers });
    return activities.flatMap((each) => (each.from.role === 'bot' ? [each.text ?? ''] : []));
  };
}

export function advance({ clock }: RunningApp, ms: number): void {
  clock.set(clock.businessNow() + ms);
}
