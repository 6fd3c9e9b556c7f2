import { Sessions } from '../../src/channels/web-chat/session.js';
import { deriveTokenKey, signToken } from '../../src/channels/web-chat/verify.js';
import { freePort } from '../processes.js';
import { people } from '../records/samples.js';
import { type RunningApp, startApp } from '../running-app.js';

const secret = 's'.repeat(40);
const signInOptions = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
const sessions = new Sessions(secret, false);
const key = deriveTokenKey(secret);
const tokenOf = (userId: string, conversationId: string) => signToken(key, { userId, conversationId }, Date.now());
const cookieOf = (userId: string) => sessions.write({ kind: 'signed-in', userId }).split(';')[0] ?? '';

/** Who calls, and with what. Everybody but 安娜 tries for her conversation `annas`. */
const callers = {
  'signed out': {},
  'signed out, with a token that was stolen': { token: tokenOf('anna', 'annas') },
  'an account nobody knows': { cookie: cookieOf('nobody'), token: tokenOf('nobody', 'annas') },
  'a colleague with a token of his own': { cookie: cookieOf('ben'), token: tokenOf('ben', 'bens') },
  'a colleague with a token that was stolen': { cookie: cookieOf('ben'), token: tokenOf('anna', 'annas') },
  'the supervisor with a token of his own': { cookie: cookieOf('boss-east'), token: tokenOf('boss-east', 'bosss') },
  'an administrator with a token of his own': { cookie: cookieOf('admin'), token: tokenOf('admin', 'admins') },
  'somebody who signs himself in': { cookie: 'shouwen=eyJhIjoxfQ.AAAA', token: 'eyJhIjoxfQ.eyJhIjoxfQ.AAAA' },
  owner: { cookie: cookieOf('anna'), token: tokenOf('anna', 'annas') },
} as const;
type Caller = keyof typeof callers;
const order = Object.keys(callers) as Caller[];

type Row = 'anybody' | readonly number[];
/** Status by caller, in their order; `anybody`: shows nothing of anybody. A route without a row fails. */
const rows: Record<string, Row> = {
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /metrics': 'anybody',
  'GET /signin': 'anybody',
  'GET /signin/callback': 'anybody',
  'POST /signout': 'anybody',
  'GET /chat.json': [401, 401, 403, 200, 200, 200, 200, 401, 200],
  'POST /v3/directline/tokens/generate': [401, 401, 403, 200, 200, 200, 200, 401, 200],
  'POST /v3/directline/tokens/refresh': [401, 401, 403, 200, 403, 200, 200, 401, 200],
  'POST /v3/directline/conversations': [401, 401, 403, 201, 403, 201, 201, 401, 201],
  'GET /v3/directline/conversations/:id': [401, 401, 403, 403, 403, 403, 403, 401, 200],
  'POST /v3/directline/conversations/:id/activities': [401, 401, 403, 403, 403, 403, 403, 401, 200],
  'GET /v3/directline/conversations/:id/activities': [401, 401, 403, 403, 403, 403, 403, 401, 200],
  // The customer's own chat: being one of us is no way in.
  'POST /c/session': [404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /c/activities': [404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /c/activities': [404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /c/end': 'anybody',
};

let running: RunningApp;

beforeAll(async () => {
  const port = await freePort();
  const environment = { ...signInOptions, PUBLIC_URL: `http://127.0.0.1:${port}`, CUSTOMER_CHAT: '1' };
  running = await startApp({ now: '2026-11-24T16:50:00+08:00', port, environment });
  await running.app.store.transaction(async (tx) => {
    for (const one of Object.values(people)) {
      await tx.upsertStaff(one, [{ channel: 'webchat', tenant: '', userId: one.id, staffId: one.id }]);
    }
    await tx.appendActivity('webchat|annas', JSON.stringify({ type: 'message', text: '欧阳兰的电话' }), 1);
  });
});
afterAll(() => running.close());

function call(route: string, caller: Caller, headers: Record<string, string> = {}): Promise<Response> {
  const [method = 'GET', path = ''] = route.split(' ');
  const given: { cookie?: string; token?: string } = callers[caller];
  return fetch(running.url + path.replace(':id', 'annas'), {
    method,
    redirect: 'manual',
    headers: {
      ...(given.cookie ? { cookie: given.cookie } : {}),
      ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(method === 'POST' ? { body: path.endsWith('/activities') ? '{"type":"message","text":"你好"}' : '{}' } : {}),
  });
}

test('every route has a row', () => {
  expect(running.routes.toSorted()).toEqual(Object.keys(rows).toSorted());
});

test.each(Object.entries(rows))('%s', async (route, row) => {
  for (const [n, caller] of order.entries()) {
    const response = await call(route, caller);
    const text = await response.text();
    if (row !== 'anybody') expect({ caller, status: response.status }).toEqual({ caller, status: row[n] });
    if (caller !== 'owner') expect(text).not.toContain('欧阳兰');
  }
});

test('a conversation of somebody else and one that never was are refused alike', async () => {
  const headers = { cookie: cookieOf('ben'), authorization: `Bearer ${tokenOf('ben', 'bens')}` };
  const ask = async (id: string) => {
    const response = await fetch(`${running.url}/v3/directline/conversations/${id}/activities`, { headers });
    return [response.status, await response.text()];
  };
  expect(await ask('annas')).toEqual(await ask('never'));
});

test.each(Object.keys(rows).filter((route) => route.startsWith('POST')))(
  'a page of another site may not call %s',
  async (route) => {
    const response = await call(route, 'owner', { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  },
);

test('what a program of this computer says of itself counts for nothing where people sign in', async () => {
  const activity = { type: 'message', id: 'm', text: '今天有什么事', from: { id: 'anna' }, conversation: { id: 'c' } };
  expect((await running.post({ ...activity, channelId: 'webchat', deliveryMode: 'expectReplies' })).status).toBe(404);
});

test('every answer carries the headers, a page its own policy, an error too', async () => {
  for (const path of ['/healthz', '/chat.json', '/nowhere', '/']) {
    const { headers } = await fetch(running.url + path);
    const got = ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-opener-policy'];
    expect({ path, got: got.map((name) => headers.get(name)) }).toEqual({
      path,
      got: ['nosniff', 'DENY', 'no-referrer', 'same-origin'],
    });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src '(?:none|self)'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});

test('behind https the cookie is bound to the host and to https, and no script reads it', () => {
  const cookie = new Sessions(secret, true).write({ kind: 'signed-in', userId: 'anna' });
  expect(cookie).toMatch(/^__Host-shouwen=/);
  for (const part of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']) expect(cookie.split('; ')).toContain(part);
  expect(cookie).not.toContain('Domain');
});

test('who signs out takes the token with him, also from a stream', async () => {
  const url = `${running.url.replace('http', 'ws')}/v3/directline/conversations/annas/stream?t=${tokenOf('anna', 'annas')}`;
  const outcome = await new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve('open'));
    socket.addEventListener('error', () => resolve('refused'));
  });
  expect(outcome).toBe('refused');
});
