import { FormMatcher } from '../policy/forms/begins.js';
import type { PackForm } from '../policy/forms/types.js';
import type { SeveritySignal } from '../policy/types.js';
import { actsOf } from './acts.js';
import { type FoundEdit, findEdits } from './edits.js';
import { readFacts } from './facts/read-facts.js';
import { joined } from './facts/visit.js';
import { fold } from './fold.js';
import { intentOf } from './intent/judge.js';
import { languageOf } from './language.js';
import { buildLexicon, type Lexicon } from './lexicon.js';
import { joiningLength, mattersOf } from './matters.js';
import { type Message, messageOf } from './message.js';
import { buildDirectory, type DirectoryMatcher, prepareDirectory } from './names/directory.js';
import { findParties, type Parties } from './names/parties.js';
import { brokenPhone } from './phones.js';
import { withoutInstructions, withoutTakenBack } from './repairs.js';
import type { Act, DirectoryIndex, Edit, Facts, Intent, Reading, ReadingContext, Understanding } from './types.js';

export interface UnderstandingOptions {
  /** The pack's lexicon; lists named `message-*` are read. */
  lexicon: Readonly<Record<string, string[][]>>;
  severitySignals: readonly SeveritySignal[];
  /** Forms of the pack: a message that begins one is more likely about own work. */
  forms?: readonly PackForm[];
  /** The directory as it is now; a new object means it has changed. */
  directory: () => DirectoryIndex;
  /** `YYYY-MM-DD` → does anyone work? Default Monday to Friday. */
  isWorkingDay?: (day: string) => boolean;
  /** What speaks against a visit from one moment to another (epoch ms; null: no end was said). */
  hourDoubt?: (start: number, end: number | null) => string | null;
}

const noForms: readonly PackForm[] = [];

interface Reader extends Pick<UnderstandingOptions, 'isWorkingDay' | 'hourDoubt'> {
  lexicon: Lexicon;
  directory: DirectoryMatcher;
  forms: FormMatcher;
}

/** A message and who is named in it. */
export interface Source {
  message: Message;
  parties: Parties;
}

function look(reader: Reader, text: string, context: ReadingContext): Source {
  const message = messageOf(text, context, {
    lexicon: reader.lexicon,
    forms: reader.forms,
    ...(reader.isWorkingDay ? { isWorkingDay: reader.isWorkingDay } : {}),
  });
  return { message, parties: findParties(message, reader.directory) };
}

interface Matter {
  intent: Intent;
  confidence: number;
  facts: Facts;
  text: string;
}

function readMatter(reader: Reader, text: string, context: ReadingContext): Matter {
  const { message, parties } = look(reader, text, context);
  const { intent, confidence } = intentOf(message, parties, [], false);
  const facts = readFacts({ message, parties, directory: reader.directory, lexicon: reader.lexicon }, intent);
  return { intent, confidence, facts, text: message.text };
}

/** What a further matter does not repeat: whose it is, and whom to call. */
function inherit(matter: Matter, first: Matter, now: number): Matter {
  const { customer, contact, phone, start } = first.facts;
  const facts: Facts = { ...matter.facts };
  const sameDay = facts.start?.precision === 'minute' && facts.start.assumed.includes('day');
  if (facts.start && start && sameDay && !start.assumed.includes('day')) facts.start = joined(start, facts.start, now);
  if (facts.customer) return { ...matter, facts };
  if (customer) facts.customer = customer;
  if (!facts.contact && contact) facts.contact = contact;
  if (!facts.phone && phone && matter.intent === 'complaint') facts.phone = phone;
  return { ...matter, facts };
}

const intakes: readonly Intent[] = ['complaint', 'visit'];

