import type { TurnContext } from 'botbuilder';
import {
  agreesOn,
  announces,
  askedIn,
  callButton,
  customerWords,
  isAll,
  isThreat,
  saysMatter,
  standing,
  toCustomer,
  upset,
  withCall,
} from '../../../dialogs/customer-chat/dialog.js';
import { letterCount } from '../../../dialogs/engine/answer.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { question, type Said } from '../../../dialogs/engine/reply.js';
import { answerDue } from '../../domain/customer-chat.js';
import type { InboxKey, Store } from '../../domain/ports.js';
import { recordNumberIn } from '../../domain/record-number.js';
import { systemViewer } from '../../domain/staff.js';
import { localDay } from '../../policy/local-time.js';
import type { Act, Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { takeWaitingFiles } from '../drafts.js';
import {
  addsTo,
  asksForCall,
  asksStanding,
  asksWhoAnswers,
  cancelsAll,
  isAnotherMatter,
  isAnybodyThere,
  isPlainQuestion,
  lacksNumber,
  pressesOn,
  reproaches,
  takesBack,
  tellsSolved,
  urges,
  waits,
  withdraws,
} from './route.js';

export interface OwnChat {
  store: Store;
  forms: FormSet;
  turn: TurnContext;
  reread(text: string): Reading;
  conversation: Pick<InboxKey, 'conversationId'>;
}

interface Conversed {
  said: Said[];
  confirmed: Confirmed | null;
}

/** Complaints shown at once. */
const shownAtMost = 3;

/** Answers one message of a customer in his own chat: a complaint, how one stands, a call for the manager; nothing else is here. */
export async function converseWithCustomer(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  chat: OwnChat,
): Promise<Conversed> {
  return await new OwnAnswering(reading, state, context, chat).answer();
}

class OwnAnswering {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #chat: OwnChat;

  constructor(reading: Reading, state: ConversationState, context: FormContext, chat: OwnChat) {
    this.#reading = reading;
    this.#state = state;
    this.#context = context;
    this.#chat = chat;
  }

  async answer(): Promise<Conversed> {
    const open = topDraft(this.#state);
    if (open?.form === 'customer-addition') return await this.#sameOrOther(open);
    if (asksWhoAnswers(this.#reading.text)) return only(withCall('who', this.#context));
    if (this.#asksForCall(open)) return await this.#call();
    const number = recordNumberIn(this.#reading.text);
    if (number !== null) return await this.#ofNumber(number);
    if (open?.form === 'customer-lookup') {
      if (/\d{5}/.test(this.#reading.text.replace(/[-\s]/g, ''))) return await this.#continue();
      this.#state.dialogStack.pop();
      if (lacksNumber(this.#reading.text)) return only(withCall('lookup.forgotten', this.#context));
      return await this.answer();
    }
    if (asksStanding(this.#reading, open, this.#state.record !== null)) return await this.#standings();
    return open ? await this.#inIntake(open) : await this.#free();
  }

  async #inIntake(open: Draft): Promise<Conversed> {
    const { text, edits } = this.#reading;
    const short = letterCount(text) <= 6;
    if ((this.#has('cancel') && edits.length === 0 && short && cancelsAll(text, open)) || withdraws(text)) {
      this.#state.dialogStack.pop();
      return only(toCustomer('cancelled', this.#context));
    }
    const asked = askedIn(text);
    if (asked.length > 0) {
      const candid = asked.map((each) => toCustomer(`asked.${each}`, this.#context));
      // Whoever asks has answered what was asked of him.
      const goesOn = agreesOn(this.#reading) || open.stage === 'asking' || saysMatter(text);
      const rest = goesOn ? await this.#continue() : only(...this.#resume(open));
      return { ...rest, said: [...candid, ...rest.said] };
    }
    const agrees = open.stage === 'read-back' && agreesOn(this.#reading);
    if (!agrees && short && (this.#has('thanks') || this.#has('greeting')))
      return only(toCustomer(this.#has('thanks') ? 'thanks' : 'hello.again', this.#context), ...this.#resume(open));
    return await this.#continue();
  }

  async #free(): Promise<Conversed> {
    const { text } = this.#reading;
    const { greeted, record } = this.#state;
    const files = this.#context.received.length > 0;
    if (!greeted && letterCount(text) === 0 && /[😡🤬😤😠😭😢💢👿]/u.test(text)) {
      this.#state.greeted = true;
      return only(...upset(this.#context));
    }
    const asked = askedIn(text);
    if (asked.length > 0 && !saysMatter(text))
      return only(...asked.map((each) => withCall(`asked.${each}`, this.#context)).slice(0, 1));
    const greets =
      (letterCount(text) <= 6 && (this.#has('greeting') || /有人|在吗|在嗎|喂/.test(text))) || isAnybodyThere(text);
    if (!files && (letterCount(text) < 2 || greets || (this.#reading.intent === 'help' && !saysMatter(text)))) {
      this.#state.greeted = true;
      if (record !== null && letterCount(text) < 2) return only(toCustomer('fine', this.#context));
      return only(toCustomer(greeted ? 'hello.again' : 'hello', this.#context));
    }
    if (record === null && withdraws(text)) return only(toCustomer('fine', this.#context));
    if (this.#has('thanks') && !saysMatter(text)) return only(toCustomer('thanks', this.#context));
    if (record !== null && (this.#has('cancel') || this.#has('undo'))) return await this.#add(record);
    const answers = (['confirm', 'deny', 'cancel', 'skip', 'undo'] as const).some((act) => this.#has(act));
    if (answers && letterCount(text) <= 6) {
      const late = record !== null && this.#has('confirm');
      return only(
        late ? toCustomer('recorded.already', this.#context, { id: record }) : toCustomer('fine', this.#context),
      );
    }
    if (record !== null && pressesOn(text)) return await this.#press(record);
    if (record !== null && (takesBack(text) || reproaches(text))) return await this.#add(record);
    if (record !== null && tellsSolved(text)) return await this.#add(record, toCustomer('solved', this.#context));
    if (record === null && lacksNumber(text)) return only(withCall('lookup.forgotten', this.#context));
    if (record !== null && waits(text)) return only(toCustomer('fine', this.#context));
    if (record !== null && this.#reading.edits.length > 0) return await this.#add(record);
    if (record !== null && isThreat(text) && !announces(text)) return await this.#add(record);
    if (record !== null && (isAll(text, 'vents') || urges(text))) return await this.#standings();
    if (record !== null && asked.includes('asks')) return await this.#press(record);
    if (record !== null && isAll(text, 'wish', 'vents')) return await this.#add(record);
    if (record === null && isAll(text, 'vents')) return await this.#begin('customer-intake');
    if (isPlainQuestion(this.#reading)) return only(withCall('not-here', this.#context));
    if (record !== null && !isAnotherMatter(text) && (addsTo(text) || !announces(text)))
      return await this.#more(record);
    return await this.#begin('customer-intake');
  }

  /** After a number was told: an addition, or another matter; asked once. */
  async #more(complaintId: string): Promise<Conversed> {
    const { text } = this.#reading;
    if (addsTo(text) || text === '') return await this.#add(complaintId);
    this.#push('customer-addition', { complaintId, text });
    this.#keepFiles();
    const { language } = this.#context;
    const buttons = ['more.same', 'more.other'].map((key) => customerWords.say(language, key));
    return only(question(customerWords.say(language, 'more.ask'), buttons));
  }

  async #add(complaintId: string, ...before: Said[]): Promise<Conversed> {
    if (announces(this.#reading.text)) return only(toCustomer('ask.listening', this.#context));
    this.#push('customer-addition', { complaintId, text: this.#reading.text });
    const added = await this.#continue({ ...this.#reading, acts: [], edits: [] });
    return { ...added, said: [...before, ...added.said] };
  }

  /** How it stands, and what he says of that goes to its owner. */
  async #press(complaintId: string): Promise<Conversed> {
    const complaint = (await this.#told()).find(({ id }) => id === complaintId);
    return await this.#add(complaintId, ...(complaint ? [await this.#standing(complaint)] : []));
  }

  async #sameOrOther(open: Draft): Promise<Conversed> {
    const { text } = this.#reading;
    const told = String(open.values.text ?? '');
    const other = isAnotherMatter(text) || this.#has('deny');
    if (other) {
      this.#state.dialogStack.pop();
      this.#state.files = open.files;
      const begun = await this.#begin('customer-intake', this.#chat.reread(told));
      takeWaitingFiles(this.#state);
      return begun;
    }
    const says = this.#has('confirm') || addsTo(text) ? told : `${told};${text}`;
    open.values = { ...open.values, text: says };
    return await this.#continue({ ...this.#reading, acts: [], edits: [] });
  }

  #asksForCall(open: Draft | undefined): boolean {
    const { text } = this.#reading;
    if (text.trim() === callButton(this.#context)) return true;
    if (this.#has('person') && !saysMatter(text)) return true;
    return asksForCall(text, open);
  }

  /** Told once a matter and day. */
  async #call(): Promise<Conversed> {
    const open = topDraft(this.#state);
    const { now, timeZone } = this.#context;
    const reason = `${open?.id ?? this.#state.record ?? ''}|${localDay(now, timeZone)}`;
    const resumed = open ? this.#resume(open) : [];
    if (this.#state.called === reason) return only(toCustomer('call.again', this.#context), ...resumed);
    this.#state.called = reason;
    this.#push('customer-call', { reason });
    return await this.#continue();
  }

  /** Told in this session: at once. Else with the phone it was left under. */
  async #ofNumber(number: string): Promise<Conversed> {
    const own = (await this.#told()).find(({ id }) => id === number);
    if (own) return only(await this.#standing(own), ...this.#resumeOpen());
    const open = topDraft(this.#state);
    if (open?.form === 'customer-lookup') return await this.#continue();
    return await this.#begin('customer-lookup');
  }

  async #standings(): Promise<Conversed> {
    const told = await this.#told();
    if (told.length === 0) return only(toCustomer('status.none', this.#context), ...this.#resumeOpen());
    const said = await Promise.all(told.slice(-shownAtMost).map((each) => this.#standing(each)));
    return only(...said, ...this.#resumeOpen());
  }

  async #standing(complaint: Awaited<ReturnType<Store['listComplaintsIn']>>[number]): Promise<Said> {
    return standing({ complaint, dueAt: await answerDue(this.#chat.store, complaint.id) }, this.#context);
  }

  #told() {
    return this.#chat.store.listComplaintsIn(systemViewer, this.#chat.conversation.conversationId);
  }

  #resumeOpen(): Said[] {
    const open = topDraft(this.#state);
    return open ? this.#resume(open) : [];
  }

  #resume(open: Draft): Said[] {
    return this.#chat.forms.get(open.form)?.resume(open.values, open, true, this.#context) ?? [];
  }

  /** Files that came with words whose matter is still to be named wait with them. */
  #keepFiles(): void {
    const open = topDraft(this.#state);
    if (open) open.files = this.#context.received.map(({ id }) => id);
  }

  #push(form: string, values: Record<string, unknown>): void {
    const draft = { ...newDraft({ id: form, version: 1 }, this.#context.newId(), this.#context.now), values };
    this.#state.dialogStack.push({ id: form, state: { draft } });
  }

  async #begin(form: string, reading = this.#reading): Promise<Conversed> {
    this.#state.greeted = true;
    return await this.#exchange(reading, (turn, state, exchange) =>
      this.#chat.forms.begin(turn, state, form, exchange),
    );
  }

  async #continue(reading = this.#reading): Promise<Conversed> {
    return await this.#exchange(reading, (turn, state, exchange) => this.#chat.forms.continue(turn, state, exchange));
  }

  async #exchange(
    reading: Reading,
    advance: (turn: TurnContext, state: ConversationState, exchange: Exchange) => Promise<void>,
  ): Promise<Conversed> {
    const exchange: Exchange = { reading, context: this.#context, said: [], confirmed: null };
    await advance(this.#chat.turn, this.#state, exchange);
    return { said: exchange.said, confirmed: exchange.confirmed };
  }

  #has(act: Act): boolean {
    return this.#reading.acts.includes(act);
  }
}

function only(...said: Said[]): Conversed {
  return { said, confirmed: null };
}
