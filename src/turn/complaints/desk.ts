import type { TurnContext } from 'botbuilder';
import { openReplyTime } from '../../../dialogs/complaint-intake/reply-time.js';
import {
  complaintLife,
  correctionsOf,
  type LifeValues,
  matterOf,
  timeline,
  timelinePage,
  complaintLifeWords as words,
} from '../../../dialogs/complaint-life/dialog.js';
import { actForm, isDueWork } from '../../../dialogs/due-work/dialog.js';
import { shown } from '../../../dialogs/engine/answer.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../../dialogs/engine/reply.js';
import { unknownRecord } from '../../../dialogs/my-work/dialog.js';
import { type Complaint, isOpen } from '../../domain/complaint.js';
import type { Store } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import type { Directory } from '../directory-cache.js';
import { makeRoom } from '../drafts.js';
import { withNamesSpelt } from '../names-spelt.js';
import { type Beside, mayInterrupt, onlyOfOpen, withCustomerAhead } from './beside.js';
import { ending, type Meant, meantBy, pointsAtRecord, registers, saidOf, wishIn } from './commands.js';
import { departmentIn } from './departments.js';
import { sendFiles } from './files.js';
import { joining, joinsTwo } from './join.js';
import { answerValues, followUpValues, timelineOf } from './records.js';
import { ComplaintSearch, numberIn } from './search.js';
import { choiceWords, stepValues, textOf } from './step-values.js';
import { chosenFrom, targetOf } from './target.js';
import { answersOpen } from './told.js';

export interface ComplaintTools {
  store: Store;
  pack: Pack;
  forms: FormSet;
  turn: TurnContext;
  /** Another message of the same speaker, read as this one was. */
  reread(text: string): Reading;
  directory: Pick<Directory, 'staff' | 'staffNamed'>;
}

interface Answer {
  said: Said[];
  confirmed: Confirmed | null;
}

const attaching: Meant = { kind: 'attach', sure: false };

/** Longer messages tell a story of their own. */
const longest = 400;

/**
 * Messages about complaints that are on record: progress, departments, waiting, marks, answers, other hands, corrections, files,
 * where one stands. Undefined where a message is none of these. What the speaker may not see does not exist for him.
 */
