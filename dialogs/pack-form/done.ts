import type { Outcome } from '../../src/domain/intention.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { FormRecorded, Told } from '../../src/domain/record-form.js';
import { holds } from '../../src/policy/condition.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import { localDay } from '../../src/policy/local-time.js';
import type { Done, FormContext, Values } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { clockWords, instantWords } from '../engine/time-words.js';
import { factsOf } from './facts.js';
import { fill, inLanguage } from './template.js';
import { stateWords, valuesInWords } from './wording.js';
import { packFormWords as words } from './words.js';

type Recorded = Extract<FormRecorded, { kind: 'form-recorded' }>;

/** After it is saved: the number, who was told, what it settled, what is owed next, and a line for the customer. */
export function done(form: PackForm, outcome: Outcome, values: Values, context: FormContext): Done {
  const { language } = context;
  if (outcome.kind === 'form-refused') {
    const { id, state } = outcome.followed;
    return { said: [line(words.say(language, 'refused', { id, state: stateWords(form, state, language) }))] };
  }
  if (outcome.kind !== 'form-recorded') return { said: [] };
  const { id } = outcome.record;
  if (outcome.already) return { said: [line(words.say(language, 'recorded.already', { id }))] };
  const also = outcome.also.map((record) => words.say(language, 'recorded.also', { id: record.id })).join('');
  const said = [line(words.say(language, 'recorded', { id }) + also), ...toldWords(outcome, context)];
  said.push(
    ...ownWords(form, values, outcome, context),
    ...metWords(outcome, context),
    ...openedWords(outcome, context),
  );
  return { said: [...said, ...copyLine(form, values, context)] };
}

function ownWords(form: PackForm, values: Values, { standIn }: Recorded, context: FormContext): Said[] {
  const facts = { ...factsOf(values, context), standIn: standIn !== null };
  const known = { ...valuesInWords(form, values, context), standIn: standIn?.name ?? null };
  return form.said
    .filter(({ when }) => holds(when, facts))
    .map(({ say }) => line(fill(inLanguage(say, context.language), known)));
}

function toldWords({ told }: Recorded, context: FormContext): Said[] {
  const { language } = context;
  // A word of the supervisor's goes down to whoever asked for it; it is no report.
  const down = told.every(({ to }) => to === 'owner') ? '.down' : '';
  const joint = language === 'en' ? ', ' : '、';
  const names = (sent: Told['sent']) =>
    [...new Set(told.filter((each) => each.sent === sent).flatMap(({ staff }) => staff?.name ?? []))].join(joint);
  const posts = told.filter(({ staff }) => staff === null).map(({ to }) => context.postLabel(to));
  return [
    [`recorded.told${down}`, names('delivered')] as const,
    [`recorded.told.later${down}`, names('queued')] as const,
    ['recorded.told.waiting', names('undelivered')] as const,
  ]
    .filter(([, who]) => who !== '')
    .map(([key, who]) => line(words.say(language, key, { names: who })))
    .concat(posts.length > 0 ? [line(words.say(language, 'recorded.told.nobody', { posts: posts.join(joint) }))] : []);
}

function metWords({ met, acceptBy }: Recorded, context: FormContext): Said[] {
  const { language } = context;
  const late = met.find(({ state, dueAt }) => state === 'late' && dueAt !== null);
  if (late?.dueAt && acceptBy) {
    const values = {
      duty: context.ruleTitle(late.rule),
      time: instantWords(late.dueAt, context),
      supervisor: acceptBy.name,
    };
    return [line(words.say(language, 'recorded.late', values))];
  }
  const [first] = met.filter(({ basis, metAt }) => basis !== 'unset' && metAt !== null);
  return first ? [line(words.say(language, 'recorded.met', { duty: context.ruleTitle(first.rule) }))] : [];
}

/** What comes first of what is owed now; a duty met in the same breath opens its next period in silence. */
function openedWords({ opened, met, also }: Recorded, context: FormContext): Said[] {
  const { language } = context;
  const fresh = opened.filter(({ rule }) => !met.some((each) => each.rule === rule));
  const now = fresh.filter(({ urgency }) => urgency === 'now');
  const dated = fresh.filter(({ dueAt }) => dueAt !== null).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const shown = also.length > 0 ? dated.slice(0, also.length + 1) : dated.slice(0, 1);
  return [
    ...now.map(({ rule }) => line(words.say(language, 'recorded.opened.now', { duty: context.ruleTitle(rule) }))),
    ...(shown.length > 0 ? [line(words.say(language, 'recorded.opened', { duties: dutiesBy(shown, context) }))] : []),
  ];
}

/** The hour is enough for today. */
function dueWords(dueAt: number, context: FormContext): string {
  const today = localDay(dueAt, context.timeZone) === localDay(context.now, context.timeZone);
  return today ? clockWords(dueAt, context) : instantWords(dueAt, context);
}

function dutiesBy(shown: readonly Obligation[], context: FormContext): string {
  const { language } = context;
  const each = shown.map(({ rule, dueAt }) =>
    words.say(language, 'recorded.opened.one', {
      duty: context.ruleTitle(rule),
      time: dueWords(dueAt ?? 0, context),
    }),
  );
  return each.join(language === 'en' ? '; ' : ';');
}

/** Words for the customer are offered only where the handbook allows them. */
function copyLine(form: PackForm, values: Values, context: FormContext): Said[] {
  if (!form.copy) return [];
  const text = fill(inLanguage(form.copy, context.language), valuesInWords(form, values, context));
  return context.mayBeSaid(text) ? [{ kind: 'copy', label: words.say(context.language, 'copy'), text }] : [];
}
