import type { TurnContext } from 'botbuilder';
import { openReplyTime } from '../../dialogs/complaint-intake/reply-time.js';
import { fieldToChange } from '../../dialogs/engine/changing.js';
import type { Draft } from '../../dialogs/engine/draft.js';
import { newDraft } from '../../dialogs/engine/draft.js';
import type { Confirmed, Form, FormContext } from '../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { nothingHeard, step, takeUp as takeUpParked } from '../../dialogs/engine/step.js';
import { complaintStatus, myWork, unknownRecord, visitStatus } from '../../dialogs/my-work/dialog.js';
import { policyQuestion } from '../../dialogs/policy-question/dialog.js';
import {
  alreadyRecorded,
  onRecordAlready,
  smallTalk,
  smallTalkWords,
  towardsPerson,
} from '../../dialogs/small-talk/dialog.js';
import { openCancelling, whichToCancel } from '../../dialogs/visit-booking/cancelling.js';
import { words as visitWords } from '../../dialogs/visit-booking/summary.js';
import type { Store } from '../domain/ports.js';
import { viewerOf } from '../domain/staff.js';
import type { Visit } from '../domain/visit.js';
import type { Handbook } from '../handbook/types.js';
import { localDay } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';
import { aboutDueWork } from './due-work.js';
import { type OpenForm, type Route, routeOf } from './route.js';

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

/** Routes whose answer is the form's own; after all others the open form goes on. */
const inForm: ReadonlySet<Route['to']> = new Set<Route['to']>([
  'form',
  'begin',
  'cancel',
  'cancel-visit',
  'reply-time',
]);
/** Another question was answered: after these the form may put its own once more. */
const answers: ReadonlySet<Route['to']> = new Set<Route['to']>(['policy', 'my-work']);

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
    const dueWork = await aboutDueWork(this.#reading, this.#state, this.#context, this.#tools);
    if (dueWork) return dueWork;
    const draft = topDraft(this.#state);
    const { route, dropFleeting } = routeOf(this.#reading, this.#state, draft && this.#open(draft));
    if (dropFleeting) this.#state.dialogStack.pop();
    const misses = this.#state.misses;
    const answered = await this.#take(route);
    if (this.#state.misses === misses) this.#state.misses = 0;
    const before = this.#expired();
    if (inForm.has(route.to)) {
      this.#state.interruptions = 0;
      return { ...answered, said: [...before, ...answered.said] };
    }
    const said = [...before, ...answered.said, ...this.#resume(route)];
    this.#state.interruptions += 1;
    return { ...answered, said };
  }

  #open(draft: Draft): OpenForm {
    const form = this.#form(draft);
    const named = form !== undefined && fieldToChange(form, draft, this.#reading) !== undefined;
    return { draft, fleeting: form?.fleeting === true, named };
  }

  /** Other words each time it happens again. */
  #unknown(): Said[] {
    this.#state.misses += 1;
    const kind = (['unknown', 'unknown.again'] as const)[this.#state.misses - 1] ?? 'unknown.person';
    return smallTalk(kind, this.#context);
  }

  #expired(): Said[] {
    const { expired } = this.#state;
    delete this.#state.expired;
    return expired ? [line(smallTalkWords.say(this.#context.language, 'expired'))] : [];
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
      case 'reply-time':
        return await this.#replyTime(route.id);
      case 'change-record':
        return only(onRecordAlready(route.id, this.#context));
      case 'my-work':
        return only(await this.#myWork());
      case 'person':
        return only(await this.#person());
      case 'already-recorded':
        return only(alreadyRecorded(route.id, this.#context));
      case 'small-talk':
        return only(route.kind === 'unknown' ? this.#unknown() : smallTalk(route.kind, this.#context));
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

  /** A reply time for a complaint on record: the small form is opened for it and takes the message. */
  async #replyTime(complaintId: string): Promise<Conversed> {
    const complaint = await this.#tools.store.findComplaint(viewerOf(this.#context.staff), complaintId);
    if (!complaint) return only(unknownRecord(this.#context));
    const draft = openReplyTime(complaint, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return await this.#inForm((exchange) => this.#tools.forms.continue(this.#tools.turn, this.#state, exchange));
  }

  async #cancelVisit(visitId: string | null): Promise<Said[]> {
    const named = visitId ? await this.#tools.store.findVisit(viewerOf(this.#context.staff), visitId) : undefined;
    const typed = named !== undefined && this.#reading.text.toUpperCase().includes(named.id);
    if (named?.state === 'cancelled' && typed) return [line(visitWords.say(this.#context.language, 'cancel.already'))];
    if (named && named.state !== 'cancelled') return this.#openCancelling(named);
    const fitting = visitId && typed ? [] : await this.#visitsMeant();
    const [only] = fitting;
    if (only && fitting.length === 1) return this.#openCancelling(only);
    return fitting.length > 1
      ? whichToCancel(fitting, this.#context)
      : [line(visitWords.say(this.#context.language, 'cancel.unknown'))];
  }

  #openCancelling(visit: Visit): Said[] {
    const { draft, said } = openCancelling(visit, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return said;
  }

  /** Visits ahead that fit the customer and the day that were said; where the day fits none, those of the customer. */
  async #visitsMeant(): Promise<Visit[]> {
    const { start, customer } = this.#reading.facts;
    const said = start ?? this.#reading.times[0];
    const ahead = (await this.#visitsAhead()).filter(
      (v) =>
        !customer || (customer.id !== null && v.customerId === customer.id) || v.customerName.includes(customer.name),
    );
    if (!said) return ahead;
    const { timeZone } = this.#context;
    const day = localDay(Date.parse(said.start), timeZone);
    const onDay = ahead.filter((v) => localDay(v.startAt, timeZone) === day);
    return onDay.length > 0 ? onDay : ahead;
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
    const names = await this.#tools.store.listCustomerNames(viewerOf(staff));
    const customers = new Map<string, string>([
      ...names.map((c) => [`customer:${c.id}`, c.name] as const),
      ...complaints.map((c) => [`complaint:${c.id}`, c.customerName] as const),
    ]);
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
  #resume(route: Route): Said[] {
    const draft = topDraft(this.#state);
    const form = draft ? this.#form(draft) : undefined;
    if (!draft || !form) return [];
    const asking = answers.has(route.to) && this.#state.interruptions === 0;
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
  if (draft.stage === 'asking') return form.resume(draft.values, draft, true, context);
  return [again, ...form.readBack(draft.values, draft, nothingHeard, context)];
}
