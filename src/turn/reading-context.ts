import type { Draft } from '../../dialogs/engine/draft.js';
import type { ReadingContext } from '../understanding/types.js';
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
