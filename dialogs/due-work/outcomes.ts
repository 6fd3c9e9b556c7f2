import { toldInTime } from '../../src/domain/acts.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { ActTold } from '../../src/domain/tell-act.js';
import type { FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { type DutyValues, resultWords, spanWords, words } from './duty.js';

type Told = Extract<ActTold, { kind: 'act-told' }>;

/** After 「已回了」: what was written, and whether that is in time. */
export function told(outcome: Outcome, values: DutyValues, context: FormContext): Said[] {
  if (outcome.kind === 'duty-settled') return settled(outcome.obligation, context);
  if (outcome.kind !== 'act-told') return [];
  const { language } = context;
  const said = words.say(language, 'told', {
    duty: values.duty,
    time: instantWords(outcome.at, context),
    result: resultWords(outcome.result, language),
  });
  return [line(said), ...againstDue(outcome, context), ...next(outcome, context)];
}

function againstDue(outcome: Told, context: FormContext): Said[] {
  const { obligation, acceptBy, at } = outcome;
  const { language } = context;
  const { dueAt } = obligation;
  if (dueAt === null) return [];
  const span = spanWords(dueAt - at, language);
  if (acceptBy && toldInTime(obligation)) {
    const values = { time: instantWords(at, context), span, supervisor: acceptBy.name };
    return [line(words.say(language, 'told.to-accept', values))];
  }
  return [line(words.say(language, at <= dueAt ? 'told.in-time' : 'told.late', { span }))];
}

function next({ result }: Told, { language }: FormContext): Said[] {
  return result === 'not-accepted' ? [line(words.say(language, 'told.not-accepted'))] : [];
}

/** What became of a duty whose button is tapped again. */
export function settled(obligation: Obligation | null, context: FormContext): Said[] {
  const { language } = context;
  if (!obligation) return [line(words.say(language, 'settled.gone'))];
  if (obligation.metAt !== null)
    return [line(words.say(language, 'settled.met', { time: instantWords(obligation.metAt, context) }))];
  return [line(words.say(language, 'settled.waived'))];
}

/** After 认可 or 不认可. */
export function judged(outcome: Outcome, values: DutyValues, { language }: FormContext): Said[] {
  if (outcome.kind !== 'act-judged') return [line(words.say(language, 'judge.none'))];
  const key = outcome.accepted ? 'judged.accepted' : 'judged.refused';
  return [line(words.say(language, key, { duty: values.duty, owner: values.ownerName }))];
}

export function waived(outcome: Outcome, values: DutyValues, context: FormContext): Said[] {
  const { language } = context;
  if (outcome.kind === 'duty-settled') return settled(outcome.obligation, context);
  if (outcome.kind !== 'duty-waived') return [];
  const reason = words.say(language, `reason.${outcome.reason}`);
  return [line(words.say(language, 'waived', { duty: values.duty, reason }))];
}

export function called(outcome: Outcome, values: DutyValues, context: FormContext): Said[] {
  const { language } = context;
  if (outcome.kind !== 'supervisor-called') return [];
  const { supervisor, obligation } = outcome;
  if (!supervisor) return [line(words.say(language, 'called.none'))];
  const said = { supervisor: supervisor.name, duty: values.duty };
  if (!obligation?.dueAt) return [line(words.say(language, 'called.undated', said))];
  return [line(words.say(language, 'called', { ...said, time: instantWords(obligation.dueAt, context) }))];
}

export function onLeave(outcome: Outcome, context: FormContext): Said[] {
  const { language } = context;
  if (outcome.kind !== 'leave-recorded') return [];
  const { staff, standIn, from, until } = outcome;
  const values = { name: staff.name, from: dayWords(from, context), until: dayWords(until - 1, context) };
  if (!standIn) return [line(words.say(language, 'leave.alone', values))];
  return [line(words.say(language, 'leave', { ...values, standIn: standIn.name }))];
}
