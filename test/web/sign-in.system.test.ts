import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '../processes.js';
import { people } from '../records/samples.js';
import { type RunningApp, startApp } from '../running-app.js';
import { hasBrowser, launch, launching } from './browser.js';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.js';

const pictures = process.env.PICTURES;

let running: RunningApp;
let provider: IdentityProvider;
let origin: string;

beforeEach(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  origin = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(providerPort, `${origin}/signin/callback`);
  running = await startApp({
    now: '2026-11-24T16:50:00+08:00',
    port,
    environment: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      PUBLIC_URL: origin,
    },
  });
  const staff = { ...people.anna, name: '安娜', supervisorId: null };
  await running.app.store.transaction((tx) =>
    tx.insertStaff(staff, [{ channel: 'webchat', tenant: '', userId: 'anna.li', staffId: staff.id }]),
  );
}, 30_000);
afterEach(async () => {
  await running.close();
  await provider.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { redirect: 'manual', headers });

test('without signing in nothing is shown, and another site may not call', async () => {
  const answer = await get('/chat.json');
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: { code: 'SignIn', message: expect.any(String) } },
  ]);
  const token = await fetch(`${origin}/v3/directline/tokens/generate`, { method: 'POST' });
  expect(token.status).toBe(401);
  const foreign = await get('/chat.json', { Origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
});

test('a callback nobody asked for signs nobody in', async () => {
  const unasked = await get('/signin/callback?code=stolen&state=guessed');
  expect([unasked.status, unasked.headers.get('location')]).toEqual([302, '/signin']);
  const begun = await get('/signin');
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  expect(begun.headers.get('location')).toMatch(/code_challenge_method=S256/);
  const forged = await get('/signin/callback?code=stolen&state=guessed', { cookie });
  expect(forged.headers.get('location')).toBe('/?signin=failed');
  expect((await get('/chat.json', { cookie })).status).toBe(401);
});

test('a cookie that was tampered with is none', async () => {
  const begun = await get('/signin');
  const [name, value = ''] = (begun.headers.get('set-cookie')?.split(';')[0] ?? '').split('=');
  const [, mac] = value.split('.');
  const contents = { contents: { kind: 'signed-in', userId: 'anna.li' }, exp: 9_999_999_999 };
  const forged = Buffer.from(JSON.stringify(contents)).toString('base64url');
  expect((await get('/chat.json', { cookie: `${name}=${forged}.${mac}` })).status).toBe(401);
});

test('a provider that is away is told, and tried again', async () => {
  await provider.close();
  expect((await get('/signin')).headers.get('location')).toBe('/?signin=away');
});

(hasBrowser ? describe : describe.skip)('in Chromium', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
  }, launching);
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 375, height: 740 }, locale: 'zh-CN' });
  });
  afterEach(() => page.close());

  async function signIn(as: string): Promise<void> {
    await page.goto(origin);
    await page.getByPlaceholder('Enter any login').fill(as);
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${origin}/`);
  }

  test('somebody of the directory signs in, asks, and signs out', async () => {
    await signIn('anna.li');
    await page.getByText('安娜,').or(page.getByText('安娜，')).waitFor();
    await page.getByRole('textbox').fill('VIP投诉多久要回');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('24小时').first().waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/signed-in.png` });
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name === 'shouwen')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByText('已退出').waitFor();
    await page.getByRole('button', { name: '去登录' }).waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/signed-out.png` });
    expect((await page.context().cookies(origin)).find(({ name }) => name === 'shouwen')).toBeUndefined();
  }, 40_000);

  test('somebody else learns only that the directory does not know him', async () => {
    await signIn('mallory');
    await page.getByText('名册里没有您这个账号').waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/not-in-directory.png` });
  }, 40_000);
});
