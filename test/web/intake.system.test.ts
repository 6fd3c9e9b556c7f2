import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { typeset } from '../../web/typeset.js';
import { exportRows } from '../exported.js';
import { type RunningApp, startApp } from '../running-app.js';
import { hasBrowser, launch } from './browser.js';

/** Set to a folder to keep pictures of what the tests saw. */
const pictures = process.env.PICTURES;
const widths = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 740 } };

(hasBrowser ? describe : describe.skip)('the whole product in Chromium', () => {
  let browser: Browser;
  let running: RunningApp;

  beforeAll(async () => {
    browser = await launch();
  }, 30_000);
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
});

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
