import type { Draft } from '../../../dialogs/engine/draft.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, question, type Said } from '../../../dialogs/engine/reply.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { diaryOf } from '../../../dialogs/visit-booking/overlaps.js';
import { words } from '../../../dialogs/visit-booking/said.js';
import { type CustomerNews, neighboursOf } from '../../domain/diary.js';
import { isAhead } from '../../domain/visit.js';
import { instantOf, localDay } from '../../policy/local-time.js';
import type { Reading } from '../../understanding/types.js';

const asks =
  /(?:谁|誰|哪[几幾]?家|哪些|哪个|有没有|还有|還有|能不能)[^,。;!?]{0,10}(?:顺路|順路|顺便|同一片|附近|旁边)|(?:顺路|順路|附近|同一片|那一片|旁边)[^,。;!?]{0,8}(?:谁|誰|哪|有没有|还有|還有|能去|可以去)|\b(?:who|anybody|anyone|which)\b.{0,30}\b(?:on the way|nearby|same area)\b/i;
const shownAtMost = 4;

/** 「那天还有谁顺路」: customers of the areas one goes to that day. */
export function asksNeighbours({ text }: Reading): boolean {
  return text.length <= 30 && asks.test(text);
}

/** Who else is in the same area on the day that is named, booked just now or being booked; else today. */
export function tellNeighbours(reading: Reading, open: Draft | undefined, record: string | null, context: FormContext) {
  const { language, timeZone, now, staff } = context;
  const diary = diaryOf(context);
  const ahead = diary.visits.filter((visit) => isAhead(visit) && visit.endAt > now);
  const last = ahead.find(({ id }) => id === record);
  const drafted = typeof open?.values.day === 'string' ? open.values.day : undefined;
  const named = reading.times[0] && localDay(Date.parse(reading.times[0].start), timeZone);
  const day = named ?? drafted ?? localDay(last?.startAt ?? ahead[0]?.startAt ?? now, timeZone);
  const begins = instantOf(day, timeZone);
  const shown = dayWords(begins, context);
  const going = ahead.filter(({ startAt }) => localDay(startAt, timeZone) === day).map(({ customerId }) => customerId);
  const goingTo = [...going, day === drafted ? customerOf(open) : null].filter((id) => id !== null);
  if (goingTo.length === 0) return [line(words.say(language, 'nearby.no-visit', { day: shown }))];
  const found = goingTo.flatMap((id) => neighboursOf(diary, id, staff.id, now));
  const others = [...new Map(found.map((each) => [each.customer.id, each])).values()].filter(
    ({ customer }) => !goingTo.includes(customer.id),
  );
  const [first] = others;
  if (!first) return [line(words.say(language, 'nearby.none', { day: shown }))];
  return listed(others, first, day, shown, context);
}

function listed(
  others: readonly CustomerNews[],
  first: CustomerNews,
  day: string,
  shown: string,
  context: FormContext,
): Said[] {
  const { language } = context;
  const [, month = '', date = ''] = day.split('-');
  const commandOf = ({ customer }: CustomerNews) =>
    words.say(language, 'nearby.command', { month: Number(month), date: Number(date), customer: customer.name });
  const few = others.slice(0, shownAtMost);
  const customers = few
    .map(({ customer, lastVisit }) =>
      lastVisit
        ? words.say(language, 'nearby.one.since', {
            customer: customer.name,
            day: dayWords(lastVisit.startAt, context),
          })
        : words.say(language, 'nearby.one.never', { customer: customer.name }),
    )
    .join(language === 'en' ? ', ' : '、');
  const text = words.say(language, 'nearby.list', { day: shown, customers, command: commandOf(first) });
  return [question(text, few.map(commandOf))];
}

function customerOf(draft: Draft | undefined): string | null {
  const customer = draft?.values.customer;
  const id = typeof customer === 'object' && customer !== null && 'id' in customer ? customer.id : null;
  return typeof id === 'string' ? id : null;
}
