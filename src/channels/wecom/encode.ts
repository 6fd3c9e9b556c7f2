import type { Activity } from 'botbuilder';
import { type Button, keyOf } from './buttons.js';

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
    texts: text === '' ? [] : splitBytes(plain(text), maxBytes),
    card: cardOf(activity, text),
    files: (activity.attachments ?? []).flatMap(({ name, contentUrl }) => {
      const data = /^data:[^,]*;base64,(.*)$/s.exec(contentUrl ?? '')?.[1];
      return data === undefined ? [] : [{ name: name ?? 'file', content: Buffer.from(data, 'base64') }];
    }),
  };
}

/** The card after a click: its one button says what was chosen. */
export function answeredCard(taskId: string, title: string): ButtonCard {
  return {
    card_type: 'button_interaction',
    task_id: taskId,
    main_title: { title },
    button_list: [{ text: `✓ ${title}`.slice(0, maxButtonTitle), style: 2, key: 'answered' }],
  };
}

function cardOf(activity: Partial<Activity>, text: string): ButtonCard | undefined {
  const buttons = (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }, n) => {
    const key = keyOf({ title, value } satisfies Button);
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

/** Our words are no markup: signs that would be taken for it become their full-width twins. */
function plain(text: string): string {
  return text
    .replace(/[*`]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replace(/^([#>])/gm, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll('](', '] (');
}

/** Pieces of at most so many UTF-8 bytes, cut at the last line end that fits and never inside a character. */
export function splitBytes(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (Buffer.byteLength(rest) > limit) {
    const fits = new TextDecoder().decode(Buffer.from(rest).subarray(0, limit)).replace(/\uFFFD$/, '');
    const cut = fits.lastIndexOf('\n') > 0 ? fits.lastIndexOf('\n') + 1 : fits.length;
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
