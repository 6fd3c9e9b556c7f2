import type { TurnContext } from 'botbuilder';
import {
  actForm,
  askForm,
  callForm,
  type DutyValues,
  dueWorkWords,
  isDueWork,
  judgeForm,
  settled,
  waiveForm,
} from '../../../dialogs/due-work/dialog.js';
import { newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../../dialogs/engine/reply.js';
import { isUnmet } from '../../domain/acts.js';
import type { Card } from '../../domain/card.js';
import type { Store } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import { viewerOf } from '../../domain/staff.js';
import { superiorOf } from '../../domain/superiors.js';
import type { Visit } from '../../domain/visit.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { makeRoom } from '../drafts.js';
import * as means from './commands.js';
import { asksWhyDue, dutyAsked, whyDue, whyVisit } from './explain.js';
import { asksFigures, tellFigures } from './figures.js';
import { DutySearch, type KnownDuty } from './search.js';

export interface DutyTools {
  store: Store;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
  /** Begins a form of the pack about a subject. */
  beginForm(form: PackForm, subject: string): Promise<Answer>;
}

interface Answer {
  said: Said[];
  confirmed: Confirmed | null;
}

/**
 * Messages about duties: buttons of reminders, 「已回了」 and its like, what supervisors decide, leave. Undefined where a
 * message is none of these. A button is authorised again: the card must be the speaker's, the duty still his to see.
 */
export class DutyDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: DutyTools;
  readonly #search: DutySearch;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: DutyTools) {
    this.#reading = reading;
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
    this.#search = new DutySearch(tools.store, tools.pack, context);
  }

  async answer(): Promise<Answer | undefined> {
    const card = means.cardOf(this.#tools.turn.activity.value);
    if (card !== undefined) return await this.#clicked(card);
    const draft = topDraft(this.#state);
    if (draft && isDueWork(draft.form))
      return means.goesOn(this.#reading, draft, this.#context) ? await this.#continue() : undefined;
    const free = !draft || this.#tools.forms.get(draft.form)?.fleeting === true;
    return free && this.#context.staff.id !== '' ? await this.#typed() : undefined;
  }

  async #typed(): Promise<Answer | undefined> {
    const reading = this.#reading;
    if (asksWhyDue(reading)) return await this.#why();
    if (asksFigures(reading) && this.#context.staff.role !== 'manager')
      return { said: await tellFigures(reading, this.#context, this.#tools), confirmed: null };
    const verdict = means.verdictOf(reading);
    if (verdict !== undefined && this.#context.staff.role !== 'manager') return await this.#judgeLatest(verdict);
    if (means.waives(reading)) return await this.#waive();
    const asked =
      means.asksOwner(reading) && this.#context.staff.role !== 'manager' ? await this.#askOwner() : undefined;
    if (asked) return asked;
    if (means.callsSupervisor(reading)) return await this.#callAbout();
    return means.tellsAct(reading) ? await this.#tellNamed() : undefined;
  }

  async #clicked(id: string): Promise<Answer> {
    const { store } = this.#tools;
    const { staff } = this.#context;
    const card = await store.findCard(staff.id, id);
    const duty = card && (await this.#search.find(card.obligationId));
    if (!card || !duty) return this.#say('settled.gone');
    if (card.kind === 'accept') return await this.#judge(card, duty, means.verdictOf(this.#reading) ?? false);
    if (!isUnmet(duty.obligation)) return { said: settled(duty.obligation, this.#context), confirmed: null };
    if (means.callsSupervisor(this.#reading)) return await this.#open(callForm.id, duty.values);
    return await this.#tell(duty);
  }

  /** 「认可」 typed: the one act that waits; with several it is asked which. */
  async #judgeLatest(accepted: boolean): Promise<Answer | undefined> {
    const cards = await this.#tools.store.listOpenCards(this.#context.staff.id, 20);
    const open = cards.filter((card) => card.kind === 'accept');
    const duties = await Promise.all(open.map((card) => this.#search.find(card.obligationId)));
    const waiting = open.flatMap((card, n) => {
      const duty = duties[n];
      return duty ? [{ card, duty }] : [];
    });
    const named = waiting.filter(({ duty }) => means.mentions(this.#reading.text, duty.name));
    const [only, ...more] = named.length > 0 ? named : waiting;
    if (!only) return undefined;
    if (more.length > 0) return this.#which([only, ...more].map(({ duty }) => duty));
    return await this.#judge(only.card, only.duty, accepted);
  }

  /** An act that has a form of its own is told in it: it keeps what was done, not only that it was. */
  async #tell(duty: KnownDuty): Promise<Answer> {
    const form = this.#formOf(duty);
    if (form) return await this.#tools.beginForm(form, duty.obligation.subject);
    return await this.#open(actForm.id, duty.values);
  }

  #formOf(duty: KnownDuty): PackForm | undefined {
    return this.#tools.pack.forms.find(({ acts }) => acts.includes(duty.values.act.kind));
  }

  async #judge(card: Card, duty: KnownDuty, accepted: boolean): Promise<Answer> {
    if (card.outcome !== null)
      return this.#say(card.outcome === 'accepted' ? 'judged.before.accepted' : 'judged.before.refused');
    return await this.#open(judgeForm.id, { ...duty.values, eventId: card.eventId ?? '', accepted });
  }

  async #waive(): Promise<Answer | undefined> {
    const { staff } = this.#context;
    const named = means.fittingTitle(this.#reading, await this.#search.named(this.#reading, 'seen'));
    const ofKind = means.namesKind(this.#reading) && staff.role !== 'manager';
    if (named.length === 0) return ofKind ? this.#say('waive.none') : undefined;
    if (!named.some((duty) => means.speaksOf(this.#reading, duty)) && means.namesKind(this.#reading))
      return this.#say('waive.none');
    if (staff.role === 'manager') {
      const superior = await superiorOf(this.#tools.store, staff);
      return this.#say('waive.only-supervisor', { supervisor: superior?.name ?? '' });
    }
    const [only, ...more] = named;
    return only && more.length === 0 ? await this.#open(waiveForm.id, only.values) : this.#which(named);
  }

  /** Of what passed without a record the one that is named, be it by its owner; customers' matters before papers. */
  async #askOwner(): Promise<Answer | undefined> {
    const overdue = await this.#search.overdue();
    const { text } = this.#reading;
    const listed = overdue.find(({ values }) => text.includes(values.duty));
    if (listed) return await this.#open(askForm.id, listed.values);
    const named = overdue.filter(
      ({ name, values }) => means.mentions(text, name) || (values.ownerName !== '' && text.includes(values.ownerName)),
    );
    const meant = named.length > 0 ? named : overdue;
    const matters = meant.filter(({ name }) => name.customer !== null);
    const [only, ...more] = (matters.length > 0 ? matters : meant).toSorted(firstDue);
    if (!only) return this.#say('asked.none');
    // Several duties of one matter are one question.
    return more.some(({ obligation }) => obligation.subject !== only.obligation.subject)
      ? this.#which([only, ...more])
      : await this.#open(askForm.id, only.values);
  }

  /** 「找主管」 about the duty that was named, else the one spoken of last; without either it is no matter of duties. */
  async #callAbout(): Promise<Answer | undefined> {
    const [named] = await this.#search.named(this.#reading, 'own');
    const duty = named ?? (await this.#spokenOfLast());
    return duty ? await this.#open(callForm.id, duty.values) : undefined;
  }

  async #tellNamed(): Promise<Answer | undefined> {
    const named = await this.#search.named(this.#reading, 'own');
    const meant = named.filter((duty) => !this.#formOf(duty) || means.speaksOf(this.#reading, duty));
    const fitting = means.fittingTitle(this.#reading, means.fittingAct(this.#reading, meant));
    const [first, second] = fitting;
    const sameMatter = first && fitting.every((duty) => duty.obligation.subject === first.obligation.subject);
    if (first && (second === undefined || sameMatter)) return await this.#tell(first);
    if (first) return this.#which(fitting);
    if (means.namesSomebody(this.#reading) || !means.isShort(this.#reading)) return undefined;
    const last = await this.#spokenOfLast();
    if (last) return await this.#tell(last);
    const own = means.fittingAct(this.#reading, await this.#search.unmet('own'));
    const [only, ...more] = own.filter(({ values }) => values.act.answers || !means.isAnswer(this.#reading));
    if (!only) return undefined;
    return more.length === 0 ? await this.#tell(only) : this.#which([only, ...more]);
  }

  /** The duty of the newest reminder that is not answered yet. */
  async #spokenOfLast(): Promise<KnownDuty | undefined> {
    const cards = await this.#tools.store.listOpenCards(this.#context.staff.id, 5);
    for (const card of cards.filter((each) => each.kind === 'act')) {
      const duty = await this.#search.find(card.obligationId);
      if (duty && isUnmet(duty.obligation)) return duty;
    }
    return undefined;
  }

  /** The matter the question names, else the record or the reminder spoken of last; a general question is the handbook's. */
  async #why(): Promise<Answer | undefined> {
    const { timeZone } = this.#context;
    const recordId = recordNumberIn(this.#reading.text) ?? this.#state.record;
    const named = await this.#search.named(this.#reading, 'seen');
    if (named.length === 0 && !means.pointsAtOne(this.#reading)) return undefined;
    const ofRecord = named.length > 0 || recordId === null ? named : await this.#search.ofRecord(recordId);
    const duty = dutyAsked(ofRecord, this.#reading, timeZone);
    const visit = duty || recordId === null ? undefined : await this.#visitOf(recordId);
    if (visit) return { said: whyVisit(visit, this.#tools.pack, this.#context), confirmed: null };
    const meant = duty ?? (await this.#spokenOfLast());
    if (meant) return { said: whyDue(meant, this.#tools.pack, this.#context), confirmed: null };
    return recordId === null ? undefined : this.#say('why.none');
  }

  /** The visit of a number, unless the words are about complaints. */
  async #visitOf(recordId: string): Promise<Visit | undefined> {
    if (!recordId.startsWith('BF-') || /投诉|投訴|\bcomplaint/i.test(this.#reading.text)) return undefined;
    return await this.#tools.store.findVisit(viewerOf(this.#context.staff), recordId);
  }

  #which(duties: readonly KnownDuty[]): Answer {
    const { language } = this.#context;
    const calls = duties.map(({ name }) => name.recordId ?? `${name.customer ?? ''}${name.contact ?? ''}`);
    const buttons = duties.slice(0, 4).map(({ values }, n) => {
      const called = calls[n] ?? '';
      const twice = calls.indexOf(called) !== calls.lastIndexOf(called);
      return called === '' || twice
        ? `${values.duty} ${this.#reading.text}`.slice(0, 60)
        : `${called} ${this.#reading.text}`.slice(0, 60);
    });
    return { said: [question(dueWorkWords.say(language, 'which'), buttons)], confirmed: null };
  }

  #say(key: string, values: Record<string, string> = {}): Answer {
    return { said: [line(dueWorkWords.say(this.#context.language, key, values))], confirmed: null };
  }

  /** Opens a small form with what is known already; this message may bring the rest. */
  async #open(formId: string, values: DutyValues | Record<string, unknown>): Promise<Answer> {
    const form = this.#tools.forms.get(formId);
    if (!form) throw new Error(`no form ${formId}`);
    makeRoom(this.#state, this.#tools.forms);
    const draft = { ...newDraft(form, this.#context.newId(), this.#context.now), values: { ...values } };
    this.#state.dialogStack.push({ id: formId, state: { draft } });
    return await this.#continue();
  }

  async #continue(): Promise<Answer> {
    const exchange: Exchange = { reading: this.#reading, context: this.#context, said: [], confirmed: null };
    await this.#tools.forms.continue(this.#tools.turn, this.#state, exchange);
    this.#state.interruptions = 0;
    return { said: exchange.said, confirmed: exchange.confirmed };
  }
}

function firstDue(a: KnownDuty, b: KnownDuty): number {
  return (a.obligation.dueAt ?? 0) - (b.obligation.dueAt ?? 0);
}
