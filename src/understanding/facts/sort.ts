import { type ComplaintSort, sorts } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Facts } from '../types.js';

/** How soon a complaint can be solved: as the speaker sorts it, else as signals of the story suggest; absent where nothing speaks for one. */
export function sortOf(message: Message, names: ReadonlyArray<readonly [number, number]>): Facts['sort'] {
  const code = (list: string): ComplaintSort | undefined => {
    const hit = message
      .hits(list)
      // Words that are the whole of a name were no name.
      .filter(
        (h) =>
          !inside(
            h,
            names.filter(([from, to]) => to - from > h.to - h.from),
          ),
      )
      .at(-1);
    return sorts.find((each) => each === hit?.code);
  };
  const said = code('sort-said');
  if (said) return { value: said, reason: 'said' };
  const suggested = code('sort');
  return suggested && { value: suggested, reason: 'story' };
}
