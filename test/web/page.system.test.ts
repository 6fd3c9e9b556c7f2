import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.js';
import { typeset } from '../../web/typeset.js';
import { bot } from './bot.js';
import { buildPage, hasBrowser, launch, launching } from './browser.js';
import { House } from './house.js';
import { type Served, serve } from './serve.js';

/** Set to a folder to keep pictures of what the tests saw. */
const pictures = process.env.PICTURES;

let browser: Browser;
let built: string;
let house: House;
let server: Served;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const widths = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 720 } };

async function open(size: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  context = await browser.newContext({ viewport: size, colorScheme, locale: 'zh-CN' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.origin);
  await page.getByRole('button', { name: '林悦' }).waitFor();
}

async function start(port = 0, demo = true): Promise<Served> {
  const folders = {
    source: join(projectRoot, 'web'),
    built,
    cards: join(projectRoot, 'node_modules', 'adaptivecards', 'dist'),
  };
  return await serve(house, { port, folders, demo, simulatedSpeed: 1 });
}

async function type(text: string): Promise<void> {
  await page.getByLabel('写给首问').fill(text);
  await page.keyboard.press('Enter');
}

const shows = async (text: string | RegExp): Promise<void> => {
  const printed = typeof text === 'string' ? typeset(text) : text;
  await page.getByRole('log').getByText(printed).last().waitFor({ timeout: 8_000 });
};

/** The page notices growth and scrolling when it paints. */
const painted = () =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))');

