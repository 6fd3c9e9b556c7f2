import type { RunningApp } from '../../running-app.js';
import { tokenIn } from './customer.js';

/** A link as its manager gets it. */
export async function linkFor(running: RunningApp, who: string, as = 'demo-manager'): Promise<string> {
  const [made] = await running.say(`给${who}发个投诉链接`, { as });
  const token = tokenIn(made?.text);
  if (token === '') throw new Error(`no link in: ${made?.text}`);
  return token;
}

interface Answered {
  token: string;
  conversationId: string;
  activities: Array<{ from: { role: string }; text?: string }>;
}

/** What a manager has open: his web chat, where he is told what nobody asked for. */
export async function officeOf(running: RunningApp, userId = 'demo-manager'): Promise<() => Promise<string[]>> {
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
