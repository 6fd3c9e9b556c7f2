import { expect, test } from '@jest/globals';
import { whyForeign } from '../../src/channels/loopback.js';

const here = { host: '127.0.0.1:3978' };

test.each([
  [here, '127.0.0.1'],
  [here, '::ffff:127.0.0.1'],
  [{ host: 'localhost:3978', origin: 'http://localhost:3978' }, '127.0.0.1'],
  [{ host: '[::1]:3978' }, '::1'],
])('a program of this computer may talk: %j from %s', (headers, peer) => {
  expect(whyForeign(headers, peer)).toBeUndefined();
});

test.each([
  [here, '192.168.1.7', 'only on this computer'],
  [here, undefined, 'only on this computer'],
  [{}, '127.0.0.1', 'Host'],
  [{ host: 'rebound.example:3978' }, '127.0.0.1', 'Host'],
  [{ host: '127.0.0.1.example' }, '127.0.0.1', 'Host'],
  [{ ...here, 'x-forwarded-for': '10.0.0.1' }, '127.0.0.1', 'proxy'],
  [{ ...here, forwarded: 'for=10.0.0.1' }, '127.0.0.1', 'proxy'],
  [{ ...here, origin: 'https://evil.example' }, '127.0.0.1', 'other sites'],
  [{ ...here, origin: 'http://127.0.0.1:8080' }, '127.0.0.1', 'other sites'],
  [{ ...here, origin: 'null' }, '127.0.0.1', 'other sites'],
])('refused: %j from %s', (headers, peer, reason) => {
  expect(whyForeign(headers, peer)).toContain(reason);
});
