import { randomUUID } from 'node:crypto';
import { quiet, stored } from '../../outbox.js';
import { startApp } from '../../running-app.js';
import { Gateway, type SentFrame } from '../wecom/gateway.js';
import { Limit, type Place, type PlaceOptions, type Shown } from './place.js';

const secret = 'a secret of the test';
type ButtonCard = { task_id: string; main_title: { title: string }; button_list: Array<{ text: string; key: string }> };

/** WeCom's 智能机器人: the vendor's own client in the product, its gateway on loopback. A person has one conversation. */
export async function openWecom({ now }: PlaceOptions): Promise<Place> {
  let gateway = await Gateway.open(secret);
  const { port } = gateway;
  const earlier: SentFrame[] = [];
  const environment = { DEMO: '1', WECOM_BOT_ID: 'bot', WECOM_BOT_SECRET: secret, WECOM_URL: gateway.url };
  const limit = new Limit();
  const running = await startApp({ now, limiter: limit.limiter, environment });
  running.app.connect();
  await gateway.subscribed();
  const framesTo = (chat: string) =>
    [...earlier, ...gateway.sent].filter(({ cmd, body }) => cmd === 'aibot_send_msg' && body.chatid === chat);

  return {
    name: 'WeCom',
    running,
    limit,
    async tell({ as }, text, msgid = randomUUID()) {
      await gateway.say(text, { from: { userid: as }, msgid });
      await stored(running, msgid);
    },
    heard: async ({ as }) => framesTo(as).map(shownOf),
    async button({ as }, title) {
      for (const frame of framesTo(as).reverse()) {
        const card = cardOf(frame);
        const found = card?.button_list.find(({ text }) => text === title);
        if (card && found) {
          const pressed = { key: found.key, taskId: card.task_id };
          return async (by) => {
            const msgid = randomUUID();
            await gateway.click(pressed, { from: { userid: by?.as ?? as }, msgid });
            await stored(running, msgid);
          };
        }
      }
      throw new Error(`no button ${title}`);
    },
    settle: () => quiet(running),
    outage: {
      async begin() {
        earlier.push(...gateway.sent);
        await gateway.close();
      },
      async end() {
        gateway = await Gateway.open(secret, port);
        await gateway.subscribed();
      },
    },
    async close() {
      await running.close();
      await gateway.close();
    },
  };
}

function cardOf({ body }: SentFrame): ButtonCard | undefined {
  return body.msgtype === 'template_card' ? Object(body.template_card) : undefined;
}

function shownOf(frame: SentFrame): Shown {
  const { markdown, file } = frame.body;
  const buttons = cardOf(frame)?.button_list.map(({ text }) => text) ?? [];
  return { text: String(Object(markdown).content ?? ''), buttons, files: file ? [String(Object(file).media_id)] : [] };
}
