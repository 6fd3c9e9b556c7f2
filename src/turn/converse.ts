import type { TurnContext } from 'botbuilder';
import { openReplyTime } from '../../dialogs/complaint-intake/reply-time.js';
import { settled } from '../../dialogs/due-work/dialog.js';
import { fieldToChange } from '../../dialogs/engine/changing.js';
import type { Draft } from '../../dialogs/engine/draft.js';
import type { Confirmed, Form, FormContext } from '../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { unknownRecord } from '../../dialogs/my-work/dialog.js';
import { alreadyRecorded, onRecordAlready, smallTalk, smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { Store } from '../domain/ports.js';
import { viewerOf } from '../domain/staff.js';
import type { Answerer } from '../handbook/types.js';
import type { Calendars } from '../policy/calendar.js';
import type { Pack } from '../policy/types.js';
import type { Reading } from '../understanding/types.js';
import { answerPolicy } from './answer-policy.js';
import { callPerson } from './call-person.js';
import { takesComplaint } from './complaints/commands.js';
import { ComplaintDesk } from './complaints/desk.js';
import type { ConversationState } from './conversation-state.js';
import type { Directory } from './directory-cache.js';
import {
  dropDraft,
  expiredWords,
  idleMs,
  keepUnplaced,
  makeRoom,
  offerAgain,
  parkOthers,
  resumeWords,
  takeBack,
  takesUpParked,
  takeWaitingFiles,
  whereItStands,
} from './drafts.js';
import { cardOf } from './duties/commands.js';
import { DutyDesk } from './duties/desk.js';
import { DutySearch } from './duties/search.js';
import { beginPackForm, withPackForms } from './forms/begin.js';
import { withdrawing } from './forms/withdraw.js';
import { aboutLinks } from './links/desk.js';
import { spentOffer } from './offers.js';
import { RetentionDesk } from './retention/desk.js';
import { claimsOf, type Desk, type Heard } from './routing/claims.js';
import { packFormLike, packFormMeant } from './routing/pack-form.js';
import { answers, answersReadBack, inForm, type OpenForm, type Route, routeOf } from './routing/route.js';
import { showRecord } from './show-record.js';
import { TeamDesk } from './team/desk.js';
import { VisitDesk } from './visits/desk.js';
import { WorkDesk } from './work/desk.js';
import { onWaiting } from './work/verdict.js';

export interface Conversed {
  said: Said[];
  /** Carried out inside the transaction; its words follow what is said here. */
  confirmed: Confirmed | null;
}

export interface ConverseTools {
  store: Store;
  calendars: Calendars;
  handbook: Answerer;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
  /** Another message of the same speaker, read as this one was. */
  reread(text: string): Reading;
  directory: Pick<Directory, 'staff' | 'staffNamed'>;
}

/** Answers one message: the state is changed in place, nothing is written yet. */
export async function converse(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  tools: ConverseTools,
): Promise<Conversed> {
  const spent = spentOffer(tools.turn.activity.value, state, context);
  if (spent) return only(spent);
  return await new Answering(reading, state, context, tools).answer();
}

class Answering {
  #reading: Reading;
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
    const answered = await this.#answer();
    return { ...answered, said: [...answered.said, ...keepUnplaced(this.#state, answered.confirmed, this.#context)] };
  }

  async #answer(): Promise<Conversed> {
    const heard = this.#heard();
    this.#state.justTold = null;
    if (this.#reading.text.trim() === '' && this.#context.received.length > 0 && !topDraft(this.#state))
      return (await this.#aboutComplaint(false)) ?? only([]);
    for (const desk of claimsOf(heard)) {
      const answered = await this.#ask(desk, heard);
      if (answered) return answered;
    }
    return await this.#routed(heard);
  }

  #heard(): Heard {
    const { pack, turn, directory } = this.#tools;
    const draft = topDraft(this.#state);
    const readsBack = draft !== undefined && answersReadBack(this.#reading, draft);
    const people = directory.staffNamed(this.#reading.text);
    return {
      reading: this.#reading,
      pack,
      known: this.#context.staff.id !== '',
      leads: this.#context.staff.role !== 'manager',
      clicked: cardOf(turn.activity.value) !== undefined,
      open: draft && this.#open(draft),
      record: draft ? this.#state.justTold : this.#state.record,
      meant: readsBack ? undefined : packFormMeant(pack, this.#reading, this.#context, people),
      like: packFormLike(pack, this.#reading, this.#context),
      takesNew: takesComplaint(this.#reading),
    };
  }

  async #ask(desk: Desk, { open, meant, takesNew }: Heard): Promise<Conversed | undefined> {
    switch (desk) {
      case 'team':
        return await this.#orAnew(await new TeamDesk(this.#reading, this.#state, this.#context, this.#tools).answer());
      case 'approvals':
        return await this.#orAnew(await onWaiting(this.#reading, this.#context, this.#tools));
      case 'withdrawals': {
        const said = await withdrawing(this.#reading, this.#state, this.#context, this.#tools);
        return said && only(said);
      }
      case 'listed-duty':
        return await this.#tapped();
      case 'links':
        return await aboutLinks(this.#reading, this.#state, this.#context, this.#tools);
      case 'visits':
        return await this.#visits().answer(meant !== undefined);
      case 'retention':
        return await this.#aboutRetention(open);
      case 'work':
        return await this.#aboutWork(open);
      case 'complaints':
        return await this.#aboutComplaint(takesNew);
      case 'duties':
        return await this.#aboutDuties();
    }
  }

  async #routed({ open, meant, like }: Heard): Promise<Conversed> {
    const { route: first, dropFleeting } = routeOf(this.#reading, this.#state, open, meant, like);
    if (dropFleeting) this.#dropFleeting();
    const route: Route = dropFleeting && takesUpParked(first, this.#reading, this.#state) ? { to: 'form' } : first;
    const misses = this.#state.misses;
    const answered = await this.#take(route);
    if (this.#state.misses === misses) this.#state.misses = 0;
    const before = expiredWords(this.#state, this.#context);
    if (inForm.has(route.to)) {
      this.#state.interruptions = 0;
      return { ...answered, said: [...before, ...answered.said] };
    }
    const idle = route.to === 'small-talk' && this.#isIdle();
    const resumed = idle ? offerAgain(this.#state, this.#tools.forms, this.#context) : this.#resume(route.to);
    const said = [...before, ...answered.said, ...resumed];
    this.#state.interruptions += 1;
    return { ...answered, said };
  }

  #isIdle(): boolean {
    return (this.#state.idleFor ?? 0) >= idleMs;
  }

  /** What was read as an answer to the small form is read again for itself. */
  #dropFleeting(): void {
    makeRoom(this.#state, this.#tools.forms);
    const again = this.#tools.reread(this.#reading.text);
    this.#reading = { ...again, facts: { ...this.#reading.facts, ...again.facts } };
  }

  /** What is done with a complaint on record; a matter that was open goes on after it. */
  async #aboutComplaint(takesNew: boolean): Promise<Conversed | undefined> {
    const open = topDraft(this.#state);
    const desk = new ComplaintDesk(this.#reading, this.#state, this.#context, this.#tools);
    const answered = await desk.answer(takesNew);
    const interrupted = open !== undefined && this.#form(open)?.fleeting !== true;
    const goesOn = interrupted && topDraft(this.#state)?.id === open.id;
    if (!answered || answered.confirmed !== null || !goesOn) return answered;
    const said = [...answered.said, ...this.#resume('my-work')];
    this.#state.interruptions += 1;
    return { ...answered, said };
  }

  /** A customer about to leave: questions in the middle of anything, which goes on below. */
  async #aboutRetention(open: OpenForm | undefined): Promise<Conversed | undefined> {
    const desk = new RetentionDesk(this.#reading, this.#state, this.#context, this.#tools);
    const answered = await desk.answer(!open || open.fleeting);
    if (!answered || !open || open.fleeting) return answered;
    this.#state.interruptions += 1;
    return { ...answered, said: [...answered.said, ...this.#resume('my-work')] };
  }

  /** Lists and cards of the work: answered in the middle of anything, which goes on below. */
  async #aboutWork(open: OpenForm | undefined): Promise<Conversed | undefined> {
    const said = await this.#work().answer(open !== undefined && !open.fleeting);
    if (!said) return undefined;
    if (!open || open.fleeting) return only(said);
    const resumed = this.#isIdle()
      ? offerAgain(this.#state, this.#tools.forms, this.#context)
      : this.#resume('my-work');
    this.#state.interruptions += 1;
    return only([...said, ...resumed]);
  }

  #visits(): VisitDesk {
    return new VisitDesk(this.#reading, this.#state, this.#context, this.#tools);
  }

  #work(): WorkDesk {
    return new WorkDesk(this.#reading, this.#state, this.#context, this.#tools);
  }

  #open(draft: Draft): OpenForm {
    const form = this.#form(draft);
    const named = form !== undefined && fieldToChange(form, draft, this.#reading) !== undefined;
    return {
      draft,
      fleeting: form?.fleeting === true,
      named,
      takesText: form?.takesText?.(draft) ?? false,
      answersCancel: form?.answersCancel?.(draft) ?? false,
    };
  }

  /** Other words each time it happens again. */
  #unknown(): Said[] {
    this.#state.misses += 1;
    const kind = (['unknown', 'unknown.again'] as const)[this.#state.misses - 1] ?? 'unknown.person';
    return smallTalk(kind, this.#context);
  }

  async #take(route: Route): Promise<Conversed> {
    switch (route.to) {
      case 'form':
        return await this.#inForm((exchange) => this.#tools.forms.continue(this.#tools.turn, this.#state, exchange));
      case 'begin':
        return await this.#begin(route.form);
      case 'begin-pack-form':
        return await beginPackForm(route.form, this.#reading, this.#state, this.#context, this.#tools);
      case 'cancel':
        return only(dropDraft(this.#state, this.#tools.forms, this.#context));
      case 'take-back':
        return only(takeBack(this.#state, this.#tools.forms, this.#context));
      case 'go-on':
        return only(whereItStands(this.#state, this.#tools.forms, this.#context));
      case 'put-off':
        return only([line(smallTalkWords.say(this.#context.language, 'put-off'))]);
      case 'cancel-visit':
        return only(await this.#visits().cancel(route.visitId));
      case 'policy':
        return only(await answerPolicy(this.#reading, this.#state, this.#context, this.#tools.handbook, route.detail));
      case 'record':
        return only(await showRecord(route.id, this.#context, this.#tools));
      case 'reply-time':
        return await this.#replyTime(route.id);
      case 'change-record':
        return only(onRecordAlready(route.id, this.#context));
      case 'my-work':
        return only(await this.#work().own(topDraft(this.#state) !== undefined));
      case 'person':
        return await callPerson(this.#reading, this.#state, this.#context, this.#tools);
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
    const parked = parkOthers(this.#reading, this.#state, this.#tools.forms, this.#context);
    const begun = await this.#inForm((exchange) =>
      this.#tools.forms.begin(this.#tools.turn, this.#state, formId, exchange),
    );
    takeWaitingFiles(this.#state);
    if (!parked) return begun;
    return { ...begun, said: [line(smallTalkWords.say(this.#context.language, 'also-parked')), ...begun.said] };
  }

  /** Some words stand for others that mean it in full: a word on what waits for the button that says so. */
  async #orAnew(found: Partial<Conversed> | { say: string } | undefined): Promise<Conversed | undefined> {
    if (!found || !('say' in found)) return found && { said: [], confirmed: null, ...found };
    this.#reading = this.#tools.reread(found.say);
    return await this.#answer();
  }

  /** A button of a list: the duty it names, or that this is over. */
  async #tapped(): Promise<Conversed> {
    const { store, pack } = this.#tools;
    const own = await new DutySearch(store, pack, this.#context).unmet('own');
    const stands = own.some(({ values }) => this.#reading.text.startsWith(`${values.duty} `));
    const answered = stands ? await this.#aboutDuties() : undefined;
    return answered ?? only(settled(null, this.#context));
  }

  async #aboutDuties(): Promise<Conversed | undefined> {
    const tools = withPackForms(this.#reading, this.#state, this.#context, this.#tools);
    return await new DutyDesk(this.#reading, this.#state, this.#context, tools).answer();
  }

  /** A reply time for a complaint on record: the small form is opened for it and takes the message. */
  async #replyTime(complaintId: string): Promise<Conversed> {
    const complaint = await this.#tools.store.findComplaint(viewerOf(this.#context.staff), complaintId);
    if (!complaint) return only(unknownRecord(this.#context));
    const draft = openReplyTime(complaint, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return await this.#inForm((exchange) => this.#tools.forms.continue(this.#tools.turn, this.#state, exchange));
  }

  #resume(to: Route['to']): Said[] {
    return resumeWords(this.#state, this.#tools.forms, answers.has(to), this.#context);
  }

  #form(draft: Draft): Form | undefined {
    return this.#tools.forms.get(draft.form);
  }
}

function only(said: Said[]): Conversed {
  return { said, confirmed: null };
}
