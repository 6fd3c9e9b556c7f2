import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { jest } from '@jest/globals';
import { BotFramework } from '../../../src/channels/bot-framework/index.js';
import { MemoryRateLimiter, messageLimit } from '../../../src/coordination/rate-limit.js';
import { createMetrics } from '../../../src/http/metrics.js';
import { createServer, type HttpServer } from '../../../src/http/server.js';
import { silentLogger } from '../../../src/log.js';
import { appId, LocalLogin, type TokenOptions, tenantId } from './login.js';
import { MemoryTurns } from './memory-turns.js';

const serviceUrl = 'https://smba.example/emea/';
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });

const login = new LocalLogin();
let turns: MemoryTurns;
let channel: BotFramework;
let server: HttpServer;
let address: string;

const token = (claims: object = {}, more: TokenOptions = {}): string => login.token(serviceUrl, { claims, ...more });

const message = (more: object = {}) => ({
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:abc', aadObjectId: 'a-1' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:1', tenantId },
  deliveryMode: 'expectReplies',
  text: '你好',
  ...more,
});

const click = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { data: { say: '确认', offer: 'o1' } } },
};
const foreignTenant = { conversation: { id: 'a:1' }, channelData: { tenant: { id: appId } } };

async function post(body: object, authorization?: string) {
  const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
  return await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

beforeAll(() => login.listen());
afterAll(() => login.close());

async function start(openId: string): Promise<void> {
  turns = new MemoryTurns();
  const metrics = createMetrics();
  channel = new BotFramework({
    config: {
      production: true,
      signIn: undefined,
      teams: { appId, type: 'SingleTenant', tenantId, password: 'secret' },
    },
    turns,
    limiter: new MemoryRateLimiter(messageLimit),
    log: silentLogger,
    cloud: { endpoints: login.endpoints(openId) },
    timeouts: { callMs: 300, deliveryMs: 500, checkMs: 1_000, clickMs: 300 },
  });
  const { addRoutes } = channel;
  server = createServer({
    log: silentLogger,
    metrics,
    probe: async () => {},
    routes: [addRoutes],
    drained: async () => {},
  });
  address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/messages`;
}

afterEach(() => server.close());

describe('with the keys at hand', () => {
  beforeEach(() => start(`${login.address}/openid`));

  test('the check at the start is content, and stops a server that answers strangers', async () => {
    await expect(channel.checkClosed(new URL(address).origin)).resolves.toBeUndefined();
    const open = createHttpServer((_req, res) => res.end('{}')).listen(0, '127.0.0.1');
    await once(open, 'listening');
    const { port } = Object(open.address());
    await expect(channel.checkClosed(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'misconfigured' });
    open.close();
  });

  test('a signed message of our tenant is answered', async () => {
    const response = await post(message(), `Bearer ${token()}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ activities: [{ text: '你好?' }] });
  });

  const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;
  const unsigned = () => `${token().split('.').slice(0, 2).join('.')}.`;
  const algNone = () => token({}, { header: { alg: 'none' } }).replace(/[^.]*$/, '');

  /** Who forges what, with which answer; none reaches a turn. */
  test.each<[string, () => string | undefined, object, number]>([
    ['no token', () => undefined, {}, 401],
    ['another scheme', () => 'Basic YTpi', {}, 401],
    ['nonsense', () => 'Bearer nonsense', {}, 401],
    ['a key that is not theirs', () => `Bearer ${token({}, { key: theirs.privateKey })}`, {}, 401],
    ['an unknown key', () => `Bearer ${token({}, { key: theirs.privateKey, header: { kid: 'other' } })}`, {}, 401],
    ['no signature', () => `Bearer ${unsigned()}`, {}, 401],
    ['algorithm none', () => `Bearer ${algNone()}`, {}, 401],
    ['a symmetric algorithm', () => `Bearer ${token({}, { header: { alg: 'HS256' } })}`, {}, 401],
    ['a token for another bot', () => `Bearer ${token({ aud: tenantId })}`, {}, 401],
    ['another issuer', () => `Bearer ${token({ iss: 'https://evil.example' })}`, {}, 401],
    ['the issuer of an emulator', () => `Bearer ${token({ iss: `https://sts.windows.net/${tenantId}/` })}`, {}, 401],
    ['a token that is too old', () => `Bearer ${token({ nbf: inMinutes(-60), exp: inMinutes(-30) })}`, {}, 401],
    ['a token that is not valid yet', () => `Bearer ${token({ nbf: inMinutes(30), exp: inMinutes(60) })}`, {}, 401],
    ['a token for another service', () => `Bearer ${token({ serviceurl: 'https://evil.example' })}`, {}, 401],
    ['an address the token is not for', () => `Bearer ${token()}`, { serviceUrl: 'https://evil.example/' }, 401],
    ['a token for no service', () => `Bearer ${token({ serviceurl: undefined })}`, {}, 401],
    ['a channel the key is not for', () => `Bearer ${token()}`, { channelId: 'directline' }, 401],
    ['another tenant', () => `Bearer ${token()}`, { conversation: { id: 'a:1', tenantId: appId } }, 401],
    ['no tenant', () => `Bearer ${token()}`, { conversation: { id: 'a:1' } }, 401],
    ['a tenant in the channel’s data alone', () => `Bearer ${token()}`, foreignTenant, 401],
    [
      'a click of another tenant',
      () => `Bearer ${token()}`,
      { ...click, conversation: { id: 'a:1', tenantId: appId } },
      401,
    ],
    ['a click without a token', () => undefined, click, 401],
    ['a greeting without a token', () => undefined, { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }, 401],
  ])('%s is turned away and nothing is stored', async (_, authorization, more, status) => {
    const silenced = jest.spyOn(console, 'error').mockImplementation(() => {});
    const response = await post(message(more), authorization());
    silenced.mockRestore();
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code: 'unauthenticated', message: expect.any(String) } });
    expect([turns.accepted.size, turns.votes.length]).toEqual([0, 0]);
  });
});

test.each([
  ['cannot be reached', () => 'http://127.0.0.1:1/openid'],
  ['do not come', () => `${login.address}/slow`],
])('keys that %s are an outage, not a refusal', async (_, openId) => {
  await start(openId());
  const response = await post(message(), `Bearer ${token()}`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(turns.accepted.size).toBe(0);
});

test('a delivery for which no token of our own can be had is tried again later', async () => {
  await start(`${login.address}/openid`);
  const reference = {
    serviceUrl: login.address,
    channelId: 'msteams',
    conversation: { id: 'a:1' },
    bot: { id: '28:bot' },
  };
  const conversation = {
    id: 'msteams|a:1',
    channel: 'msteams',
    staffId: 's1',
    private: true,
    reachable: true,
    reference: JSON.stringify(reference),
    lastUsedAt: 0,
  };
  expect(await channel.send(conversation, { text: '到点了' })).toMatchObject({ kind: 'unreachable' });
});
