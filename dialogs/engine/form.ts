import type { z } from 'zod';
import type { Complaint } from '../../src/domain/complaint.js';
import type { CustomerFile } from '../../src/domain/customer.js';
import type { Diary } from '../../src/domain/diary.js';
import type { FactMap } from '../../src/domain/event.js';
import type { Intention, Outcome } from '../../src/domain/intention.js';
import type { Staff } from '../../src/domain/staff.js';
import type { Edit, FactName, Language, Reading } from '../../src/understanding/types.js';
import type { KnownContact, NamedParty } from './customer-and-contact.js';
import type { Draft } from './draft.js';
import type { Said } from './reply.js';

/** What a form may know besides the message: all of it loaded before the step, so that the step is pure. */
export interface FormContext {
  /** Business time of the message, epoch ms. */
  now: number;
  timeZone: string;
  language: Language;
  /** Set where a customer speaks for himself, in his own chat. */
  customer?: OwnCustomer;
  /** How a customer's link is shown; absent where customers' own chats are off. */
  links?: { show(linkId: string): ShownLink };
  staff: Staff;
  /** Files of the customers that are named, as far as this person may see them. */
  files: Map<string, CustomerFile>;
  /** The speaker's visits and what is known around them; loaded where visits are spoken of. */
  diary?: Diary;
  /** Open complaints the speaker may see of the customer one is being taken for, newest first. */
  alsoOpen?: readonly Complaint[];
  /** Owner of a customer whose file is not shown (anyone may record for any customer). */
  ownerOf(customerId: string): string | null;
  /** Calls a customer by the name in the directory; for corrections such as 「客户名错了,是华盛物流」. */
  findCustomer(said: string): { id: string; name: string } | null;
  /** What a rule would give for an event with these facts: due time and clause (`四·处理时限`); null when unset or not owed. */
  limitOf(rule: string, event: { kind: string; at: number; facts: FactMap }): { dueAt: number; clause: string } | null;
  /** Reference shown for a clause id, e.g. `四·处理时限`; empty for an unknown one. */
  clauseRef(clauseId: string): string;
  /** Days and times of a piece of text, as the understanding reads them from a given instant. */
  readTimes(text: string, from: number): Reading['times'];
  /** A department by the name that was said; code `other` where the pack does not know it. */
  departmentNamed(said: string): { code: string; name: string };
  /** A severity signal as people read it. */
  signalLabel(signal: string): string;
  /** A sentence of sympathy for trouble of this kind, checked, in a model's words; without one the template is said. */
  soothing?: Draft['soothing'];
  /** False for words the handbook forbids before a customer. */
  mayBeSaid(text: string): boolean;
  /** What people call a duty, by its rule. */
  ruleTitle(rule: string): string;
  /** What people call a post (`marketing`). */
  postLabel(post: string): string;
  /** Files that came with the message. */
  received: readonly ReceivedFile[];
  newId(): string;
}

/** A file that came with a message; its bytes are in the store. */
export interface ReceivedFile {
  id: string;
  name: string;
  contentType: string;
}

/** Who speaks in a customer's own chat, as far as the link knows. */
export interface OwnCustomer {
  linkId: string;
  customer: NamedParty;
  /** For whom the link was made. */
  contact: KnownContact | null;
  /** Was told already who answers here. */
  greeted: boolean;
}

export interface ShownLink {
  address: string;
  /** A QR code of it: PNG in base64. */
  picture: string;
}

export type Values = Record<string, unknown>;

export interface Field<V extends Values> {
  name: keyof V & string;
  schema: z.ZodType;
  /** The value the message states for this field, if any. */
  take(reading: Reading, draft: Readonly<Draft>, context: FormContext): unknown;
  /** The message taken as an answer to this field's own question. */
  answer?(reading: Reading, draft: Readonly<Draft>, context: FormContext): unknown;
  /** The message is such an answer only when it states nothing else (a bare name after 「是哪家客户?」). */
  answersAlone?: boolean;
  /** `required`: nothing is saved without it. `once`: worth one question. `no`: may stay unsaid. */
  wanted(values: Partial<V>, context: FormContext): 'required' | 'once' | 'no';
  /** Joins what was told before with what the message adds; default: the new value counts only where it `replaces`: it is asked for, corrected or read back. */
  join?(before: unknown, now: unknown, replaces: boolean): unknown;
  /** A text that `join` lengthens; a message that adds to it corrects nothing else by the way. */
  grows?: boolean;
  ask?(values: Partial<V>, draft: Readonly<Draft>, context: FormContext): { text: string; buttons?: string[] };
  /** A plain yes after its question means: leave it unsaid and go on. */
  yesSkips?: boolean;
  /** Files that come while it is asked for are its answer. */
  files?: boolean;
  /** Examples for the third try. */
  examples?(context: FormContext): string;
}

