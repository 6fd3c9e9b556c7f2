import type { TurnContext } from 'botbuilder';
import {
  actForm,
  callForm,
  type DutyValues,
  dueWorkWords,
  isDueWork,
  judgeForm,
  leaveForm,
  settled,
  waiveForm,
} from '../../dialogs/due-work/dialog.js';
import { newDraft } from '../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../dialogs/engine/reply.js';
import { isUnmet } from '../domain/acts.js';
import type { Card } from '../domain/card.js';
import type { Store } from '../domain/ports.js';
import { type Staff, systemViewer } from '../domain/staff.js';
import { superiorOf } from '../domain/superiors.js';
import { localDay } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';
import * as means from './duty-commands.js';
import { DutySearch, type KnownDuty } from './duty-search.js';
import { asksWhyDue, dutyAsked, whyDue } from './explain-due.js';

export interface DueWorkTools {
  store: Store;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
}

interface Answer {
  said: Said[];
  confirmed: Confirmed | null;
}

/**
 * Messages about duties: buttons of reminders, 「已回了」 and its like, what supervisors decide, leave. Undefined where a
 * message is none of these. A button is authorised again: the card must be the speaker's, the duty still his to see.
 */
export async function aboutDueWork(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  tools: DueWorkTools,
): Promise<Answer | undefined> {
  return await new DueWork(reading, state, context, tools).answer();
}

class DueWork {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: DueWorkTools;
  readonly #search: DutySearch;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: DueWorkTools) {
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
    const verdict = means.verdictOf(reading);
    if (verdict !== undefined && this.#context.staff.role !== 'manager') return await this.#judgeLatest(verdict);
    if (means.waives(reading)) return await this.#waive();
    if (means.takesLeave(reading)) return await this.#leave();
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
    return await this.#open(actForm.id, duty.values);
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

  async #judge(card: Card, duty: KnownDuty, accepted: boolean): Promise<Answer> {
    if (card.outcome !== null)
      return this.#say(card.outcome === 'accepted' ? 'judged.before.accepted' : 'judged.before.refused');
    return await this.#open(judgeForm.id, { ...duty.values, eventId: card.eventId ?? '', accepted });
  }

  async #waive(): Promise<Answer | undefined> {
    const { staff } = this.#context;
    const named = await this.#search.named(this.#reading, 'seen');
    if (named.length === 0) return undefined;
    if (staff.role === 'manager') {
      const superior = await superiorOf(this.#tools.store, staff);
      return this.#say('waive.only-supervisor', { supervisor: superior?.name ?? '' });
    }
    const [only, ...more] = named;
    return only && more.length === 0 ? await this.#open(waiveForm.id, only.values) : this.#which(named);
  }

  /** 「找主管」 about the duty that was named, else the one spoken of last; without either it is no matter of duties. */
  async #callAbout(): Promise<Answer | undefined> {
    const [named] = await this.#search.named(this.#reading, 'own');
    const duty = named ?? (await this.#spokenOfLast());
    return duty ? await this.#open(callForm.id, duty.values) : undefined;
  }

  async #tellNamed(): Promise<Answer | undefined> {
    const named = await this.#search.named(this.#reading, 'own');
    const fitting = means.fittingAct(this.#reading, named);
    const [first, second] = fitting;
    const sameMatter = first && fitting.every((duty) => duty.obligation.subject === first.obligation.subject);
    if (first && (second === undefined || sameMatter)) return await this.#open(actForm.id, first.values);
    if (first) return this.#which(fitting);
    if (means.namesSomebody(this.#reading) || !means.isShort(this.#reading)) return undefined;
    const last = await this.#spokenOfLast();
    if (last) return await this.#open(actForm.id, last.values);
    const own = means.fittingAct(this.#reading, await this.#search.unmet('own'));
    const [only, ...more] = own.filter(({ values }) => values.act.answers || !means.isAnswer(this.#reading));
    if (!only) return undefined;
    return more.length === 0 ? await this.#open(actForm.id, only.values) : this.#which([only, ...more]);
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

  async #leave(): Promise<Answer | undefined> {
    const { staff, now, timeZone } = this.#context;
    const meant = await this.#onLeave();
    if (meant === 'not-yours') return this.#say('leave.not-yours');
    if (!meant) return undefined;
    const [first, second] = this.#reading.times;
    const starts = second && first ? Math.max(now, Date.parse(first.start)) : now;
    const from = localDay(starts, timeZone);
    return await this.#open(leaveForm.id, { staffId: meant.id, from, by: staff.id });
  }

  /** Oneself; a colleague only for his supervisor. */
  async #onLeave(): Promise<Staff | 'not-yours' | undefined> {
    const { staff } = this.#context;
    const { text } = this.#reading;
    const everyone = await this.#tools.store.listStaff(systemViewer);
    const team = everyone.filter((other) => other.teamId === staff.teamId && other.id !== staff.id);
    const named = team.find((other) => other.kind === 'directory' && text.includes(other.name));
    if (!named) return means.speaksOfSelf(text) ? staff : undefined;
    return staff.role === 'manager' ? 'not-yours' : named;
  }

  /** The matter the question names, else the record or the reminder spoken of last; a general question is the handbook's. */
  async #why(): Promise<Answer | undefined> {
    const { timeZone } = this.#context;
    const recordId = means.recordNumber(this.#reading.text) ?? this.#state.record;
    const named = await this.#search.named(this.#reading, 'seen');
    if (named.length === 0 && !means.pointsAtOne(this.#reading)) return undefined;
    const ofRecord = named.length > 0 || recordId === null ? named : await this.#search.ofRecord(recordId);
    const duty = dutyAsked(ofRecord, this.#reading, timeZone) ?? (await this.#spokenOfLast());
    if (duty) return { said: whyDue(duty, this.#tools.pack, this.#context), confirmed: null };
    return recordId !== null && ofRecord.length === 0 && means.recordNumber(this.#reading.text)
      ? this.#say('why.none')
      : undefined;
  }

  #which(duties: readonly KnownDuty[]): Answer {
    const { language } = this.#context;
    const buttons = duties.slice(0, 4).map(({ name, values }) => {
      const called = name.recordId ?? `${name.customer ?? ''}${name.contact ?? ''}`;
      return called === '' ? values.duty : `${called} ${this.#reading.text}`.slice(0, 60);
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
    const top = topDraft(this.#state);
    if (top && this.#tools.forms.get(top.form)?.fleeting) this.#state.dialogStack.pop();
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
