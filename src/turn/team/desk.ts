import type { TurnContext } from 'botbuilder';
import { reasonIn } from '../../../dialogs/complaint-life/dialog.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../../dialogs/engine/reply.js';
import {
  type ColleagueValues,
  colleagueForm,
  type HandOverValues,
  handOverForm,
  isOfTeam,
  matterLines,
  matterOfList,
  teamWords as words,
} from '../../../dialogs/team/dialog.js';
import type { Complaint } from '../../domain/complaint.js';
import type { Store } from '../../domain/ports.js';
import type { Staff } from '../../domain/staff.js';
import { superiorAmong } from '../../domain/superiors.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { numberIn } from '../complaints/search.js';
import type { ConversationState } from '../conversation-state.js';
import { customersIn } from '../customers-in.js';
import type { Directory } from '../directory-cache.js';
import { asksOwner } from '../duties/commands.js';
import { DutySearch } from '../duties/search.js';
import { withNamesSpelt } from '../names-spelt.js';
import { openComplaints } from '../work/open-complaints.js';
import * as means from './commands.js';

export interface TeamTools {
  store: Store;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
  directory: Pick<Directory, 'staff' | 'staffNamed'>;
}

/** Answered, or said in other words that mean it in full. */
export type TeamAnswer = { said: Said[]; confirmed: Confirmed | null } | { say: string };

/**
 * What a supervisor has done with his people: several complaints given to somebody else, words passed on to them; and what they
 * answer him. Undefined where a message is none of these.
 */