/** What the last message brought to the draft. */
export interface Heard {
  first: boolean;
  /** Nothing is missing: the read-back follows in the same reply. */
  complete: boolean;
  /** Everything was read back before this message. */
  again: boolean;
  /** Names of fields given for the first time. */
  told: string[];
  /** Names of fields corrected, with what they say now. */
  corrected: Array<{ field: string; to: string }>;
}

/** What may be picked after 「修改」, as its button calls it. */
export interface Changeable {
  field: string;
  /** The fact an answer is taken as; without one the field is simply asked for again. */
  as?: FactName;
  label(language: Language): string;
  buttons?(language: Language): string[];
}

export interface Done {
  said: Said[];
  /** The draft goes on (nothing was written). */
  draft?: Draft;
  /** A small form that follows by itself. */
  next?: Draft;
  /** A matter that waits beneath is not spoken of in the same breath. */
  quiet?: boolean;
}

export interface Form<V extends Values = Values> {
  id: string;
  version: number;
  /** Saved as soon as nothing is missing, without a read-back; dropped when the message speaks of something else. */
  fleeting?: boolean;
  /** Saved without a read-back once nothing is missing, but never dropped by the way. */
  atOnce?: boolean;
  fields: ReadonlyArray<Field<V>>;
  changeable?: ReadonlyArray<Changeable>;
  /** An example of a correction, shown when it is unclear what is to be changed. */
  changeExample?(language: Language): string;
  /** Corrections a short answer to the read-back means here (「460」, 「服务类的」). */
  restated?(reading: Reading): Edit[];
  /** Whether the message agrees to what was read back; default: it says yes. */
  agrees?(reading: Reading, before: Readonly<Partial<V>>, now: Readonly<Partial<V>>): boolean;
  /** A free text is awaited: what sounds like a question or a command may be part of it. */
  takesText?(draft: Readonly<Draft>): boolean;
  /** 「算了」 answers the open question and drops nothing. */
  answersCancel?(draft: Readonly<Draft>): boolean;
  /** Settles values that follow from others (a customer's class, a contact's card). Returns what to set. */
  infer?(values: Partial<V>, draft: Readonly<Draft>, reading: Reading, context: FormContext): Partial<V>;
  /** A correction this form understands better than text replacement; null leaves it to the engine. */
  correct?(edit: Edit, values: Partial<V>, reading: Reading, context: FormContext): Partial<V> | null;
  /** Before a question or the read-back: acknowledging, soothing, a line to copy. */
  opening(values: Partial<V>, draft: Draft, heard: Heard, reading: Reading, context: FormContext): Said[];
  readBack(values: V, draft: Draft, heard: Heard, context: FormContext): Said[];
  /** One line of it with the same buttons, where it was read back before and another matter came between. */
  readBackAgain?(values: V, draft: Draft, context: FormContext): Said[];
  intention(values: V, draft: Draft, context: FormContext): Intention;
  /** Words after the transaction's work; run inside it, so nothing is told before the commit. */
  done(outcome: Outcome, values: V, draft: Draft, heard: Heard, context: FormContext): Done;
  /** One short line after an interruption; `asking` puts the open question again. */
  resume(values: Partial<V>, draft: Draft, asking: boolean, context: FormContext): Said[];
  /** Said when it is dropped. */
  cancelled(values: Partial<V>, context: FormContext): Said[];
  /** A message that answers nothing here and is no correction (second and third miss, doubts at the read-back). */
  puzzled(values: Partial<V>, draft: Draft, reading: Reading, context: FormContext): Said[];
}

/** What the turn carries out inside its transaction once a draft is confirmed. */
export interface Confirmed {
  intention: Intention;
  draft: Draft;
  heard: Heard;
}