/** The message as one matter, or as several when more than one stretch is an intake by itself. */
function readMatters(reader: Reader, source: Source, acts: readonly Act[], corrects: boolean): Matter[] {
  const { message, parties } = source;
  const stretches = mattersOf(message, parties, reader.directory);
  const known = message.context.intent;
  const answering = corrects || message.context.expecting !== undefined;
  const whole = (): Matter => {
    const { intent, confidence } = known
      ? { intent: known, confidence: 1 }
      : intentOf(message, parties, acts, answering);
    const facts = readFacts({ message, parties, directory: reader.directory, lexicon: reader.lexicon }, intent);
    return { intent, confidence, facts, text: message.text };
  };
  if (stretches.length < 2 || known) return [whole()];
  const parts = stretches.map((s, i) => {
    const from = s.from + (i === 0 ? 0 : joiningLength(message.folded.slice(s.from, s.to)));
    return readMatter(reader, message.text.slice(from, s.to), message.context);
  });
  const taken = parts.filter((p) => intakes.includes(p.intent));
  const [first, ...rest] = taken;
  if (!first || rest.length === 0 || parts.length !== taken.length) return [whole()];
  return [first, ...rest.map((r) => inherit(r, first, message.context.now))];
}

/** Short answers and open forms may state a field (电话是138…); a story never corrects. */
function readEdits(message: Message): FoundEdit[] {
  const open = message.context.expecting !== undefined;
  const short = message.folded.length <= 24;
  return open || short ? findEdits(message, true) : [];
}

/** 不对 改成…: a correction by its first words, whether a form is open or not. */
const correctionLead = /^(?:不对|错了|不是的?|说错了|等等|等下|no)[,。\s!]+/;

/** Whose field a correction names by what it says: a customer, a person, a number. */
function fieldBySense(edit: Edit, message: Message, parties: Parties): Edit {
  if (edit.field !== null || edit.from !== null) return edit;
  const at = message.text.lastIndexOf(edit.to);
  const whole = (x: { from: number; to: number }): boolean => x.from === at && x.to === at + edit.to.length;
  if (parties.customers.some((c) => whole(c) && c.customer.id !== null)) return { ...edit, field: 'customer' };
  if (parties.people.some((p) => whole(p) && p.score >= 3)) return { ...edit, field: 'contact' };
  return message.phones.some(whole) ? { ...edit, field: 'phone' } : edit;
}

/** The message without what it calls wrong, so that 不是王芳,是许国梁 names one person. */
function withoutWrong(message: Message, edits: readonly FoundEdit[]): string {
  const lead = correctionLead.exec(message.folded)?.[0].length ?? 0;
  let text = ','.repeat(lead) + message.text.slice(lead);
  for (const { wrong } of edits) {
    if (wrong) text = `${text.slice(0, wrong[0])}${','.repeat(wrong[1] - wrong[0])}${text.slice(wrong[1])}`;
  }
  return text;
}

/** A correction tells no story of its own; its words go to the field they correct. */
function correctionFacts(facts: Facts, edits: readonly FoundEdit[]): Facts {
  const { description: _story, ...kept } = facts;
  const corrects = ({ edit }: FoundEdit) => edit.field === 'demand' || kept.demand?.endsWith(edit.to) === true;
  if (edits.some(corrects)) delete kept.demand;
  return kept;
}

function warningsOf(reader: Reader, message: Message, matters: readonly Matter[]): string[] {
  const warnings: string[] = [];
  if (matters.some(({ facts }) => facts.customer && facts.customer.rivals.length > 0))
    warnings.push('customer-ambiguous');
  const phone = brokenPhone(message.folded, message.phones);
  if (phone) warnings.push(phone);
  for (const { intent, facts } of matters) {
    for (const doubt of facts.start?.ambiguous ?? [])
      if (doubt !== 'no-time-of-day') warnings.push(`start-${doubt === 'past' ? 'in-past' : doubt}`);
    const hour = intent === 'visit' && hourDoubtOf(reader, facts);
    if (hour) warnings.push(`start-${hour}`);
  }
  return [...new Set(warnings)];
}

/** What speaks against the hour of a visit: a weekend, lunch, the evening. */
function hourDoubtOf({ hourDoubt }: Reader, { start, durationMinutes }: Facts): string | null {
  if (!hourDoubt || start?.precision !== 'minute') return null;
  const from = Date.parse(start.start);
  return hourDoubt(from, durationMinutes ? from + durationMinutes * 60_000 : null);
}

/** An edit says what is wrong by itself: 不是周三 是周四 is no plain "no". */
function withoutEchoes(acts: Act[], edits: readonly Edit[]): Act[] {
  return edits.length > 0 ? acts.filter((a) => a !== 'deny') : acts;
}

