import type { FormContext } from '../../../dialogs/engine/form.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { words } from '../../../dialogs/my-work/said.js';
import type { Calendars } from '../../policy/calendar.js';
import { addDays, instantOf, localDay } from '../../policy/local-time.js';
import type { Reading } from '../../understanding/types.js';

const ofDays = /上班|补班|補班|调休|調休|放假|休息|工作日|放[几幾多]|\b(?:working day|day off|holiday)\b/i;
const asks = /[?\uFF1F吗嗎么]|几天|幾天|多少天|要不要|用不用|该不该|是不是|哪[天几]|什么时候|\b(?:is|are|do we)\b/i;
const ofRules = /手册|手冊|规定|規定|算不算|时限|時限|顺延|多久|怎么算/;

/** 「周日要不要上班」, 「国庆放几天」: the day of the calendar that is asked about, `YYYY-MM-DD`. */
export function dayAskedAbout({ text, times, facts }: Reading, timeZone: string): string | undefined {
  if (text.length > 20 || facts.customer?.id != null || ofRules.test(text)) return undefined;
  const [time] = times;
  return time && ofDays.test(text) && asks.test(text) ? localDay(Date.parse(time.start), timeZone) : undefined;
}

/** How far from a holiday the days lie that make up for it. */
const makeUpReach = 25;

/** Whether a day is worked, as the published calendar has it; of a holiday its first and last day and what makes up for it. */
export function dayAnswer(day: string, calendars: Calendars, context: FormContext): string {
  const { language, timeZone } = context;
  const said = (each: string) => dayWords(instantOf(each, timeZone, '12:00:00'), context);
  if (calendars.isProvisional(Number(day.slice(0, 4)))) return words.say(language, 'day.unknown', { day: said(day) });
  const { kind, name } = calendars.dayOf(day);
  if (kind !== 'holiday') return words.say(language, `day.${kind}`, { day: said(day), name: name ?? '' });
  const isOf = (each: string) => calendars.dayOf(each).name === name && calendars.dayOf(each).kind === 'holiday';
  let [first, last] = [day, day];
  while (isOf(addDays(first, -1))) first = addDays(first, -1);
  while (isOf(addDays(last, 1))) last = addDays(last, 1);
  const around = Array.from({ length: 2 * makeUpReach }, (_, n) => addDays(first, n - makeUpReach));
  const makeUp = around.filter(
    (each) => calendars.dayOf(each).kind === 'make-up' && calendars.dayOf(each).name === name,
  );
  const days = makeUp.map(said).join(language === 'en' ? ', ' : '、');
  const key = makeUp.length > 0 ? 'day.holiday.made-up' : 'day.holiday';
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  return words.say(language, key, { name, first: said(first), last: said(last), count, days });
}
