import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../../src/policy/load-pack.js';
import { projectRoot } from '../../src/project-root.js';
import { formWeights, likenessFeatures, noForm } from '../../src/turn/routing/form-likeness.js';
import { actsOf } from '../../src/understanding/acts.js';
import { categoryFeatures, categoryScorer } from '../../src/understanding/facts/category.js';
import { demandOf } from '../../src/understanding/facts/demand.js';
import { emotionFeatures, emotionScorer } from '../../src/understanding/facts/emotion.js';
import { reasonFeatures, reasonScorer } from '../../src/understanding/facts/reason.js';
import { fold } from '../../src/understanding/fold.js';
import { intentFeatures } from '../../src/understanding/intent/cues.js';
import { intentScorer } from '../../src/understanding/intent/judge.js';
import { firmScorer, weighable } from '../../src/understanding/names/firms.js';
import type { Source } from '../../src/understanding/read.js';
import { learnParts, nameOf } from '../../src/understanding/weighing/features.js';
import { Scorer } from '../../src/understanding/weighing/scorer.js';
import type { Example, FitOptions } from './fit.js';
import type { ComplaintCase, IntentCase, VisitCase } from './intake-cases.js';
import { demoLook, demoReader, setNow, zone } from './reader.js';
import { readSet, setFile } from './time-cases.js';

learnParts();

/** A scorer, what it is fitted to, and how. One example list a message, so that a message is held out as a whole. */
export interface Model {
  scorer: Scorer<string>;
  examples(): Array<Array<Example<string>>>;
  options: FitOptions;
}

/** A message of the part that may be tuned on, with what is known of it. */
interface Labelled extends Pick<IntentCase, 'text' | 'speaker' | 'intent' | 'category' | 'emotion' | 'reason'> {
  /** The name of the firm; null where none is named, undefined where nobody noted it. */
  customer?: string | null | undefined;
  others?: readonly string[];
}

function questions(): Labelled[] {
  const lines = readFileSync(join(projectRoot, 'test/handbook/questions.tune.jsonl'), 'utf8').split('\n');
  return lines
    .filter(Boolean)
    .map((line): { q: string; kind: string } => JSON.parse(line))
    .filter(({ kind }) => !kind.includes('outside'))
    .map(({ q }) => ({ text: q, intent: 'policy', customer: null }));
}

const tuned = <C extends { part: string }>(name: string): C[] => readSet<C>(name).filter((c) => c.part === 'tune');

const speakerOf = (c: { speaker?: 'customer' }): { speaker?: 'customer' } => (c.speaker ? { speaker: c.speaker } : {});

/** Everything that may be tuned on. */
function labelled(): Labelled[] {
  const complaints = tuned<ComplaintCase>('complaints.jsonl').map(
    (c): Labelled => ({ text: c.text, ...speakerOf(c), intent: 'complaint', ...picked(c.expect) }),
  );
  const visits = tuned<VisitCase>('visits.jsonl').map(
    ({ text, expect }): Labelled => ({
      text,
      intent: 'visit',
      customer: expect.customer,
      ...(expect.reason === undefined ? {} : { reason: expect.reason }),
    }),
  );
  const intents = tuned<IntentCase>('intents.jsonl').map((c): Labelled => ({ ...c, customer: c.customer ?? null }));
  return [...intents, ...complaints, ...visits, ...ofForms(), ...questions()];
}

/** Forms told in the words of a complaint or of an appointment. */
const likeIntakes: ReadonlySet<string | null> = new Set([null, 'fault', 'onsite-plan']);

/** What tells of a form is about own work; nobody noted the firms it names. A third of them: more would outweigh complaints. */
function ofForms(): Labelled[] {
  return tuned<FormCase>('forms.jsonl')
    .filter(({ form }, n) => !likeIntakes.has(form) && n % 3 === 0)
    .map(({ text }) => ({ text, intent: 'task' }));
}

function picked({ customer, category, emotion }: ComplaintCase['expect']): Partial<Labelled> {
  return { customer, ...(category ? { category } : {}), ...(emotion ? { emotion } : {}) };
}

type Seen = Labelled & Source;

let seen: Seen[] | undefined;

function messages(): Seen[] {
  const look = demoLook();
  seen ??= labelled().map((said) => ({ ...said, ...look(said.text, said.speaker ?? 'manager') }));
  return seen;
}

/** Names nobody has heard of, to stand where others stood. */
const strangers = (): string[] =>
  readFileSync(setFile('firm-names.txt'), 'utf8')
    .split('\n')
    .filter((name) => name !== '');

