import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { FormContext } from '../../dialogs/engine/form.js';
import { type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { thanksForVote, voteIn } from '../../dialogs/policy-question/dialog.js';
import { smallTalk, smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { Clock } from '../clock.js';
import { MemoryTurnLock, type TurnLock } from '../coordination/turn-lock.js';
import type { InboxKey, InboxRow, Store } from '../domain/ports.js';
import type { Staff } from '../domain/staff.js';
import { AppError } from '../errors.js';
import type { Handbook } from '../handbook/types.js';
import type { Logger } from '../log.js';
import type { Aid, Model, Read } from '../model/types.js';
import type { Reading, Understanding } from '../understanding/types.js';
import { commitTurn, type PlannedTurn } from './commit-turn.js';
import { complainingCustomer } from './complaints/complaining.js';
import { refusedFiles } from './complaints/files.js';
import type { ConversationState } from './conversation-state.js';
import { ConversationStates } from './conversation-states.js';
import { converse } from './converse.js';
import { customerChannel } from './customer-chat/channel.js';
import { CustomerTurns } from './customer-chat/plan.js';
import { type Directory, DirectoryCache } from './directory-cache.js';
import { customerIdsIn, formContext, type Policy } from './form-context.js';
import { Identities } from './identify.js';
import { fitForGroups, fromGroup, isGroup, moveAlone, type OpenAlone } from './in-group.js';
import {
  conversationIdOf,
  conversationOf,
  fromRow,
  keyOf,
  maxTextLength,
  type NewMessage,
  newMessage,
  type StoredMessage,
  userIdOf,
} from './inbound.js';
import { keepVote } from './keep-answers.js';
import { languageOf } from './language.js';
import { Laps, type TurnPhase } from './laps.js';
import { PlanningAdapter } from './planning-adapter.js';
import { readingContext, withKnownPerson } from './reading-context.js';
import { filesIn } from './received-files.js';
import { sayAgain } from './say-again.js';
import type { Heard, Inbound, Turns, VoteOn } from './types.js';
import { concernsVisits } from './visits/commands.js';

export interface TurnOptions {
  store: Store;
  understanding: Understanding;
  handbook: Handbook;
  /** Reads and words better than the rules, within limits; absent without a key. */
  model?: Model;
  policy: Policy;
  forms: FormSet;
  clock: Clock;
  log: Logger;
  demo: boolean;
  /** Channels whose conversations we keep ourselves. */
  owned: ReadonlySet<string>;
  /** One turn at a time in a conversation; without it within this process only. */
  lock?: TurnLock;
  /** After a commit that may have left something to send. */
  afterCommit?: () => void;
  /** After each turn: its cost by phase in ms, and what it was about. */
  trace?: (spent: Readonly<Record<TurnPhase, number>>, heard: Heard) => void;
  openAlone?: OpenAlone;
  /** How customers' links are written; absent where their own chats are off. */
  links?: FormContext['links'];
}

const attempts = 4;

/** One message at a time in a conversation: stored, read, answered, committed, told. */
export class TurnRunner implements Turns {
  readonly #options: TurnOptions;
  readonly #lock: TurnLock;
  readonly #identities: Identities;
  readonly #directories: DirectoryCache;
  readonly #states: ConversationStates;
  readonly #customers: CustomerTurns;
  readonly #adapter = new PlanningAdapter();

  constructor(options: TurnOptions) {
    this.#options = options;
    this.#lock = options.lock ?? new MemoryTurnLock();
    this.#identities = new Identities(options.store, options.demo);
    this.#directories = new DirectoryCache(options.store, options.understanding);
    this.#states = new ConversationStates(options.store);
    this.#customers = new CustomerTurns(options);
  }

  async accept(inbound: Inbound): Promise<InboxKey> {
    const { store, clock } = this.#options;
    const { row, message, files } = newMessage(inbound, clock.businessNow());
    const isMessage = inbound.activity.type === ActivityTypes.Message;
    await store.transaction(async (tx) => {
      const isNew = await tx.insertInbox(row);
      if (isNew) await tx.insertAttachments(files);
      if (!isNew || inbound.delivery !== 'append' || !isMessage) return;
      await tx.appendActivity(row.conversationId, JSON.stringify(message.activity), row.at);
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
      const fresh = newMessage(inbound, this.#options.clock.businessNow());
      return await this.#finish(fresh.row, fresh);
    });
  }

  giveUp(key: InboxKey): Promise<void> {
    return this.#lock.run(key.conversationId, async () => {
      const { store } = this.#options;
      const row = await store.findInbox(key);
      if (!row || row.replies !== null) return;
      const read = readableRow(row);
      const replies = read ? sayAgain(read.activity, undefined, this.#options.clock.businessNow()) : [];
      this.#options.log.error({ channel: row.channel }, 'a stored message is given up: it could not be run');
      await store.transaction(async (tx) => {
        const texts = replies.map((reply) => JSON.stringify(reply));
        if (read?.delivery === 'append') await tx.appendActivities(row.conversationId, texts, row.at);
        await tx.finishInbox(key, JSON.stringify(replies));
      });
    });
  }

  vote(vote: VoteOn): Promise<boolean> {
    return keepVote(this.#options.store, vote, this.#options.clock.businessNow());
  }

  drained(): Promise<void> {
    return this.#lock.idle();
  }

  /**
   * Runs a row to its end; a finished one gives its first replies again. A conflict plans anew on what is stored now.
   * `fresh`: the message itself while its row is still to be stored, by the turn's own transaction; that it came before
   * shows then, since no message can be stored twice.
   */
  async #finish(row: InboxRow, fresh?: NewMessage): Promise<Activity[]> {
    if (row.replies !== null) return JSON.parse(row.replies);
    const aid = this.#options.model?.forMessage();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(row, fresh, aid);
      } catch (error) {
        const stored = await this.#options.store.findInbox(row);
        if (stored && (fresh || stored.replies !== null)) return await this.#finish(stored);
        if (!(error instanceof AppError) || error.code !== 'conflict' || attempt >= attempts) throw error;
      }
    }
  }

  async #once(row: InboxRow, fresh: NewMessage | undefined, aid: Aid | undefined): Promise<Activity[]> {
    const { store, clock, trace, forms, policy, owned } = this.#options;
    const laps = new Laps();
    const plan = await this.#plan(row, fresh, laps, aid);
    // In a conversation no time runs backwards, although the clock may have been set back over a restart.
    const now = Math.max(clock.businessNow(), row.at, plan.writtenAt);
    let queued = false;
    const onQueued = () => {
      queued = true;
    };
    const tools = { policy, forms, owned, onQueued };
    const { replies, saved } = await store.transaction((tx) => commitTurn(tx, plan, tools, now));
    this.#states.wrote(saved);
    if (queued) this.#options.afterCommit?.();
    // Stored with this turn: should it fail, the sweep runs it.
    if (plan.alone) this.run(plan.alone).catch((err: unknown) => this.#options.log.error({ err }, 'not yet answered'));
    laps.end('commit');
    trace?.(laps.spent, plan.heard);
    return replies;
  }

  async #plan(
    row: InboxRow,
    fresh: NewMessage | undefined,
    laps: Laps,
    help: Aid | undefined,
  ): Promise<PlannedTurn & { heard: Heard; writtenAt: number }> {
    const message = fresh?.message ?? fromRow(row);
    const { tenant, delivery, activity } = message;
    const { state, revision, writtenAt } = await this.#states.find(row.conversationId, row.at);
    if (row.channel === customerChannel)
      return { ...(await this.#customers.plan({ row, fresh, state, revision })), writtenAt };
    const known = await this.#options.store.directoryRevision();
    const found = await this.#identities.find({ channel: row.channel, tenant, userId: userIdOf(activity) }, known);
    const staff = found?.staff ?? unknownStaff;
    const aid = found ? help : undefined;
    const directory = await this.#directories.of(staff, known);
    laps.end('load');
    const { reading, soothing } = await this.#read(row, activity, state, directory, aid);
    laps.end('read');
    const language = languageOf(reading, state.language, activity.locale);
    const ids = customerIdsIn(reading, directory.index);
    for (const {
      state: { draft },
    } of state.dialogStack)
      for (const { values } of [draft, ...draft.history]) addDraftCustomer(ids, values);
    const { received } = filesIn(activity);
    const context = await formContext({
      ...this.#options,
      staff,
      directory,
      language,
      now: row.at,
      customerIds: ids,
      received,
      complaintOf: complainingCustomer(reading, state),
      visits: concernsVisits(reading, state),
      soothing,
    });
    laps.end('load');
    const before = missesOf(state);
    const answered = found
      ? await this.#answer({ row, message }, reading, state, context, directory, aid)
      : notKnown(context);
    state.answered = answered.said.some(({ kind }) => kind === 'answer');
    laps.end('answer');
    return {
      writtenAt,
      heard: { channel: row.channel, intent: reading.intent, missed: missesOf(state) > before },
      row,
      activity,
      delivery,
      conversation: conversationOf(row, activity, delivery, found?.staff.id ?? null),
      revision,
      state,
      ...answered,
      context,
      staffStored: found?.stored ?? true,
      insertInbox: fresh !== undefined,
      files: fresh?.files ?? [],
    };
  }

  async #read(
    row: InboxRow,
    activity: Activity,
    state: ConversationState,
    directory: Directory,
    aid: Aid | undefined,
  ): Promise<Read> {
    const { understanding, policy } = this.#options;
    const draft = topDraft(state);
    const context = readingContext(row.at, policy.pack.timeZone, draft, directory);
    const read = understanding.read(textOf(activity).slice(0, maxTextLength), context);
    const reading = withKnownPerson(read, directory.index);
    const soothes = draft?.form !== 'complaint-intake' || draft.copied === null;
    return aid ? await aid.read(reading, context, { soothes }) : { reading, soothing: null };
  }

  async #answer(
    { row, message }: { row: InboxRow; message: StoredMessage },
    reading: Reading,
    state: ConversationState,
    context: PlannedTurn['context'],
    directory: Directory,
    aid: Aid | undefined,
  ): Promise<Pick<PlannedTurn, 'said' | 'confirmed' | 'vote' | 'alone'>> {
    const { activity } = message;
    if (activity.type === ActivityTypes.ConversationUpdate)
      return { said: greetingOf(activity, state, context), confirmed: null };
    const vote = state.answered && state.dialogStack.length === 0 ? voteIn(reading.text) : null;
    if (vote) return { said: thanksForVote(vote, context.language), confirmed: null, vote };
    if (isGroup(activity) && !fitForGroups(reading))
      return await moveAlone({ row, message, staffId: context.staff.id }, context.language, this.#options);
    const { received, refused } = filesIn(activity);
    const notKept = refusedFiles(refused, context);
    if (notKept.length > 0 && received.length === 0 && reading.text.trim() === '')
      return { said: notKept, confirmed: null };
    const { store, policy, forms } = this.#options;
    const handbook = aid ?? this.#options.handbook;
    const turn = new TurnContext(this.#adapter, activity);
    const again = readingContext(context.now, context.timeZone, undefined, directory);
    const reread = (text: string) => withKnownPerson(this.#options.understanding.read(text, again), directory.index);
    const tools = { store, handbook, pack: policy.pack, calendars: policy.calendars, forms, turn, reread, directory };
    const answered = await converse(reading, state, context, tools);
    const cut = textOf(activity).length > maxTextLength;
    answered.said = [...fromGroup(activity, context.language), ...notKept, ...answered.said];
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

/** How often in a row the speaker was not understood, in a form or outside. */
const missesOf = (state: ConversationState): number => state.misses + (topDraft(state)?.misses ?? 0);

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