export class TeamDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: TeamTools;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: TeamTools) {
    this.#reading = withNamesSpelt(reading, tools.directory.staff);
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
  }

  async answer(): Promise<TeamAnswer | undefined> {
    const { staff } = this.#context;
    const draft = topDraft(this.#state);
    if (draft && isOfTeam(draft.form)) return await this.#inOpenForm(draft);
    const named = this.#tools.directory.staffNamed(this.#reading.text);
    if (staff.role === 'manager') return await this.#answerSupervisor();
    const people = named.filter(({ id }) => id !== staff.id);
    return (await this.#handOver(people)) ?? (await this.#passOn(people.filter((each) => this.#leads(each))));
  }

  #leads({ role, teamId }: Staff): boolean {
    return role === 'manager' && teamId === this.#context.staff.teamId;
  }

  /** Of one person all that is open, or several that are named; one alone is the complaint's own matter. */
  async #handOver(people: readonly Staff[]): Promise<TeamAnswer | undefined> {
    const reading = this.#reading;
    const meant = means.handOverMeant(reading, people);
    if (!meant || (!meant.from && !means.givesAway(reading))) return undefined;
    const { from, to } = meant;
    const { language } = this.#context;
    if (meant.ofCustomers) return this.#say('hand-over.customers', { name: from?.name ?? '' });
    const all = await this.#open(from?.id ?? null);
    const named = this.#namedIn(reading.text, all);
    const kept = this.#namedIn(means.keptPart(reading.text), all);
    const chosen = named.filter((each) => !kept.includes(each));
    if (chosen.length === 1 && kept.length === 0 && (!from || numberIn(reading.text) !== null)) return undefined;
    if (!from && chosen.length === 0) return undefined;
    const owner = to === 'self' ? this.#context.staff : to;
    const wanted = chosen.length > 0 ? chosen : all.filter((each) => !kept.includes(each));
    const matters = wanted.filter(({ ownerId }) => ownerId !== owner?.id);
    const [only, ...more] = matters;
    if (!only) return from ? this.#say('hand-over.none', { name: from.name }) : this.#say('hand-over.which');
    if (more.length === 0 && to !== null && to !== 'self') {
      const why = reading.text.replace(/^[^,\uFF0C。\s]*[,\uFF0C。\s]*/, '');
      return { say: `${only.id} 改由${to.name}跟${why === '' ? '' : `,${why}`}` };
    }
    if (meant.some && chosen.length === 0) return this.#whichOf(matters, to === 'self' ? null : to);
    const colleagues = this.#tools.directory.staff.filter((each) => this.#leads(each) && each.id !== from?.id);
    const values: HandOverValues = {
      from: from && { id: from.id, name: from.name },
      matters: matters.map((complaint) => matterOfList(complaint, { language })),
      colleagues: colleagues.map(({ id, name }) => ({ id, name })),
      ...(owner ? { owner: { id: owner.id, name: to === 'self' ? words.say(language, 'you') : owner.name } } : {}),
      ...reasonSaid(reading.text),
    };
    return await this.#begin(handOverForm.id, values);
  }

  /** Some of several, and nobody said which: they are listed, and how to say it. */
  #whichOf(matters: readonly Complaint[], to: Staff | null): TeamAnswer {
    const { language } = this.#context;
    const [first, second] = matters.map(({ customerName }) => customerName);
    const example = { one: first ?? '', other: second ?? '', to: to?.name ?? words.say(language, 'you') };
    const lines = matterLines(
      matters.map((each) => matterOfList(each, { language }).line),
      language,
    );
    const text = [...lines, words.say(language, 'hand-over.choose', example)].join('\n');
    return { said: [line(text)], confirmed: null };
  }

  async #open(ownerId: string | null): Promise<Complaint[]> {
    const { staff, now } = this.#context;
    const found = await openComplaints({ ownerId, only: null }, staff, now, this.#tools.store);
    return found.map(({ complaint }) => complaint);
  }

  /** Those a text names by number or customer. */
  #namedIn(text: string, complaints: readonly Complaint[]): Complaint[] {
    if (text === '') return [];
    const upper = text.toUpperCase();
    const ids = new Set(customersIn(text, this.#context).map(({ id }) => id));
    return complaints.filter(
      ({ id, customerId, customerName }) =>
        upper.includes(id) || text.includes(customerName) || (customerId !== null && ids.has(customerId)),
    );
  }

  /** What is overdue with them is asked about as such; all else goes out in the supervisor's own words. */
  async #passOn(people: readonly Staff[]): Promise<TeamAnswer | undefined> {
    const meant = means.passedOn(this.#reading, people);
    if (!meant) return undefined;
    const to = meant.to === 'team' ? this.#tools.directory.staff.filter((each) => this.#leads(each)) : meant.to;
    if (to.length === 0 || (meant.kind === 'asked' && (await this.#asksOfLate(to, meant.text)))) return undefined;
    const values: ColleagueValues = {
      to: to.map(({ id, name }) => ({ id, name })),
      kind: meant.kind,
      ...(meant.text.length > 1 ? { text: meant.text } : {}),
    };
    return await this.#begin(colleagueForm.id, values);
  }

  async #asksOfLate(to: readonly Staff[], text: string): Promise<boolean> {
    if (!asksOwner(this.#reading) && text !== '') return false;
    const search = new DutySearch(this.#tools.store, this.#tools.pack, this.#context);
    const late = await search.overdue();
    return late.some(({ obligation }) => to.some(({ id }) => id === obligation.ownerId));
  }

  async #answerSupervisor(): Promise<TeamAnswer | undefined> {
    const superior = superiorAmong(this.#tools.directory.staff, this.#context.staff);
    const text = superior && means.answerFor(this.#reading, superior);
    if (!superior || text === undefined) return undefined;
    const values: ColleagueValues = {
      to: [{ id: superior.id, name: superior.name }],
      kind: 'answered',
      text,
      send: true,
    };
    return await this.#begin(colleagueForm.id, values);
  }

  async #inOpenForm(draft: Draft): Promise<TeamAnswer | undefined> {
    const { acts, intent, text } = this.#reading;
    if (acts.includes('cancel')) return undefined;
    if (draft.open === 'agreed') return await this.#agreed(draft);
    if (draft.open === 'send') {
      const anew = /^(?:改成|改为|改為|写成|换成|換成)[:\uFF1A\s]*(.{2,})$/.exec(text.trim())?.[1];
      if (anew) draft.values = { ...draft.values, text: anew, anew: true };
      if (anew) return this.#asksAgain(draft, colleagueForm);
      return acts.includes('confirm') ? await this.#continue() : undefined;
    }
    const elsewhere = intent === 'policy' || intent === 'help' || acts.includes('greeting') || acts.includes('thanks');
    return elsewhere || text.length > 300 ? undefined : await this.#continue();
  }

  /** A yes, or what stays: 「清江留着」. */
  async #agreed(draft: Draft): Promise<TeamAnswer | undefined> {
    const values = draft.values as HandOverValues;
    const kept = means.keptPart(this.#reading.text);
    if (kept === '') return this.#reading.acts.includes('confirm') ? await this.#continue() : undefined;
    const ids = new Set(this.#namedIn(kept, await this.#open(null)).map(({ id }) => id));
    const left = values.matters.filter(({ id }) => !ids.has(id));
    if (left.length === values.matters.length || left.length === 0) return undefined;
    draft.values = { ...values, matters: left, anew: true };
    return this.#asksAgain(draft, handOverForm);
  }

  #asksAgain(draft: Draft, form: typeof handOverForm | typeof colleagueForm): TeamAnswer {
    const field = form.fields.find(({ name }) => name === draft.open);
    const asked = field?.ask?.(draft.values as never, draft, this.#context);
    return { said: asked ? [question(asked.text, asked.buttons)] : [], confirmed: null };
  }

  #say(key: string, values: Record<string, string> = {}): TeamAnswer {
    return { said: [line(words.say(this.#context.language, key, values))], confirmed: null };
  }

  async #begin(formId: string, values: Record<string, unknown>): Promise<TeamAnswer> {
    const form = this.#tools.forms.get(formId);
    if (!form) throw new Error(`no form ${formId}`);
    const top = topDraft(this.#state);
    if (top && this.#tools.forms.get(top.form)?.fleeting) this.#state.dialogStack.pop();
    const draft = { ...newDraft(form, this.#context.newId(), this.#context.now), values };
    this.#state.dialogStack.push({ id: formId, state: { draft } });
    return await this.#continue();
  }

  async #continue(): Promise<TeamAnswer> {
    const exchange: Exchange = { reading: this.#reading, context: this.#context, said: [], confirmed: null };
    await this.#tools.forms.continue(this.#tools.turn, this.#state, exchange);
    this.#state.interruptions = 0;
    return { said: exchange.said, confirmed: exchange.confirmed };
  }
}

/** 「…,因为她要去总部培训」: a reason in words of its own. */
function reasonSaid(text: string): Pick<HandOverValues, 'reason' | 'text'> {
  const said = /(?:因为|因為|理由(?:是)?|原因(?:是)?|\bbecause\b)[:\uFF1A\s]*(.{2,60})$/i.exec(text)?.[1];
  return said ? { reason: reasonIn(said) ?? 'other', text: said } : {};
}