async function picture(name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const mine = () => page.locator('.row.mine').allInnerTexts();

(hasBrowser ? describe : describe.skip)('the chat page in Chromium', () => {
  beforeAll(async () => {
    built = await buildPage();
    browser = await launch();
  }, launching);

  afterAll(async () => {
    await browser.close();
    await rm(built, { recursive: true });
  });

  beforeEach(async () => {
    complaints = [];
    house = new House(bot, () => Date.parse('2026-11-24T16:50:00+08:00'));
    server = await start();
  });

  afterEach(async () => {
    await context.close();
    await server.close();
  });

  test.each(Object.entries(widths))(
    'a whole intake: say, copy, confirm, file (%s)',
    async (name, size) => {
      await open(size);
      await page.getByRole('heading', { name: typeset('林悦,下午好') }).waitFor();
      expect(await page.locator('#subtitle').innerText()).toBe('演示时间 11月24日周二 16:50');
      await picture(`${name}-1-empty`);
      await type('远帆食品王芳刚打来\n10月账单多480短信费');
      await shows('核对:远帆食品');
      await picture(`${name}-2-read-back`);
      await page.getByRole('button', { name: '复制' }).click();
      await page.getByRole('button', { name: '已复制' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^王姐.平白多出480元.*K1024$/);
      await page.getByRole('button', { name: '确认' }).click();
      await shows('编号 TS-261124-K7Q2');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: /加到日历/ }).click();
      expect((await download).suggestedFilename()).toBe('BF-261203-9TD4.ics');
      expect(await page.getByRole('button', { name: '确认' }).count()).toBe(0);
      await type('VIP投诉多久要回来着');
      const voted = page.waitForResponse((answer) => answer.request().postData()?.includes('feedback') ?? false);
      await page.getByRole('button', { name: '没用' }).click();
      expect((await voted).status()).toBe(200);
      expect(house.votes).toMatchObject([{ replyId: 'answer-1', vote: 'down' }]);
      await page.getByRole('button', { name: '没用', pressed: true }).waitFor();
      await page.getByRole('button', { name: typeset('出处:四·处理时限') }).click();
      await page.getByText('二十四小时内办结并答复').waitFor();
      await picture(`${name}-3-recorded`);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    },
    20_000,
  );

  test('an adaptive card is drawn, answered once and then at rest', async () => {
    await open(widths.phone, 'dark');
    await type('给我卡片');
    await page.getByLabel('她的要求').fill('今晚恢复');
    await picture('dark-card');
    await page.locator('.adaptive').getByRole('button', { name: '确认' }).click();
    await shows('收到卡片:{"token":"confirm-1","demand":"今晚恢复"}');
    expect(await page.locator('.adaptive').getAttribute('inert')).not.toBeNull();
    await picture('dark-card-answered');
    expect(complaints).toEqual([]);
  }, 20_000);

  test('words are words: markup of a user or the bot is shown, not run', async () => {
    await open(widths.desktop);
    await type('<img src=x onerror="document.title=1"> **粗** 〔没有出处〕');
    await shows('听到了:<img src=x onerror="document.title=1"> **粗** 〔没有出处〕');
    expect(await page.locator('.log img').count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 20_000);

  test('a reload shows the history, the other person has a conversation of her own', async () => {
    await open(widths.phone);
    await type('在吗');
    await shows('听到了:在吗');
    await page.getByLabel('写给首问').fill('还没写完');
    await page.reload();
    await shows('听到了:在吗');
    expect(await mine()).toEqual([expect.stringContaining('在吗')]);
    expect(await page.getByLabel('写给首问').inputValue()).toBe('还没写完');
    await page.getByRole('button', { name: '周岚' }).click();
    await page.getByRole('heading', { name: typeset('周岚,下午好') }).waitFor();
    await type('我是周岚');
    await shows('听到了:我是周岚');
    expect(house.ran.map((said) => said.from.id)).toEqual(['demo-manager', 'demo-supervisor']);
    await page.getByRole('button', { name: '林悦' }).click();
    await shows('听到了:在吗');
    expect(await mine()).toHaveLength(1);
  }, 20_000);

  test('nothing is lost while the server is away, and it goes on by itself', async () => {
    await open(widths.desktop);
    await type('第一句');
    await shows('听到了:第一句');
    const port = Number(new URL(server.origin).port);
    await server.close();
    await type('断线时写的');
    const notice = page.getByText(typeset('连不上首问,正在重连'));
    await notice.waitFor({ timeout: 8_000 });
    await picture('away');
    server = await start(port);
    await shows('听到了:断线时写的');
    await notice.waitFor({ state: 'hidden' });
    expect(await mine()).toHaveLength(2);
    expect(house.ran.map((said) => said.text)).toEqual(['第一句', '断线时写的']);
  }, 25_000);

  test('what was written offline is sent by the page opened next', async () => {
    await open(widths.desktop);
    await type('第一句');
    await shows('听到了:第一句');
    const port = Number(new URL(server.origin).port);
    await server.close();
    await type('断线时写的');
    await page.close();
    server = await start(port);
    page = await context.newPage();
    await page.goto(server.origin);
    await shows('听到了:断线时写的');
    expect(house.ran.map((said) => said.text)).toEqual(['第一句', '断线时写的']);
  }, 25_000);

  test('outside demo mode the page says that it is closed', async () => {
    await server.close();
    server = await start(0, false);
    context = await browser.newContext({ viewport: widths.phone });
    page = await context.newPage();
    await page.goto(server.origin);
    await page.getByText('还没有配置登录').waitFor();
    expect(await page.getByLabel('写给首问').isDisabled()).toBe(true);
    await picture('closed');
  }, 20_000);

  test('dots while the bot thinks; a reminder comes unasked', async () => {
    await open(widths.phone);
    const release = house.hold();
    await type('慢慢想');
    await page.getByRole('img', { name: '首问正在看' }).waitFor();
    await picture('waiting');
    release();
    await shows('听到了:慢慢想');
    await page.getByRole('img', { name: '首问正在看' }).waitFor({ state: 'detached' });
    const id = house.ran[0]?.conversation.id ?? '';
    house.append(`webchat|${id}`, { type: 'message', text: '9:30了,该回王芳' });
    await shows('9:30了,该回王芳');
  }, 20_000);

  test('who reads further up is not pulled down by news', async () => {
    await open(widths.phone);
    await type('行\n'.repeat(60));
    await shows(/听到了.行/);
    await painted();
    await page.locator('#scroll').evaluate((scroll) => scroll.scrollTo(0, 0));
    await painted();
    const id = house.ran[0]?.conversation.id ?? '';
    house.append(`webchat|${id}`, { type: 'message', text: '9:30了,该回王芳' });
    await page.getByRole('button', { name: '有新消息' }).click({ timeout: 8_000 });
    expect(await page.getByRole('button', { name: '有新消息' }).isVisible()).toBe(false);
    const box = await page.getByText(typeset('9:30了,该回王芳')).boundingBox();
    expect(box?.y).toBeLessThan(widths.phone.height);
  }, 20_000);

  test('Enter belongs to the input method while it composes; Shift+Enter breaks the line', async () => {
    await open(widths.desktop);
    const text = page.getByLabel('写给首问');
    await text.focus();
    const input = await context.newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: 'tousu', selectionStart: 5, selectionEnd: 5 });
    await text.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    expect(house.ran).toHaveLength(0);
    await input.send('Input.insertText', { text: '投诉' });
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Enter');
    await shows(/听到了.投诉\n第二行/);
    expect(house.ran.map((said) => said.text)).toEqual(['投诉\n第二行']);
  }, 20_000);

  test('what is too long comes back to its writer', async () => {
    await open(widths.phone);
    await type('长'.repeat(120_000));
    await page.getByText(typeset('太长了,分几条发')).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '拿回来改' }).click();
    expect((await page.getByLabel('写给首问').inputValue()).length).toBe(120_000);
    expect(await mine()).toEqual([]);
  }, 20_000);

  test('every touch target of the phone page is at least 44 px', async () => {
    await open({ width: 360, height: 640 });
    await type('远帆食品 多久');
    await shows('核对:远帆食品');
    const small: string[] = [];
    for (const target of await page.locator('button:not(.mark):visible, a:visible').all()) {
      const box = await target.boundingBox();
      if (!box || box.width < 44 || box.height < 44) small.push(`${await target.textContent()} ${JSON.stringify(box)}`);
    }
    expect(small).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  }, 20_000);
});
