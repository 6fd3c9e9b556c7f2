import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { quiet } from '../../outbox.js';
import { startApp } from '../../running-app.js';
import { LocalConnector, type Received } from '../bot-framework/connector.js';
import { appId, LocalLogin, proofOfBot, tenantId } from '../bot-framework/login.js';
import { Limit, type Place, type PlaceOptions, type Shown, type Speaker } from './place.js';

type Block = { text: string; weight?: string; isSubtle?: boolean };
type Action = { title: string; data: unknown };
type Content = { body: Block[]; actions?: Action[] };

/** What a client of Teams holds of a conversation: activities by id, replaced where they were updated. */
export interface TeamsPlace extends Place {
  held(speaker: Speaker): Array<{ id: string; activity: Partial<Activity> }>;
  /** Everything that was sent, wherever to. */
  readonly sent: readonly Received[];
  /** Whatever else Teams posts in the name of a person. */
  post(speaker: Speaker, more: object): Promise<void>;
  /** What the connector answers with 403 from now on. */
  refuse(path: (asked: string) => boolean): void;
  /** An `Action.Execute` of the card of this id. */
  execute(speaker: Speaker, id: string, data: unknown): Promise<void>;
}

/** Teams: the real CloudAdapter, tokens signed by a local login service, a connector that asks for the bot's proof. */
export async function openTeams({ now }: PlaceOptions): Promise<TeamsPlace> {
  const login = new LocalLogin();
  const connector = new LocalConnector();
  await login.listen();
  const serviceUrl = await connector.listen();
  connector.proof = proofOfBot;
  const environment = {
    DEMO: '1',
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_TYPE: 'SingleTenant',
    MICROSOFT_APP_TENANT_ID: tenantId,
    MICROSOFT_APP_PASSWORD: 'a password of the test',
  };
  const limit = new Limit();
  const running = await startApp({ now, limiter: limit.limiter, environment, cloud: login.cloud() });
  const conversationOf = ({ as, in: name }: Speaker) => `${name}-${as}`;

  async function post(speaker: Speaker, more: object): Promise<void> {
    const response = await fetch(`${running.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${login.token(serviceUrl)}` },
      body: JSON.stringify({
        type: 'message',
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${speaker.as}`, aadObjectId: speaker.as },
        recipient: { id: '28:bot' },
        conversation: { id: conversationOf(speaker), conversationType: 'personal', tenantId },
        ...more,
      }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }

  const sentTo = (speaker: Speaker): Received[] =>
    connector.received.filter(
      ({ id, method, path }) =>
        id !== undefined && method === 'POST' && path.includes(`/${encodeURIComponent(conversationOf(speaker))}/`),
    );
  const activityOf = ({ activity }: Received) => activity as Partial<Activity>;

  const click = (id: string | undefined, data: unknown) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: id,
    value: { action: { type: 'Action.Execute', verb: 'say', data } },
  });
  const latest = (id: string) =>
    connector.received.findLast(({ method, path }) => method === 'PUT' && path.endsWith(`/${id}`));

  return {
    held: (speaker) =>
      sentTo(speaker).map((received) => {
        const { id = '' } = received;
        return { id, activity: activityOf(latest(id) ?? received) };
      }),
    sent: connector.received,
    post,
    refuse(path) {
      connector.behaviour = (asked) => ({ status: path(asked) ? 403 : 200 });
    },
    execute: (speaker, id, data) => post(speaker, click(id, data)),
    name: 'Teams',
    running,
    limit,
    tell: (speaker, text, id) => post(speaker, { text, ...(id ? { id } : {}) }),
    heard: async (speaker) =>
      sentTo(speaker)
        .map(activityOf)
        .filter(({ type }) => type === 'message')
        .map(shownOf),
    async button(speaker, title) {
      for (const received of sentTo(speaker).reverse()) {
        const activity = activityOf(received);
        const data = cardOf(activity)?.actions?.find((each) => each.title === title)?.data;
        if (data !== undefined) return (by = speaker) => post(by, click(received.id, data));
        const said = activity.suggestedActions?.actions.find((each) => each.title === title);
        if (said) return (by = speaker) => post(by, { text: String(said.value) });
      }
      throw new Error(`no button ${title}`);
    },
    settle: () => quiet(running),
    outage: {
      async begin() {
        connector.behaviour = { status: 503 };
      },
      async end() {
        connector.behaviour = { status: 200 };
      },
    },
    async close() {
      await running.close();
      await connector.close();
      await login.close();
    },
  };
}

function cardOf({ attachments = [] }: Partial<Activity>): Content | undefined {
  return attachments.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')?.content;
}

/** A card's facts are one line again, as they were said. */
function shownOf(activity: Partial<Activity>): Shown {
  const card = cardOf(activity);
  const facts = (card?.body ?? []).filter(({ isSubtle }) => !isSubtle).map(({ text }) => text);
  const rest = (card?.body ?? []).filter(({ isSubtle }) => isSubtle).map(({ text }) => text);
  const lines = [activity.text ?? '', facts.join(rest.length > 0 ? '|' : '\n'), ...rest];
  const suggested = activity.suggestedActions?.actions ?? [];
  return {
    text: lines.filter(Boolean).join('\n'),
    buttons: [...suggested, ...(card?.actions ?? [])].map(({ title }) => title),
    files: (activity.attachments ?? []).flatMap(({ name }) => name ?? []),
  };
}
