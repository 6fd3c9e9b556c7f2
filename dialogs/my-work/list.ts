import type { FormContext } from '../engine/form.js';
import type { Said } from '../engine/reply.js';
import { words } from './said.js';

/** A list that is told a page at a time. */
export interface List {
  /** What is listed, and how many. */
  head: string;
  items: ListItem[];
  /** Said where there is nothing. */
  none: string;
}

export interface ListItem {
  text: string;
  /** What may be sent about it by one tap. */
  buttons?: string[];
}

/** With head and 「更多」 a card of eight lines. */
export const pageSize = 6;
const buttonsAtMost = 3;

/** One page of a list; `brief`: something else is open and goes on below. */
export function listed(list: List, page: number, brief: boolean, { language }: FormContext): Said[] {
  const size = brief ? pageSize - 2 : pageSize;
  const items = list.items.slice(page * size, (page + 1) * size);
  if (items.length === 0) return [{ kind: 'line', text: page === 0 ? list.none : words.say(language, 'list.end') }];
  const left = list.items.length - (page * size + items.length);
  const lines = [...(page === 0 ? [list.head] : []), ...items.map(({ text }) => text)];
  if (left > 0) lines.push(words.say(language, 'list.more', { count: left }));
  const text = lines.join('\n');
  if (brief) return [{ kind: 'line', text }];
  const more = left > 0 ? [words.say(language, 'button.more')] : [];
  const buttons = [...items.flatMap((item) => item.buttons ?? []).slice(0, buttonsAtMost), ...more];
  return buttons.length > 0 ? [{ kind: 'question', text, buttons }] : [{ kind: 'line', text }];
}
