import type { TurnContext } from 'botbuilder';
import type { Draft } from '../../dialogs/engine/draft.js';
import { newDraft } from '../../dialogs/engine/draft.js';
import type { Confirmed, Form, FormContext } from '../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { step, takeUp as takeUpParked } from '../../dialogs/engine/step.js';
import { complaintStatus, myWork, unknownRecord, visitStatus } from '../../dialogs/my-work/dialog.js';
import { policyQuestion } from '../../dialogs/policy-question/dialog.js';
import { alreadyRecorded, smallTalk, smallTalkWords, towardsPerson } from '../../dialogs/small-talk/dialog.js';
import { openCancelling } from '../../dialogs/visit-booking/cancelling.js';
import { words as visitWords } from '../../dialogs/visit-booking/summary.js';
import type { Store } from '../domain/ports.js';
import { viewerOf } from '../domain/staff.js';
import type { Visit } from '../domain/visit.js';
import type { Handbook } from '../handbook/types.js';
import type { Pack } from '../policy/types.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';
import { type Route, routeOf } from './route.js';

export interface Conversed {
  said: Said[];
  /** Carried out inside the transaction; its words follow what is said here. */
  confirmed: Confirmed | null;
}

export interface ConverseTools {
  store: Store;
  handbook: Handbook;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
}

/** Answers one message: the state is changed in place, nothing is written yet. */
export async function converse(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  tools: ConverseTools,
): Promise<Conversed> {
  const answering = new Answering(reading, state, context, tools);
  return await answering.answer();
}

class Answering {
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

