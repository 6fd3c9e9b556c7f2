import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { compose, line, type Said } from '../../dialogs/engine/reply.js';
import { smallTalk, smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { Clock } from '../clock.js';
import { MemoryTurnLock } from '../coordination/turn-lock.js';
import type { InboxKey, InboxRow, Store } from '../domain/ports.js';
import type { Staff } from '../domain/staff.js';
import { AppError } from '../errors.js';
import type { Handbook } from '../handbook/types.js';
import type { Logger } from '../log.js';
import type { Reading, ReadingContext, Understanding } from '../understanding/types.js';
import { commitTurn, type PlannedTurn } from './commit-turn.js';
import { type ConversationState, parseState } from './conversation-state.js';
import { converse } from './converse.js';
import { type Directory, DirectoryCache } from './directory-cache.js';
import { encodeReply } from './encode-reply.js';
import { customerIdsIn, formContext, type Policy } from './form-context.js';
import { identify } from './identify.js';
import {
  conversationIdOf,
  conversationOf,
  fromRow,
  keyOf,
  masked,
  maxTextLength,
  type StoredMessage,
  toRow,
} from './inbound.js';
import { languageOf, languageOfLocale } from './language.js';
import { Laps, type TurnPhase } from './laps.js';
import type { Inbound, Turns } from './types.js';

export interface TurnOptions {
  store: Store;
  understanding: Understanding;
  handbook: Handbook;
  policy: Policy;
  forms: FormSet;
  clock: Clock;
  log: Logger;
  demo: boolean;
  /** Channels whose conversations we keep ourselves. */
  owned: ReadonlySet<string>;
  /** After a commit that may have left something to send. */
  afterCommit?: () => void;
  /** Cost of a turn by phase in ms, for benchmarks. */
  trace?: (spent: Readonly<Record<TurnPhase, number>>) => void;
}

const attempts = 4;

/** One message at a time in a conversation: stored, read, answered, committed, told. */
export class TurnRunner implements Turns {
  readonly #options: TurnOptions;
  readonly #lock = new MemoryTurnLock();
  readonly #directories: DirectoryCache;
  readonly #adapter = new PlanningAdapter();

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#directories = new DirectoryCache(options.store);
  }

  async accept(inbound: Inbound): Promise<InboxKey> {
    const { store, clock } = this.#options;
    const row = toRow(inbound, clock.businessNow());
    const isMessage = inbound.activity.type === ActivityTypes.Message;
    await store.transaction(async (tx) => {
      const isNew = await tx.insertInbox(row);
      if (!isNew || inbound.delivery !== 'append' || !isMessage) return;
      await tx.appendActivity(row.conversationId, JSON.stringify(fromRow(row).activity), row.at);
    });
    return keyOf(inbound);
  }

  run(key: InboxKey): Promise<Activity[]> {
    return this.#lock.run(key.conversationId, async () => {
      const row = await this.#options.store.findInbox(key);
      if (!row) throw new AppError('not-found', 'This message was never stored: send it again.');
      return await this.#finish(row);
    });
  }

  async handle(inbound: Inbound): Promise<Activity[]> {
    if (inbound.delivery !== 'return') return await this.run(await this.accept(inbound));
    const conversationId = conversationIdOf(inbound.channel, inbound.activity);
    return await this.#lock.run(conversationId, async () => {
      try {
        const before = await this.#options.store.findInbox(keyOf(inbound));
        if (before) return await this.#finish(before);
        const message = masked(inbound);
        return await this.#finish(toRow(inbound, this.#options.clock.businessNow(), message), message);
      } catch (err) {
        return this.#failed(inbound.activity, err);
      }
    });
  }

  /** Nothing was stored: the sender is asked to say it once more, what was told before is kept. */
  #failed(activity: Activity, err: unknown): Activity[] {
    this.#options.log.error({ err }, 'turn failed, nothing stored');
    const said = line(smallTalkWords.say(languageOfLocale(activity.locale), 'failed'));
    return encodeReply(
      compose([said]),
      activity,
      (n) => `${activity.id}.failed.${n}`,
      this.#options.clock.businessNow(),
    );
  }

  giveUp(key: InboxKey): Promise<void> {
    return this.#lock.run(key.conversationId, async () => {
      const { store } = this.#options;
      const row = await store.findInbox(key);
      if (!row || row.replies !== null) return;
      const read = readableRow(row);
      const replies = read
        ? this.#failed(read.activity, new AppError('corrupt', 'A stored message could not be run.'))
        : [];
      await store.transaction(async (tx) => {
        const texts = replies.map((reply) => JSON.stringify(reply));
        if (read?.delivery === 'append') await tx.appendActivities(row.conversationId, texts, row.at);
        await tx.finishInbox(key, JSON.stringify(replies));
      });
    });
  }

  drained(): Promise<void> {
    return this.#lock.idle();
  }

  /**
   * Runs a row to its end; a finished one gives its first replies again. A conflict plans anew on what is stored now.
   * `fresh`: the message itself while its row is still to be stored, by the turn's own transaction.
   */
  async #finish(row: InboxRow, fresh?: StoredMessage): Promise<Activity[]> {
    if (row.replies !== null) return JSON.parse(row.replies);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(row, fresh);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'already-done') return await this.#repliesBefore(row);
        if (error.code !== 'conflict' || attempt >= attempts) throw error;
      }
    }
  }

  async #repliesBefore(key: InboxKey): Promise<Activity[]> {
    const stored = await this.#options.store.findInbox(key);
    return stored?.replies ? JSON.parse(stored.replies) : [];
  }

  async #once(row: InboxRow, fresh: StoredMessage | undefined): Promise<Activity[]> {
    const { store, clock, trace, forms, policy, owned } = this.#options;
    const laps = new Laps();
    const plan = await this.#plan(row, fresh, laps);
    const now = Math.max(clock.businessNow(), row.at);
    let queued = false;
    const onQueued = () => {
      queued = true;
    };
    const replies = await store.transaction((tx) => commitTurn(tx, plan, { policy, forms, owned, onQueued }, now));
    if (queued) this.#options.afterCommit?.();
    laps.end('commit');
    trace?.(laps.spent);
    return replies;
  }

  async #plan(row: InboxRow, fresh: StoredMessage | undefined, laps: Laps): Promise<PlannedTurn> {
    const { store, demo } = this.#options;
    const { tenant, delivery, activity } = fresh ?? fromRow(row);
    const found = await identify(store, { channel: row.channel, tenant, userId: activity.from.id }, demo);
    const stored = await store.findDialogState(row.conversationId);
    const state = parseState(stored, row.at);
    const staff = found?.staff ?? unknownStaff;
    const directory = await this.#directories.of(staff);
    laps.end('load');
    const reading = this.#read(row, activity, state, directory);
    laps.end('read');
    const language = languageOf(reading, state.language, activity.locale);
    const ids = customerIdsIn(reading, directory.index);
    for (const {
      state: { draft },
    } of state.dialogStack)
      addDraftCustomer(ids, draft.values);
    const context = await formContext({ ...this.#options, staff, directory, language, now: row.at, customerIds: ids });
    laps.end('load');
    const answered = found ? await this.#answer(activity, reading, state, context) : notKnown(context);
    laps.end('answer');
    return {
      row,
      activity,
      delivery,
      conversation: conversationOf(row, activity, delivery, found?.staff.id ?? null),
      revision: stored?.revision ?? 0,
      state,
      ...answered,
      context,
      staffStored: found?.stored ?? true,
      insertInbox: fresh !== undefined,
    };
  }

  #read(row: InboxRow, activity: Activity, state: ConversationState, directory: Directory): Reading {
    const { understanding, policy } = this.#options;
    const draft = topDraft(state);
    const context: ReadingContext = {
      now: row.at,
      timeZone: policy.pack.timeZone,
      speaker: 'manager',
      directory: directory.index,
      ...(draft ? { expecting: { form: draft.form, field: askedFact(draft.open), stage: draft.stage } } : {}),
    };
    return understanding.read(textOf(activity).slice(0, maxTextLength), context);
  }

  async #answer(activity: Activity, reading: Reading, state: ConversationState, context: PlannedTurn['context']) {
    if (activity.type === ActivityTypes.ConversationUpdate)
      return { said: greetingOf(activity, state, context), confirmed: null };
    const { store, handbook, policy, forms } = this.#options;
    const turn = new TurnContext(this.#adapter, activity);
    const answered = await converse(reading, state, context, { store, handbook, pack: policy.pack, forms, turn });
    const cut = textOf(activity).length > maxTextLength;
    if (!cut) return answered;
    const note = line(smallTalkWords.say(context.language, 'too-long', { count: maxTextLength }));
    return { ...answered, said: [note, ...answered.said] };
  }
}

