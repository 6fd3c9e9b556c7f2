import { labels } from '../../src/domain/labels.js';
import { shapedNames } from '../../src/understanding/names/shaped.js';
import { Pseudonyms } from '../../src/understanding/pseudonyms.js';
import { intents, type Reading } from '../../src/understanding/types.js';
import type { ComplaintCase, IntentCase, VisitCase } from '../understanding/intake-cases.js';
import { type Captured, promptOf, type Script } from './scripted-server.js';

/** A message as the sets have it, with what is expected of it. */
export type ReadCase =
  | { of: 'complaints'; one: ComplaintCase }
  | { of: 'visits'; one: VisitCase }
  | { of: 'intents'; one: IntentCase };

export interface Truth {
  intent: string;
  customer: string | null;
  contact: string | null;
  category: string | null;
  emotion: string | null;
  demand: string | null;
  description: string | null;
  reason: string | null;
  place: string | null;
}

/** Pieces of a message that hold certain words. */
function piecesWith(text: string, words: readonly string[] | undefined): string | null {
  if (!words) return null;
  const pieces = text.split(/[,，。;；!！?？\s]+/).filter((piece) => words.some((word) => piece.includes(word)));
  return pieces.length > 0 ? pieces.join(',') : null;
}

/** What somebody who knows the set would say of a message, names hidden as they left. */
export function truthOf({ of, one }: ReadCase, reading: Reading): Truth {
  const hidden = new Pseudonyms([...reading.names, ...shapedNames(reading.text)]);
  hidden.hide(reading.text);
  const name = (said: string | null | undefined) => (said ? (hidden.placeholderFor(said) ?? said) : null);
  const none = { customer: null, contact: null, category: null, emotion: null, demand: null, description: null };
  if (of === 'intents') return { ...none, intent: one.intent, reason: null, place: null };
  const { customer, contact } = one.expect;
  const named = { ...none, customer: name(customer), contact: name(contact), reason: null, place: null };
  if (of === 'visits') {
    const { reason, place } = one.expect;
    return { ...named, intent: 'visit', reason: reason ? labels.visitReason[reason] : null, place: place ?? null };
  }
  const { category, emotion, demand, description } = one.expect;
  const told = (words: readonly string[] | undefined) => {
    const pieces = piecesWith(reading.text, words);
    return pieces && hidden.hide(pieces);
  };
  return {
    ...named,
    intent: 'complaint',
    category: category ? labels.category[category] : null,
    emotion: emotion ? labels.emotion[emotion] : null,
    demand: told(demand),
    description: told(description),
  };
}

export interface Read {
  truth: Truth;
  /** The message, names hidden. */
  message: string;
  nth: number;
}

/** What a model makes of a message; how well it means is its own. */
export type ReaderScript = (read: Read) => Truth;

const other = (all: readonly string[], not: string | null, nth: number): string =>
  all.filter((one) => one !== not)[nth % (all.length - 1)] ?? '';
const categories = Object.values<string>(labels.category);
const emotions = Object.values<string>(labels.emotion);
const reasons = Object.values<string>(labels.visitReason);

/** Tells what the set expects. */
export const goodReader: ReaderScript = ({ truth }) => truth;

/** Says the contrary of everything, with names and facts of its own. */
export const liar: ReaderScript = ({ truth, nth }) => ({
  intent: other(intents, truth.intent, nth),
  customer: '盛源物流',
  contact: '李雷',
  category: other(categories, truth.category, nth),
  emotion: other(emotions, truth.emotion, nth),
  demand: '赔偿十万元',
  description: '客户说一切都好',
  reason: other(reasons, truth.reason, nth),
  place: '月球背面',
});

/** Right about what a message is, wrong in all else, in the message's own words. */
export const twister: ReaderScript = ({ truth, message, nth }) => {
  const scrap = message.slice(nth % 5, (nth % 5) + 6);
  const { intent } = truth;
  return {
    ...liar({ truth, message, nth }),
    intent,
    customer: scrap,
    contact: scrap,
    demand: scrap,
    description: scrap,
    place: scrap,
  };
};

/** Obeys whatever the message says, and repeats it. */
export const parrot: ReaderScript = ({ message }) => ({
  intent: 'smalltalk',
  customer: message,
  contact: message,
  category: '其他',
  emotion: '平静',
  demand: message,
  description: message,
  reason: '其他',
  place: message,
});

/** The script of a server that reads the case it is told. */
export function readingScript(read: ReaderScript, current: () => { truth: Truth; nth: number }): Script {
  return (captured) => {
    if (promptOf(captured) !== 'facts') return { status: 500 };
    const { truth, nth } = current();
    return { say: membersFor(captured, read({ truth, nth, message: messageOf(captured) })) };
  };
}

function messageOf({ json }: Captured): string {
  const content = String(json.messages?.at(-1)?.content ?? '');
  return content.slice(content.lastIndexOf('<message>') + 9, content.lastIndexOf('</message>')).trim();
}

function membersFor({ body }: Captured, facts: Truth): object {
  const visit = body.includes('"reason"') && !body.includes('"category"');
  const { intent, customer, contact, category, emotion, demand, description, reason, place } = facts;
  const shared = { intent, customer, contact };
  return visit ? { ...shared, reason, place } : { ...shared, category, emotion, demand, description };
}
