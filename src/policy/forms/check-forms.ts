import { limitStandsIn, thresholdStandsIn } from '../figures.js';
import type { Pack } from '../types.js';
import type { WordingGuard } from '../wording-guard.js';
import { shownPath } from '../yaml-file.js';
import { FormMatcher } from './begins.js';
import type { FieldLimit, PackForm, Text } from './types.js';

interface Fault {
  file: string;
  message: string;
}

/** Characters a reply may have; English takes about twice those of the same Chinese. */
const longest = { 'zh-Hans': 100, en: 220 } as const;
/** What a template may name besides the fields of its form. */
const always = [
  'customer',
  'contact',
  'addressed',
  'class',
  'owner',
  'workNumber',
  'phone',
  'form',
  'id',
  'followed',
  'followedSummary',
  'summary',
  'advice',
  'standIn',
];

/**
 * Proves the forms of a pack: every clause they cite exists and holds their figures, every event is one a rule waits for and
 * carries the facts that rule needs, every example begins its own form and no other, and what is said keeps to length, to one
 * question and to what may be said to a customer.
 */
export function formFaults(pack: Pack, guard: WordingGuard): Fault[] {
  const matcher = FormMatcher.of(pack.forms);
  return pack.forms.flatMap((form) => {
    const faults = [
      ...clauseFaults(form, pack),
      ...fieldFaults(form),
      ...eventFaults(form, pack),
      ...followFaults(form, pack),
      ...actFaults(form, pack),
      ...exampleFaults(form, matcher),
      ...wordFaults(form),
      ...guardFaults(form, guard),
      ...catalogueFaults(form, pack),
      ...postFaults(form, pack),
    ];
    return faults.map((message) => ({ file: shownPath(form.file), message }));
  });
}

function clauseFaults(form: PackForm, pack: Pack): string[] {
  const limits = form.fields.flatMap((field) =>
    field.limits.map((limit, n) => ({ at: `fields.${field.id}.limits.${n}`, limit })),
  );
  const unknown = pack.clauseById.has(form.clause)
    ? []
    : [`clause: the handbook has no clause ${form.clause}; correct the id`];
  return [...unknown, ...limits.flatMap(({ at, limit }) => limitFaults(at, limit, pack))];
}

function limitFaults(at: string, limit: FieldLimit, pack: Pack): string[] {
  const clause = pack.clauseById.get(limit.clause);
  if (!clause) return [`${at}.clause: the handbook has no clause ${limit.clause}; correct the id`];
  if (limitHolds(limit, clause.text)) return [];
  const { clause: _clause, otherwise: _otherwise, ...figure } = limit;
  return [`${at}: ${JSON.stringify(figure)} does not stand in clause ${clause.id}; correct the figure or the clause`];
}

function limitHolds(limit: FieldLimit, text: string): boolean {
  switch (limit.kind) {
    case 'at-least':
    case 'better-than':
      if (limit.unit === 'hours') return limitStandsIn('wall-hours', limit.amount, text);
      if (limit.unit === 'count') return new RegExp(`(?<![\\d.])${limit.amount}(?![\\d.])`).test(text);
      return thresholdStandsIn({ value: limit.amount, unit: limit.unit }, text);
    case 'within':
      return text.includes(limit.from) && text.includes(limit.until);
    case 'all':
      return true;
    default:
      return limit satisfies never;
  }
}

function fieldFaults(form: PackForm): string[] {
  return form.fields.flatMap(({ id, type, default: usual, options }) => {
    const party = type === 'customer' || type === 'contact';
    const misnamed = party && id !== type ? [`fields.${id}: a ${type} field is called ${type}`] : [];
    const lines = type === 'lines' && id !== 'lines' ? [`fields.${id}: drafted lines are called lines`] : [];
    const stray = usual !== null && !options.some((option) => option.id === usual);
    return [...misnamed, ...lines, ...(stray ? [`fields.${id}.default: there is no option ${usual}`] : [])];
  });
}