export class ComplaintDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: ComplaintTools;
  readonly #search: ComplaintSearch;
  /** Files that came before it was clear where they belong. */
  #files: readonly string[] = [];

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: ComplaintTools) {
    this.#reading = withNamesSpelt(reading, tools.directory.staff);
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
    this.#search = new ComplaintSearch(tools.store, context.staff, context.now);
  }

  /** `takesNew`: a complaint is told anew, and nothing on record is over by its words. */
  async answer(takesNew: boolean): Promise<Answer | undefined> {
    const { text, acts } = this.#reading;
    const page = this.#state.timeline;
    this.#state.timeline = null;
    if (page && acts.includes('more')) return await this.#more(page);
    const draft = topDraft(this.#state);
    if (draft?.form === complaintLife.id) {
      const gone = await this.#inOpenForm(draft);
      if (gone) return gone;
    }
    if (text.length > longest || (draft && this.#tellsDuty(draft))) return undefined;
    const joined = joinsTwo(this.#reading)
      ? await joining(this.#reading, this.#state, this.#context, this.#search)
      : undefined;
    if (joined) return this.#only(joined);
    const meant = (await this.#wishTold()) ?? this.#meant();
    const anew = registers(text) && numberIn(text) === null;
    if (
      !meant ||
      anew ||
      (takesNew && ending.has(meant.kind) && !this.#refusesOnly(meant)) ||
      !this.#mayInterrupt(draft, meant)
    )
      return undefined;
    const { record } = this.#state;
    const colleagues = this.#tools.directory.staffNamed(text);
    const justNow = this.#justNow();
    const reading = withCustomerAhead(this.#reading, this.#context);
    const department = this.#department();
    const found = await targetOf(meant, reading, { search: this.#search, record, justNow, colleagues, department });
    if (found === undefined) return undefined;
    if (found === 'unknown') return this.#only(this.#unknown());
    const [only, ...more] = found;
    if (!only) return undefined;
    if (this.#beside(draft) && onlyOfOpen(meant, this.#reading) && !isOpen(only)) return undefined;
    const certain = more.length === 0 && (meant.kind !== 'attach' || this.#pointsAt(only));
    if (certain) return await this.#about(only, meant);
    return this.#which(more.length > 0 ? found : await this.#search.ownOpen());
  }

  /** 「他要这周弄好」 right after it was recorded, when nobody had said yet what is wished. */
  async #wishTold(): Promise<Meant | null> {
    const wish = this.#justNow() ? wishIn(this.#reading) : null;
    const { record } = this.#state;
    const last = wish !== null && record?.startsWith('TS-') ? await this.#search.byNumber(record) : undefined;
    if (wish === null || !last || last.demand !== null || !isOpen(last)) return null;
    return { kind: 'correct', edits: [{ field: 'demand', from: null, to: wish }], sure: true };
  }

  /** 「孙薇坚决不接受,要见领导」 names no trouble: it is the answer to what is on record. */
  #refusesOnly(meant: Meant): boolean {
    return meant.kind === 'answer' && meant.result === 'refused' && this.#reading.facts.category === undefined;
  }

  #meant(): Meant | null {
    const { text, edits, facts } = this.#reading;
    const department = this.#department();
    const names = [facts.customer?.said, facts.contact?.said].filter((name) => name !== undefined);
    const colleague = this.#tools.directory.staffNamed(text).length > 0;
    const leads = this.#context.staff.role !== 'manager';
    const timed = this.#reading.times.some(
      ({ precision, start }) => precision === 'minute' && Date.parse(start) > this.#context.now,
    );
    const meant = meantBy(text, edits, { colleague, leads, department, names, timed });
    if (this.#context.received.length === 0) return meant;
    // What came with files asks for none: 「他发来的截图」 is their caption.
    if (meant && meant.kind !== 'files') return meant;
    return text.length <= 40 ? attaching : null;
  }

  /** A department, as it is said. */
  #department(): string | null {
    return departmentIn(this.#reading.text, this.#tools.pack.lexicon.departments ?? [])?.said ?? null;
  }

  #justNow(): boolean {
    return (this.#state.idleFor ?? 0) < 30 * 60_000;
  }

  /** A file without a word goes to the complaint spoken of just now; to any other only when it is chosen. */
  #pointsAt({ id }: Complaint): boolean {
    return (this.#state.record === id && this.#justNow()) || this.#reading.text.trim() !== '';
  }

  /** A duty is being told, and neither another record nor another customer is named. */
  #tellsDuty({ form, values: { duty } }: Draft): boolean {
    const { text, facts } = this.#reading;
    const other = facts.customer?.id != null && typeof duty === 'string' && !duty.includes(facts.customer.name);
    return isDueWork(form) && !pointsAtRecord(text) && !other;
  }

  #mayInterrupt(draft: Draft | undefined, meant: Meant): boolean {
    const beside = this.#beside(draft);
    return !beside || mayInterrupt(meant, this.#reading, beside, this.#context);
  }

  /** The open form, unless it gives way by itself. */
  #beside(draft: Draft | undefined): Beside | undefined {
    const form = draft && this.#tools.forms.get(draft.form);
    if (!draft || form?.fleeting === true) return undefined;
    const takesText = form?.takesText?.(draft) ?? false;
    return { draft, takesText, record: this.#state.record, department: this.#department() };
  }

  async #about(complaint: Complaint, meant: Meant): Promise<Answer | undefined> {
    switch (meant.kind) {
      case 'status':
        return await this.#status(complaint);
      case 'files':
        return this.#spoken(complaint, await sendFiles(this.#tools.store, complaint, this.#context));
      case 'answer': {
        if (!isOpen(complaint)) return await this.#status(complaint);
        const values = await answerValues(this.#tools.store, this.#tools.pack, complaint, this.#context);
        return await this.#open(actForm.id, {
          ...values,
          result: meant.result ?? undefined,
          text: textOf(complaint, this.#reading),
        });
      }
      case 'follow-up':
        return await this.#followUp(complaint, meant);
      case 'correct':
        return await this.#correct(complaint, meant);
      case 'agree':
        return isOpen(complaint) ? await this.#agree(complaint) : undefined;
      default:
        return await this.#step(complaint, meant);
    }
  }

  async #status(complaint: Complaint): Promise<Answer> {
    this.#state.timeline = { id: complaint.id, page: 0 };
    const told = await timelineOf(this.#tools.store, complaint, this.#context);
    return this.#spoken(complaint, timeline(told, this.#context));
  }

  async #more({ id, page }: NonNullable<ConversationState['timeline']>): Promise<Answer> {
    const complaint = await this.#search.byNumber(id);
    if (!complaint) return this.#only(unknownRecord(this.#context));
    this.#state.timeline = { id, page: page + 1 };
    const told = await timelineOf(this.#tools.store, complaint, this.#context);
    return this.#spoken(complaint, timelinePage(told, page, this.#context));
  }

  async #followUp(complaint: Complaint, meant: Extract<Meant, { kind: 'follow-up' }>): Promise<Answer> {
    const text = textOf(complaint, this.#reading);
    if (complaint.state !== 'closed') {
      const early = line(
        words.say(this.#context.language, 'follow-up.early', {
          id: complaint.id,
          matter: matterOf(complaint, this.#context),
        }),
      );
      const noted = await this.#step(complaint, { kind: 'note', sure: true });
      return { ...noted, said: [early, ...noted.said] };
    }
    const values = await followUpValues(this.#tools.store, this.#tools.pack, complaint, this.#context);
    return await this.#open(actForm.id, { ...values, satisfaction: meant.satisfaction, text });
  }

  async #correct(complaint: Complaint, { edits }: Extract<Meant, { kind: 'correct' }>): Promise<Answer> {
    const { store } = this.#tools;
    const ids = [complaint.customerId, this.#reading.facts.customer?.id].filter((id) => typeof id === 'string');
    const files = new Map(this.#context.files);
    for (const id of ids) {
      const file = await store.findCustomerFile(viewerOf(this.#context.staff), id);
      if (file) files.set(id, file);
    }
    const clean = edits.map((edit) => ({ ...edit, from: edit.from === null ? null : saidOf(edit.from, []) }));
    const found = correctionsOf(complaint, clean, this.#reading, { ...this.#context, files });
    if (!found) return this.#spoken(complaint, [line(words.say(this.#context.language, 'correct.unclear'))]);
    return await this.#open(complaintLife.id, {
      complaintId: complaint.id,
      matter: matterOf(complaint, this.#context),
      kind: 'correct',
      ...found,
    });
  }

  /** The small form for the hour takes the message. */
  async #agree(complaint: Complaint): Promise<Answer> {
    this.#replaceFleeting();
    const draft = openReplyTime(complaint, this.#context);
    this.#state.dialogStack.push({ id: draft.form, state: { draft } });
    return await this.#continue();
  }

  async #step(complaint: Complaint, meant: Meant): Promise<Answer> {
    const { store, pack } = this.#tools;
    const { staff: everyone, staffNamed } = this.#tools.directory;
    const named = staffNamed(this.#reading.text);
    const parts = { complaint, reading: this.#reading, context: this.#context, store, pack, named, everyone };
    return await this.#open(complaintLife.id, await stepValues(meant, parts));
  }

  /** Asks which; the answer carries out what was meant with the one that is chosen. */
  #which(found: readonly Complaint[]): Answer {
    const { language, newId, now } = this.#context;
    const among = found.slice(0, 4).map((complaint) => ({
      id: complaint.id,
      name: choiceWords(complaint, shown(complaint.description, 12), this.#context),
    }));
    const values = { kind: 'which', complaintId: '', matter: '', among, text: this.#reading.text };
    const draft = { ...newDraft(complaintLife, newId(), now), values, open: 'agreed', asked: ['agreed'] };
    const files = this.#context.received.map((file) => file.id);
    this.#replaceFleeting();
    this.#state.dialogStack.push({ id: complaintLife.id, state: { draft: { ...draft, files } } });
    const asked = words.say(language, files.length > 0 ? 'files.which' : 'which', { count: files.length });
    const buttons = among.map(({ name }) => name);
    return this.#only([question(asked, buttons)]);
  }

  /** An answer to what is open; the complaint that is chosen is taken with the message that was meant for it. */
  async #inOpenForm(draft: Draft): Promise<Answer | undefined> {
    const values = draft.values as LifeValues;
    if (values.kind !== 'which') return answersOpen(this.#reading, draft) ? await this.#continue() : undefined;
    const chosen = chosenFrom(values.among ?? [], this.#reading.text);
    const complaint = chosen && (await this.#search.byNumber(chosen.id));
    if (!complaint) return undefined;
    const told = new ComplaintDesk(this.#tools.reread(values.text ?? ''), this.#state, this.#context, this.#tools);
    told.#files = draft.files;
    const meant = told.#meant() ?? (draft.files.length > 0 ? attaching : null);
    if (!meant) return undefined;
    this.#state.dialogStack.pop();
    return await told.#about(complaint, meant);
  }

  #replaceFleeting(): void {
    makeRoom(this.#state, this.#tools.forms);
  }

  #spoken(complaint: Complaint, said: Said[]): Answer {
    this.#state.record = complaint.id;
    return this.#only(said);
  }

  #unknown(): Said[] {
    if (numberIn(this.#reading.text) !== null) return unknownRecord(this.#context);
    return [line(words.say(this.#context.language, 'status.unknown'))];
  }

  #only(said: Said[]): Answer {
    return { said, confirmed: null };
  }

  async #open(formId: string, values: Record<string, unknown>): Promise<Answer> {
    const form = this.#tools.forms.get(formId);
    if (!form) throw new Error(`no form ${formId}`);
    this.#replaceFleeting();
    const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const files = [...this.#files, ...this.#state.files];
    this.#state.files = [];
    const draft = { ...newDraft(form, this.#context.newId(), this.#context.now), values: known, files };
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
