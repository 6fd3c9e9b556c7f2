import { randomUUID } from 'node:crypto';
import { quiet } from '../../outbox.js';
import { startApp } from '../../running-app.js';
import { CustomerBrowser, type Shown as Seen } from '../customer-chat/customer.js';
import { linkFor } from '../customer-chat/manager.js';
import { Limit, type Place, type PlaceOptions, type Shown, type Speaker } from './place.js';

/** For whom a link was sent; whoever has none gets in nowhere. */
const links: Readonly<Record<string, string>> = {
  'demo-manager': '启明模具的唐师安',
  'demo-supervisor': '晨光印务的白晓宇',
};

/** A customer's own chat, by what his browser says to the server: a link of his own for each conversation. */
export async function openCustomerChat({ now }: PlaceOptions): Promise<Place> {
  const limit = new Limit();
  const running = await startApp({ now, limiter: limit.limiter });
  const browsers = new Map<string, Promise<CustomerBrowser>>();

  function browserOf({ as, in: name }: Speaker): Promise<CustomerBrowser> {
    const key = `${name}\n${as}`;
    const known = browsers.get(key) ?? open(as);
    browsers.set(key, known);
    return known;
  }

  async function open(as: string): Promise<CustomerBrowser> {
    const browser = new CustomerBrowser(running.url);
    const who = links[as];
    await browser.open(who === undefined ? 'a-guess' : await linkFor(running, who));
    return browser;
  }

  async function tell(speaker: Speaker, text: string, id: string = randomUUID()): Promise<void> {
    const answer = await (await browserOf(speaker)).request('POST', '/c/activities', { id, text, locale: 'zh-CN' });
    if (!answer.ok) throw new Error(`${answer.status}`);
  }

  const seenBy = async (speaker: Speaker): Promise<Seen[]> => {
    const seen = (await (await browserOf(speaker)).shown()) as Seen[] | undefined;
    return (seen ?? []).filter(({ from }) => from.role === 'bot');
  };

  return {
    name: 'customer chat',
    running,
    limit,
    unlike: {
      intake: '8月账单多收300元漫游费,号码13800138001,我没出过国,马上退费',
      exchanges: [
        ['你好', '您说,我在听'],
        ['你们套餐最低多少钱', '这个答不了您'],
        ['谢谢', '不客气'],
      ],
      buttons: 'words',
    },
    tell,
    heard: async (speaker) => (await seenBy(speaker)).map(shownOf),
    async button(speaker, title) {
      const shown = (await seenBy(speaker)).some((each) => titlesOf(each).includes(title));
      if (!shown) throw new Error(`no button ${title}`);
      return (by = speaker) => tell(by, title);
    },
    settle: () => quiet(running),
    close: () => running.close(),
  };
}

const titlesOf = ({ suggestedActions }: Seen): string[] => (suggestedActions?.actions ?? []).map(({ title }) => title);

function shownOf(seen: Seen): Shown {
  return { text: seen.text, buttons: titlesOf(seen), files: [] };
}