/** A fact an event may carry comes from a field that holds no free text. */
function eventFaults(form: PackForm, pack: Pack): string[] {
  const known =
    form.events.some(({ kind }) => isWaitedFor(kind, pack)) || form.tells.some(({ report }) => report !== null);
  const idle =
    known || form.standsAlone
      ? []
      : ['events: no rule waits for any of them; correct the kind, or say standsAlone: true'];
  const faults = form.events.flatMap((event) => {
    const facts = Object.entries(event.facts).flatMap(([name, source]) =>
      factFaults(form, `${event.kind}.facts.${name}`, source),
    );
    const before = event.on === 'followed' ? factsBefore(form, pack) : new Set<string>();
    const missing = needed(event.kind, pack).filter((name) => !(name in event.facts) && !before.has(name));
    const lacking = missing.map((name) => `events.${event.kind}.facts: a rule needs ${name}; say where it comes from`);
    const at = event.at !== null && !form.fields.some(({ id }) => id === event.at);
    return [...facts, ...lacking, ...(at ? [`events.${event.kind}.at: there is no field ${event.at}`] : [])];
  });
  return [...idle, ...faults];
}

function factFaults(form: PackForm, at: string, source: PackForm['events'][number]['facts'][string]): string[] {
  if ('is' in source) return [];
  const named = /^(?:field|period\.\w+):(\w+)(?:=[\w-]+|\.(?:from|until))?$/.exec(source.from)?.[1];
  const field = form.fields.find(({ id }) => id === named);
  if (named !== undefined && !field) return [`events.${at}: there is no field ${named}`];
  const free = field && source.from.startsWith('field:') && (field.type === 'text' || field.type === 'lines');
  if (free) return [`events.${at}: ${named} is free text, which no event may hold; leave it to the record`];
  const sources =
    /^(?:field:\w+(?:=[\w-]+|\.(?:from|until))?|period\.(?:day|week|month|quarter|year)(?::\w+)?|customer\.(?:class|segment)|person\.(?:segment|vipTier|role))$/;
  return sources.test(source.from)
    ? []
    : [`events.${at}: ${source.from} is no source; write field:…, customer.class, person.segment or period.month`];
}

function isWaitedFor(kind: string, pack: Pack): boolean {
  return pack.rules.some(({ versions }) =>
    versions.some(({ event, satisfiedBy, endedBy, rearmedBy }) =>
      [event, satisfiedBy, endedBy, rearmedBy].some((kinds) => kinds.includes(kind)),
    ),
  );
}

/** Facts the chain of an earlier record holds already. */
function factsBefore({ follows }: PackForm, pack: Pack): Set<string> {
  const before = pack.forms.filter(({ id }) => follows?.form.includes(id));
  return new Set(before.flatMap(({ events }) => events.flatMap(({ facts }) => Object.keys(facts))));
}

/** Facts the rules an event opens cannot do without. */
function needed(kind: string, pack: Pack): string[] {
  const opened = pack.rules.flatMap(({ versions }) => versions.filter(({ event }) => event.includes(kind)).slice(-1));
  return [...new Set(opened.flatMap(({ needs }) => needs))];
}

function actFaults({ id, acts, events }: PackForm, pack: Pack): string[] {
  return acts.flatMap((act) => {
    const own = events.some(({ kind }) => kind === act) ? [] : [`acts: ${act} is no event of this form`];
    const other = pack.forms.find((form) => form.id !== id && form.acts.includes(act));
    return [...own, ...(other ? [`acts: ${act} is told in ${other.id} already`] : [])];
  });
}

function followFaults({ follows, fields }: PackForm, pack: Pack): string[] {
  if (!follows) return [];
  const strange = follows.form.filter((name) => !pack.forms.some(({ id }) => id === name));
  if (strange.length > 0) return strange.map((name) => `follows.form: there is no form ${name}`);
  const { by, states } = follows.becomes;
  const choice = by === null ? undefined : fields.find(({ id }) => id === by);
  if (by !== null && choice?.type !== 'choice') return [`follows.becomes.by: ${by} is no choice of this form`];
  const stray = Object.keys(states).filter((option) => !choice?.options.some(({ id }) => id === option));
  return stray.map((option) => `follows.becomes.states.${option}: the field ${by} has no such option`);
}

