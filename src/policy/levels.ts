import type { Obligation } from '../domain/obligation.js';
import type { Clock, Levels, Pack, PackSettings, StatedLevels } from './types.js';

/** Who is told of a duty before, at and after its due time, and where that stands: in its rule, or in the settings (which are not policy). */
export interface KnownLevels extends Levels {
  basis: 'rule' | 'setting';
}

/** Counted by the clock, nights and weekends too, or owed at once: such duties are told at any hour. */
export function isUrgent(obligation: Pick<Obligation, 'urgency' | 'because'>): boolean {
  return obligation.urgency === 'now' || obligation.because.some((step) => step.key === 'clock.wall-hours');
}

/** The levels of an obligation: those its rule states in the version it was opened under, the pack's settings for what that leaves out. */
export function levelsOf(
  obligation: Pick<Obligation, 'rule' | 'version' | 'urgency' | 'because'>,
  { rules, settings }: Pick<Pack, 'rules' | 'settings'>,
): KnownLevels {
  const rule = rules.find((each) => each.id === obligation.rule);
  const stated = rule?.versions.find((each) => each.version === obligation.version)?.levels ?? null;
  return withSettings(stated, settings.levels[isUrgent(obligation) ? 'urgent' : 'ordinary']);
}

/** Whether anybody is told before the due time of a clock. */
export function isRemindedOf(clock: Clock, stated: StatedLevels | null, { levels }: PackSettings): boolean {
  return (stated?.before ?? levels[clock === 'wall-hours' ? 'urgent' : 'ordinary'].before).length > 0;
}

function withSettings(stated: StatedLevels | null, settings: Levels): KnownLevels {
  return {
    before: stated?.before ?? settings.before,
    at: stated?.at ?? settings.at,
    after: stated?.after ?? settings.after,
    basis: stated ? 'rule' : 'setting',
  };
}
