import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** What a channel draws as a card: facts one below the other, a text, buttons. Every channel renders this one shape. */
export interface NeutralCard {
  facts: readonly string[];
  text: string;
  buttons: readonly CardButton[];
  /** It is over: what stands in place of the buttons. */
  note?: string;
}

export interface CardButton {
  title: string;
  /** Comes back with the click: words, and the opaque id of what they are about where there is one. */
  value: unknown;
}

/** A reply apart: what is said, then the card with its buttons. Together they are the reply's whole text. */
export interface Parted {
  before: string;
  card: NeutralCard;
}

const shape = z.looseObject({ card: z.string().optional(), offer: z.string().optional() });

/** Undefined for a reply without buttons. */
export function cardIn(activity: Partial<Activity>): Parted | undefined {
  const buttons = buttonsOf(activity);
  if (buttons.length === 0) return undefined;
  const { text = '' } = activity;
  const readBack = shape.safeParse(activity.channelData).data?.card;
  if (readBack === undefined) return { before: text, card: { facts: [], text: '', buttons } };
  const before = text.replace(readBack, () => '').trim();
  return { before, card: { ...partsOf(readBack), buttons } };
}

/** The same card once it is over. */
export function closedCard(activity: Partial<Activity>, note: string): NeutralCard {
  const readBack = shape.safeParse(activity.channelData).data?.card;
  if (readBack === undefined) return { facts: [], text: activity.text ?? '', buttons: [], note };
  const { facts, text } = partsOf(readBack);
  const [first = ''] = text.split('\n');
  return { facts, text: facts.length > 0 ? '' : first, buttons: [], note };
}

/** Buttons that stand for something of ours carry its opaque id; others are their words. */
export function buttonsOf({ suggestedActions, channelData }: Partial<Activity>): CardButton[] {
  const offer = shape.safeParse(channelData).data?.offer;
  return (suggestedActions?.actions ?? []).map(({ type, title, value }) => ({
    title,
    value: type === 'messageBack' ? value : offer === undefined ? value : { say: value, offer },
  }));
}

/** Facts stand between bars, up to the end of the last one's sentence; what has none is a text, line by line. */
function partsOf(readBack: string): Pick<NeutralCard, 'facts' | 'text'> {
  const lastBar = readBack.lastIndexOf('|');
  if (lastBar < 0) return { facts: [], text: readBack };
  const end = /[。\n]|\.(?=\s|$)/.exec(readBack.slice(lastBar));
  const cut = end ? lastBar + end.index : readBack.length;
  const facts = readBack.slice(0, cut).split('|');
  return { facts: facts.map((fact) => fact.trim()), text: readBack.slice(cut + 1).trim() };
}
