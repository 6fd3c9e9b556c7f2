import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { letterCount } from '../../../dialogs/engine/answer.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../../dialogs/engine/reply.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { visitArrival } from '../../../dialogs/visit-booking/arrival.js';
import { openCancelling, visitCancelling } from '../../../dialogs/visit-booking/cancelling.js';
import { openChanging, over, visitAgreed, visitChanging } from '../../../dialogs/visit-booking/changing.js';
import { choiceOf, openChoosing, visitChoosing } from '../../../dialogs/visit-booking/choosing.js';
import { visitBooking } from '../../../dialogs/visit-booking/dialog.js';
import { visitOutcome } from '../../../dialogs/visit-booking/outcome.js';
import { diaryOf, spanOf } from '../../../dialogs/visit-booking/overlaps.js';
import { valuesOf } from '../../../dialogs/visit-booking/planned.js';
import { words } from '../../../dialogs/visit-booking/said.js';
import type { Store } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import { viewerOf } from '../../domain/staff.js';
import { isAhead, type Visit } from '../../domain/visit.js';
import { isoLocal } from '../../policy/local-time.js';
import type { Edit, Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { makeRoom } from '../drafts.js';
import { takesBack } from '../routing/route.js';
import * as means from './commands.js';
import { asksNeighbours, tellNeighbours } from './neighbours.js';

export interface VisitTools {
  store: Store;
  forms: FormSet;
  turn: TurnContext;
}

interface Answer {
  said: Said[];
  confirmed: Confirmed | null;
}

const hourMs = 3_600_000;

/**
 * Messages about visits that are booked: moved, agreed to, reached, over, taken back. Undefined where a message is none of
 * these. Only the speaker's own visits are meant.
 */
export class VisitDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: VisitTools;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: VisitTools) {
    this.#reading = reading;
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
  }

  /** `meant`: the message begins a form of the pack, which goes before a visit nobody booked. */
  async answer(meant: boolean): Promise<Answer | undefined> {
    const draft = topDraft(this.#state);
    if (!this.#context.diary) return undefined;
    if (asksNeighbours(this.#reading))
      return { said: tellNeighbours(this.#reading, draft, this.#state.record, this.#context), confirmed: null };
    if (draft?.form === visitChoosing.id) {
      const chosen = await this.#chosen(draft);
      if (chosen) return chosen;
    }
    if (draft?.form === visitOutcome.id && means.answersOutcome(this.#reading, draft))
      return await this.#continue(this.#reading);
    if (draft?.form === visitCancelling.id && takesBack(this.#reading) && !this.#namesAnother(draft))
      return await this.#continue({ ...this.#reading, acts: ['confirm'], edits: [] });
    const shift = draft && this.#shiftOfOpen(draft);
    if (shift) return await this.#continue({ ...this.#reading, intent: 'visit', acts: [], edits: [shift] });
    if (this.#namesNoneAhead()) return undefined;
    if (means.arrives(this.#reading)) return await this.#arrive();
    const free = !draft || this.#tools.forms.get(draft.form)?.fleeting === true;
    if (draft && this.#movesLast(draft)) return await this.#move();
    const last = free
      ? this.#visits().find(({ id, state }) => id === this.#state.record && state !== 'arrived')
      : undefined;
    if (last && !means.movesVisit(this.#reading) && means.putsTimeRight(this.#reading))
      return await this.#change(last, this.#changes().edits, undefined);
    const arrived = this.#visits().some(({ state }) => state === 'arrived');
    if (draft && !free && arrived && means.isOver(this.#reading)) return await this.#tell(meant, true);
    const elsewhere = free || this.#namesAnother(draft);
    if (!elsewhere) return undefined;
    if (means.movesVisit(this.#reading) && (free || means.namesBooked(this.#reading))) return await this.#move();
    if (means.tellsVisit(this.#reading)) return await this.#tell(meant, free);
    return means.agreesToVisit(this.#reading) ? await this.#agree() : undefined;
  }

  /** 「推迟半小时」 while a visit is being booked or changed: the time it says then. */
  #shiftOfOpen({ form, values }: Draft): Edit | undefined {
    const minutes = means.shiftOf(this.#reading.text);
    if (minutes === undefined || (form !== visitBooking.id && form !== visitChanging.id)) return undefined;
    const span = spanOf(values, this.#context);
    return span && shifted({ startAt: span.start }, minutes, this.#context.timeZone);
  }

  /** A number was typed, and it is none of the speaker's visits ahead: no other is meant instead. */
  #namesNoneAhead(): boolean {
    const number = recordNumberIn(this.#reading.text);
    return number?.startsWith('BF-') === true && !this.#visits().some(({ id }) => id === number);
  }

  /** 「改成周四」 right after a visit was booked, while a complaint waits for its yes: no complaint has a time to be moved. */
  #movesLast({ form }: Draft): boolean {
    const booked = this.#state.record?.startsWith('BF-') === true;
    const { times, facts } = this.#reading;
    return (
      booked && form === 'complaint-intake' && times.length > 0 && !facts.customer && means.movesVisit(this.#reading)
    );
  }

  /** A booked visit is named that the open form is not about. */
  #namesAnother({ values }: Draft): boolean {
    const { visits, named } = means.meantVisits(this.#reading, this.#visits(), this.#context);
    const open = partyOf(values);
    return named && visits.some((visit) => visit.customerName !== open.name && visit.id !== open.visitId);
  }

  async cancel(visitId: string | null): Promise<Said[]> {
    const { store } = this.#tools;
    const named = visitId ? await store.findVisit(viewerOf(this.#context.staff), visitId) : undefined;
    const typed = visitId !== null && this.#reading.text.toUpperCase().includes(visitId);
    if (named && !isAhead(named) && typed) return over(named, this.#context);
    if (named && isAhead(named)) return this.#openCancelling(named);
    const meant = this.#meantAhead().visits;
    const fitting = visitId && typed ? [] : meant.length > 0 || this.#reading.facts.customer ? meant : this.#ahead();
    const [only, ...more] = fitting;
    if (!only) return this.#say('cancel.unknown').said;
    return more.length === 0 ? this.#openCancelling(only) : this.#choose(fitting, 'cancel', []).said;
  }

  #openCancelling(visit: Visit): Said[] {
    const { draft, said } = openCancelling(visit, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return said;
  }

  /** The visit of today that begins soon or began a while ago. */
  async #arrive(): Promise<Answer | undefined> {
    const { now } = this.#context;
    const near = this.#visits().filter(({ startAt, endAt }) => startAt < now + 4 * hourMs && endAt > now - hourMs);
    const { visits, named } = means.namedVisits(this.#reading, near, this.#context);
    const [visit] = visits.sort((a, b) => Math.abs(a.startAt - now) - Math.abs(b.startAt - now));
    if (!visit) return named || this.#state.dialogStack.length > 0 ? undefined : this.#say('arrived.none');
    const since = visit.startAt - 4 * hourMs;
    const at = means.happenedAt(this.#reading, now, since, this.#context.timeZone);
    return await this.#open(visitArrival.id, { visitId: visit.id, at });
  }

  async #move(): Promise<Answer | undefined> {
    const { visits, named } = this.#meantAhead();
    const ofRecord = visits.filter(({ id }) => id === this.#state.record);
    const ofComplaint = this.#state.record?.startsWith('TS-') === true;
    const bare = !ofComplaint && visits.length === 1 && letterCount(this.#reading.text) <= 10;
    if (!named && ofRecord.length === 0 && !means.namesBooked(this.#reading) && !bare) return undefined;
    if (named && !means.namesBooked(this.#reading) && this.#state.record?.startsWith('TS-')) return undefined;
    const fitting = !named && ofRecord.length > 0 ? ofRecord : visits;
    const [visit, ...more] = fitting.filter(({ state }) => state !== 'arrived');
    if (!visit) return undefined;
    this.#dropFleeting();
    const { edits, shift } = this.#changes();
    return more.length > 0 ? this.#choose(fitting, 'change', edits, shift) : await this.#change(visit, edits, shift);
  }

  /** One of several visits was named. */
  async #chosen(draft: Draft): Promise<Answer | undefined> {
    const { ids, purpose, edits, shift } = choiceOf(draft);
    const among = this.#visits().filter(({ id }) => ids.includes(id));
    const { visits, named } = means.meantVisits(this.#reading, among, this.#context);
    const visit = means.ordinalOf(this.#reading.text, among) ?? (named && visits.length === 1 ? visits[0] : undefined);
    if (!visit) return undefined;
    this.#state.dialogStack.pop();
    if (purpose === 'cancel') return { said: this.#openCancelling(visit), confirmed: null };
    return await this.#change(visit, edits, shift ?? undefined);
  }

  #choose(visits: readonly Visit[], purpose: 'change' | 'cancel', edits: readonly Edit[], shift?: number): Answer {
    const { draft, said } = openChoosing(visits, purpose, edits, shift, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return { said, confirmed: null };
  }

  async #change(visit: Visit, changes: readonly Edit[], shift: number | undefined): Promise<Answer> {
    const draft = openChanging(visit, this.#context);
    const edits = shift === undefined ? changes : [shifted(visit, shift, this.#context.timeZone)];
    if (edits.length === 0) {
      this.#state.dialogStack.push({ id: draft.form, state: { draft: { ...draft, stage: 'changing', open: 'day' } } });
      const when = { day: dayWords(visit.startAt, this.#context), customer: visit.customerName };
      return { said: [question(words.say(this.#context.language, 'change.when', when))], confirmed: null };
    }
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return await this.#continue(this.#asChange(edits));
  }

  /** What is to be another: a shift, as the reading has it, or the last time that is said. */
  #changes(): { edits: Edit[]; shift: number | undefined } {
    const { text, edits, times } = this.#reading;
    const shift = means.shiftOf(text);
    if (shift !== undefined) return { edits: [], shift };
    if (edits.length > 0) return { edits: edits.map((edit) => ({ ...edit, field: null, from: null })), shift };
    const moved = /(?:改|推|延|提前|挪|换|換|调|調|顺|順|to\b|until\b)/i.exec(text)?.index ?? 0;
    const to = times.findLast(({ span }) => span[0] >= moved);
    return { edits: to ? [{ field: null, from: null, to: to.said }] : [], shift };
  }

  /** The customer and person of such a message say which visit is meant; only what it is changed to is news. */
  #asChange(edits: readonly Edit[]): Reading {
    const { facts, times } = this.#reading;
    const { emotion, contact, agreedByCustomer } = facts;
    const news = contact && edits.some(({ to }) => to.includes(contact.said)) ? { contact } : {};
    const agreed = agreedByCustomer === undefined ? {} : { agreedByCustomer };
    const to = times.filter(({ said }) => edits.some((edit) => edit.to.includes(said)));
    return {
      ...this.#reading,
      intent: 'visit',
      acts: [],
      edits: [...edits],
      times: to,
      facts: { emotion, ...news, ...agreed },
    };
  }

  async #agree(): Promise<Answer | undefined> {
    const tentative = this.#visits().filter(({ state, endAt }) => state === 'tentative' && endAt > this.#context.now);
    const { visits, named } = means.meantVisits(this.#reading, tentative, this.#context);
    const ofRecord = visits.find(({ id }) => id === this.#state.record);
    const [only, ...more] = visits;
    const visit = ofRecord ?? (named && more.length === 0 ? only : undefined);
    return visit ? await this.#open(visitAgreed.id, { visitId: visit.id, visit }) : undefined;
  }

  /** A visit that was booked and began; else one nobody booked, where it is told as a visit. */
  async #tell(meant: boolean, free: boolean): Promise<Answer | undefined> {
    const { now, timeZone } = this.#context;
    const begun = this.#visits().filter(({ startAt }) => startAt <= now + hourMs / 2);
    const { visits, named } = means.namedVisits(this.#reading, begun, this.#context);
    const visit = visits.find(({ state }) => state === 'arrived') ?? visits.at(-1);
    if (!visit && (!free || meant || !means.tellsVisitPlainly(this.#reading))) return undefined;
    if (!visit && !named && this.#reading.facts.contact === undefined && !means.tellsVisitPlainly(this.#reading))
      return undefined;
    const at = means.happenedAt(this.#reading, now, visit?.startAt ?? now - 24 * hourMs, timeZone);
    const known = visit ? valuesOf(visit, this.#context) : null;
    const values = known ? { visitId: known.visitId, customer: known.customer, contact: known.contact } : {};
    return await this.#open(visitOutcome.id, { ...values, at });
  }

  /** Visits that are not over, ahead of now, the message may mean. */
  #meantAhead(): means.Meant {
    return means.meantVisits(this.#reading, this.#ahead(), this.#context);
  }

  #ahead(): Visit[] {
    return this.#visits().filter(({ endAt }) => endAt > this.#context.now);
  }

  #visits(): Visit[] {
    return diaryOf(this.#context).visits.filter(isAhead);
  }

  #say(key: string): Answer {
    return { said: [line(words.say(this.#context.language, key))], confirmed: null };
  }

  #dropFleeting(): void {
    makeRoom(this.#state, this.#tools.forms);
  }

  async #open(formId: string, values: Record<string, unknown>): Promise<Answer> {
    const form = this.#tools.forms.get(formId);
    if (!form) throw new Error(`no form ${formId}`);
    this.#dropFleeting();
    const draft = { ...newDraft(form, this.#context.newId(), this.#context.now), values };
    this.#state.dialogStack.push({ id: formId, state: { draft } });
    return await this.#continue(this.#reading);
  }

  async #continue(reading: Reading): Promise<Answer> {
    const exchange: Exchange = { reading, context: this.#context, said: [], confirmed: null };
    await this.#tools.forms.continue(this.#tools.turn, this.#state, exchange);
    this.#state.interruptions = 0;
    return { said: exchange.said, confirmed: exchange.confirmed };
  }
}

function shifted(visit: Pick<Visit, 'startAt'>, minutes: number, timeZone: string): Edit {
  const to = isoLocal(visit.startAt + minutes * 60_000, timeZone)
    .slice(0, 16)
    .replace('T', ' ');
  return { field: 'start', from: null, to };
}

const partySchema = z.object({
  customer: z.union([z.object({ name: z.string() }), z.string().transform((name) => ({ name }))]).nullish(),
  visitId: z.string().nullish(),
});

/** Whose matter a draft is. */
function partyOf(values: Draft['values']): { name: string | null; visitId: string | null } {
  const party = partySchema.safeParse(values).data;
  return { name: party?.customer?.name ?? null, visitId: party?.visitId ?? null };
}
