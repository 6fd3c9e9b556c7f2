import { type Activity, TurnContext } from 'botbuilder';
import type { Config } from '../../config.js';
import type { RateLimiter } from '../../coordination/rate-limit.js';
import type { InboxKey } from '../../domain/ports.js';
import { AppError } from '../../errors.js';
import { fault, RateLimited } from '../../http/fault.js';
import type { HttpRequest, HttpResponse, Register } from '../../http/route.js';
import type { Logger } from '../../log.js';
import type { Inbound, Turns } from '../../turn/types.js';
import { acceptOrTell } from '../accept.js';
import type { Channel } from '../channel.js';
import { readVote } from '../vote.js';
import { Adapter } from './adapter.js';
import { answerToClick } from './answer-click.js';
import { Authentication, type AuthenticationOptions, within } from './authentication.js';
import { type Decoded, decode } from './decode.js';
import { openAlone } from './open-alone.js';
import { close, send } from './send.js';
import { isLoopbackUrl, verify } from './verify.js';
import { sendWholeEntities } from './whole-entities.js';

export interface BotFrameworkOptions {
  config: Pick<Config, 'teams' | 'production' | 'signIn'>;
  turns: Pick<Turns, 'accept' | 'run' | 'handle' | 'vote'>;
  limiter: RateLimiter;
  log: Logger;
  /** Another cloud than the public one: its addresses, and how the bot proves itself there. */
  cloud?: Pick<AuthenticationOptions, 'endpoints' | 'credentials'>;
  /** Ms: one outgoing call, a whole delivery, checking a token, what a press waits for. */
  timeouts?: Timeouts;
}

interface Timeouts {
  callMs: number;
  deliveryMs: number;
  checkMs: number;
  clickMs: number;
}

/** Channel ids that belong to channels of our own; the same name coming through Azure gets a prefix. */
const ownIds = new Set(['webchat', 'terminal', 'wecom', 'customerchat']);
const prefix = 'bot-framework:';
/** For whom the bot's own tokens are meant, in the public cloud. */
const publicAudience = 'https://api.botframework.com';
/** Quick answers show no signs of writing. */
const typingAfterMs = 700;

sendWholeEntities();

/** Teams, the emulator and every channel that Azure Bot Service carries. */
export class BotFramework implements Channel {
  readonly #options: BotFrameworkOptions;
  readonly #adapter: Adapter;
  readonly #audience: string;
  readonly #timeouts: Timeouts;

  constructor(options: BotFrameworkOptions) {
    this.#options = options;
    this.#timeouts = options.timeouts ?? { callMs: 5_000, deliveryMs: 15_000, checkMs: 10_000, clickMs: 5_000 };
    const { callMs, checkMs } = this.#timeouts;
    const { cloud, config } = options;
    this.#audience = cloud?.endpoints?.ToChannelFromBotOAuthScope ?? publicAudience;
    this.#adapter = new Adapter(new Authentication({ teams: config.teams, callMs, checkMs, ...cloud }));
  }

  readonly serves = (channelId: string): boolean => !ownIds.has(channelId);

