import { type Activity, DirectLine } from 'botframework-directlinejs';
import { quiet } from '../../outbox.js';
import { until } from '../../processes.js';
import { startApp } from '../../running-app.js';
import { FetchXmlHttpRequest } from '../../web/xml-http-request.js';
import { Limit, type Place, type PlaceOptions, type Shown, type Speaker } from './place.js';

Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest });

type Action = { type: string; title: string; value: unknown; text?: string };
interface Seen {
  id?: string;
  from: { role?: string };
  text?: string;
  channelData?: { offer?: string };
  suggestedActions?: { actions: Action[] };
  attachments?: Array<{ name?: string }>;
}

/** A person's browser: the vendor's client, and what it has shown. */
interface Tab {
  client: DirectLine;
  seen: Seen[];
}

/** The web chat, by the Direct Line client. */
export async function openWebChat({ now }: PlaceOptions): Promise<Place> {
  const limit = new Limit();
  const running = await startApp({ now, limiter: limit.limiter });
  const tabs = new Map<string, Tab>();
  const nameOf = ({ as, in: name }: Speaker) => `${name}\n${as}`;

  function open(options: { token: string; conversationId?: string; watermark?: string }, seen: Seen[]): Tab {
    const client = new DirectLine({ ...options, domain: `${running.url}/v3/directline`, webSocket: true });
    const take = (activity: Activity) => {
      if (activity.type === 'message') seen.push(activity as unknown as Seen);
    };
    // That a client was closed is an error to it.
    client.activity$.subscribe(take, () => undefined);
    client.connectionStatus$.subscribe(
      () => undefined,
      () => undefined,
    );
    return { client, seen };
  }

  async function tabOf(speaker: Speaker): Promise<Tab> {
    const known = tabs.get(nameOf(speaker));
    if (known) return known;
    const answer = await fetch(`${running.url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: { id: speaker.as } }),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const tab = open((await answer.json()) as { token: string }, []);
    tabs.set(nameOf(speaker), tab);
    return tab;
  }

  async function post(speaker: Speaker, text: string, more: object = {}): Promise<void> {
    const { client } = await tabOf(speaker);
    const activity = { type: 'message' as const, from: { id: 'whoever' }, text, ...more };
    const id = await new Promise<string>((resolve, reject) => client.postActivity(activity).subscribe(resolve, reject));
    // The client's word for a refusal that time may mend.
    if (id === 'retry') throw new Error('not taken');
  }

  /** Both ends have the same activities. */
  async function arrived({ client, seen }: Tab): Promise<void> {
    const { conversationId } = Object(client) as { conversationId: string };
    await until(10_000, async () => {
      const stored = await running.app.store.listActivities(`webchat|${conversationId}`, 0, 1_000);
      return seen.length >= stored.length ? true : undefined;
    });
  }

  return {
    name: 'web chat',
    running,
    limit,
    tell: (speaker, text, id) => post(speaker, text, id ? { channelData: { clientActivityID: id } } : {}),
    heard: async (speaker) => (await tabOf(speaker)).seen.filter(({ from }) => from.role === 'bot').map(shownOf),
    async button(speaker, title) {
      for (const { suggestedActions, channelData } of [...(await tabOf(speaker)).seen].reverse()) {
        const action = suggestedActions?.actions.find((each) => each.title === title);
        if (!action) continue;
        const offer = channelData?.offer;
        const value = action.type === 'messageBack' ? action.value : offer ? { say: title, offer } : undefined;
        return (by = speaker) => post(by, action.text ?? title, value === undefined ? {} : { value });
      }
      throw new Error(`no button ${title}`);
    },
    async settle() {
      await quiet(running);
      for (const tab of tabs.values()) await arrived(tab);
    },
    outage: {
      async begin() {
        for (const { client } of tabs.values()) client.end();
      },
      async end() {
        for (const [name, { client, seen }] of tabs) {
          const { token, conversationId } = Object(client) as { token: string; conversationId: string };
          tabs.set(name, open({ token, conversationId, watermark: String(seen.length) }, seen));
        }
      },
    },
    async close() {
      for (const { client } of tabs.values()) client.end();
      await running.close();
    },
  };
}

function shownOf({ text = '', suggestedActions, attachments = [] }: Seen): Shown {
  const buttons = (suggestedActions?.actions ?? []).map(({ title }) => title);
  return { text, buttons, files: attachments.flatMap(({ name }) => name ?? []) };
}