function exampleFaults(form: PackForm, matcher: FormMatcher): string[] {
  return form.examples.flatMap((example) => {
    const [first, second] = matcher.all(example.toLowerCase().replaceAll('，', ','));
    if (!first) return [`examples: 「${example}」 begins no form; add its words to begins`];
    if (first.form !== form)
      return [`examples: 「${example}」 begins ${first.form.id}; make the words of one of them longer`];
    return second && second.score === first.score && second.named === first.named
      ? [`examples: 「${example}」 may as well begin ${second.form.id}; make the words of one of them longer`]
      : [];
  });
}

interface Said {
  at: string;
  text: Text;
  /** A read-back and a notice may be longer than a reply. */
  long: boolean;
}

function saidBy(form: PackForm): Said[] {
  const said: Said[] = form.fields.flatMap(({ id, ask }) =>
    ask ? [{ at: `fields.${id}.ask`, text: ask, long: false }] : [],
  );
  if (form.readBack) said.push({ at: 'readBack', text: form.readBack, long: true });
  if (form.copy) said.push({ at: 'copy', text: form.copy, long: true });
  if (form.line) said.push({ at: 'line', text: form.line, long: false });
  said.push(...form.said.map(({ say }, n) => ({ at: `said.${n}`, text: say, long: false })));
  said.push(...form.tells.map(({ say }, n) => ({ at: `tells.${n}.say`, text: say, long: true })));
  if (form.follows?.none) said.push({ at: 'follows.none', text: form.follows.none, long: false });
  return said;
}

const stock: Readonly<Record<string, string>> = {
  customer: '远帆食品',
  contact: '王芳',
  owner: '林悦',
  id: 'ZD-261124-K7Q2',
};

function wordFaults(form: PackForm): string[] {
  const names = new Set([...always, ...form.fields.map(({ id }) => id)]);
  return saidBy(form).flatMap(({ at, text, long }) =>
    (['zh-Hans', 'en'] as const).flatMap((language) => {
      const template = text[language];
      const unknown = [...template.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (names.has(name) ? [] : [name]));
      const filled = template.replace(/[[\]]/g, '').replace(/\{(\w+)\}/g, (_, name: string) => stock[name] ?? '');
      const asks = (filled.replace(/「[^」]*」/g, '').match(/[?？]/g) ?? []).length;
      return [
        ...unknown.map((name) => `${at}.${language}: there is no {${name}}`),
        ...(asks > 1 ? [`${at}.${language}: asks ${asks} questions; ask one`] : []),
        ...(!long && [...filled].length > longest[language]
          ? [`${at}.${language}: longer than ${longest[language]} characters`]
          : []),
      ];
    }),
  );
}

/** What is offered for the customer, and what is asked on the way, keeps to the words the handbook allows. */
function guardFaults(form: PackForm, guard: WordingGuard): string[] {
  return saidBy(form).flatMap(({ at, text }) =>
    (['zh-Hans', 'en'] as const).flatMap((language) =>
      guard
        .check(text[language])
        .map(({ prohibition, found }) => `${at}.${language}: 「${found}」 is forbidden (${prohibition})`),
    ),
  );
}

/** Whoever is told is a supervisor, the owner of the record that is followed, or a post the pack has a name for. */
function postFaults(form: PackForm, { words }: Pack): string[] {
  const unnamed = form.tells.filter(({ to }) => to !== 'supervisor' && to !== 'owner' && !(`post.${to}` in words));
  return unnamed.map(({ to }, n) => `tells.${n}.to: ${to} has no name; write post.${to} in words.yaml`);
}

function catalogueFaults(form: PackForm, { catalogue }: Pack): string[] {
  if (catalogue.length === 0) return [];
  return form.catalogue
    .filter((row) => !catalogue.includes(row))
    .map((row) => `catalogue: there is no row ${row}; correct it`);
}
