import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { FormContext, Values } from '../../../dialogs/engine/form.js';
import type { Exchange } from '../../../dialogs/engine/form-dialog.js';
import { question, type Said } from '../../../dialogs/engine/reply.js';
import { silence } from '../../../dialogs/engine/step.js';
import { deciderForm } from '../../../dialogs/retention/decider.js';
import {
  customerLine,
  leewayGuard,
  offerGuard,
  type RetentionFrame,
  retentionCard,
  retentionList,
  retentionWords as words,
} from '../../../dialogs/retention/dialog.js';
import { visitBooking } from '../../../dialogs/visit-booking/dialog.js';
import type { Store } from '../../domain/ports.js';
import { listRetentions, type Retention, retentionForms, told } from '../../domain/retention.js';
import { viewerOf } from '../../domain/staff.js';
import { superiorOf } from '../../domain/superiors.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import type { Conversed, ConverseTools } from '../converse.js';
import { beginPackForm } from '../forms/begin.js';
import * as means from './commands.js';

/** The clause that asks for an approval before anything is offered. */
const bottomLine = 'retention.bottom-line';
const competition = 'competition';

/**
 * A customer about to leave, once the signal is on record: where it stands, what may be said to him, resources, a meeting, the
 * rival's move. Undefined where a message is none of these, or nobody is being retained.
 */
