import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Activity as ClientActivity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { House } from '../web/house.js';
import { type Served, serve } from '../web/serve.js';
import { FetchXmlHttpRequest } from '../web/xml-http-request.js';

jest.setTimeout(30_000);
Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest, WebSocket });

let house: House;
let server: Served;

beforeEach(async () => {
  house = new House((said) => [{ text: `${said.from.id}:${said.text}` }]);
  server = await serve(house);
});
afterEach(() => server.close());

interface Issued {
  token: string;
  conversationId: string;
  streamUrl: string;
}

async function call(path: string, token: string, method = 'POST', body?: object): Promise<Issued> {
  const response = await fetch(`${server.origin}/v3/directline${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await response.json()) as Issued;
}

async function start(userId = 'demo-manager'): Promise<Issued> {
  const { token } = await call('/tokens/generate', '', 'POST', { user: { id: userId } });
  return await call('/conversations', token);
}

const post = ({ conversationId, token }: Issued, text: string) =>
  call(`/conversations/${conversationId}/activities`, token, 'POST', { type: 'message', text });

interface Frame {
  activities: Array<{ text: string }>;
  watermark: string;
}

/** Opens a stream and gathers what comes over it. */
function open(url: string): { frames: Frame[]; texts(count: number): Promise<string[]>; socket: WebSocket } {
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const text = String(data);
    if (text !== '') frames.push(JSON.parse(text));
    for (const tell of waiting) tell();
  });
  const said = () => frames.flatMap((frame) => frame.activities.map(({ text }) => text));
  return {
    frames,
    socket,
    texts: (count) =>
      new Promise((resolve) => {
        const look = () => said().length >= count && resolve(said());
        waiting.add(look);
        look();
      }),
  };
}

const refusalOf = (url: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on('error', (error) => resolve(error.message));
    socket.on('open', () => resolve('open'));
  });

test('the real client listens: its own message, the answer, and what comes by itself', async () => {
  const { token } = await call('/tokens/generate', '', 'POST', { user: { id: 'demo-manager' } });
  const client = new DirectLine({ token, domain: `${server.origin}/v3/directline`, webSocket: true });
  try {
    const seen: ClientActivity[] = [];
    const two = Promise.withResolvers<void>();
    const three = new Promise<void>((resolve) => {
      const take = (activity: ClientActivity) => {
        seen.push(activity);
        if (seen.length === 2) two.resolve();
        if (seen.length === 3) resolve();
      };
      // The client reports its own end as a fault.
      client.activity$.subscribe(take, () => undefined);
    });
    const online = new Promise<void>((resolve) => {
      client.connectionStatus$.subscribe((status) => status === ConnectionStatus.Online && resolve());
    });
    await online;
    await new Promise((resolve, reject) => {
      client.postActivity({ type: 'message', from: { id: 'x' }, text: '远帆投诉' }).subscribe(resolve, reject);
    });
    await two.promise;
    const [conversation] = house.ran.map((said) => `webchat|${said.conversation.id}`);
    house.append(conversation ?? '', { type: 'message', text: '到点了' } as never);
    await three;
    expect(seen.map((activity) => 'text' in activity && activity.text)).toEqual([
      '远帆投诉',
      'demo-manager:远帆投诉',
      '到点了',
    ]);
  } finally {
    client.end();
  }
});

test('begins at the watermark, so nothing is lost or repeated over a reconnect', async () => {
  const issued = await start();
  await post(issued, '一');
  const first = open(issued.streamUrl);
  expect(await first.texts(2)).toEqual(['一', 'demo-manager:一']);
  first.socket.terminate();
  await post(issued, '二');
  const after = first.frames.at(-1)?.watermark ?? '0';
  const again = await call(`/conversations/${issued.conversationId}?watermark=${after}`, issued.token, 'GET');
  const second = open(again.streamUrl);
  expect(await second.texts(2)).toEqual(['二', 'demo-manager:二']);
  second.socket.terminate();
});

test('two listeners of one conversation hear the same, in order', async () => {
  const issued = await start();
  const [a, b] = [open(issued.streamUrl), open(issued.streamUrl)];
  for (let n = 1; n <= 5; n++) await post(issued, `第${n}句`);
  const heard = await Promise.all([a.texts(10), b.texts(10)]);
  expect(heard[0]).toEqual(heard[1]);
  expect(heard[0]?.filter((text) => /^第/.test(text))).toEqual(['第1句', '第2句', '第3句', '第4句', '第5句']);
  for (const { socket } of [a, b]) socket.terminate();
});

test.each([
  ['no token', (url: string) => url.replace(/t=[^&]+/, 't='), '401'],
  ['a forged token', (url: string) => `${url.slice(0, -4)}AAAA`, '401'],
  [
    'the token of another conversation',
    (url: string) => url.replace(/conversations\/\w+/, 'conversations/abcd'),
    '403',
  ],
  ['another path', (url: string) => url.replace('/stream', '/torrent'), '404'],
])('%s is refused', async (_, change, status) => {
  const { streamUrl } = await start();
  expect(await refusalOf(change(streamUrl))).toContain(status);
});

test('a page of another site is refused', async () => {
  const { streamUrl } = await start();
  const refused = new Promise<string>((resolve) => {
    const socket = new WebSocket(streamUrl, { origin: 'https://evil.example' });
    socket.on('error', (error) => resolve(error.message));
  });
  expect(await refused).toContain('403');
});

test('who sends into it is cut off', async () => {
  const { streamUrl } = await start();
  const { socket } = open(streamUrl);
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send('x'.repeat(2_000));
  await new Promise((resolve) => socket.on('close', resolve));
  expect(house.ran).toEqual([]);
});
