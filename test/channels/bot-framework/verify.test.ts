import { isLoopbackUrl, type RequestFacts, verify } from '../../../src/channels/bot-framework/verify.js';

const local: RequestFacts = {
  headers: { host: '127.0.0.1:3978', 'content-type': 'application/json' },
  remoteAddress: '127.0.0.1',
};
const withHeaders = (headers: Record<string, string>): RequestFacts => ({
  ...local,
  headers: { ...local.headers, ...headers },
});
const appId = '11111111-2222-4333-8444-555555555555';

describe('without an app id', () => {
  test.each<[string, RequestFacts]>([
    ['a program of this computer', local],
    ['IPv6', { ...withHeaders({ host: '[::1]:3978' }), remoteAddress: '::1' }],
    ['IPv4 on a socket of IPv6', { ...local, remoteAddress: '::ffff:127.0.0.1' }],
    ['a page of our own', withHeaders({ host: 'localhost:3978', origin: 'http://localhost:3978' })],
    ['JSON with a charset', withHeaders({ 'content-type': 'application/json; charset=utf-8' })],
  ])('%s may talk', (_, facts) => {
    expect(verify(facts, { appId: undefined })).toBeUndefined();
  });

  test.each<[string, RequestFacts, number]>([
    ['another computer', { ...local, remoteAddress: '192.168.1.7' }, 403],
    ['an unknown peer', { ...local, remoteAddress: undefined }, 403],
    ['a rebound name', withHeaders({ host: 'evil.example:3978' }), 403],
    ['a name that begins like ours', withHeaders({ host: '127.0.0.1.evil.example' }), 403],
    ['a page of another site', withHeaders({ origin: 'https://evil.example' }), 403],
    ['a page on another port', withHeaders({ origin: 'http://127.0.0.1:8080' }), 403],
    ['a page without an origin of its own', withHeaders({ origin: 'null' }), 403],
    ['a proxy', withHeaders({ 'x-forwarded-for': '127.0.0.1' }), 403],
    ['a standard proxy', withHeaders({ forwarded: 'for=127.0.0.1' }), 403],
    ['a form', withHeaders({ 'content-type': 'text/plain' }), 415],
  ])('%s is turned away', (_, facts, status) => {
    expect(verify(facts, { appId: undefined })?.status).toBe(status);
  });
});

describe('with an app id', () => {
  const remote: RequestFacts = {
    ...withHeaders({ host: 'bot.example', 'x-forwarded-for': '52.0.0.1' }),
    remoteAddress: '10.0.0.1',
  };

  test('a token is asked for before anything else is looked at', () => {
    expect(verify(remote, { appId })?.status).toBe(401);
    expect(verify(local, { appId })?.status).toBe(401);
  });

  test('whoever brings one is passed to the check of the SDK, wherever he is', () => {
    const facts = { ...remote, headers: { ...remote.headers, authorization: 'Bearer a.b.c' } };
    expect(verify(facts, { appId })).toBeUndefined();
  });
});

test.each([
  ['http://127.0.0.1:9', true],
  ['http://localhost:56150/_connector', true],
  ['https://[::1]/', true],
  ['http://127.1/', true],
  ['https://smba.trafficmanager.net/', false],
  ['http://127.0.0.1@evil.example/', false],
  ['http://localhost.evil.example/', false],
  ['ftp://127.0.0.1/', false],
  ['file:///etc/passwd', false],
  ['http://169.254.169.254/', false],
  ['nonsense', false],
])('%s is a place on this computer: %s', (url, expected) => {
  expect(isLoopbackUrl(url)).toBe(expected);
});
