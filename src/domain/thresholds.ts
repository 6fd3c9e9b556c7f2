import { instantOf } from '../policy/local-time.js';
import { type Deeds, type Figure, measure } from '../policy/measure.js';
import { endOfPeriod } from '../policy/months.js';
import { quarterOf } from '../policy/periods.js';
import type { Pack, Threshold } from '../policy/types.js';
import type { Reads } from './ports.js';
import type { Staff, Viewer } from './staff.js';
import { systemViewer } from './staff.js';

/** A figure the handbook asks for, with what the records say of it. */
export interface ThresholdFigure {
  threshold: Threshold;
  /** `2026-11` or `2026-Q4`. */
  period: string;
  /** null: 「没有数据」. */
  figure: Figure | null;
}

type Records = Pick<Reads, 'listStaff' | 'listEventsBy' | 'listObligations'>;

/** Every threshold of the pack, for the account managers a viewer may see, in the month (or its quarter) of a day. */
export async function measureThresholds(
  reads: Records,
  viewer: Viewer,
  { thresholds, timeZone }: Pick<Pack, 'thresholds' | 'timeZone'>,
  day: string,
): Promise<ThresholdFigure[]> {
  const everyone = await reads.listStaff(viewer);
  const managers = everyone.filter(({ role, kind }) => role === 'manager' && kind === 'directory');
  const month = await deedsIn(reads, managers, `${day.slice(0, 7)}-01`, endOfPeriod(day, 'end-of-month', 0), timeZone);
  const quarter = await deedsIn(reads, managers, quarterStart(day), endOfPeriod(day, 'end-of-quarter', 0), timeZone);
  return thresholds.map((threshold) => {
    const quarterly = threshold.unit === 'a-quarter';
    const figure = measure(threshold, quarterly ? quarter : month);
    return { threshold, period: quarterly ? quarterOf(day) : day.slice(0, 7), figure };
  });
}

/** The viewer chose whom he may see; what these people did on any subject counts. */
async function deedsIn(
  reads: Records,
  managers: readonly Staff[],
  first: string,
  last: string,
  timeZone: string,
): Promise<Deeds[]> {
  const from = instantOf(first, timeZone);
  const until = instantOf(last, timeZone, '23:59:59') + 1_000;
  return await Promise.all(
    managers.map(async ({ id }) => {
      const owned = await reads.listObligations(systemViewer, { ownerId: id, dueBefore: until });
      const duties = owned.filter(({ dueAt }) => dueAt !== null && dueAt >= from);
      return { staffId: id, events: await reads.listEventsBy(systemViewer, id, from, until), duties };
    }),
  );
}

function quarterStart(day: string): string {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}
