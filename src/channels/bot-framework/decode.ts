import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** Ids stand in indexes and logs: bounded, without control characters. */
const id = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'holds control characters' });
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
/** A clock of the sender: kept when it can be read, never trusted. */
const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => new Date(text))
  .optional()
  .catch(undefined);

const account = z.looseObject({ id: id(256), name: optional(z.string()), aadObjectId: optional(z.string().max(64)) });

const schema = z.looseObject({
  type: z.string().min(1).max(64),
  id: id(256),
  channelId: id(64).default('emulator'),
  serviceUrl: z.string().max(2048).default(''),
  conversation: z.looseObject({
    id: id(512),
    isGroup: optional(z.boolean()),
    conversationType: optional(z.string().max(64)),
    tenantId: optional(z.string().max(64)),
  }),
  from: account,
  recipient: optional(z.looseObject({ id: z.string() })),
  text: optional(z.string()),
  locale: optional(z.string().max(64)),
  deliveryMode: optional(z.string().max(64)),
  membersAdded: optional(z.array(z.looseObject({ id: z.string() }))),
  attachments: optional(z.array(z.looseObject({}))),
  entities: optional(z.array(z.looseObject({}))),
  timestamp: instant,
  localTimestamp: instant,
  expiration: instant,
});

/**
 * What is done with an activity. `greeting`: somebody, maybe the bot itself, was added to a conversation. `click`: an
 * `Action.Execute` of a card, a message whose answer belongs into the response.
 */
export type Purpose = 'message' | 'greeting' | 'click' | 'invoke' | 'ignored';

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
  const received = dropUndefined(parsed.data) as unknown as Activity;
  const clicked = clickOf(received);
  const activity = clicked ?? received;
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

function purposeOf(activity: Activity): Purpose {
  if (activity.type === 'message') return 'message';
  if (activity.type === 'invoke') return 'invoke';
  const added = activity.type === 'conversationUpdate' && (activity.membersAdded?.length ?? 0) > 0;
  return added ? 'greeting' : 'ignored';
}

const teamsData = z.object({ tenant: z.object({ id: z.string() }) });

function tenantOf(activity: Activity): string {
  if (activity.conversation.tenantId) return activity.conversation.tenantId;
  const read = teamsData.safeParse(activity.channelData);
  return read.success ? read.data.tenant.id : '';
}

function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'not an activity'}`;
}

function dropUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