  async answer(): Promise<Conversed> {
    const draft = topDraft(this.#state);
    const open = draft ? { draft, fleeting: this.#form(draft)?.fleeting === true } : undefined;
    const { route, dropFleeting } = routeOf(this.#reading, this.#state, open);
    if (dropFleeting) this.#state.dialogStack.pop();
    const inForm = route.to === 'form' || route.to === 'begin' || route.to === 'cancel' || route.to === 'cancel-visit';
    const answered = await this.#take(route);
    if (inForm) {
      this.#state.interruptions = 0;
      return answered;
    }
    return { ...answered, said: [...answered.said, ...this.#resume()] };
  }

  async #take(route: Route): Promise<Conversed> {
    switch (route.to) {
      case 'form':
        return await this.#inForm((exchange) => this.#tools.forms.continue(this.#tools.turn, this.#state, exchange));
      case 'begin':
        return await this.#begin(route.form);
      case 'cancel':
        return only(this.#cancel());
      case 'cancel-visit':
        return only(await this.#cancelVisit(route.visitId));
      case 'policy':
        return only(this.#policy(route.detail));
      case 'record':
        return only(await this.#record(route.id));
      case 'my-work':
        return only(await this.#myWork());
      case 'person':
        return only(await this.#person());
      case 'already-recorded':
        return only(alreadyRecorded(route.id, this.#context));
      case 'small-talk':
        return only(smallTalk(route.kind, this.#context));
      default: {
        const never: never = route;
        throw new Error(`unknown route ${JSON.stringify(never)}`);
      }
    }
  }

  async #inForm(advance: (exchange: Exchange) => Promise<void>): Promise<Conversed> {
    const exchange: Exchange = { reading: this.#reading, context: this.#context, said: [], confirmed: null };
    await advance(exchange);
    return { said: exchange.said, confirmed: exchange.confirmed };
  }

  /** Further matters of the same message wait under this one and are taken up after it. */
  async #begin(formId: string): Promise<Conversed> {
    const parked = this.#park();
    const begun = await this.#inForm((exchange) =>
      this.#tools.forms.begin(this.#tools.turn, this.#state, formId, exchange),
    );
    if (!parked) return begun;
    return { ...begun, said: [line(smallTalkWords.say(this.#context.language, 'also-parked')), ...begun.said] };
  }

  #park(): boolean {
    const matters = this.#reading.also.filter((a) => a.intent === 'complaint' || a.intent === 'visit').slice(0, 3);
    for (const matter of matters.reverse()) {
      const form = this.#tools.forms.get(matter.intent === 'visit' ? 'visit-booking' : 'complaint-intake');
      if (!form) continue;
      const reading: Reading = { ...this.#reading, ...matter, acts: [], edits: [], also: [] };
      const { draft } = step(form, newDraft(form, this.#context.newId(), this.#context.now), reading, this.#context);
      this.#state.dialogStack.push({ id: form.id, state: { draft: { ...draft, parked: true } } });
    }
    return matters.length > 0;
  }

  #cancel(): Said[] {
    const dropped = this.#state.dialogStack.pop();
    const draft = dropped?.state.draft;
    const form = draft ? this.#form(draft) : undefined;
    if (!draft || !form) return smallTalk('nothing-open', this.#context);
    return [...form.cancelled(draft.values, this.#context), ...takeUp(this.#state, this.#tools.forms, this.#context)];
  }

  async #cancelVisit(visitId: string | null): Promise<Said[]> {
    const visit = visitId ? await this.#visitById(visitId) : await this.#visitMeant();
    if (!visit) return [line(visitWords.say(this.#context.language, 'cancel.unknown'))];
    if (visit.state === 'cancelled') return [line(visitWords.say(this.#context.language, 'cancel.already'))];
    const { draft, said } = openCancelling(visit, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return said;
  }

  async #visitById(id: string): Promise<Visit | undefined> {
    return await this.#tools.store.findVisit(viewerOf(this.#context.staff), id);
  }

  /** The one visit ahead that fits the day or the customer that was said. */
  async #visitMeant(): Promise<Visit | undefined> {
    const { start, customer } = this.#reading.facts;
    const said = start ?? this.#reading.times[0];
    const day = said ? Date.parse(said.start) : undefined;
    const ahead = await this.#visitsAhead();
    const fitting = ahead.filter(
      (v) =>
        (!customer || v.customerId === customer.id || v.customerName.includes(customer.name)) &&
        (day === undefined || Math.abs(v.startAt - day) < 86_400_000),
    );
    return fitting.length === 1 || (customer === undefined && day === undefined) ? fitting[0] : undefined;
  }

  async #visitsAhead(): Promise<Visit[]> {
    const { staff, now } = this.#context;
    const yearMs = 366 * 86_400_000;
    return await this.#tools.store.listVisitsBetween(viewerOf(staff), staff.id, now, now + yearMs);
  }

  #policy(detail: boolean): Said[] {
    const { said, about } = policyQuestion(this.#tools.handbook, {
      question: this.#reading.text,
      language: this.#context.language,
      detail,
      about: this.#state.policy,
    });
    this.#state.policy = about;
    return said;
  }

  async #record(id: string): Promise<Said[]> {
    const viewer = viewerOf(this.#context.staff);
    if (id.startsWith('BF-')) {
      const visit = await this.#tools.store.findVisit(viewer, id);
      return visit ? visitStatus(visit, this.#context) : unknownRecord(this.#context);
    }
    const complaint = await this.#tools.store.findComplaint(viewer, id);
    if (!complaint) return unknownRecord(this.#context);
    const obligations = await this.#tools.store.listObligations(viewer, { subject: `complaint:${id}` });
    return complaintStatus(complaint, obligations, this.#context);
  }

  async #myWork(): Promise<Said[]> {
    const { staff, language } = this.#context;
    const obligations = await this.#tools.store.listObligations(viewerOf(staff), { ownerId: staff.id, open: true });
    const titles = new Map(this.#tools.pack.rules.map((r) => [r.id, language === 'en' ? r.titleEn : r.title]));
    const visits = (await this.#visitsAhead()).slice(0, 20);
    const complaints = await this.#tools.store.listComplaints(viewerOf(staff));
    const customers = new Map(complaints.map((c) => [`complaint:${c.id}`, c.customerName]));
    const work = {
      obligations,
      visits,
      titleOf: (rule: string) => titles.get(rule) ?? rule,
      customerOf: (subject: string) => customers.get(subject) ?? '',
    };
    return myWork(work, this.#context);
  }

  async #person(): Promise<Said[]> {
    const { staff } = this.#context;
    const supervisor = staff.supervisorId
      ? await this.#tools.store.findStaff({ kind: 'system' }, staff.supervisorId)
      : undefined;
    return towardsPerson(supervisor?.name ?? null, this.#context);
  }

  /** After an interruption the form goes on; the same question is not put in every reply. */
  #resume(): Said[] {
    const draft = topDraft(this.#state);
    const form = draft ? this.#form(draft) : undefined;
    if (!draft || !form) return [];
    const asking = this.#state.interruptions === 0;
    this.#state.interruptions += 1;
    return form.resume(draft.values, draft, asking, this.#context);
  }

  #form(draft: Draft): Form | undefined {
    return this.#tools.forms.get(draft.form);
  }
}

function only(said: Said[]): Conversed {
  return { said, confirmed: null };
}

/** What the matter that is on top again needs: its open question, or its read-back. */
export function takeUp(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const draft = topDraft(state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!draft || !form) return [];
  const again = line(smallTalkWords.say(context.language, 'next-parked'));
  if (draft.parked) {
    const taken = takeUpParked(form, draft, context);
    state.dialogStack.splice(-1, 1, { id: form.id, state: { draft: taken.draft } });
    return [again, ...taken.said];
  }
  if (draft.stage !== 'read-back') return form.resume(draft.values, draft, true, context);
  const heard = { first: false, complete: true, told: [], corrected: [] };
  return [again, ...form.readBack(draft.values, draft, heard, context)];
}
