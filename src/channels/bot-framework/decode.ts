import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { readVote } from '../vote.js';

/** Ids stand in indexes and logs: bounded, without control characters. */
const id = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'holds control characters' });

const account = z.looseObject({ id: id(256), name: z.string().nullish(), aadObjectId: z.string().max(64).nullish() });

const schema = z.looseObject({
  type: z.string().min(1).max(64),
  id: id(256),
  channelId: id(64).default('emulator'),
  serviceUrl: z.string().max(2048).default(''),
  conversation: z.looseObject({
    id: id(512),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(64).nullish(),
    tenantId: z.string().max(64).nullish(),
  }),
  from: account,
  recipient: z.looseObject({ id: z.string() }).nullish(),
  text: z.string().nullish(),
  locale: z.string().max(64).nullish(),
  deliveryMode: z.string().max(64).nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
  attachments: z.array(z.looseObject({})).nullish(),
  entities: z.array(z.looseObject({})).nullish(),
});

/**
 * What is done with an activity. `greeting`: somebody, maybe the bot itself, was added to a conversation. `click`: an
 * `Action.Execute` of a card, a message whose answer belongs into the response. `vote`: a thumb under an answer.
 */
export type Purpose = 'message' | 'greeting' | 'click' | 'vote' | 'invoke' | 'ignored';

export interface Decoded {
  activity: Activity;
  purpose: Purpose;
  /** Replies belong into the response itself. */
  expectReplies: boolean;
  /** Of the sender's organisation; empty where the channel has none. */
  tenant: string;
}

/** A posted body → an activity, or what is wrong with it. */
export function decode(body: unknown): Decoded | { fault: string } {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { fault: faultOf(parsed.error) };
  // The SDK's type asks for members (`label`, `listenFor` …) that no channel sends; the shape above is what we rely on.
  const received = receivedOf(parsed.data) as unknown as Activity;
  const clicked = clickOf(received);
  const activity = clicked ?? installed(received) ?? withoutMention(received);
  return {
    activity,
    purpose: clicked ? 'click' : purposeOf(activity),
    expectReplies: activity.deliveryMode === 'expectReplies',
    tenant: tenantOf(activity),
  };
}

const clickShape = z.object({ action: z.object({ data: z.looseObject({}) }) });

/** A click on a card is what its button says: a message with the button's data as its value. */
function clickOf(activity: Activity): Activity | undefined {
  if (activity.type !== 'invoke' || activity.name !== 'adaptiveCard/action') return undefined;
  const click = clickShape.safeParse(activity.value);
  if (!click.success) return undefined;
  return {
    ...activity,
    type: 'message',
    text: '',
    value: click.data.action.data,
    channelData: { ...activity.channelData, click: true },
  };
}

/** Somebody installed the app: the bot came in, as where it is added to a conversation; Teams may tell both. */
function installed(activity: Activity): Activity | undefined {
  if (activity.type !== 'installationUpdate' || !/^add/.test(String(activity.action))) return undefined;
  return { ...activity, type: 'conversationUpdate', membersAdded: [activity.recipient ?? { id: 'bot', name: '' }] };
}

function purposeOf(activity: Activity): Purpose {
  if (activity.type === 'message') return isGroup(activity) && !mentioned(activity) ? 'ignored' : 'message';
  if (activity.type === 'invoke') return readVote(activity) ? 'vote' : 'invoke';
  const added = activity.type === 'conversationUpdate' && (activity.membersAdded?.length ?? 0) > 0;
  return added ? 'greeting' : 'ignored';
}

function isGroup({ conversation }: Activity): boolean {
  const kind = conversation.conversationType;
  return conversation.isGroup === true || kind === 'groupChat' || kind === 'channel';
}

const mentionShape = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().default(''),
});

/** Where the bot itself was called, as it stands in the text. */
function mentions({ entities, recipient }: Activity): string[] {
  const read = (entities ?? []).flatMap((entity) => mentionShape.safeParse(entity).data ?? []);
  return read.filter(({ mentioned: { id: who } }) => who === recipient?.id).map(({ text }) => text);
}

const mentioned = (activity: Activity): boolean => mentions(activity).length > 0;

/** `<at>首问</at> 你好` → `你好`: who calls the bot does not say its name to it. */
function withoutMention(activity: Activity): Activity {
  const called = mentions(activity).filter((text) => text !== '');
  if (typeof activity.text !== 'string' || called.length === 0) return activity;
  return { ...activity, text: called.reduce((text, part) => text.replaceAll(part, ' '), activity.text).trim() };
}

const teamsData = z.object({ tenant: z.object({ id: z.string() }) });

function tenantOf(activity: Activity): string {
  if (activity.conversation.tenantId) return activity.conversation.tenantId;
  if (activity.channelData === undefined) return '';
  const read = teamsData.safeParse(activity.channelData);
  return read.success ? read.data.tenant.id : '';
}

function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'not an activity'}`;
}

/** Null is as good as absent. */
function present<T extends object>(value: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const name in value) if (value[name] !== null && value[name] !== undefined) kept[name] = value[name];
  return kept;
}

/** The sender's clocks are kept when they can be read, and never trusted. */
function receivedOf({ timestamp, localTimestamp, expiration, ...data }: z.output<typeof schema>): object {
  const { conversation, from, recipient } = data;
  return {
    ...present(data),
    ...present({
      timestamp: clockOf(timestamp),
      localTimestamp: clockOf(localTimestamp),
      expiration: clockOf(expiration),
    }),
    conversation: present(conversation),
    from: present(from),
    ...(recipient ? { recipient: present(recipient) } : {}),
  };
}

function clockOf(said: unknown): Date | undefined {
  return typeof said === 'string' && !Number.isNaN(Date.parse(said)) ? new Date(said) : undefined;
}
