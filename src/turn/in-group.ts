import type { Activity } from 'botbuilder';
import type { Reading } from '../understanding/types.js';

/** More than one person reads along. */
export function isGroup({ conversation }: Activity): boolean {
  const kind = conversation.conversationType;
  return conversation.isGroup === true || kind === 'groupChat' || kind === 'channel';
}

/** What the handbook says is for everybody; customers' matters and one's own work are not, and are asked for alone. */
export function fitForGroups(reading: Reading): boolean {
  return reading.intent === 'policy' || reading.intent === 'help' || reading.intent === 'smalltalk';
}
