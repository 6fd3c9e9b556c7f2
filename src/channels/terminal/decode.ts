import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Inbound } from '../../turn/types.js';
import type { Seat } from './verify.js';

export const channelId = 'terminal';

/**
 * A typed line → a message; the number of an offered button is that button. Replies return at once: a terminal that was
 * closed cannot be reached, so it is never a place for reminders.
 */
export function decode(line: string, seat: Seat, buttons: readonly string[], at: number): Inbound {
  const activity: Partial<Activity> = {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date(at),
    channelId,
    serviceUrl: '',
    from: { id: seat.userId, name: '', role: 'user' },
    recipient: { id: 'shouwen', name: '首问', role: 'bot' },
    conversation: { id: seat.conversationId, isGroup: false, conversationType: 'personal', name: '' },
    text: chosen(line, buttons) ?? line,
  };
  return { channel: channelId, tenant: '', activity: activity as Activity, delivery: 'return' };
}

function chosen(line: string, buttons: readonly string[]): string | undefined {
  return /^\d{1,2}$/.test(line) ? buttons[Number(line) - 1] : undefined;
}
