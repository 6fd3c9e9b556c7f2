import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { systemViewer } from '../../src/domain/staff.js';
import { typeset } from '../../web/typeset.js';
import { exportRows } from '../exported.js';
import { type RunningApp, startApp } from '../running-app.js';
import { hasBrowser, launch, launching } from './browser.js';

/** Set to a folder to keep pictures of what the tests saw. */
const pictures = process.env.PICTURES;
const widths = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 740 } };

(hasBrowser ? describe : describe.skip)('the whole product in Chromium', () => {
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

  test.each(Object.entries(widths))(
    'a complaint, a visit and a question, told, corrected and on record (%s)',
    async (name, viewport) => {
      const context = await browser.newContext({ viewport, locale: 'zh-CN' });
      const page = await context.newPage();
      await page.goto(running.url);
      const chat = talk(page, name);
      await chat.say('远帆食品王芳刚打来 10月账单多480短信费 说没订过 火很大 要查清退钱 我进会了', '回「对」');
      await chat.say('480改成460 其他对', /TS-261124-[0-9A-Z]{4}/);
      await chat.say('明早十点前', '11月25日(周三)10:00');
      await chat.say('VIP投诉多久要回', '24小时');
      await chat.say('下周三下午三点去远帆看王芳 送台历', '我先拟的');
      await chat.press('客户定的', '16:00');
      await chat.press('确认', /BF-261202-[0-9A-Z]{4}/);
      await page.getByRole('link', { name: /加到日历/ }).waitFor();
      await page.reload();
      await chat.shows(/BF-261202-[0-9A-Z]{4}/);
      await context.close();

      const [complaint] = await exportRows(running.app.store, 'complaints');
      expect(complaint).toMatchObject({
        customer: '远帆食品',
        contact: '王芳',
        owner: expect.any(String),
        category: '资费',
      });
      expect(String(complaint?.description)).toContain('460');
      expect(await exportRows(running.app.store, 'visits')).toHaveLength(1);
    },
    40_000,
  );

  test('a photo of a bill is made to fit, kept with the complaint and shown again', async () => {
    const context = await browser.newContext({ viewport: widths.phone, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(running.url);
    const chat = talk(page, 'files');
    await chat.say('启明模具唐师安投诉10月账单多收30元 要求退费', '回「对」');
    const photo = noise(900, 600);
    expect(photo.length).toBeGreaterThan(1_000_000);
    await page.getByLabel('发图片或 PDF').setInputFiles({ name: '账单.png', mimeType: 'image/png', buffer: photo });
    await chat.shows('附件收到1个');
    await page
      .getByLabel('发图片或 PDF')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByText('只收图片').waitFor();
    await chat.say('对', /TS-261124-[0-9A-Z]{4}/);
    await chat.say('看附件', /附件1/);
    const shown = page.getByRole('img', { name: '账单.jpg' });
    await shown.waitFor();
    expect(await shown.evaluate((image) => 'naturalWidth' in image && Number(image.naturalWidth))).toBeGreaterThan(100);
    if (pictures) await page.screenshot({ path: join(pictures, 'files.png') });
    const [complaint] = await exportRows(running.app.store, 'complaints');
    const [kept, ...more] = await running.app.store.listAttachments(systemViewer, `complaint:${complaint?.id}`);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ name: '账单.jpg', contentType: 'image/jpeg', addedBy: 'lin-yue' });
    expect(kept?.size).toBeLessThan(160 * 1024);
    await context.close();
  }, 40_000);
});

/** A PNG nothing can make small: a photo. */
function noise(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), randomBytes(width * 3)]));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function talk(page: Page, name: string) {
  let shot = 0;
  const shows = async (text: string | RegExp): Promise<void> => {
    const printed = typeof text === 'string' ? typeset(text) : text;
    await page
      .locator('.words, button')
      .filter({ hasText: printed, visible: true })
      .last()
      .waitFor({ timeout: 10_000 });
    if (pictures) await page.screenshot({ path: join(pictures, `intake-${name}-${++shot}.png`) });
  };
  return {
    shows,
    async say(text: string, wanted: string | RegExp): Promise<void> {
      await page.getByLabel('写给首问').fill(text);
      await page.keyboard.press('Enter');
      await shows(wanted);
    },
    async press(button: string, wanted: string | RegExp): Promise<void> {
      await page.getByRole('button', { name: button }).last().click();
      await shows(wanted);
    },
  };
}
