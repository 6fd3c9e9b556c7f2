import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { typeset } from '../../web/typeset.js';
import { tokenIn } from '../channels/customer-chat/customer.js';
import { forbiddenIn } from '../channels/customer-chat/forbidden.js';
import { exportRows } from '../exported.js';
import { readQr } from '../qr.js';
import { type RunningApp, startApp } from '../running-app.js';
import { hasBrowser, launch, launching } from './browser.js';

/** Set to a folder to keep pictures of what the tests saw. */
const pictures = process.env.PICTURES;
const widths = { phone: { width: 375, height: 740 }, desktop: { width: 1280, height: 860 } };

(hasBrowser ? describe : describe.skip)("the customer's own chat in Chromium", () => {
  let browser: Browser;
  let running: RunningApp;

  beforeAll(async () => {
    browser = await launch();
  }, launching);
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  }, 20_000);
  afterEach(async () => {
    await running.close();
  });

  async function link(text = '给澄江医药的赵凯发个投诉链接'): Promise<string> {
    const [made] = await running.say(text);
    return `${running.url}/c#${tokenIn(made?.text)}`;
  }

  test.each(Object.entries(widths))(
    'an angry customer is soothed, heard and read back, gets his number, owner and time, and finds it again (%s)',
    async (name, viewport) => {
      const context = await browser.newContext({ viewport, locale: 'zh-CN' });
      const page = await context.newPage();
      const bytes = listenTo(page);
      await page.goto(await link());
      const chat = talk(page, name);
      await chat.shows('自动助手,不是真人');
      await chat.shows('会存什么:您写的话、发的照片和时间');
      await chat.shows(/谁看得到.林悦.*经手、督办这件事的人.别人看不到/);
      expect(page.url()).toBe(`${running.url}/c`);
      await chat.say('昨天刚交的费今天下午就停我机!!你们搞什么', '您说,我在听');
      await chat.say('打客服转了四个人 没一个说得清 误了我三个电话', '停的是哪个号码?');
      await chat.say('139xxxx6621 两点多停的', '您最想我们先办哪一件?');
      await chat.say('马上恢复 再给个说法 今晚必须能用', '我复述一遍');
      await chat.say('对!能不能保证今晚', /TS-261124-[0-9A-Z]{4}.*最迟11月25日（周三）16:50前林悦/s);
      await page.reload();
      await chat.shows(/TS-261124-[0-9A-Z]{4}/);
      await chat.say('处理得怎么样了', '最迟11月25日(周三)16:50前告诉您结果');
      await context.close();

      const [complaint] = await exportRows(running.app.store, 'complaints');
      expect(complaint).toMatchObject({ customer: '澄江医药', contact: '赵凯', owner: 'lin-yue', category: '业务' });
      expect(bytes.length).toBeGreaterThan(10);
      expect(forbiddenIn(await Promise.all(bytes))).toEqual([]);
    },
    40_000,
  );

  test('its manager gets the address as a QR code that reads as it, and what it opens is the chat', async () => {
    const [made, ...more] = await running.say('给澄江医药的赵凯发个投诉链接');
    const [picture] = more.flatMap(({ attachments }) => attachments ?? []);
    expect(picture?.contentType).toBe('image/png');
    const address = readQr(Buffer.from(picture?.contentUrl?.split('base64,')[1] ?? '', 'base64'));
    expect(made?.text).toContain(address);
    expect(address).toMatch(/\/c#[\w-]{40,}$/);
    const page = await browser.newPage({ locale: 'zh-CN' });
    // The house of the test stands on a port of its own.
    await page.goto(`${running.url}/${address.split('/').at(-1)}`);
    await talk(page, 'scanned').shows('自动助手,不是真人');
    await page.close();
  }, 20_000);

  test('its words are those of the browser, and so are the answers', async () => {
    for (const [locale, welcome, said, answered] of [
      ['en-US', 'not a person', 'my line has been down since this morning', 'Which number is it about?'],
      ['zh-TW', '不是真人', '網路從早上就斷了', '您說的我原樣記給林悦'],
    ] as const) {
      const context = await browser.newContext({ viewport: widths.phone, locale });
      const page = await context.newPage();
      await page.goto(await link());
      const chat = talk(page, locale);
      await chat.shows(welcome);
      await chat.say(said, answered);
      await context.close();
    }
  }, 40_000);

  test('a photo goes with the complaint; after the end nothing is left on the device', async () => {
    const context = await browser.newContext({ viewport: widths.phone, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(await link('给启明模具的唐师安发个投诉链接'));
    const chat = talk(page, 'photo');
    await chat.say('10月账单多收了我30元', '是哪个号码的事?');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.locator('#files').setInputFiles({ name: '账单.png', mimeType: 'image/png', buffer: png });
    await chat.shows('附件收到1个');
    await page.getByRole('button', { name: '结束' }).click();
    await chat.shows('这次对话在这台设备上收起来了');
    await page.reload();
    await chat.shows('这个链接用不了');
    expect(await page.evaluate('JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])')).toBe(
      '[0,0,""]',
    );
    await context.close();
  }, 40_000);

  test('a revoked link shuts an open page, and every link that does not open looks the same', async () => {
    const context = await browser.newContext({ viewport: widths.phone, locale: 'zh-CN' });
    const page = await context.newPage();
    const address = await link();
    await page.goto(address);
    const chat = talk(page, 'revoked');
    await chat.say('你好', '智能助手');
    await running.say('作废1号链接');
    await page.locator('#text').fill('还在吗');
    await page.keyboard.press('Enter');
    await chat.shows('这个链接用不了');
    for (const wrong of [address, `${running.url}/c#${'A'.repeat(43)}`, `${running.url}/c`]) {
      const other = await context.newPage();
      await other.goto(wrong);
      await talk(other, 'wrong').shows('这个链接用不了');
      await other.close();
    }
    await context.close();
  }, 40_000);
});

/** Everything the page is sent: bodies of its own calls and files, and socket frames. */
function listenTo(page: Page): Array<string | Promise<string>> {
  const bytes: Array<string | Promise<string>> = [];
  page.on('response', (answer) => bytes.push(answer.text().catch(() => '')));
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => bytes.push(String(payload))));
  return bytes;
}

function talk(page: Page, name: string) {
  let shot = 0;
  const shows = async (text: string | RegExp): Promise<void> => {
    const printed = typeof text === 'string' ? new RegExp(`${escaped(typeset(text))}|${escaped(text)}`) : text;
    await page.locator('p, button').filter({ hasText: printed, visible: true }).last().waitFor({ timeout: 10_000 });
    if (pictures) await page.screenshot({ path: join(pictures, `customer-${name}-${++shot}.png`) });
  };
  return {
    shows,
    async say(text: string, wanted: string | RegExp): Promise<void> {
      await page.locator('#text').fill(text);
      await page.keyboard.press('Enter');
      await shows(wanted);
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
