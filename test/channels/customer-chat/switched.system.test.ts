import { afterEach, expect, test } from '@jest/globals';
import { type RunningApp, startApp } from '../../running-app.js';
import { CustomerBrowser, tokenIn } from './customer.js';

let running: RunningApp;
afterEach(() => running.close());
const now = '2026-11-24T16:50:00+08:00';

test('outside a demo there are no such chats until they are switched on', async () => {
  running = await startApp({ now, environment: { DEMO: '0' } });
  expect((await fetch(`${running.url}/c`)).status).toBe(404);
  expect((await new CustomerBrowser(running.url).open('A'.repeat(43))).status).toBe(404);
  expect((await fetch(`${running.url}/customer.js`)).status).toBe(404);
}, 20_000);

test('switched off in a demo, the manager is told so', async () => {
  running = await startApp({ now, environment: { CUSTOMER_CHAT: '0' } });
  expect((await running.say('给启明模具的唐师安发个投诉链接'))[0]?.text).toContain('CUSTOMER_CHAT');
}, 20_000);

test('behind https the link and the cookie are bound to it, and the staff page needs no customer page', async () => {
  running = await startApp({ now, environment: { PUBLIC_URL: 'https://chat.example' } });
  const [made] = await running.say('给启明模具的唐师安发个投诉链接');
  expect(made?.text).toContain('https://chat.example/c#');
  const browser = new CustomerBrowser(running.url);
  const token = tokenIn(made?.text);
  const answer = await browser.request('POST', '/c/session', { token }, { Origin: 'https://chat.example' });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-shouwen-customer=.*; Path=\/; HttpOnly; SameSite=Strict; .*Secure$/,
  );
  const foreign = await browser.request('POST', '/c/session', { token }, { Origin: 'http://127.0.0.1' });
  expect(foreign.status).toBe(403);
}, 20_000);
