import type { FactMap } from '../../src/domain/event.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { loadPack } from '../../src/policy/load-pack.js';
import type { FoldedEvent } from '../../src/policy/types.js';
import { median } from '../turn/figures.js';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T08:00:00+08:00');

/** Matters of one kind: events of the n-th, spread over a year. */
interface Kind {
  name: string;
  events: ReadonlyArray<{ kind: string; afterMs: number; facts: FactMap }>;
}

const event = (kind: string, facts: FactMap = {}, afterMs = 0) => ({ kind, facts, afterMs });
const kinds: Kind[] = [
  {
    name: 'wall hours (VIP complaint)',
    events: [event('complaint.accepted', { vip: true, severity: 'ordinary', customerClass: 'B1' })],
  },
  {
    name: 'wall hours, class A, answered',
    events: [
      event('complaint.accepted', { vip: true, severity: 'major', customerClass: 'A1' }),
      event('complaint.reported-to-supervisor', {}, 60_000),
      event('complaint.answered', { result: 'resolved' }, 3_600_000),
      event('complaint.closed', {}, 7_200_000),
    ],
  },
  { name: 'working days (talks)', events: [event('negotiation.ended')] },
  { name: 'working days ahead (promise)', events: [event('delivery.promised', { promisedAt: '2026-12-10' })] },
  { name: 'calendar months, recurring', events: [event('customer.assigned', { customerClass: 'A1', ownerId: 'x' })] },
  { name: 'end of month (follow-up)', events: [event('complaint.closed')] },
  { name: 'end of year (government)', events: [event('contact.assigned', { segment: 'government', ownerId: 'x' })] },
  { name: 'end of day (work log)', events: [event('day.began', { period: '2026-11-24', ownerId: 'x' })] },
];

/** Obligations derived a second, by kind of clock; each subject has its own events. */
export function measureDerivation(subjects: number, rounds: number): void {
  const policy = { pack: loadPack('telecom'), calendars: loadCalendars() };
  console.log(
    `pure derivation, ${subjects} subjects a round, median of ${rounds} rounds, by processor time (goal: 200,000/s)`,
  );
  for (const kind of kinds) {
    const histories = Array.from({ length: subjects }, (_, n) => history(kind, n));
    const rates: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      let obligations = 0;
      const before = process.cpuUsage();
      for (const events of histories) {
        obligations += derive({ ...policy, events, now: events[0]?.at ?? 0 }).length;
      }
      // The first round warms up.
      if (round > 0) rates.push(obligations / cpuSeconds(before));
    }
    console.log(`  ${kind.name.padEnd(32)} ${Math.round(median(rates)).toLocaleString('en').padStart(9)}/s`);
  }
}

/** Processor time, so that what else the machine does counts for nothing. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function history(kind: Kind, n: number): FoldedEvent[] {
  const at = start + (n % 270) * dayMs + (n % 36_000) * 1000;
  return kind.events.map(({ kind: name, afterMs, facts }, index) => ({
    id: `e${n}-${index}`,
    subject: `bench:${n}`,
    seq: index + 1,
    kind: name,
    at: at + afterMs,
    recordedAt: at + afterMs,
    actor: 'x',
    facts,
  }));
}
