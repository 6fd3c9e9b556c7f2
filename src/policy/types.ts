import type { FactMap } from '../domain/event.js';
import type { ModelUse } from '../domain/labels.js';
import type { PackForm } from './forms/types.js';
import type { Ranking } from './ranking.js';

/** A numbered section of the handbook: the target of a citation. */
export interface Clause {
  /** Stable for ever, e.g. `complaint.answer-limit`. */
  id: string;
  title: string;
  /** Headings above it and itself, e.g. `四 投诉处理 › 处理时限`. */
  path: string;
  /** Short reference shown in answers, e.g. `四·处理时限`. */
  ref: string;
  text: string;
  /** Section of the source document (`四/4`), and rows of the catalogue (`A4-12`). */
  source: string | null;
  catalogue: string[];
  /** Day from which this text is in force, or null. */
  effective: string | null;
  /** Text announces a table or guide the handbook does not contain. */
  unset: boolean;
  /** Clauses whose limit this one, an administrator's, makes shorter. */
  stricterThan: string[];
  /** Clauses beside which this one, an administrator's, sets a limit of another kind: the earlier counts. */
  besides: string[];
  file: string;
  line: number;
}

/** Signals that *suggest* a major complaint. Not a handbook definition and said so. */
export interface SeveritySignal {
  id: string;
  label: string;
  words: string[];
}

/** One organisation's handbook as data. */
export interface Pack {
  id: string;
  name: string;
  version: string;
  timeZone: string;
  /** Folder it was read from. */
  folder: string;
  clauses: Clause[];
  clauseById: ReadonlyMap<string, Clause>;
  /** The handbook's own words under each id an overlay fills: in force until the overlay's day. */
  replaced: ReadonlyMap<string, Clause>;
  rules: Rule[];
  /** Forms declared in `forms/*.yaml`. */
  forms: PackForm[];
  severitySignals: SeveritySignal[];
  /** Free lexicon of the pack by list name: synonyms for retrieval, words of understanding. */
  lexicon: Record<string, string[][]>;
  /** Product settings, not policy: office hours, lead times, brief hour. */
  settings: PackSettings;
  /** How customers are classed by rank; null where the pack does not class them. */
  ranking: Ranking | null;
  /** Words that render a `because` list, by key; those of all packs under those of this one. */
  words: Readonly<Record<string, { 'zh-Hans': string; en: string }>>;
  /** Report figures of the handbook: shown with their clause, never a deadline. */
  thresholds: Threshold[];
  /** Said wherever a severity signal is shown: that it is no definition of the handbook. */
  severityNote: string | null;
  /** Rows of the duty catalogue the handbook answers to, `A4-12`; empty where the pack names none. */
  catalogue: string[];
}

/** A figure the handbook asks for; without a measuring event it reads 「没有数据」, never 100 %. */
export interface Threshold {
  id: string;
  title: string;
  titleEn: string;
  clause: string;
  comparison: 'at-least' | 'more-than' | 'better-than';
  value: number;
  unit: 'percent' | 'hours' | 'minutes' | 'a-month' | 'a-quarter' | 'ratio-1-to';
  /** Event kind that measures it. */
  measuredBy: string | null;
  /** How those events come to a figure; null exactly where nobody measures. */
  measure: Measure | null;
  catalogue: string[];
  file: string;
}

/** `count`: events in the period of everybody who owes the rule, the fewest counting. `met`: the share of a rule's duties done in time. */
export type Measure =
  | { kind: 'count' | 'met'; rule: string }
  /** One fact of the events divided by another, in percent. */
  | { kind: 'share'; part: string; of: string; when: Condition }
  /** The smallest of a fact; `per` where the fact is told in a smaller unit (minutes for hours: 60). */
  | { kind: 'least'; fact: string; per: number };

export interface PackSettings {
  /** `HH:MM` local. */
  officeHours: { from: string; to: string };
  /** Minutes before a due time at which the owner is reminded, by span of the deadline. */
  reminderLeadMinutes: number;
  /** `HH:MM` local: the brief of a working day. */
  briefAt: string;
  /** What a language model is never asked for with this pack. */
  withoutModel: readonly ModelUse[];
  /** Who is told of duties whose rule states no levels: those counted by the clock, and all others. */
  levels: { urgent: Levels; ordinary: Levels };
  visits: VisitSettings;
}

