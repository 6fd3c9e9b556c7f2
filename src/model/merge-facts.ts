import { fold } from '../understanding/fold.js';
import type { DirectoryIndex, Facts, NamedCustomer, Reading } from '../understanding/types.js';
import { organisationEndings } from '../understanding/words/organisations.js';
import { surnames } from '../understanding/words/people.js';
import type { ReadFacts } from './read-facts.js';

/** From here on the rules are sure of what a message is. */
export const sureIntent = 0.8;

const letters = (text: string): string => fold(text).replace(/[\s\p{P}\p{S}]/gu, '');

/** Whether every piece of a text is written in the message, marks and spaces aside. */
export function standsIn(text: string, message: string): boolean {
  const told = letters(message);
  const pieces = fold(text)
    .split(/[,，。;；!?、\n]/)
    .map(letters)
    .filter(Boolean);
  return pieces.length > 0 && pieces.every((piece) => told.includes(piece));
}

/**
 * How what a model read is joined with what the rules read. Names are put back before; null is not stated.
 *
 * Whether the model says otherwise than the rules where they are sure: another intent, another firm of the directory, another
 * category, calm where feelings are told, or a name nobody wrote. Such a reading is not believed in anything.
 */
export function contradicts(theirs: ReadFacts, ours: Reading): boolean {
  const { facts, intent, confidence, text } = ours;
  if (confidence >= sureIntent && theirs.intent !== intent) return true;
  const names = [theirs.customer, theirs.contact].filter((name) => name !== null);
  if (names.some((name) => !standsIn(name, text))) return true;
  if (facts.customer?.id && theirs.customer !== null && !sameName(theirs.customer, facts.customer)) return true;
  if (theirs.of !== 'complaint' || theirs.intent !== 'complaint') return false;
  if (facts.category && theirs.category && theirs.category !== facts.category) return true;
  return facts.emotion !== 'calm' && theirs.emotion === 'calm';
}

/** Whether the model says what the rules are sure of, beyond the bare intent. */
export function agrees(theirs: ReadFacts, { facts, intent, confidence }: Reading): boolean {
  if (confidence < sureIntent || theirs.intent !== intent) return false;
  if (theirs.of === 'complaint') return facts.category !== undefined && theirs.category === facts.category;
  const [reason] = facts.reasons ?? [];
  return reason !== undefined && theirs.reason === reason;
}

function sameName(name: string, { name: known, said }: NamedCustomer): boolean {
  const [a, b, c] = [name, known, said].map(letters);
  return [b, c].some((other) => other !== undefined && a !== undefined && (other.includes(a) || a.includes(other)));
}

/**
 * Fills what the rules left open. Times, phones, figures, class, severity and VIP are the rules' alone; whatever they read stays.
 * A fact that is not written in the message is dropped.
 */
export function fillFacts(ours: Reading, theirs: ReadFacts, directory: DirectoryIndex | undefined): Reading {
  const facts: Facts = { ...ours.facts };
  const told = (text: string | null, least: number): string | undefined =>
    text !== null && letters(text).length >= least && standsIn(text, ours.text) ? text.trim() : undefined;
  if (!facts.customer) {
    const name = told(theirs.customer, 2);
    if (name && looksLikeFirm(name, ours)) facts.customer = customerCalled(name, directory);
  }
  if (!facts.contact) {
    const name = told(theirs.contact, 2);
    if (name && looksLikePerson(name, ours)) facts.contact = { name, title: null, said: name };
  }
  if (theirs.of === 'complaint' && ours.intent === 'complaint') {
    const description = told(theirs.description, 4);
    const demand = told(theirs.demand, 2);
    if (!facts.description && description) facts.description = description;
    if (!facts.demand && demand) facts.demand = demand;
    if (!facts.category && theirs.category) facts.category = theirs.category;
    if (facts.emotion === 'calm' && theirs.emotion) facts.emotion = theirs.emotion;
  }
  if (theirs.of === 'visit' && ours.intent === 'visit') {
    const place = told(theirs.place, 2);
    if (!facts.place && place) facts.place = place;
    if (!facts.reasons && theirs.reason) facts.reasons = [theirs.reason];
  }
  return { ...ours, facts };
}

function customerCalled(name: string, directory: DirectoryIndex | undefined): NamedCustomer {
  const known = directory?.customers.find((one) =>
    [one.name, ...one.aliases].some((each) => fold(each) === fold(name)),
  );
  return { name: known?.name ?? name, id: known?.id ?? null, said: name, score: known ? 1 : 0.6, rivals: [] };
}

/** The rules saw a name there, or it has the form of one. */
function looksLikeFirm(name: string, { names }: Reading): boolean {
  if (names.some(({ kind, text }) => kind === 'customer' && text === name)) return true;
  return (
    name.length <= 20 && organisationEndings.some((ending) => name.length > ending.length && name.endsWith(ending))
  );
}

function looksLikePerson(name: string, { names }: Reading): boolean {
  if (names.some(({ kind, text }) => kind === 'person' && text === name)) return true;
  const family = surnames.has(name.slice(0, 2)) || surnames.has(name.charAt(0)) || /^[老小阿]/.test(name);
  return name.length <= 4 && family && /^\p{Script=Han}+$/u.test(name);
}

/** What is worth asking a model for: what the rules left open in a message that tells something. */
export function isOpen({ intent, confidence, facts, edits, text }: Reading): boolean {
  if (letters(text).length < 8 || edits.length > 0) return false;
  if (confidence < sureIntent) return true;
  if (intent === 'visit') return !facts.customer || !facts.contact || !facts.reasons || !facts.place;
  if (intent !== 'complaint') return false;
  const { customer, contact, category, demand, description, emotion } = facts;
  return !customer || !contact || !category || !demand || !description || emotion === 'calm';
}