/** The message of a row, when it can be read at all. */
function readableRow(row: InboxRow): ReturnType<typeof fromRow> | undefined {
  try {
    return fromRow(row);
  } catch {
    return undefined;
  }
}

/** Dialogs are planned before the transaction and send nothing themselves. */
class PlanningAdapter extends BotAdapter {
  override async sendActivities(): Promise<ResourceResponse[]> {
    throw new Error('replies leave after the commit');
  }
  override async updateActivity(): Promise<void> {
    throw new Error('replies leave after the commit');
  }
  override async deleteActivity(): Promise<void> {
    throw new Error('replies leave after the commit');
  }
  override async continueConversation(): Promise<void> {
    throw new Error('a turn is planned from its message');
  }
}

/** A button's value counts as typed. */
function textOf(activity: Activity): string {
  if (typeof activity.text === 'string' && activity.text.trim() !== '') return activity.text;
  const value: unknown = activity.value;
  if (typeof value === 'string') return value;
  const said = typeof value === 'object' && value !== null && 'say' in value ? value.say : undefined;
  return typeof said === 'string' ? said : '';
}

function addDraftCustomer(ids: Set<string>, values: Record<string, unknown>): void {
  const { customer } = values;
  if (typeof customer === 'object' && customer !== null && 'id' in customer && typeof customer.id === 'string')
    ids.add(customer.id);
}

/** Fields of forms by the name of the fact that answers them. */
function askedFact(open: string | null): NonNullable<ReadingContext['expecting']>['field'] {
  switch (open) {
    case 'day':
    case 'time':
    case 'replyAt':
      return 'start';
    case 'customer':
    case 'contact':
    case 'description':
    case 'demand':
    case 'reasons':
    case 'place':
    case 'note':
    case 'agreedByCustomer':
      return open;
    default:
      return null;
  }
}

/** Greets once a conversation, when the bot or a person comes in. */
function greetingOf(activity: Activity, state: ConversationState, context: PlannedTurn['context']): Said[] {
  const added = activity.membersAdded ?? [];
  if (added.length === 0 || state.greeted) return [];
  state.greeted = true;
  const group = activity.conversation.isGroup === true;
  return group ? [line(smallTalkWords.say(context.language, 'greeting.group'))] : smallTalk('greeting', context);
}

function notKnown(context: PlannedTurn['context']) {
  return { said: [line(smallTalkWords.say(context.language, 'stranger.not-known'))], confirmed: null };
}

/** Nobody in the directory: sees nothing, records nothing. */
const unknownStaff: Staff = {
  id: 'unknown',
  name: '',
  workNumber: null,
  role: 'manager',
  teamId: '',
  supervisorId: null,
  phone: null,
  kind: 'stranger',
};