export class RetentionDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: ConverseTools;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: ConverseTools) {
    this.#reading = reading;
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
  }

  async answer(free: boolean): Promise<Conversed | undefined> {
    const reading = this.#reading;
    const offer = means.offerAsked(reading);
    const asks =
      offer !== undefined || means.asksHowToSay(reading) || means.asksLeeway(reading) || means.asksRetention(reading);
    const decider = means.deciderIn(reading);
    const tells = decider !== undefined || means.reportsRival(reading) || this.#namesTime();
    const begins = free && (means.asksForResources(reading) || tells);
    if (this.#context.staff.id === '' || (!asks && !begins)) return undefined;
    const all = await listRetentions(this.#tools.store, this.#context.staff);
    if (means.asksRetention(reading)) return await this.#status(all);
    const meant = this.#meant(all);
    const [retention, ...more] = meant;
    if (!retention) return undefined;
    if (more.length > 0) return this.#which(meant);
    const frame = await this.#frame(retention);
    if (offer !== undefined) return await this.#guard(frame, offer);
    if (means.asksLeeway(reading)) return only(leewayGuard(frame, this.#context));
    if (means.asksHowToSay(reading)) return only(customerLine(frame, this.#context));
    if (decider !== undefined) return await this.#nameDecider(retention, decider);
    if (means.asksForResources(reading)) return await this.#ask(retention);
    return means.reportsRival(reading) ? await this.#reportRival(retention) : await this.#meet(retention);
  }

  /** A bare time counts only right after the signal was recorded. */
  #namesTime(): boolean {
    const signal = this.#tools.pack.forms.find(({ id }) => id === retentionForms.signal);
    const last = this.#state.record;
    return signal !== undefined && last?.startsWith(`${signal.prefix}-`) === true && means.namesTime(this.#reading);
  }

  async #status(all: readonly Retention[]): Promise<Conversed> {
    const { customer } = this.#reading.facts;
    const theirs = customer ? all.filter(({ signal }) => isOf(signal, customer)) : all;
    const frames = await Promise.all(theirs.map((each) => this.#frame(each)));
    const [only, ...more] = frames;
    if (only && more.length === 0) return { said: retentionCard(only, this.#context), confirmed: null };
    return { said: retentionList(frames, this.#context), confirmed: null };
  }

  /** Of the customer or person that is named, of the record spoken of last, else the only one. */
  #meant(all: readonly Retention[]): readonly Retention[] {
    const { customer, contact } = this.#reading.facts;
    const { text } = this.#reading;
    const theirs = customer?.id ? all.filter(({ signal }) => isOf(signal, customer)) : [];
    if (theirs.length > 0 || customer?.id) return theirs;
    const people = all.filter(
      ({ signal }) => knows(signal.contactName, text, contact) || knows(told(signal, 'decider'), text, contact),
    );
    if (people.length > 0) return people;
    const last = all.filter(({ signal, requests }) =>
      [signal, ...requests].some(({ id }) => id === this.#state.record),
    );
    return last.length > 0 ? last : all;
  }

  async #guard(frame: RetentionFrame, offer: string | null): Promise<Conversed> {
    const { customerId } = frame.retention.signal;
    if (offer !== null && customerId !== null) this.#state.wish = { customerId, what: offer };
    return only(offerGuard(frame, offer, this.#context.clauseRef(bottomLine), this.#context));
  }

  /** The request is begun with what is known: the customer, the rival's move, the offer that was spoken of. */
  async #ask({ signal }: Retention): Promise<Conversed | undefined> {
    const wish = this.#state.wish?.customerId === signal.customerId ? this.#state.wish.what : null;
    const note = told(signal, 'note');
    const known = { ...partyOf(signal), ...(note ? { reason: note } : {}), ...(wish ? { what: wish } : {}) };
    return await this.#begin(retentionForms.request, known);
  }

  /** What the rival did is on record with the signal: it goes into the report of the month. */
  async #reportRival({ signal }: Retention): Promise<Conversed | undefined> {
    const note = told(signal, 'note');
    return await this.#begin(competition, note ? { note: `${signal.customerName}:${note}` } : {});
  }

  async #begin(formId: string, known: Values): Promise<Conversed | undefined> {
    const form = this.#tools.pack.forms.find(({ id }) => id === formId);
    if (!form) return undefined;
    const silent = { ...silence, language: this.#reading.language };
    return await beginPackForm(form, silent, this.#state, this.#context, this.#tools, known);
  }

  /** A meeting with whoever decides; the customer has not agreed to it yet. */
  async #meet({ signal }: Retention): Promise<Conversed> {
    const decider = told(signal, 'decider');
    const contact = decider ? { name: decider, title: null, id: null, role: null, vipTier: null } : null;
    const note = words.say(this.#context.language, 'visit.note');
    const values = { ...partyOf(signal), contact, reasons: ['other'], agreedByCustomer: false, note };
    const draft = { ...newDraft(visitBooking, this.#context.newId(), this.#context.now), values };
    return await this.#continue(visitBooking.id, draft);
  }

  async #nameDecider({ signal }: Retention, decider: string): Promise<Conversed> {
    const values = { recordId: signal.id, decider };
    const draft = { ...newDraft(deciderForm, this.#context.newId(), this.#context.now), values };
    return await this.#continue(deciderForm.id, draft);
  }

  async #continue(id: string, draft: Draft): Promise<Conversed> {
    this.#state.dialogStack.push({ id, state: { draft } });
    const exchange: Exchange = { reading: this.#reading, context: this.#context, said: [], confirmed: null };
    await this.#tools.forms.continue(this.#tools.turn, this.#state, exchange);
    return { said: exchange.said, confirmed: exchange.confirmed };
  }

  #which(meant: readonly Retention[]): Conversed {
    const buttons = meant.slice(0, 4).map(({ signal }) => `${signal.customerName} ${this.#reading.text}`.slice(0, 60));
    return only([question(words.say(this.#context.language, 'ask.which'), buttons)]);
  }

  async #frame(retention: Retention): Promise<RetentionFrame> {
    const { store } = this.#tools;
    const { staff } = this.#context;
    const { customerId, ownerId } = retention.signal;
    const file = customerId ? await store.findCustomerFile(viewerOf(staff), customerId) : undefined;
    return { retention, file, supervisor: await approverOf(store, ownerId) };
  }
}

/** Who approves what somebody asks for. */
async function approverOf(store: Store, ownerId: string): Promise<string> {
  const owner = await store.findStaff({ kind: 'system' }, ownerId);
  return (owner && (await superiorOf(store, owner)))?.name ?? '';
}

function isOf(signal: Retention['signal'], customer: { id: string | null; name: string }): boolean {
  return customer.id !== null ? signal.customerId === customer.id : signal.customerName === customer.name;
}

/** 吴总 is 吴建国: a surname with a title. */
function knows(
  name: string | null,
  text: string,
  contact: { name: string; title: string | null } | undefined,
): boolean {
  if (name === null) return false;
  return text.includes(name) || (contact?.title != null && contact.name[0] === name[0]);
}

function partyOf({ customerId, customerName }: Retention['signal']): Values {
  return { customer: { id: customerId, name: customerName ?? '' } };
}

function only(said: Said[]): Conversed {
  return { said, confirmed: null };
}
