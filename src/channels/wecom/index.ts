import { setTimeout as delay } from 'node:timers/promises';
import type { WSClient } from '@wecom/aibot-node-sdk';
import type { Activity } from 'botbuilder';
import type { Clock } from '../../clock.js';
import type { WecomConfig } from '../../config.js';
import type { RateLimiter } from '../../coordination/rate-limit.js';
import type { InboxKey, Store } from '../../domain/ports.js';
import type { Logger } from '../../log.js';
import type { Inbound, Turns } from '../../turn/types.js';
import { acceptOrTell, tellAgain } from '../accept.js';
import type { Channel } from '../channel.js';
import { channelId, type Decoded, decode, withFiles } from './decode.js';
import { answeredCard } from './encode.js';
import { InOrder } from './in-order.js';
import { type Line, send } from './send.js';
import { verify, type WecomFrame } from './verify.js';

export interface WecomOptions {
  config: WecomConfig;
  turns: Pick<Turns, 'accept' | 'run'>;
  store: Pick<Store, 'tryHoldConversation'>;
  limiter: RateLimiter;
  clock: Clock;
  log: Logger;
  /** Real ms between tries to become the process that holds the connection. */
  holdMs?: number;
}

/** Files a message may bring, and what each may weigh. */
const filesAtMost = 5;
/** Messages that wait to be stored, of everybody. */
const arrivingAtMost = 500;
/** Real ms between looks whether somebody who writes too fast may go on. */
const lookAgainMs = 500;
/** How long a pressed card waits for what became of it. */
const cardMs = 3_000;

/**
 * WeCom's 智能机器人 by its long connection. The vendor keeps one connection a bot, so of many processes one holds it, by a lock
 * of the record store; what the others want to say waits in the outbox for it.
 */
export class Wecom implements Channel {
  readonly #options: WecomOptions;
  readonly #line: Line = { client: undefined, cutOff: new Map() };
  readonly #arriving = new InOrder(arrivingAtMost);
  #timer: NodeJS.Timeout | undefined;
  #release: (() => Promise<void>) | undefined;
  #trying: Promise<void> | undefined;
  #stopped = false;

  constructor(options: WecomOptions) {
    this.#options = options;
  }

  readonly serves = (id: string): boolean => id === channelId;

  readonly send: Channel['send'] = (conversation, activity) => send(this.#line, conversation, activity);

  start(): void {
    const look = () => {
      this.#trying ??= this.#tryToHold().finally(() => {
        this.#trying = undefined;
      });
    };
    this.#timer = setInterval(look, this.#options.holdMs ?? 2_000);
    this.#timer.unref();
    look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#trying;
    this.#line.client?.disconnect();
    this.#line.client = undefined;
    await this.#release?.();
  }

  async #tryToHold(): Promise<void> {
    if (this.#line.client || this.#stopped) return;
    try {
      this.#release ??= await this.#options.store.tryHoldConversation('wecom connection');
      if (this.#release && !this.#stopped) await this.#connect();
    } catch (err) {
      this.#options.log.warn({ err, room: 'wecom' }, 'no connection yet, tried again');
    }
  }

  async #connect(): Promise<void> {
    const { WSClient } = await import('@wecom/aibot-node-sdk');
    const { config, log } = this.#options;
    const client = new WSClient({
      botId: config.botId,
      secret: config.secret,
      maxReconnectAttempts: -1,
      maxAuthFailureAttempts: -1,
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      ...(config.url ? { wsUrl: config.url } : {}),
    });
    client.on('authenticated', () => log.info({ room: 'wecom' }, 'connected to WeCom'));
    client.on('disconnected', () => log.warn({ room: 'wecom' }, 'the connection to WeCom is gone; it is made again'));
    client.on('error', () => undefined);
    client.on('message', (frame) => this.#take(client, frame));
    client.on('event', (frame) => this.#take(client, frame));
    client.on('event.disconnected_event', () => this.#displaced(client));
    this.#line.client = client.connect();
  }

  /** Somebody connected with the same bot: who held the line looks again after a while, so that two do not push each other out. */
  #displaced(client: WSClient): void {
    this.#options.log.warn({ room: 'wecom' }, 'another connection of the same bot took over');
    client.disconnect();
    setTimeout(() => {
      if (this.#line.client === client) this.#line.client = undefined;
    }, 30_000).unref();
  }

  /** Stored whole in the order of arrival, then run; what fails on the way is run again by the sweep. */
  #take(client: WSClient, received: unknown): void {
    const { clock, config, log } = this.#options;
    const frame = verify(received, config.botId);
    const decoded = frame && decode(frame, clock.businessNow());
    if (!frame || !decoded) return;
    const taken = this.#arriving.add(frame.body.from.userid, async () => {
      try {
        await this.#receive(client, frame, decoded);
      } catch (err) {
        log.error({ err, room: 'wecom' }, 'a message could not be taken');
      }
    });
    if (taken) return;
    log.error({ room: 'wecom' }, 'too many messages at once, one was not taken');
    void tellAgain(decoded.inbound, undefined, (replies) => this.#answer(decoded.inbound, replies));
  }

  /** At once and past the records, which do not answer. */
  async #answer({ activity: { conversation } }: Inbound, replies: readonly Activity[]): Promise<void> {
    const reference = JSON.stringify({ conversation });
    for (const reply of replies) await send(this.#line, { reference }, reply);
  }

  async #receive(client: WSClient, frame: WecomFrame, decoded: Decoded): Promise<void> {
    await this.#passLimit(frame.body.from.userid);
    const inbound = await this.#withFiles(client, decoded);
    const key = await acceptOrTell(this.#options.turns, inbound, (replies) => this.#answer(inbound, replies));
    this.#run(client, frame, decoded, key).catch((err: unknown) => {
      this.#options.log.warn({ err, room: 'wecom' }, 'a card could not be updated');
    });
  }

  /** The vendor does not send a message again: whoever writes too fast waits. */
  async #passLimit(userId: string): Promise<void> {
    for (;;) {
      const waitMs = await this.#options.limiter.take(`${channelId}||${userId}`);
      if (waitMs === 0 || this.#stopped) return;
      await delay(Math.min(waitMs, lookAgainMs), undefined, { ref: false });
    }
  }

  /** The vendor allows five seconds for a card to change; one that stays as it was does nothing twice. */
  async #run(client: WSClient, frame: WecomFrame, { click }: Decoded, key: InboxKey): Promise<void> {
    // Whoever runs turns tells of failures.
    const ran = this.#options.turns.run(key).catch(() => []);
    if (!click) return;
    const replies = await Promise.race([ran, delay(cardMs, [], { ref: false })]);
    await client.updateTemplateCard(frame, answeredCard(click, replies));
  }

  /** What cannot be fetched is left out: the words of the message count all the same. */
  async #withFiles(client: WSClient, decoded: Decoded): Promise<Inbound> {
    const contents: Array<{ name: string; content: Buffer }> = [];
    for (const file of decoded.files.slice(0, filesAtMost)) {
      try {
        const { buffer, filename } = await client.downloadFile(file.url, file.key);
        contents.push({ name: filename ?? file.kind, content: buffer });
      } catch (err) {
        this.#options.log.warn({ err, room: 'wecom' }, 'a file could not be fetched');
      }
    }
    return withFiles(decoded, contents);
  }
}

const ignore = (): void => undefined;
