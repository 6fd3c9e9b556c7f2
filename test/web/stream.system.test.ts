import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.js';
import { bot } from './bot.js';
import { buildPage, hasBrowser, launch, launching } from './browser.js';
import { House } from './house.js';
import { type Served, serve } from './serve.js';

jest.setTimeout(40_000);

let browser: Browser;
let built: string;
let house: House;
let server: Served;
let context: BrowserContext;
let page: Page;
let polls: number;

const own = () => {
  const said = house.ran[0];
  if (!said) throw new Error('nothing was said');
  return `webchat|${said.conversation.id}`;
};

const shows = (text: string) => page.getByRole('log').getByText(text).last().waitFor({ timeout: 10_000 });

async function open(): Promise<void> {
  page = await context.newPage();
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/activities?')) polls += 1;
  });
  await page.goto(server.origin);
  await page.getByLabel('写给首问').fill('你好');
  await page.keyboard.press('Enter');
  await shows('听到了');
}

(hasBrowser ? describe : describe.skip)('the chat page', () => {
  beforeAll(async () => {
    built = await buildPage();
    browser = await launch();
  }, launching);
  afterAll(async () => {
    await browser.close();
    await rm(built, { recursive: true });
  });
  beforeEach(async () => {
    polls = 0;
    house = new House(bot, () => Date.parse('2026-11-24T16:50:00+08:00'));
    const cards = join(projectRoot, 'node_modules', 'adaptivecards', 'dist');
    server = await serve(house, { folders: { source: join(projectRoot, 'web'), built, cards } });
    context = await browser.newContext({ locale: 'zh-CN' });
  });
  afterEach(async () => {
    await context.close();
    await server.close();
  });

  test('listens: what comes by itself is shown, once, without asking for it', async () => {
    const listening = Promise.withResolvers<void>();
    context.on('page', (opened) => opened.on('websocket', () => listening.resolve()));
    await open();
    await listening.promise;
    for (let n = 1; n <= 3; n++) {
      house.append(own(), { type: 'message', text: `第${n}件到点` } as never);
      await shows(`第${n}件到点`);
    }
    const before = polls;
    house.append(own(), { type: 'message', text: '第4件到点' } as never);
    await shows('第4件到点');
    expect(polls).toBe(before);
    expect(await page.getByRole('log').getByText('第4件到点').count()).toBe(1);
    await page.reload();
    await shows('第4件到点');
    expect(await page.getByRole('log').getByText('第1件到点').count()).toBe(1);
  });

  test('where listening does not work it asks', async () => {
    await context.routeWebSocket(/\/stream/, (socket) => socket.close());
    await open();
    house.append(own(), { type: 'message', text: '到点了' } as never);
    await shows('到点了');
    expect(polls).toBeGreaterThan(1);
  });

  test('a server that was away is listened to again, and nothing is lost', async () => {
    await open();
    const port = Number(new URL(server.origin).port);
    await server.close();
    house.append(own(), { type: 'message', text: '中间说的' } as never);
    const cards = join(projectRoot, 'node_modules', 'adaptivecards', 'dist');
    server = await serve(house, { port, folders: { source: join(projectRoot, 'web'), built, cards } });
    await shows('中间说的');
    expect(await page.getByRole('log').getByText('中间说的').count()).toBe(1);
  });
});
