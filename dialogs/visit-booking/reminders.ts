import type { Visit } from '../../src/domain/visit.js';
import type { VisitReminder } from '../../src/domain/visit-reminders.js';
import { clockWords, dayWords, type TimeFrame } from '../engine/time-words.js';
import type { Button } from '../notice/dialog.js';
import { words } from './said.js';

/** What the owner of a visit reads when it is time to set off, and when it should be over; no question is left open. */
export function reminderWords(
  reminder: VisitReminder,
  visit: Visit,
  minutes: number,
  absent: string | null,
  frame: TimeFrame,
): { text: string; buttons: Button[] } {
  const { language } = frame;
  const values = {
    who: `${visit.customerName}${visit.contactName ?? ''}`,
    time: clockWords(visit.startAt, frame),
    arrive: clockWords(visit.arriveBy, frame),
    minutes,
  };
  const key =
    reminder === 'outcome' ? 'remind.outcome' : visit.state === 'tentative' ? 'remind.tentative' : 'remind.set-off';
  const away = absent === null ? '' : words.say(language, 'remind.stand-in', { absent });
  return { text: `${away}${words.say(language, key, values)}`, buttons: buttonsOf(reminder, visit, frame) };
}

function buttonsOf(reminder: VisitReminder, visit: Visit, frame: TimeFrame): Button[] {
  const { language } = frame;
  const values = { customer: visit.customerName, day: dayWords(visit.startAt, frame) };
  const button = (name: string): Button => ({
    title: words.say(language, `button.${name}`),
    say: words.say(language, `say.${name}`, values),
    card: '',
  });
  return reminder === 'set-off'
    ? [button('arrived'), button('move')]
    : [button('held'), button('move'), button('cancel')];
}
