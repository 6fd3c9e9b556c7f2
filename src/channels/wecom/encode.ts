import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { buttonsOf, cardIn } from '../card.js';
import { plainWords } from '../plain-words.js';
import { splitBytes } from '../split-bytes.js';
import { keyOf } from './buttons.js';
import { clip, widthOf } from './fit.js';

/** The vendor's limits: bytes, buttons, and Chinese characters. */
const maxBytes = 20_480;
const maxButtons = 6;
const maxButtonTitle = 10;
const maxCardTitle = 26;
const maxSub = 112;

export interface ButtonCard {
  card_type: 'button_interaction';
  task_id: string;
  main_title: { title: string };
  sub_title_text?: string;
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
    texts: text === '' ? [] : splitBytes(plainWords(withTitles(text, activity)), maxBytes),
    card: cardOf(activity),
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
    main_title: { title: clip(note || click.title, maxCardTitle) },
    button_list: [{ text: clip(`✓ ${click.title}`, maxButtonTitle), style: 2, key: 'answered' }],
  };
}

const closing = z.looseObject({ closes: z.array(z.object({ note: z.string() })) });

function cardOf(activity: Partial<Activity>): ButtonCard | undefined {
  const shown = shownButtons(activity);
  const numbered = areNumbered(shown);
  const buttons = shown.map(({ key, title }, n) => ({
    text: numbered ? `${n + 1}` : title,
    style: n === 0 ? 1 : 2,
    key,
  }));
  if (buttons.length === 0) return undefined;
  return {
    card_type: 'button_interaction',
    task_id: taskIdOf(activity),
    ...headOf(activity),
    button_list: buttons,
  };
}

interface ShownButton {
  title: string;
  key: string;
}

function shownButtons(activity: Partial<Activity>): ShownButton[] {
  const fitting = buttonsOf(activity).flatMap((button) => {
    const key = keyOf(button);
    return key === undefined ? [] : [{ title: button.title, key }];
  });
  return fitting.slice(0, maxButtons);
}

/** Titles that do not fit would look alike when cut: they stand in the words then, and the buttons are their numbers. */
function areNumbered(buttons: readonly ShownButton[]): boolean {
  return buttons.some(({ title }) => widthOf(title) > maxButtonTitle);
}

/** What a card has no room for stands in the words: titles that are too long, and those of more buttons than it takes. */
function withTitles(text: string, activity: Partial<Activity>): string {
  const shown = shownButtons(activity);
  const numbered = areNumbered(shown) ? shown.map(({ title }, n) => `${n + 1}. ${title}`) : [];
  const more = buttonsOf(activity).slice(maxButtons);
  const rest = more.length > 0 ? [more.map(({ title }) => `· ${title}`).join('  ')] : [];
  return [text, ...numbered, ...rest].join('\n');
}

/** The words stand in the message before; the card says which matter its buttons are for, and what is asked: else how the words begin. */
function headOf(activity: Partial<Activity>): Pick<ButtonCard, 'main_title' | 'sub_title_text'> {
  const [fact] = cardIn(activity)?.card.facts ?? [];
  const sentences = (activity.text ?? '').trim().split(/(?<=[。!?！？\n])|(?<=[.;]) /);
  const asked = sentences.findLast((sentence) => /[?？]\s*$/.test(sentence));
  if (fact === undefined) return { main_title: { title: clip(asked ?? sentences[0] ?? '', maxCardTitle) } };
  const sub = asked ?? sentences.at(-1) ?? '';
  return { main_title: { title: clip(fact, maxCardTitle) }, sub_title_text: clip(sub, maxSub) };
}

/** The same for the same reply sent again; letters, digits, `_-@` only. */
function taskIdOf({ id, channelData }: Partial<Activity>): string {
  const key: unknown = channelData?.key;
  return Buffer.from(typeof key === 'string' ? key : (id ?? ''))
    .toString('base64url')
    .slice(-128);
}