  readonly send: Channel['send'] = (conversation, activity) =>
    send(this.#adapter, conversation, activity, this.#sending);

  /** Teams alone lets a bot begin: with those who have its app. */
  readonly openAlone: NonNullable<Channel['openAlone']> = (activity) =>
    openAlone(this.#adapter, activity, this.#opening);

  readonly close: NonNullable<Channel['close']> = (conversation, sentId, activity, note) =>
    close(this.#adapter, conversation, { sentId, activity, note }, this.#sending);

  /**
   * `POST /api/messages`. Without an app id nobody proves there who he is: not in production, and not where people sign in, lest
   * a proxy in front lend strangers the address of this computer.
   */
  readonly addRoutes = (register: Register): void => {
    const { production, signIn } = this.#options.config;
    if ((production || signIn) && this.#appId === undefined) return;
    register('POST', '/api/messages', (request) => this.#receive(request));
  };

  /**
   * Posts itself a message without a token, as a stranger would. With an app id anything but 401 is `misconfigured`: better no bot than
   * one that answers everybody.
   */
  async checkClosed(origin: string): Promise<void> {
    if (this.#appId === undefined) return;
    const stranger = { type: 'message', id: 'self-check', from: { id: 'nobody' }, conversation: { id: 'self-check' } };
    const answer = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(stranger),
      signal: AbortSignal.timeout(this.#timeouts.checkMs),
    });
    if (answer.status === 401) return;
    throw new AppError(
      'misconfigured',
      `/api/messages answered ${answer.status} to a message without a token, not 401.`,
    );
  }

  get #sending() {
    return { appId: this.#appId, deliveryMs: this.#timeouts.deliveryMs };
  }

  get #opening() {
    return { appId: this.#appId, audience: this.#audience, callMs: this.#timeouts.callMs };
  }

  get #appId(): string | undefined {
    return this.#options.config.teams?.appId;
  }

  async #receive(request: HttpRequest): Promise<HttpResponse> {
    const refusal = verify(request, { appId: this.#appId });
    if (refusal) return fault(refusal.status, refusal.code, refusal.message);
    const decoded = decode(request.body);
    if ('fault' in decoded) throw new AppError('invalid-input', decoded.fault);
    const unsendable = this.#whyUnsendable(decoded);
    if (unsendable) return unsendable;
    let accepted: InboxKey | undefined;
    const result = await this.#adapter.receive(
      request.headers.authorization ?? '',
      decoded.purpose === 'click' ? { ...decoded.activity, type: 'invoke' } : decoded.activity,
      async (context) => {
        accepted = await this.#take(context, decoded);
      },
    );
    if (accepted) this.#runLater(accepted, decoded);
    if (decoded.purpose === 'invoke') return fault(501, 'unsupported', 'The bot does not know this invoke.');
    return { status: result?.status ?? 200, headers: {}, body: result?.body };
  }

  /** Replies that cannot be delivered are refused before anything is stored. */
  #whyUnsendable({ activity, expectReplies, purpose }: Decoded): HttpResponse | undefined {
    // The SDK checks this channel's tokens against issuers we have not set up.
    if (activity.channelId === 'AseChannel') return fault(501, 'unsupported', 'This channel is not served.');
    const silent = purpose === 'ignored' || purpose === 'invoke' || purpose === 'vote';
    if (expectReplies || silent) return undefined;
    if (!URL.canParse(activity.serviceUrl))
      return fault(400, 'invalid-input', 'serviceUrl: the address for replies is missing.');
    if (this.#appId !== undefined || isLoopbackUrl(activity.serviceUrl)) return undefined;
    return fault(403, 'refused', 'serviceUrl: without an app id replies go to this computer only.');
  }

  /** Inside the SDK's turn, the sender authenticated. Resolves to what is to be run after the answer. */
  async #take(context: TurnContext, decoded: Decoded): Promise<InboxKey | undefined> {
    this.#admit(decoded);
    if (decoded.purpose === 'ignored' || decoded.purpose === 'invoke') return undefined;
    const inbound = toInbound(decoded);
    const wait = await this.#options.limiter.take(`${inbound.channel}|${inbound.tenant}|${inbound.activity.from.id}`);
    if (wait > 0) throw new RateLimited(wait);
    if (decoded.purpose === 'vote') return await this.#vote(context, inbound);
    if (decoded.purpose === 'click') return await this.#click(context, inbound);
    if (inbound.delivery !== 'return') return await this.#accept(context, inbound);
    const replies = await this.#options.turns.handle(inbound);
    if (replies.length > 0) await context.sendActivities(replies);
    return undefined;
  }

  /** Stored, then run; the press is answered in time, with the card as it is then, and what is said comes as a message. */
  async #click(context: TurnContext, inbound: Inbound): Promise<undefined> {
    const { turns } = this.#options;
    if (inbound.delivery === 'return') {
      await context.sendActivity(answerToClick(inbound, await turns.handle(inbound)));
      return;
    }
    const key = await this.#accept(context, inbound);
    // Whoever runs turns tells of failures, and the sweep runs it again.
    const replies = await within(this.#timeouts.clickMs, turns.run(key)).catch(() => []);
    await context.sendActivity(answerToClick(inbound, replies));
  }

  #accept(context: TurnContext, inbound: Inbound): Promise<InboxKey> {
    return acceptOrTell(this.#options.turns, inbound, (replies) =>
      within(this.#timeouts.callMs, context.sendActivities([...replies])),
    );
  }

  async #vote(context: TurnContext, { channel, activity }: Inbound): Promise<undefined> {
    const vote = readVote(activity);
    if (vote) await this.#options.turns.vote({ channel, conversationId: activity.conversation.id, ...vote });
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } });
  }

  /** A valid token says nothing of the tenant: people of another one are turned away. */
  #admit({ activity, tenant }: Decoded): void {
    const { teams } = this.#options.config;
    if (!teams || (tenant === '' && activity.channelId !== 'msteams')) return;
    if (tenant.toLowerCase() !== teams.tenantId.toLowerCase()) {
      throw new AppError('unauthenticated', 'People of this tenant are not served.');
    }
  }

  /** The message is stored and acknowledged; its replies leave by the outbox. Should this fail, the sweep runs it. */
  #runLater(key: InboxKey, { activity }: Decoded): void {
    setImmediate(() => {
      const slow = setTimeout(() => this.#showTyping(activity), typingAfterMs);
      // Whoever runs turns tells of failures.
      this.#options.turns
        .run(key)
        .catch(() => undefined)
        .finally(() => clearTimeout(slow));
    });
  }

  /** A model may take seconds: whoever waits sees that somebody writes. Where that cannot be shown nothing is lost. */
  #showTyping(activity: Activity): void {
    const reference = TurnContext.getConversationReference(activity);
    const speaking = this.#adapter.speak(this.#appId ?? '', reference, async (context) => {
      await context.sendActivity({ type: 'typing' });
    });
    within(this.#timeouts.callMs, speaking).catch(() => undefined);
  }
}

const channelOf = (channelId: string): string => (ownIds.has(channelId) ? `${prefix}${channelId}` : channelId);

function toInbound({ activity, expectReplies, tenant }: Decoded): Inbound {
  return { channel: channelOf(activity.channelId), tenant, activity, delivery: expectReplies ? 'return' : 'outbox' };
}
