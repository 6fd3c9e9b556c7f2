import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.js';
import { hasBrowser, launch } from '../web/browser.js';
import type { Speaker } from './places/place.js';
import { openTeams, type TeamsPlace } from './places/teams.js';

/** Set to a folder to keep pictures of what the test saw. */
const pictures = process.env.PICTURES;
const me: Speaker = { as: 'demo-manager', in: 'chromium' };
const style = `body{margin:0 auto;max-width:640px;padding:16px;background:#f5f5f5;font:15px/1.5 "Noto Sans CJK SC"}
article{margin:0 0 8px;padding:10px 12px;border-radius:8px;background:#fff;white-space:pre-wrap}
button{margin:0;padding:5px 12px;border:1px solid #c7c7c7;border-radius:6px;background:#fff;font:inherit}
.ac-actionSet{flex-wrap:wrap}`;

(hasBrowser ? test : test.skip)(
  'a client like Teams: intake, a card corrected, a reminder, done by a tap',
  async () => {
    const place = await openTeams({ now: '2026-11-24T16:50:00+08:00' });
    const browser = await launch();
    try {
      const client = await Client.open(browser, place);
      await client.say('登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
      await client.sees('10月账单多收480元');
      await client.say('480改成460');
      await client.sees('10月账单多收460元');
      await client.sees('改过了');
      expect(await client.page.getByRole('button', { name: '确认' }).count()).toBe(1);
      await client.picture('corrected');
      await client.press('确认');
      await client.sees(/✓ 已登记 TS-261124-\w{4}/);
      expect(await client.page.getByRole('button', { name: '确认' }).count()).toBe(0);
      await client.at('2026-11-24T20:00:00+08:00');
      await client.at('2026-11-25T09:00:00+08:00');
      await client.at('2026-11-25T12:50:00+08:00');
      await client.sees('16:50到点');
      await client.picture('reminded');
      await client.press('已回了');
      await client.say('今天12:30,客户认可');
      await client.sees('记好了');
      await client.sees('✓ 已办');
      expect(await client.page.getByRole('button', { name: '已回了' }).count()).toBe(0);
      await client.picture('done');
    } finally {
      await browser.close();
      await place.close();
    }
  },
  60_000,
);

test('an answer from the handbook carries its clauses within the limits of Teams, and thumbs', async () => {
  const place = await openTeams({ now: '2026-11-24T16:50:00+08:00' });
  try {
    await place.tell(me, 'VIP投诉多久要回');
    await place.settle();
    const answer = place.held(me).find(({ activity }) => activity.text?.includes('24小时'))?.activity;
    expect(answer?.channelData).toMatchObject({ feedbackLoop: { type: 'default' } });
    const [entity] = answer?.entities ?? [];
    expect(entity).toMatchObject({ type: 'https://schema.org/Message', '@type': 'Message' });
    const { citation = [] } = Object(entity);
    expect(citation.length).toBeGreaterThan(0);
    expect(citation.length).toBeLessThanOrEqual(20);
    for (const [at, { position, appearance }] of citation.entries()) {
      expect(position).toBe(at + 1);
      expect(appearance.name).toMatch(/^.{1,80}$/);
      expect(appearance.abstract).toMatch(/^.{1,160}$/s);
    }
  } finally {
    await place.close();
  }
}, 30_000);

/** A page that draws what was sent with the vendor's library, and sends presses back. */
class Client {
  readonly page: Page;
  readonly #place: TeamsPlace;

  private constructor(page: Page, place: TeamsPlace) {
    this.page = page;
    this.#place = place;
  }

  static async open(browser: Browser, place: TeamsPlace): Promise<Client> {
    const page = await browser.newPage({ viewport: { width: 720, height: 900 } });
    const client = new Client(page, place);
    await page.setContent(`<style>${style}</style><main></main>`);
    await page.addScriptTag({ path: join(projectRoot, 'node_modules/adaptivecards/dist/adaptivecards.min.js') });
    await page.exposeFunction('execute', (id: string, data: unknown) => place.execute(me, id, data));
    return client;
  }

  async say(text: string): Promise<void> {
    await this.#place.tell(me, text);
    await this.#draw();
  }

  async press(title: string): Promise<void> {
    const taken = this.page.waitForFunction('window.taken === true');
    await this.page.getByRole('button', { name: title }).last().click();
    await taken;
    await this.#draw();
  }

  async at(instant: string): Promise<void> {
    this.#place.running.clock.set(instant);
    await this.#draw();
  }

  async sees(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).last().waitFor({ timeout: 5_000 });
  }

  async picture(name: string): Promise<void> {
    if (pictures) await this.page.screenshot({ path: join(pictures, `teams-${name}.png`), fullPage: true });
  }

  async #draw(): Promise<void> {
    await this.#place.settle();
    const held = this.#place.held(me).filter(({ activity }) => activity.type === 'message');
    await this.page.evaluate(`window.taken = false; (${draw})(${JSON.stringify(held)})`);
  }
}

/** Runs in the page. */
const draw = `(held) => {
  const main = document.querySelector('main');
  main.replaceChildren();
  for (const { id, activity } of held) {
    const article = document.createElement('article');
    article.append(activity.text ?? '');
    for (const { content } of activity.attachments ?? []) {
      if (content?.type !== 'AdaptiveCard') continue;
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig({ supportsInteractivity: true,
        actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8 } });
      card.onExecuteAction = async (action) => { await execute(id, action.data); window.taken = true; };
      card.parse(content);
      article.append(card.render());
    }
    main.append(article);
  }
}`;
