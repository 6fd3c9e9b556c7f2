import { isCalled } from '../../dialogs/engine/customer-and-contact.js';
import type { Draft } from '../../dialogs/engine/draft.js';
import type { DirectoryIndex, Reading, ReadingContext } from '../understanding/types.js';
import type { Directory } from './directory-cache.js';

/** In what light a message is read: when, by whom, and which question is open. */
export function readingContext(
  now: number,
  timeZone: string,
  draft: Draft | undefined,
  directory: Directory,
): ReadingContext {
  return {
    now,
    timeZone,
    speaker: 'manager',
    directory: directory.index,
    ...(draft ? { expecting: { form: draft.form, field: askedFact(draft.open), stage: draft.stage } } : {}),
  };
}

/** Fields of forms by the name of the fact that answers them. */
function askedFact(open: string | null): NonNullable<ReadingContext['expecting']>['field'] {
  switch (open) {
    case 'day':
    case 'time':
    case 'replyAt':
      return 'start';
    case 'customer':
    case 'contact':
    case 'description':
    case 'demand':
    case 'reasons':
    case 'place':
    case 'note':
    case 'agreedByCustomer':
      return open;
    default:
      return null;
  }
}

type Person = DirectoryIndex['contacts'][number];

/**
 * 「何局卡丢了」, 「罗主任那单回了」: no firm is named, but the person is one of the speaker's own people, and the only one
 * called so: then it is known whose matter it is. Two of that name say nothing.
 */
export function withKnownPerson(reading: Reading, { contacts, customers }: DirectoryIndex): Reading {
  const { customer, contact } = reading.facts;
  if (customer) return reading;
  const called = contacts.filter((person) =>
    contact ? person.name === contact.name || isCalled(person, contact) : reading.text.includes(calledAs(person)),
  );
  const [person, ...more] = called;
  const file = person && customers.find(({ id }) => id === person.customerId);
  if (!person || more.length > 0 || !file) return reading;
  const said = contact?.said ?? calledAs(person);
  return {
    ...reading,
    facts: {
      ...reading.facts,
      customer: { name: file.name, id: file.id, said, score: 0.8, rivals: [] },
      contact: contact ?? { name: said, title: person.title, said },
    },
  };
}

/** 何局: surname and title; the whole name of somebody without one. */
function calledAs({ name, title }: Person): string {
  return title === null ? name : name.slice(0, 1) + title;
}