/** What the handbook leaves open about visits; times are `HH:MM` local. */
export interface VisitSettings {
  /** Kept free for the way, from another area and within one. */
  travelMinutes: number;
  sameAreaMinutes: number;
  /** So long after its end the owner is asked how a visit went. */
  outcomeAfterMinutes: number;
  /** A customer of the area nobody went to for so long is proposed for the same day. */
  nearbyAfterDays: number;
  lunch: { from: string; to: string };
  /** When customers are likely to be busiest; 0 = Sunday. */
  busy: ReadonlyArray<{ weekday: number; from: string; to: string }>;
}

/** The one who owes it, his supervisor, or the next above the supervisor (an administrator where there is none). */
export type Recipient = 'owner' | 'supervisor' | 'next-level';

/** Who is told: before the due time (at the warnings), at it, and so long after it. */
export interface Levels {
  before: Recipient[];
  at: Recipient[];
  after: LevelAfter[];
}

/** A wait by the clock, or in office hours. */
export type LevelAfter = { who: Recipient[] } & ({ minutes: number } | { workingHours: number });

/** What a rule states of its levels; the settings of the pack hold for the rest. */
export type StatedLevels = { [Stage in keyof Levels]?: Levels[Stage] | undefined };

/** A rule as the engine uses it; the YAML schema in `schema.ts` is parsed into this. */
export interface Rule {
  id: string;
  family: string;
  title: string;
  titleEn: string;
  /** Who owes it where the event names no owner, as people say it: 客户经理, 电话客户经理 … */
  owner: string;
  catalogue: string[];
  /** By effective date, oldest first. */
  versions: RuleVersion[];
  file: string;
}

export type Clock =
  | 'wall-hours'
  | 'working-hours'
  | 'working-days'
  | 'calendar-days'
  | 'calendar-months'
  | 'end-of-week'
  | 'end-of-month'
  | 'end-of-quarter'
  | 'end-of-half-year'
  | 'end-of-year'
  | 'end-of-day'
  | 'working-days-before'
  | 'at'
  | 'now';

export interface RuleVersion {
  version: number;
  effectiveFrom: string;
  effectiveTo: string | null;
  /** Event kinds that open it. */
  event: string[];
  /** Facts the use case copies into the event; derive looks nothing up. */
  needs: string[];
  /** First match wins. No match: nothing is owed. */
  limits: Limit[];
  /** Event kinds that open it again, but only when none of the rule is open on the subject. */
  rearmedBy: string[];
  /** Event kinds that meet it. */
  satisfiedBy: string[];
  /** Facts a meeting event must carry (not null, false or empty): an answer without a result meets nothing. */
  satisfiedWith: string[];
  /** Facts a meeting or ending event must share with the opening one where both tell them: yesterday's log is not today's. */
  satisfiedFor: string[];
  /** How many meeting events it takes; `already` names the fact that says how many were done before. */
  satisfiedTimes: { needed: number; already: string | null };
  /** Event kinds after which it is no longer owed (withdrawn, agreed anew). */
  endedBy: string[];
  /** Event kinds that show, up to the end of the day a fact names, that it was never needed: no notice of a delay that did not come. */
  excusedBy: { kinds: string[]; until: string } | null;
  pauses: PauseRule[];
  /** Facts that follow later events; all others freeze at opening. */
  live: string[];
  /** null: the settings of the pack hold. */
  levels: StatedLevels | null;
}

/** The clock stands still from one of these events until one of those, while the facts meet `when`. */
export interface PauseRule {
  from: string[];
  until: string[];
  when: Condition;
}

export interface Limit {
  when: Condition;
  /** null: the handbook leaves it open (unset). */
  clock: Clock | null;
  /** Of the clock's unit; for `end-of-…` clocks whole periods after the present one (null or 0 = its own end). */
  amount: number | null;
  /** Fact that holds the anchor instant (ISO) for `at` and `working-days-before`; else the event's `at`. */
  anchor: string | null;
  clause: string;
  basis: 'handbook' | 'unset' | 'agreed' | 'overlay';
  warnMinutesBefore: number[];
  /** Reminders of day-granular deadlines: a local time, so many working days before the due day (0 = the last working day up to it). */
  warnDays: Array<{ workingDaysBefore: number; at: string }>;
  recurs: boolean;
  /** The handbook's own limits that hold as well: the earlier due time counts. Only of an administrator's stricter limit. */
  alongside: Limit[];
}

/** Conditions over facts: all of `all`, any of `any`, equality or membership of a fact. */
export type Condition =
  | { always: true }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; in: Array<string | number | boolean> }
  | { fact: string; atLeast: number }
  /** It was told at all. */
  | { fact: string; known: true };

/** What derive reads of an event. */
export interface FoldedEvent {
  id: string;
  subject: string;
  seq: number;
  kind: string;
  at: number;
  recordedAt: number;
  actor: string;
  facts: FactMap;
}