/** How many strange firms take the place of each that is named. */
const strangersEach = 3;

/** Messages said again of other firms, so that it is the place that tells a name and not the name. */
function ofStrangers(): Seen[] {
  const look = demoLook();
  const names = strangers();
  return labelled().flatMap((said, at) => {
    const { customer, text, speaker, others = [] } = said;
    if (
      others.length > 0 ||
      typeof customer !== 'string' ||
      !/[\u3400-\u9fff]/.test(customer) ||
      !text.includes(customer)
    )
      return [];
    return Array.from({ length: strangersEach }, (_, n): Seen => {
      const name = names[(at * 7 + n * 151) % names.length] ?? customer;
      const told = { ...said, text: text.replaceAll(customer, name), customer: name };
      return { ...told, ...look(told.text, speaker ?? 'manager') };
    });
  });
}

function wishesOf({ message, parties }: Source): Array<readonly [number, number]> {
  return (
    demandOf(
      message,
      parties.customers.map((c) => [c.from, c.to] as const),
    )?.spans ?? []
  );
}

/** All stretches of a message; the one that is the name of the firm, unless the directory knows it. */
function firmExamples({ message, parties, customer, others = [] }: Seen): Array<Example<string>> {
  if (customer === undefined) return [];
  const known = parties.known;
  const names = [customer ?? '', ...others].filter((name) => name !== '').map(fold);
  return weighable(message, parties.cover, known).map(({ from, to, features }) => ({
    features: features.map(nameOf),
    label: names.includes(message.folded.slice(from, to)) ? 'firm' : 'other',
  }));
}

const complaints = (): Seen[] => messages().filter((m) => m.intent === 'complaint');

/** A message, and the form of the pack it tells of; null for none. */
interface FormCase {
  text: string;
  form: string | null;
  part: string;
}

const pack = loadPack('telecom');
const packForms = pack.forms.map(({ id }) => id);

/** Messages that tell of a form, those of its file included, and as many as there are that tell of none. */
function formCases(): FormCase[] {
  const ofFiles = pack.forms.flatMap(({ id, examples }) =>
    examples.map((text): FormCase => ({ text, form: id, part: 'tune' })),
  );
  const others = labelled().filter(({ intent, speaker }) => intent !== 'task' && intent !== 'unknown' && !speaker);
  const none = others.map(({ text }): FormCase => ({ text, form: null, part: 'tune' }));
  return [...ofFiles, ...tuned<FormCase>('forms.jsonl'), ...none];
}

function formExamples(): Array<Array<Example<string>>> {
  const reader = demoReader();
  const read = (text: string) => reader.read(text, { now: setNow, timeZone: zone, speaker: 'manager' });
  return formCases().map(({ text, form }) => [
    { features: likenessFeatures(read(text)).map(nameOf), label: form ?? noForm },
  ]);
}

export const models: readonly Model[] = [
  {
    scorer: firmScorer,
    examples: () => [...messages(), ...ofStrangers()].map(firmExamples),
    options: { balance: 0.4, leastSeen: 3 },
  },
  {
    scorer: intentScorer,
    examples: () =>
      messages().map((m) => [
        { features: intentFeatures(m.message, m.parties, actsOf(m.message.folded)).map(nameOf), label: m.intent },
      ]),
    options: { balance: 0.7, leastSeen: 2 },
  },
  {
    scorer: categoryScorer,
    examples: () =>
      complaints()
        .filter((m) => m.category !== undefined)
        .map((m) => [
          { features: categoryFeatures(m.message, m.parties, wishesOf(m)).map(nameOf), label: m.category ?? 'untold' },
        ]),
    options: { balance: 0.7, leastSeen: 2 },
  },
  {
    scorer: emotionScorer,
    examples: () =>
      complaints().flatMap((m) =>
        m.emotion ? [[{ features: emotionFeatures(m.message, m.parties).map(nameOf), label: m.emotion }]] : [],
      ),
    options: { balance: 0.45, leastSeen: 2 },
  },
  {
    scorer: reasonScorer,
    examples: () =>
      messages()
        .filter((m) => m.intent === 'visit' && m.reason !== undefined)
        .map((m) => [{ features: reasonFeatures(m.message, m.parties).map(nameOf), label: m.reason ?? 'untold' }]),
    options: { balance: 0.3, leastSeen: 2 },
  },
  {
    scorer: new Scorer('forms', [noForm, ...packForms], formWeights(pack.folder)),
    examples: formExamples,
    options: { balance: 0.6, leastSeen: 3, leastWeight: 0.7 },
  },
];
