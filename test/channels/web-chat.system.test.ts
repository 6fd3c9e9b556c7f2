import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Activity as ClientActivity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { House } from '../web/house.js';
import { type Served, serve } from '../web/serve.js';
import { FetchXmlHttpRequest } from '../web/xml-http-request.js';

Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest });

let house: House;
let server: Served;
let clients: DirectLine[];

beforeEach(async () => {
  clients = [];
  house = new House((said) => [{ text: `${said.from.id}:${said.text}` }]);
  server = await serve(house);
});

afterEach(async () => {
  for (const client of clients) client.end();
  await server.close();
});

async function connect(userId: string): Promise<DirectLine> {
  const answer = await fetch(`${server.origin}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: { id: userId } }),
  });
  const { token } = (await answer.json()) as { token: string };
  return open({ token });
}

function open(options: { token: string; conversationId?: string; watermark?: string }): DirectLine {
  const domain = `${server.origin}/v3/directline`;
  const client = new DirectLine({ ...options, domain, webSocket: false, pollingInterval: 200 });
  clients.push(client);
  return client;
}

/** The first `count` activities the client shows. */
function receive(client: DirectLine, count: number): Promise<ClientActivity[]> {
  return new Promise((resolve, reject) => {
    const seen: ClientActivity[] = [];
    client.activity$.subscribe((activity) => {
      seen.push(activity);
      if (seen.length === count) resolve(seen);
    }, reject);
  });
}

function post(client: DirectLine, text: string, more: object = {}): Promise<string> {
  const activity = { type: 'message' as const, from: { id: 'somebody-else', name: '' }, text, ...more };
  return new Promise((resolve, reject) => client.postActivity(activity).subscribe(resolve, reject));
}

test('the real client posts, sees its own message and the answer, and cannot speak for somebody else', async () => {
  const client = await connect('demo-manager');
  const shown = receive(client, 2);
  const id = await post(client, '远帆食品投诉');
  const [mine, reply] = await shown;
  expect(mine).toMatchObject({ id, from: { id: 'demo-manager', role: 'user' }, text: '远帆食品投诉' });
  expect(reply).toMatchObject({ from: { role: 'bot' }, replyToId: id, text: 'demo-manager:远帆食品投诉' });
});

test('the same client activity posted twice runs one turn', async () => {
  const client = await connect('demo-supervisor');
  const shown = receive(client, 4);
  const more = { channelData: { clientActivityID: 'tap-1' } };
  const ids = [await post(client, '确认', more), await post(client, '确认', more), await post(client, '谢谢')];
  expect(ids[0]).toBe(ids[1]);
  expect((await shown).map((activity) => 'text' in activity && activity.text)).toEqual([
    '确认',
    'demo-supervisor:确认',
    '谢谢',
    'demo-supervisor:谢谢',
  ]);
  expect(house.ran).toHaveLength(2);
});

test('a client that comes back with a watermark gets what it missed, reminders too', async () => {
  const first = await connect('demo-manager');
  const shown = receive(first, 2);
  await post(first, '在吗');
  await shown;
  const { token, conversationId, watermark } = Object(first) as Record<
    'token' | 'conversationId' | 'watermark',
    string
  >;
  first.end();
  house.append(`webchat|${conversationId}`, { type: 'message', text: '9:30了,该回王芳' });
  const second = open({ token, conversationId, watermark });
  expect(await receive(second, 1)).toMatchObject([{ text: '9:30了,该回王芳', id: `${conversationId}|0000003` }]);
  expect(second.connectionStatus$.getValue()).toBe(ConnectionStatus.Online);
});
