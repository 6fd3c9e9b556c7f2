import { toldInTime } from '../../src/domain/acts.js';
import type { ComplaintAnswered } from '../../src/domain/answer-complaint.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Obligation } from '../../src/domain/obligation.js';
import { offer } from '../complaint-life/dialog.js';
import type { Done, FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { type DutyValues, resultWords, spanWords, words } from './duty.js';

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
  return [line(said), ...againstDue(outcome, context)];
}

/** After an answer to a customer, or the follow-up: what became of the complaint, and what comes next (A4-27, A3-09). */
export function answered(outcome: ComplaintAnswered, values: DutyValues, context: FormContext): Done {
  const { language } = context;
  const { complaint, result, satisfaction, at } = outcome;
  const how = satisfaction === null ? resultWords(result, language) : satisfactionWords(satisfaction, language);
  const time = instantWords(at - (at % 60_000), context);
  const said: Said[] = [line(words.say(language, 'told', { duty: values.duty, time, result: how }))];
  said.push(...againstDue(outcome, context), ...nextOf(outcome, context));
  const offered =
    satisfaction === 'not-content'
      ? offer({ kind: 'reopen', text: words.say(language, 'reopen.text') }, complaint, context)
      : result === 'not-accepted' && outcome.rejected > 1 && !complaint.difficult
        ? offer({ kind: 'mark', mark: 'difficult', on: true }, complaint, context)
        : null;
  if (!offered) return { said };
  return { said: [...said, question(offered.asked.text, offered.asked.buttons)], next: offered.draft };
}

function satisfactionWords(satisfaction: string, language: FormContext['language']): string {
  return `${language === 'en' ? ', ' : ','}${words.say(language, `satisfaction.${satisfaction}`)}`;
}

function nextOf(outcome: ComplaintAnswered, context: FormContext): Said[] {
  const { language } = context;
  const { result, told: supervisor, obligations } = outcome;
  const said: Said[] = [];
  if (outcome.complaint.state === 'closed' && result !== null) {
    const follow = obligations.find((o) => o.rule === 'complaint.follow-up' && o.state === 'open' && o.dueAt !== null);
    said.push(
      line(
        follow?.dueAt
          ? words.say(language, 'next.closed', { day: dayWords(follow.dueAt, context) })
          : words.say(language, 'next.closed.plain'),
      ),
    );
  }
  if (result === 'explained' || result === 'other') said.push(line(words.say(language, 'next.explained')));
  if (result === 'not-accepted') said.push(line(words.say(language, 'told.not-accepted')));
  if (result === 'refused')
    said.push(
      line(
        supervisor
          ? words.say(language, 'next.refused', { supervisor: supervisor.name })
          : words.say(language, 'next.refused.nobody'),
      ),
    );
  else if (supervisor) said.push(line(words.say(language, 'next.told', { supervisor: supervisor.name })));
  return said;
}

function againstDue(outcome: Pick<ComplaintAnswered, 'obligation' | 'acceptBy' | 'at'>, context: FormContext): Said[] {
  const { obligation, acceptBy, at } = outcome;
  const { language } = context;
  const dueAt = obligation?.dueAt ?? null;
  if (obligation === null || dueAt === null) return [];
  const span = spanWords(dueAt - at, language);
  if (acceptBy && toldInTime(obligation)) {
    const values = { span, supervisor: acceptBy.name };
    return [line(words.say(language, 'told.to-accept', values))];
  }
  return [line(words.say(language, at <= dueAt ? 'told.in-time' : 'told.late', { span }))];
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

export function asked(outcome: Outcome, values: DutyValues, context: FormContext): Said[] {
  if (outcome.kind === 'duty-settled') return settled(outcome.obligation, context);
  return [line(words.say(context.language, 'asked.sent', { owner: values.ownerName }))];
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
