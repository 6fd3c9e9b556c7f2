import type { Rule } from '../policy/types.js';
import type { Obligation } from './obligation.js';

/** The event that meets an obligation when its owner says that it is done. */
export interface ActOf {
  kind: string;
  /** An answer to a customer: it counts only with its result. */
  answers: boolean;
}

/** How an obligation is met by telling; undefined where no act meets it. */
export function actOf(
  obligation: Pick<Obligation, 'rule' | 'version' | 'subject'>,
  rules: readonly Rule[],
): ActOf | undefined {
  const rule = rules.find((each) => each.id === obligation.rule);
  const version = rule?.versions.find((each) => each.version === obligation.version);
  if (!version) return undefined;
  const answered = version.satisfiedBy.find((kind) => kind === 'complaint.answered');
  const kind = answered ?? version.satisfiedBy[0];
  return kind === undefined ? undefined : { kind, answers: answered !== undefined };
}

/** Not done yet, whether its clock runs or is paused. */
export function isUnmet(obligation: Pick<Obligation, 'state' | 'metAt'>): boolean {
  return obligation.state === 'paused' || isOwed(obligation);
}

/** Done in time but told only after the due time: late until a supervisor accepts it. */
export function toldInTime({ state, metAt, dueAt }: Pick<Obligation, 'state' | 'metAt' | 'dueAt'>): boolean {
  return state === 'late' && metAt !== null && dueAt !== null && Math.floor(metAt / 1000) <= Math.floor(dueAt / 1000);
}

/** Still to be done: open, or late with nothing told. */
export function isOwed(obligation: Pick<Obligation, 'state' | 'metAt'>): boolean {
  return obligation.state === 'open' || (obligation.state === 'late' && obligation.metAt === null);
}
