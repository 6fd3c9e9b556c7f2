import type { OnTime } from '../../src/domain/on-time.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords, type TimeFrame } from '../engine/time-words.js';
import { noticeWords as words } from './dialog.js';

/** How much was done in time in a period of whole days, [from, until); without anything due no share is told. */
export function onTimeWords(found: OnTime, from: number, until: number, frame: TimeFrame): Said[] {
  const { language } = frame;
  const { due, met, accepted, people } = found;
  const period = { from: dayWords(from, frame), until: dayWords(until - 1, frame) };
  if (due === 0) return [line(words.say(language, 'on-time.none', period))];
  const share = Math.floor((met * 1000) / due) / 10;
  const said = [line(words.say(language, 'on-time', { ...period, due, met, share }))];
  if (accepted > 0) said.push(line(words.say(language, 'on-time.accepted', { count: accepted })));
  if (people.length > 1) {
    const items = people.map((person) => words.say(language, 'on-time.person', { ...person }));
    said.push(line(words.say(language, 'on-time.people', { items: items.join(language === 'en' ? ', ' : '、') })));
  }
  return said;
}
