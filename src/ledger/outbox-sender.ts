import { manyWords, unreachableWords } from '../../dialogs/notice/dialog.js';
import type { Channel } from '../channels/channel.js';
import type { Clock } from '../clock.js';
import { isOwed } from '../domain/acts.js';
import type { Conversation, OutboxOutcome, OutboxRow, Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import { superiorOf } from '../domain/superiors.js';
import { localDay } from '../policy/local-time.js';
import { addressed, proactive } from '../turn/telling/proactive.js';
import { type AlertTools, afterDelivery } from './alerts.js';
import { closeCards } from './closed-cards.js';
import { type Queued, readQueued, subjectOf } from './note.js';
import { lookAgainMs, Unreachable } from './unreachable.js';
import { Waits } from './waits.js';

export interface SenderOptions extends AlertTools {
  store: Store;
  channels: readonly Channel[];
  clock: Clock;
}

const chunk = 100;
/** Chunks of one `send`: whatever else the sweep does has its turn between. */
const chunksAtMost = 10;
/** Longer than any one delivery takes and what is begun before: what is not begun by then is let go, for a slow channel must not outlast the lease. */
const leaseMs = 20_000;
const beginWithinMs = 4_000;
/** Buttons of a message that stands for several alerts. */
const buttonsAtMost = 4;

/** Rows that leave as one message. */
interface Parcel {
  rows: readonly OutboxRow[];
  activity: ReturnType<typeof addressed>;
}

const rowsOf = (parcels: readonly Parcel[]): OutboxRow[] => parcels.flatMap(({ rows }) => rows);
/** To be claimed again, by whoever comes first. */
const later = { kind: 'undelivered', notBeforeMs: 0 } as const;

/** What waits in the outbox leaves: claimed with a lease of the database's clock, settled with its effect. */
export class OutboxSender {
  readonly #options: SenderOptions;
  readonly #unreachable: Unreachable;
  readonly #waits = new Waits();

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#unreachable = new Unreachable(options.store);
  }

  /** Sends what waits, so many chunks at most; true when there may be more. */
  async send(stopped: () => boolean): Promise<boolean> {
    await this.#unreachable.lookAgain();
    for (let n = 0; n < chunksAtMost && !stopped(); n++) {
      const claimed = await this.#options.store.claimOutbox({ leaseMs, limit: chunk });
      const begunBy = performance.now() + beginWithinMs;
      const byPlace = Map.groupBy(claimed, (row) => row.conversationId ?? row.staffId);
      await Promise.all([...byPlace.values()].map((rows) => this.#sendInOrder(rows, begunBy)));
      if (claimed.length < chunk) return false;
    }
    return !stopped();
  }

  /** Of one conversation, or all that waits for one person wherever he is reached. */
  async #sendInOrder(rows: readonly OutboxRow[], begunBy: number): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const conversation = await this.#conversationOf(first);
    if (!conversation) return await this.#wait(first, rows);
    const parcels = await this.#parcels(rows, conversation);
    for (const [n, parcel] of parcels.entries()) {
      if (n > 0 && performance.now() > begunBy) return await this.#settle(rowsOf(parcels.slice(n)), later);
      const waitMs = await this.#deliver(parcel, conversation);
      if (waitMs === null) continue;
      return await this.#settle(rowsOf(parcels.slice(n + 1)), { kind: 'undelivered', notBeforeMs: waitMs });
    }
  }

  /** With nobody there, everything that waits for the person waits together, however much it is. */
  async #wait(first: OutboxRow, rows: readonly OutboxRow[]): Promise<void> {
    if (first.conversationId !== null) await this.#settle(rows, { kind: 'undelivered', notBeforeMs: lookAgainMs });
    else await this.#unreachable.add(first.staffId);
  }

  async #conversationOf(row: OutboxRow): Promise<Conversation | undefined> {
    const { store } = this.#options;
    return row.conversationId
      ? await store.findConversation(systemViewer, row.conversationId)
      : await store.findReachable(systemViewer, row.staffId);
  }

  /** Alerts to one person at one time are one message; everything else goes as it is. */
  async #parcels(rows: readonly OutboxRow[], conversation: Conversation): Promise<Parcel[]> {
    const parcels: Parcel[] = [];
    const alerts: Array<{ row: OutboxRow; queued: Queued }> = [];
    for (const row of rows) {
      if (row.conversationId) {
        parcels.push({ rows: [row], activity: JSON.parse(row.activity) });
        continue;
      }
      const queued = readQueued(row.activity);
      if (!queued.note) parcels.push({ rows: [row], activity: addressed({ ...row, ...queued }, conversation) });
      else if (await this.#stillOwed(queued.note.obligationId)) alerts.push({ row, queued });
      else await this.#settle([row], { kind: 'parked', reason: 'settled before it could be told' });
    }
    const [first] = alerts;
    if (!first) return parcels;
    const message = together(alerts.map(({ queued }) => queued));
    const activity = addressed({ key: first.row.key, at: this.#now(), ...message }, conversation);
    const keys = alerts.map(({ row }) => row.key);
    if (keys.length > 1) activity.channelData = { key: first.row.key, keys };
    return [...parcels, { rows: alerts.map(({ row }) => row), activity }];
  }

  async #stillOwed(obligationId: string): Promise<boolean> {
    const subject = subjectOf(obligationId);
    const known = await this.#options.store.listObligations(systemViewer, { subject, open: true });
    return known.some((obligation) => obligation.id === obligationId && isOwed(obligation));
  }

  /** Null, or how long everything behind it waits, ms: nothing overtakes in a conversation. */
  async #deliver(parcel: Parcel, conversation: Conversation): Promise<number | null> {
    if (this.#options.owned.has(conversation.channel)) {
      await this.#append(parcel, conversation);
      return null;
    }
    const [first] = parcel.rows;
    const outcome = await this.#through(conversation, parcel.activity, first?.attempts ?? 0);
    await this.#settle(parcel.rows, outcome);
    if (outcome.kind === 'delivered') return null;
    if (outcome.kind !== 'parked') return outcome.notBeforeMs;
    await this.#tellOfBlock(conversation, first);
    return lookAgainMs;
  }

  /** Delivery is a write of ours: exactly once. */
  async #append({ rows, activity }: Parcel, conversation: Conversation): Promise<void> {
    const now = this.#now();
    await this.#options.store.transaction(async (tx) => {
      await tx.appendActivity(conversation.id, JSON.stringify(activity), now);
      for (const { key } of rows) {
        await tx.settleOutbox(key, { kind: 'delivered' });
        await afterDelivery(tx, key, now, this.#options);
      }
    });
  }

  async #through(conversation: Conversation, activity: Parcel['activity'], attempts: number): Promise<OutboxOutcome> {
    const channel = this.#options.channels.find((c) => c.serves(conversation.channel));
    if (!channel) return { kind: 'parked', reason: 'no channel serves this conversation' };
    const ready = await closeCards(this.#options.store, channel, conversation, activity);
    const sent = 'kind' in ready ? ready : await channel.send(conversation, ready);
    if (sent.kind !== 'unreachable') this.#waits.answered(conversation.id);
    switch (sent.kind) {
      case 'delivered':
        await this.#noteSent(conversation.id, activity, sent.id);
        return delivered(sent.cardId ?? sent.id);
      case 'not-here':
        return { kind: 'undelivered', notBeforeMs: sent.retryAfterMs };
      case 'unreachable':
        // An outage is nobody's fault: it counts as no attempt, and nothing is given up for it.
        return { kind: 'undelivered', notBeforeMs: this.#waits.away(conversation.id, sent.retryAfterMs) };
      case 'failed':
        return { kind: 'retry', notBeforeMs: this.#waits.fault(attempts), reason: sent.reason };
      case 'refused':
        return { kind: 'parked', reason: sent.reason };
      default:
        return sent satisfies never;
    }
  }

  /** An answer is voted on under the name the channel gave it. */
  async #noteSent(conversationId: string, activity: Parcel['activity'], sentId: string | undefined): Promise<void> {
    const { id, channelData } = activity;
    if (!sentId || !id || channelData?.votable !== true) return;
    await this.#options.store.transaction((tx) => tx.noteSent(conversationId, id, sentId));
  }

  async #settle(rows: readonly OutboxRow[], outcome: OutboxOutcome): Promise<void> {
    const now = this.#now();
    await this.#options.store.transaction(async (tx) => {
      for (const { key } of rows) {
        await tx.settleOutbox(key, outcome);
        if (outcome.kind === 'delivered') await afterDelivery(tx, key, now, this.#options);
      }
    });
  }

  /** They refused (403, gone): the conversation is not used again until the person writes, and his supervisor knows, once a day. */
  async #tellOfBlock(conversation: Conversation, row: OutboxRow | undefined): Promise<void> {
    const { store, policy, owned } = this.#options;
    if (!row || !conversation.private) return;
    const now = this.#now();
    await store.transaction(async (tx) => {
      await tx.upsertConversation({ ...conversation, reachable: false });
      const staff = await tx.findStaff(systemViewer, row.staffId);
      const superior = staff && (await superiorOf(tx, staff));
      if (!staff || !superior) return;
      const key = `unreachable|${staff.id}|${localDay(now, policy.pack.timeZone)}`;
      const text = unreachableWords(staff.name, 'zh-Hans');
      await proactive(tx, { key, staffId: superior.id, text, at: now }, owned);
    });
  }

  #now(): number {
    return this.#options.clock.businessNow();
  }
}

function delivered(sentId: string | undefined): OutboxOutcome {
  return sentId === undefined ? { kind: 'delivered' } : { kind: 'delivered', sentId };
}

function together(alerts: readonly Queued[]): { text: string; buttons: Queued['buttons'] } {
  const [first] = alerts;
  if (alerts.length === 1 && first) return { text: first.text, buttons: first.buttons };
  const notes = alerts.flatMap(({ note }) => note ?? []);
  const buttons = alerts.flatMap(({ buttons: [act], note }) =>
    act ? [{ ...act, among: true, title: note ? `${nameAmong(note, notes)}:${act.title}` : act.title }] : [],
  );
  return { text: manyWords(notes, notes[0]?.language ?? 'zh-Hans'), buttons: buttons.slice(0, buttonsAtMost) };
}

/** Whom a button is about; of several matters of one person each has the end of its number too. */
function nameAmong(note: Note, notes: readonly Note[]): string {
  const alone = notes.filter(({ who }) => who === note.who).length === 1;
  const [, end] = /[A-Z]{2}-\d{6}-(\w{4})/.exec(note.item) ?? [];
  return alone || end === undefined ? note.who : `${note.who} ${end}`;
}

type Note = NonNullable<Queued['note']>;
