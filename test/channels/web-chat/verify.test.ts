import { expect, test } from '@jest/globals';
import { bearerToken, checkToken, deriveTokenKey, signToken } from '../../../src/channels/web-chat/verify.js';

const key = deriveTokenKey('secret of the house');
const grant = { userId: 'demo-manager', conversationId: 'c1' };
const now = Date.parse('2026-11-24T08:50:00Z');
const minutes = 60_000;

test('a token gives back whom it was signed for', () => {
  expect(checkToken(key, signToken(key, grant, now), now)).toMatchObject({ kind: 'valid', grant });
});

test('a token is good for half an hour and then only names its conversation', () => {
  const token = signToken(key, grant, now);
  expect(checkToken(key, token, now + 30 * minutes - 1)).toMatchObject({ kind: 'valid' });
  expect(checkToken(key, token, now + 30 * minutes)).toMatchObject({ kind: 'expired', grant });
});

test('an empty secret is refused', () => {
  expect(() => deriveTokenKey('')).toThrow('empty secret');
});

const signed = signToken(key, grant, now);
const [head, payload, mac] = signed.split('.') as [string, string, string];
const other = Buffer.from(JSON.stringify({ user: 'demo-supervisor', conv: 'c1', exp: 9e9 })).toString('base64url');
const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');

test.each([
  ['another key', signToken(deriveTokenKey('another'), grant, now)],
  ['another payload', `${head}.${other}.${mac}`],
  ['no algorithm', `${none}.${payload}.${mac}`],
  ['no signature', `${head}.${payload}.`],
  ['a cut signature', signed.slice(0, -4)],
  ['a fourth part', `${signed}.x`],
  ['nothing', ''],
])('forged: %s', (_, token) => {
  expect(checkToken(key, token, now)).toEqual({ kind: 'forged' });
});

test.each([
  ['Bearer a.b.c', 'a.b.c'],
  ['bearer a.b.c', 'a.b.c'],
  ['Basic a.b.c', undefined],
  ['Bearer undefined', undefined],
  [undefined, undefined],
])('authorization %s', (value, token) => {
  expect(bearerToken(value)).toBe(token);
});