/** Who and which firms are named, in the order in which they are found; what was taken as a fact is among them. */
function namesIn(message: Message, { customers, people }: Parties, matters: readonly Matter[]): Reading['names'] {
  const named: Reading['names'] = [
    ...customers.map(({ customer }) => ({ kind: 'customer' as const, text: customer.said })),
    ...people.map(({ from, to }) => ({ kind: 'person' as const, text: message.text.slice(from, to) })),
  ];
  for (const { facts } of matters) {
    if (facts.customer) named.push({ kind: 'customer', text: facts.customer.said });
    if (facts.contact) named.push({ kind: 'person', text: facts.contact.said });
  }
  return named.filter((one, at) => named.findIndex((other) => other.text === one.text) === at);
}

/** Nothing but orders to the machine, or nothing at all. */
function nothingRead({ text, folded }: Pick<Message, 'text' | 'folded'>): Reading {
  return {
    text,
    language: languageOf(text, folded),
    intent: 'unknown',
    confidence: 0.3,
    facts: { emotion: 'calm' },
    acts: actsOf(folded),
    edits: [],
    times: [],
    also: [],
    names: [],
    warnings: [],
  };
}

/** The commonest answer to a read-back tells nothing else. */
const plainYes = /^(?:对|对的|是|是的|好|好的|嗯|行|可以|ok|yes|确认|没错|没问题)[。.!\s]*$/;

function read(reader: Reader, text: string, context: ReadingContext): Reading {
  const folded = fold(text);
  if (context.expecting?.stage === 'read-back' && plainYes.test(folded)) return nothingRead({ text, folded });
  const { message, parties } = look(reader, text, context);
  const found = readEdits(message);
  const edits = found.map(({ edit }) => fieldBySense(edit, message, parties));
  const acts = withoutEchoes(actsOf(message.folded), edits);
  const corrects = found.length > 0 && (context.expecting !== undefined || correctionLead.test(message.folded));
  const told = corrects
    ? withoutWrong(message, found)
    : (withoutTakenBack(message, parties) ?? withoutInstructions(message));
  const source = told === message.text ? { message, parties } : look(reader, told, context);
  if (!/[^,\s。.;!?]/.test(told)) return nothingRead(message);
  const matters = readMatters(reader, source, acts, corrects);
  const [first, ...others] = matters;
  const facts: Facts = first?.facts ?? { emotion: 'calm' };
  return {
    text: message.text,
    language: languageOf(message.text, message.folded),
    intent: first?.intent ?? 'unknown',
    confidence: first?.confidence ?? 0,
    facts: corrects ? correctionFacts(facts, found) : facts,
    acts,
    edits,
    times: message.ahead,
    also: others.map(({ intent: i, facts: f, text: t }) => ({ intent: i, facts: f, text: t })),
    names: namesIn(message, parties, matters),
    warnings: warningsOf(reader, message, matters),
  };
}

/** A message as it is seen before it is judged; for fitting the weights. */
export function createLook(options: UnderstandingOptions): (text: string, context: ReadingContext) => Source {
  const lexicon = buildLexicon(options.lexicon, options.severitySignals);
  const directory = buildDirectory(options.directory());
  const forms = FormMatcher.of(options.forms ?? noForms);
  return (text, context) => look({ ...options, lexicon, directory, forms }, text, context);
}

/** The rule reader: pure, needs no model. A directory's matcher is built once and kept as long as the directory is. */
export function createUnderstanding(options: UnderstandingOptions): Understanding {
  const lexicon = buildLexicon(options.lexicon, options.severitySignals);
  const forms = FormMatcher.of(options.forms ?? noForms);
  const matchers = new WeakMap<DirectoryIndex, DirectoryMatcher>();
  const matcherOf = (index: DirectoryIndex): DirectoryMatcher => {
    const built = matchers.get(index) ?? buildDirectory(index);
    matchers.set(index, built);
    return built;
  };
  return {
    async prepare(directory) {
      if (!matchers.has(directory)) matchers.set(directory, await prepareDirectory(directory));
    },
    read(text, context) {
      const directory = matcherOf(context.directory ?? options.directory());
      return read({ ...options, lexicon, directory, forms }, text, context);
    },
  };
}
