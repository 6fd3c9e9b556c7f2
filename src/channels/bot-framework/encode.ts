import type { Activity, Attachment } from 'botbuilder';
import { cardIn, closedCard, type NeutralCard, type Parted } from '../card.js';
import { plainWords } from '../plain-words.js';
import { splitBytes } from '../split-bytes.js';

/** Well below the vendor's limit, which counts everything about a message. */
const maxBytes = 20_480;

/**
 * A reply → what is sent, in order. Teams wants text and attachments apart; buttons that stand for something of ours are a card with
 * what they are about, plain ones are suggested to the one person there. Text and card together say all of the reply's words.
 */
export function encode(
  activity: Partial<Activity>,
  to: { channelId: string; private: boolean },
): Array<Partial<Activity>> {
  const whole: Partial<Activity> = { type: 'message', ...activity };
  if (to.channelId !== 'msteams') return [whole];
  const { suggestedActions, attachments = [], ...said } = asTeams(whole);
  const parted = withWords(cardIn(whole));
  const carries = parted?.card.buttons.some(({ value }) => typeof value === 'object') ?? false;
  if (!carries || !parted) {
    const message = to.private && suggestedActions ? { ...said, suggestedActions } : said;
    return [...spoken(message, attachments.length > 0), ...filesOf(attachments, said)];
  }
  const summary = parted.before === '' && said.text ? { summary: said.text } : {};
  const card = { ...after(said), ...summary, attachments: [attachmentOf(parted.card)] };
  return [...spoken({ ...said, text: parted.before }, true), ...filesOf(attachments, said), card];
}

/** Letters; more are told in messages of their own. */
const longestInCard = 2_000;

/** A card of buttons alone holds the words they are about: an empty one would stand below them. */
function withWords(parted: Parted | undefined): Parted | undefined {
  if (!parted || parted.card.facts.length > 0 || parted.card.text !== '' || parted.before.length > longestInCard)
    return parted;
  return { before: '', card: { ...parted.card, text: parted.before } };
}

/** What stands where a card is over. */
export function encodeClosed(activity: Partial<Activity>, note: string): Partial<Activity> {
  return { type: 'message', attachments: [attachmentOf(closedCard(activity, note))] };
}

/** In pieces that fit; what else the message has goes with the last. */
function spoken(message: Partial<Activity>, mayBeLeftOut: boolean): Array<Partial<Activity>> {
  if (!message.text) return mayBeLeftOut ? [] : [message];
  const pieces = splitBytes(message.text, maxBytes);
  return pieces.map((text, n) => (n === pieces.length - 1 ? { ...message, text } : { ...after(message), text }));
}

function filesOf(attachments: Attachment[], said: Partial<Activity>): Array<Partial<Activity>> {
  return attachments.length > 0 ? [{ ...after(said), attachments }] : [];
}

/** A further activity of the same reply. */
function after({ channelData }: Partial<Activity>): Partial<Activity> {
  return { type: 'message', ...(channelData === undefined ? {} : { channelData }) };
}

/** Thumbs where an answer may be voted on; `[1]` behind the mark of a clause where a model wrote the words, as Teams asks for. */
function asTeams(whole: Partial<Activity>): Partial<Activity> {
  const { votable, card: _, offer: __, ...channelData } = Object(whole.channelData);
  const loop = votable ? { feedbackLoop: { type: 'default' } } : {};
  const teams = whole.channelData === undefined ? whole : { ...whole, channelData: { ...channelData, ...loop } };
  const byModel = whole.entities?.some(({ additionalType, citation }) => additionalType && citation);
  let marks = 0;
  const numbered = (text: string): string =>
    text.replace(/〔[^〕]+〕/g, (mark) => {
      marks += 1;
      return `${mark}[${marks}]`;
    });
  return byModel && teams.text ? { ...teams, text: numbered(teams.text) } : teams;
}

/** Buttons are `Action.Execute`, and `Action.Submit` for clients that do not know it. */
export function attachmentOf({ facts, text, buttons, note }: NeutralCard): Attachment {
  const [first, ...more] = facts;
  const block = (words: string, look: object = {}) => ({
    type: 'TextBlock',
    text: plainWords(words),
    wrap: true,
    ...look,
  });
  const body = [
    ...(first === undefined ? [] : [block(first, { weight: 'Bolder' })]),
    ...more.map((fact) => block(fact, { spacing: 'Small' })),
    ...text.split('\n').flatMap((line) => (line === '' ? [] : [block(line, { isSubtle: facts.length > 0 })])),
    ...(note === undefined
      ? []
      : [block(note, note.startsWith('✓') ? { color: 'Good', weight: 'Bolder' } : { isSubtle: true })]),
  ];
  const actions = buttons.map(({ title, value: data }) => ({
    type: 'Action.Execute',
    title,
    verb: 'say',
    data,
    fallback: { type: 'Action.Submit', title, data },
  }));
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}
