import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { jest } from '@jest/globals';
import { BotFramework } from '../../../src/channels/bot-framework/index.js';
import { MemoryRateLimiter, messageLimit } from '../../../src/coordination/rate-limit.js';
import { createMetrics } from '../../../src/http/metrics.js';
import { createServer, type HttpServer } from '../../../src/http/server.js';
import { silentLogger } from '../../../src/log.js';
import { MemoryTurns } from './memory-turns.js';

const appId = '11111111-2222-4333-8444-555555555555';
const tenantId = '66666666-7777-4888-9999-aaaaaaaaaaaa';
const issuer = 'https://api.botframework.com';
const serviceUrl = 'https://smba.example/emea/';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The OpenID document and the keys that the SDK fetches; stands in for the login service. */
let login: Server;
let loginAddress: string;
let turns: MemoryTurns;
let channel: BotFramework;
let server: HttpServer;
let address: string;

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function token(claims: object = {}, key: KeyObject = ours.privateKey, kid = 'ours'): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 600, ...claims };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

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

async function post(body: object, authorization?: string) {
  const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
  return await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function portOf(listening: Server): Promise<number> {
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const bound = listening.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

beforeAll(async () => {
  const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'ours', use: 'sig', endorsements: ['msteams'] };
  login = createHttpServer((req, res) => {
    if (req.url === '/slow') return;
    res.end(JSON.stringify(req.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${loginAddress}/keys` }));
  });
  loginAddress = `http://127.0.0.1:${await portOf(login)}`;
});
afterAll(async () => {
  login.closeAllConnections();
  login.close();
  await once(login, 'close');
});

async function start(openId: string): Promise<void> {
  turns = new MemoryTurns();
  const metrics = createMetrics();
  channel = new BotFramework({
    config: { production: true, teams: { appId, type: 'SingleTenant', tenantId, password: 'secret' } },
    turns,
    limiter: new MemoryRateLimiter(messageLimit),
    log: silentLogger,
    endpoints: {
      ToChannelFromBotLoginUrl: `${loginAddress}/login`,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: `${loginAddress}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: openId,
      ToBotFromEmulatorOpenIdMetadataUrl: openId,
    },
    timeouts: { callMs: 300, deliveryMs: 500, checkMs: 1_000 },
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
  beforeEach(() => start(`${loginAddress}/openid`));

  test('the check at the start is content, and stops a server that answers strangers', async () => {
    await expect(channel.checkClosed(new URL(address).origin)).resolves.toBeUndefined();
    const open = createHttpServer((_req, res) => res.end('{}'));
    const origin = `http://127.0.0.1:${await portOf(open)}`;
    await expect(channel.checkClosed(origin)).rejects.toMatchObject({ code: 'misconfigured' });
    open.close();
  });

  test('a signed message of our tenant is answered', async () => {
    const response = await post(message(), `Bearer ${token()}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ activities: [{ text: '你好?' }] });
  });

  test.each<[string, () => string | undefined, object]>([
    ['no token', () => undefined, {}],
    ['another scheme', () => 'Basic YTpi', {}],
    ['nonsense', () => 'Bearer nonsense', {}],
    ['a key that is not theirs', () => `Bearer ${token({}, theirs.privateKey)}`, {}],
    ['an unknown key', () => `Bearer ${token({}, theirs.privateKey, 'other')}`, {}],
    ['no signature', () => `Bearer ${token().split('.').slice(0, 2).join('.')}.`, {}],
    ['a token for another bot', () => `Bearer ${token({ aud: tenantId })}`, {}],
    ['another issuer', () => `Bearer ${token({ iss: 'https://evil.example' })}`, {}],
    ['a token that is too old', () => `Bearer ${token({ nbf: 1, exp: 2 })}`, {}],
    ['a token for another service', () => `Bearer ${token({ serviceurl: 'https://evil.example' })}`, {}],
    ['a channel the key is not for', () => `Bearer ${token()}`, { channelId: 'directline' }],
    ['another tenant', () => `Bearer ${token()}`, { conversation: { id: 'a:1', tenantId: appId } }],
    ['no tenant', () => `Bearer ${token()}`, { conversation: { id: 'a:1' } }],
  ])('%s is turned away and nothing is stored', async (_, authorization, more) => {
    const silenced = jest.spyOn(console, 'error').mockImplementation(() => {});
    const response = await post(message(more), authorization());
    silenced.mockRestore();
    expect(response.status).toBe(401);
    expect(turns.accepted.size).toBe(0);
  });
});

test.each([
  ['cannot be reached', () => 'http://127.0.0.1:1/openid'],
  ['do not come', () => `${loginAddress}/slow`],
])('keys that %s are an outage, not a refusal', async (_, openId) => {
  await start(openId());
  const response = await post(message(), `Bearer ${token()}`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(turns.accepted.size).toBe(0);
});

test('a delivery for which no token of our own can be had is tried again later', async () => {
  await start(`${loginAddress}/openid`);
  const reference = {
    serviceUrl: loginAddress,
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
