import { FormMatcher } from '../../src/policy/forms/begins.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import { fold } from '../../src/understanding/fold.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import { clausesIn } from './read-value.js';

const polite = /^(?:请|請|麻烦|麻煩|帮我|幫我|给我|給我|我要|我想|那|嗯)+/;
/** Letters a clause must have besides names, times and what other fields take, to belong to the story. */
const enough = 3;
const matchers = new WeakMap<PackForm, FormMatcher>();

/**
 * What a message tells besides the command that begins the form: clauses that say nothing but whose, when, or what another
 * field takes are left out. Undefined where nothing is left.
 */
export function storyOf(form: PackForm, reading: Reading, draft: Readonly<Draft>): string | undefined {
  const { text, acts, edits } = reading;
  const opening = draft.stage === 'asking' && draft.asked.length === 0;
  if (!opening || edits.length > 0 || acts.some((act) => act !== 'thanks' && act !== 'greeting')) return undefined;
  const told = withoutCommand(form, text);
  const free = clausesIn(told).filter((clause) => !isAnothers(form, clause));
  const kept = free.filter((clause) => letterCount(besideKnown(form, reading, clause)) >= enough);
  const story = bareAnswer(
    withoutParty(namesBeside(form, reading), (kept.length > 0 ? kept : besideFirst(free)).join(',')),
  );
  if (letterCount(story) >= enough) return story;
  // Where no word of the form's file stands in it, the whole message is what is told.
  return matcherOf(form).meant(fold(text)) ? undefined : bareAnswer(text) || undefined;
}

/** 「…碰了下 聊了聊下季度的活动」: where no clause says enough by itself, what follows the one that begins the form. */
function besideFirst([, ...more]: readonly string[]): readonly string[] {
  return more.filter((clause) => /\p{Script=Han}/u.test(clause) && letterCount(clause) > enough);
}

/** The clause is the value of another text of the form. */
function isAnothers({ fields }: PackForm, clause: string): boolean {
  const folded = fold(clause);
  return fields.some(({ story, clauses }) => !story && clauses.some((word) => folded.includes(word.toLowerCase())));
}

/**
 * 「电话 他说月底再看」 where one of several is asked for: what is said behind the choice goes to the first text that is still
 * empty, else it is added to the story. Undefined where nothing is left, or no field takes it.
 */
export function restAfterChoice(
  form: PackForm,
  reading: Reading,
  draft: Readonly<Draft>,
): { field: string; text: string } | undefined {
  const asked = form.fields.find(({ id, type }) => id === draft.open && type === 'choice');
  if (!asked || draft.stage !== 'asking' || reading.edits.length > 0 || reading.intent === 'policy') return undefined;
  const [, ...more] = clausesIn(bareAnswer(reading.text));
  const rest = more.filter((clause) => letterCount(besideKnown(form, reading, clause)) >= enough).join(',');
  if (rest === '') return undefined;
  const texts = form.fields.filter(({ type }) => type === 'text');
  const empty = texts.find(({ id }) => (draft.values[id] ?? null) === null);
  if (empty) return { field: empty.id, text: rest };
  const story = texts.find((each) => each.story);
  const before = story && draft.values[story.id];
  return story && typeof before === 'string' ? { field: story.id, text: `${before};${rest}` } : undefined;
}

/** 「报个竞争信息:…」: what follows the name of the form. */
function withoutCommand(form: PackForm, text: string): string {
  const meant = matcherOf(form).meant(fold(text));
  const begun = meant?.named === true && meant.from <= 6 ? text.slice(meant.to) : text;
  return bareAnswer(begun.replace(/^[\s:\uFF1A,\uFF0C。]+/, '').replace(polite, ''));
}

/** A clause without names and times, the phrase that begins the form, and words of its choices. */
function besideKnown(form: PackForm, reading: Reading, clause: string): string {
  const options = form.fields.flatMap((field) => field.options);
  const words = options.flatMap(({ label, words: ways }) => [label['zh-Hans'], ...ways]);
  const known = [...namesBeside(form, reading), reading.facts.phone ?? '', ...reading.times.map((time) => time.said)];
  let rest = clause;
  for (const name of known) if (name !== '') rest = rest.replace(name, ' ');
  const phrase = matcherOf(form).meant(fold(rest));
  if (phrase) rest = `${rest.slice(0, phrase.from)} ${rest.slice(phrase.to)}`;
  for (const word of words.toSorted((a, b) => b.length - a.length)) rest = rest.replace(word, ' ');
  return rest.replace(/[\d.%元块个号人次笔]+|的|了|一?[条下份]|[上里]/g, ' ');
}

/** Names a field of the form takes; elsewhere (对手在空港园区推什么) they are part of what is told. */
function namesBeside(form: PackForm, { facts }: Reading): string[] {
  const takes = (type: 'customer' | 'contact'): boolean => form.fields.some((field) => field.type === type);
  const names = [takes('customer') ? facts.customer?.said : '', takes('contact') ? facts.contact?.said : ''];
  return names.flatMap((name) => name || []);
}

/** Whose matter it is stands beside the story, not in it. */
function withoutParty(names: readonly string[], story: string): string {
  const head = new RegExp(
    `^(?:(?:给|給|跟|和|为|為|在|让|请|請)?(?:${names.map(literal).join('|')})的?)+(?:说|說|讲|講|反映|告诉|告訴)?(?:我)?`,
  );
  return names.length === 0 ? story : story.replace(head, '');
}

function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Of the words that say nothing but which form is meant. */
function matcherOf(form: PackForm): FormMatcher {
  const matcher = matchers.get(form) ?? FormMatcher.of([{ ...form, signs: [] }]);
  matchers.set(form, matcher);
  return matcher;
}
