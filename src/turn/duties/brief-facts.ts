import type { BriefDuty, BriefFacts } from '../../../dialogs/notice/brief.js';
import { isOwed } from '../../domain/acts.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Reads } from '../../domain/ports.js';
import { type Staff, systemViewer, viewerOf } from '../../domain/staff.js';
import type { Calendars } from '../../policy/calendar.js';
import { addDays, instantOf, weekdayOf } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import { workingDaysBefore } from '../../policy/working-time.js';
import type { Language } from '../../understanding/types.js';
import { dutyName } from './name.js';

interface Asked {
  store: Reads;
  policy: { pack: Pack; calendars: Calendars };
  /** Whose brief. */
  staff: Staff;
  /** YYYY-MM-DD, the day of `now`. */
  day: string;
  now: number;
  language: Language;
  /** A supervisor is told of what falls due within a day too. */
  dayAhead?: boolean;
}

const dayMs = 86_400_000;
/** Names are looked up for so many duties of a brief; the counts are of all. */
const namedAtMost = 40;

/** What a person's brief of a day holds, seen from now on: missed, owed, due; for a supervisor the team's too. */
export async function briefFacts(asked: Asked): Promise<BriefFacts> {
  const { store, policy, staff, day, now } = asked;
  const { timeZone } = policy.pack;
  const dayEnds = instantOf(addDays(day, 1), timeZone);
  const weekEnds = instantOf(addDays(day, 8 - (weekdayOf(day) || 7)), timeZone);
  const lastBrief = briefBefore(day, asked);
  const team = staff.role === 'manager' ? [] : await teamOf(store, staff);
  const ownerIds = [staff.id, ...team.map((person) => person.id)];
  const seen = await store.listObligations(viewerOf(staff), {
    ownerIds,
    open: true,
    dueBefore: Math.max(weekEnds, now + dayMs + 1),
  });
  const due = seen.filter((each) => isOwed(each) && !isEveryDays(each, now));
  const undated = await store.listObligations(viewerOf(staff), { ownerIds, open: true, undated: true });
  const atOnce = undated.filter((each) => isOwed(each) && each.openedAt < instantOf(day, timeZone));
  const between = (from: number, to: number) =>
    due.filter(({ dueAt }) => dueAt !== null && dueAt >= from && dueAt < to);
  const named = (duties: readonly Obligation[]) => nameDuties(duties, team, asked);
  const visits = await store.listVisitsBetween(viewerOf(staff), staff.id, instantOf(day, timeZone), dayEnds);
  const cards = await store.listOpenCards(staff.id, 100);
  return {
    name: staff.name,
    late: await named(between(lastBrief, now)),
    older: await named(between(0, lastBrief)),
    atOnce: await named(atOnce),
    today: await named(between(now, dayEnds)),
    week: await named(
      between(dayEnds, staff.role === 'manager' ? weekEnds : asked.dayAhead ? now + dayMs + 1 : dayEnds),
    ),
    visits: visits.map(({ startAt, customerName }) => ({ at: startAt, customer: customerName })),
    toAccept: cards.filter((card) => card.kind === 'accept').length,
    away: await awayOf(store, team, now),
  };
}

/** The log of the day is asked for in the evening; before that it is no news. */
function isEveryDays({ rule, dueAt }: Obligation, now: number): boolean {
  return rule === 'work-log.daily' && dueAt !== null && dueAt >= now;
}

/** When the brief before that of a working day was due. */
function briefBefore(day: string, { policy: { pack, calendars } }: Asked): number {
  const { day: before } = workingDaysBefore(day, 1, calendars);
  return instantOf(before, pack.timeZone, `${pack.settings.briefAt}:00`);
}

/** The people who answer to a supervisor; for an administrator those who have none. */
async function teamOf(store: Reads, staff: Staff): Promise<Staff[]> {
  const everyone = await store.listStaff(systemViewer);
  return everyone.filter(({ supervisorId, kind }) => supervisorId === staff.id && kind === 'directory');
}

async function awayOf(store: Reads, team: readonly Staff[], now: number): Promise<BriefFacts['away']> {
  const leaves = await store.listLeaves(now);
  return team.flatMap(({ id, name }) => {
    const leave = leaves.find((each) => each.staffId === id);
    return leave ? [{ name, until: leave.until - 1 }] : [];
  });
}

async function nameDuties(
  duties: readonly Obligation[],
  team: readonly Staff[],
  { store, policy, staff, language }: Asked,
): Promise<BriefDuty[]> {
  const owners = new Map(team.map(({ id, name }) => [id, name]));
  const named: BriefDuty[] = [];
  for (const [n, obligation] of duties.entries()) {
    const nameless = { title: '', act: 'done', recordId: null, customer: null, contact: null } as const;
    const name = n < namedAtMost ? await dutyName(store, policy.pack, obligation, language) : nameless;
    const owner = obligation.ownerId === staff.id ? null : (owners.get(obligation.ownerId) ?? null);
    named.push({ ...name, obligationId: obligation.id, dueAt: obligation.dueAt ?? 0, owner });
  }
  return named;
}
