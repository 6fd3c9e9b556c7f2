import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { buttonsOf } from '../card.js';
import { plainWords } from '../plain-words.js';
import { splitBytes } from '../split-bytes.js';
import { keyOf } from './buttons.js';

/** The vendor's limits. */
const maxBytes = 20_480;
const maxButtons = 6;
const maxButtonTitle = 10;
const maxCardTitle = 26;

export interface ButtonCard {
  card_type: 'button_interaction';
  task_id: string;
  main_title: { title: string };
  button_list: Array<{ text: string; style: number; key: string }>;
}

export interface WecomFileOut {
  name: string;
  content: Buffer;
}

export interface Encoded {
  /** Markdown, in pieces that fit. */
  texts: string[];
  card: ButtonCard | undefined;
  files: WecomFileOut[];
}

/** A reply → what WeCom takes: its words, a card with its buttons behind them, its files. */
export function encode(activity: Partial<Activity>): Encoded {
  const text = activity.text ?? '';
  return {
    texts: text === '' ? [] : splitBytes(plainWords(text), maxBytes),
    card: cardOf(activity, text),
    files: (activity.attachments ?? []).flatMap(({ name, contentUrl }) => {
      const data = /^data:[^,]*;base64,(.*)$/s.exec(contentUrl ?? '')?.[1];
      return data === undefined ? [] : [{ name: name ?? 'file', content: Buffer.from(data, 'base64') }];
    }),
  };
}

/** The card after a click: what was chosen, and what became of it where that is known. */
export function answeredCard(click: { taskId: string; title: string }, replies: readonly Activity[]): ButtonCard {
  const [first] = replies;
  const note = closing.safeParse(first?.channelData).data?.closes[0]?.note ?? first?.text?.split('\n')[0];
  return {
    card_type: 'button_interaction',
    task_id: click.taskId,
    main_title: { title: (note || click.title).slice(0, maxCardTitle) },
    button_list: [{ text: `✓ ${click.title}`.slice(0, maxButtonTitle), style: 2, key: 'answered' }],
  };
}

const closing = z.looseObject({ closes: z.array(z.object({ note: z.string() })) });

function cardOf(activity: Partial<Activity>, text: string): ButtonCard | undefined {
  const buttons = buttonsOf(activity).flatMap((button, n) => {
    const key = keyOf(button);
    const { title } = button;
    return key === undefined ? [] : [{ text: title.slice(0, maxButtonTitle), style: n === 0 ? 1 : 2, key }];
  });
  const [asked = ''] = text.split('\n').slice(-1);
  if (buttons.length === 0) return undefined;
  return {
    card_type: 'button_interaction',
    task_id: taskIdOf(activity),
    main_title: { title: asked.slice(-maxCardTitle) || (buttons[0]?.text ?? '') },
    button_list: buttons.slice(0, maxButtons),
  };
}

/** The same for the same reply sent again; letters, digits, `_-@` only. */
function taskIdOf({ id, channelData }: Partial<Activity>): string {
  const key: unknown = channelData?.key;
  return Buffer.from(typeof key === 'string' ? key : (id ?? ''))
    .toString('base64url')
    .slice(-128);
}
