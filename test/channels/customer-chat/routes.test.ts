import { expect, test } from '@jest/globals';
import { CustomerDoor, mountCustomerChat } from '../../../src/channels/customer-chat/index.js';
import { FixedClock } from '../../../src/clock.js';
import { MemoryRateLimiter, messageLimit } from '../../../src/coordination/rate-limit.js';
import type { Handler } from '../../../src/http/route.js';

const clock = new FixedClock('2026-11-24T16:50:00+08:00');
const nobody = async () => undefined;
const never = async () => {
  throw new Error('nothing is stored here');
};

/** The routes before an empty store. */
function routes(): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  const door = new CustomerDoor({
    links: { findCustomerLink: nobody, findStaff: nobody, findCustomerFile: nobody },
    secretKey: 'a secret of the test',
    publicUrl: 'https://chat.example',
    now: () => clock.businessNow(),
  });
  mountCustomerChat((method, path, handler) => handlers.set(`${method} ${path}`, handler), {
    door,
    turns: { accept: never, run: never },
    activities: { listActivities: async () => [] },
    clock,
    timeZone: 'Asia/Shanghai',
    limiter: new MemoryRateLimiter({ ...messageLimit, now: () => 0 }),
    onTurnFault: () => undefined,
  });
  return handlers;
}

test('an address that tries link after link is made to wait; another one is not', async () => {
  const open = routes().get('POST /c/session');
  const attempt = (remoteAddress: string) =>
    open?.({ params: {}, query: {}, headers: {}, remoteAddress, body: { token: 'A'.repeat(43) } });
  const statuses = [];
  for (let n = 0; n < 21; n++) statuses.push((await attempt('203.0.113.5'))?.status);
  expect(statuses).toEqual([...Array(20).fill(404), 429]);
  expect((await attempt('203.0.113.6'))?.status).toBe(404);
});

test('what is said of a link that does not open is in the language of the browser', async () => {
  const open = routes().get('POST /c/session');
  const said = async (language: string) => {
    const headers = { 'accept-language': language };
    return JSON.stringify((await open?.({ params: {}, query: {}, headers, remoteAddress: '::1', body: {} }))?.body);
  };
  expect(await said('en-GB,en;q=0.9')).toContain('This link cannot be used');
  expect(await said('zh-HK,zh;q=0.9')).toContain('這個鏈接用不了');
  expect(await said('fr-FR')).toContain('这个链接用不了');
});
