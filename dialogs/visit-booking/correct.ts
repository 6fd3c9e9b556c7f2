import { visitReasons } from '../../src/domain/labels.js';
import type { Edit, Reading } from '../../src/understanding/types.js';
import { customerNamed, partyMeant } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { dayAndTime, inWeekOf, timeWithin } from '../engine/when.js';
import { firstOfSeveral, isPast } from './fields.js';
import type { VisitValues } from './values.js';

/** Corrections of a visit: 「不是周三,是周四」 keeps the hour and the week, 「改成四点半」 keeps the day. */
export function correct(
  edit: Edit,
  values: Partial<VisitValues>,
  reading: Reading,
  context: FormContext,
): Partial<VisitValues> | null {
  const to = edit.to.trim();
  if (to === '') return null;
  const party = partyMeant(edit, reading);
  if (party === 'customer' || named(values.customer?.name, edit.from)) {
    return { customer: customerNamed(to, reading, context), customerOptions: [], contact: null };
  }
  if (party === 'contact' || named(values.contact?.name, edit.from)) {
    const read = reading.facts.contact;
    const contact = read && to.includes(read.name) ? read : { name: to, title: null };
    return { contact: { name: contact.name, title: contact.title, id: null, role: null, vipTier: null } };
  }
  const told = visitReasons.filter(
    (r) => r !== 'other' && to.toLowerCase().includes(label('visitReason', r, context.language)),
  );
  if (told.length > 0) return { reasons: told, ...rewordedNote(edit, values, context) };
  const met = personMet(to);
  if (met && edit.field === null && context.readTimes(to, context.now).length === 0)
    return { contact: { name: met, title: null, id: null, role: null, vipTier: null } };
  if (edit.field === 'place') return { place: to };
  if (edit.field === 'note') return { note: to };
  if (values.note && edit.from !== null && values.note.includes(edit.from)) return { reasons: ['other'], note: to };
  if (edit.field === 'reasons') return { reasons: reading.facts.reasons ?? ['other'], note: to };
  return whenNow(to, values, context);
}

/** 见孙薇, 看白老板; 看信号, 看机房 is nobody. */
function personMet(to: string): string | undefined {
  const [, verb = '', who] = /^(见|見|找|看|约|約|see |meet )\s*([\p{L} ]{2,12})$/iu.exec(to) ?? [];
  if (verb === '看' && who && !/[总總姐哥董局处處科长長任理师師板工厂廠老]/.test(who)) return undefined;
  return who;
}

/** 「不是送台历,是看信号,上门服务」: what was noted was wrong too. */
function rewordedNote(
  { from, to }: Edit,
  values: Partial<VisitValues>,
  { language }: FormContext,
): Partial<VisitValues> {
  if (!values.note || from === null || !(values.note.includes(from) || from.includes(values.note))) return {};
  const reasons = visitReasons.map((reason) => label('visitReason', reason, language));
  const rest = reasons
    .reduce((left, reason) => left.replace(reason, ''), to)
    .replace(/^[\s,\uFF0C]+|[\s,\uFF0C]+$/g, '');
  return { note: rest === '' ? null : rest };
}

function named(name: string | undefined, from: string | null): boolean {
  return name !== undefined && from !== null && from !== '' && name.includes(from);
}

/** A moment that has passed, or one of several, leaves the time open, so that it is asked for again. */
function whenNow(to: string, values: Partial<VisitValues>, context: FormContext): Partial<VisitValues> | null {
  const [read] = context.readTimes(to, context.now);
  if (!read) return null;
  const inWeek = values.day ? inWeekOf(read, to, values.day, values.time ?? null, context) : null;
  const said = dayAndTime(inWeek ?? read, context.timeZone);
  if (said.time) said.time = timeWithin(inWeek ?? read, said.time, values.part);
  if (isPast({ ...values, ...said }, context)) return { day: null, time: null };
  const { ambiguous } = inWeek ?? read;
  const among = firstOfSeveral(read, context);
  const { time } = values;
  // 改到下周一上午 of a visit at three: the hour is to be told anew.
  const otherPart = said.part && time && (time < said.part.from || (time >= said.part.to && said.part.to !== '00:00'));
  return {
    ...said,
    ...(otherPart ? { time: null } : {}),
    ...(among ? { day: null, among } : {}),
    ...(ambiguous.includes('several-hours') ? { time: null } : {}),
  };
}
