import type { Activity, Attachment, CardAction } from 'botbuilder';

/**
 * A reply → what is sent, in order. Teams wants text and attachments apart and shows suggested actions to one person
 * only; every reply is whole in its `text`, so nothing is lost.
 */
export function encode(
  activity: Partial<Activity>,
  to: { channelId: string; private: boolean },
): Array<Partial<Activity>> {
  const whole: Partial<Activity> = { type: 'message', ...activity };
  if (to.channelId !== 'msteams') return [whole];
  const { suggestedActions, ...rest } = asTeams(whole);
  const clicks = (suggestedActions?.actions ?? []).filter(({ type }) => type === 'messageBack');
  const typed = to.private && suggestedActions && clicks.length === 0;
  const message: Partial<Activity> = typed ? { ...rest, suggestedActions } : rest;
  const attachments = [...(message.attachments ?? []), ...(clicks.length > 0 ? [cardOf(clicks)] : [])];
  if (!message.text || attachments.length === 0) return [message];
  const { attachments: _, ...spoken } = message;
  const { channelData } = message;
  return [spoken, { type: 'message', attachments, ...(channelData === undefined ? {} : { channelData }) }];
}

/** Thumbs where an answer may be voted on; `[1]` behind the mark of a clause where a model wrote the words, as Teams asks for. */
function asTeams(whole: Partial<Activity>): Partial<Activity> {
  const { votable, ...channelData } = Object(whole.channelData);
  const teams = votable ? { ...whole, channelData: { ...channelData, feedbackLoop: { type: 'default' } } } : whole;
  const byModel = whole.entities?.some(({ additionalType, citation }) => additionalType && citation);
  let marks = 0;
  const numbered = (text: string): string =>
    text.replace(/〔[^〕]+〕/g, (mark) => {
      marks += 1;
      return `${mark}[${marks}]`;
    });
  return byModel && teams.text ? { ...teams, text: numbered(teams.text) } : teams;
}

/** Buttons that carry more than words: `Action.Execute`, and `Action.Submit` for clients that do not know it. */
function cardOf(actions: readonly CardAction[]): Attachment {
  const buttons = actions.map(({ title, value }) => ({
    type: 'Action.Execute',
    title,
    verb: 'say',
    data: value,
    fallback: { type: 'Action.Submit', title, data: value },
  }));
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [],
    actions: buttons,
  };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}
