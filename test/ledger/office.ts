import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { type App, openApp } from '../../src/app.js';
import { FixedClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import { appendDuties } from '../../src/domain/duty-events.js';
import type { FactMap } from '../../src/domain/event.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { Staff } from '../../src/domain/staff.js';
import { systemViewer } from '../../src/domain/staff.js';
import { silentLogger } from '../../src/log.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { policyOnce } from '../policy-once.js';

/** The product without its server: real store, real turns, a clock that stands still, sweeps when asked for. */
export interface Office {
  app: App;
  clock: FixedClock;
  /** Moves the clock and sweeps. */
  at(instant: string): Promise<void>;
  /** Says something in the person's web chat; returns the replies. */
  say(who: string, text: string, value?: object): Promise<Activity[]>;
  /** What the bot sent to a person on its own account and nobody read yet. */
  news(who: string): Promise<Activity[]>;
  fact(subject: string, kind: string, facts: FactMap, at?: string): Promise<void>;
  obligations(subject?: string): Promise<Obligation[]>;
  /** A new colleague, known in the web chat by his id. */
  hire(id: string, name: string, role: Staff['role']): Promise<void>;
  close(): Promise<void>;
}

/** `pack` is the path of another pack than that of the project. */
export async function openOffice(now: string, pack?: string): Promise<Office> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shouwen-office-'));
  const config = parseConfig({ DATA_DIR: dataDir, SECRET_KEY: 's'.repeat(40), ...(pack ? { PACK: pack } : {}) });
  const clock = new FixedClock(now);
  const app = await openApp({ config, log: silentLogger, clock, policy: policyOnce(config) });
  const calendars = loadCalendars();
  const read = new Map<string, number>();
  let said = 0;
  const unread = async (who: string) => {
    const rows = await app.store.listActivities(`webchat|${who}`, read.get(who) ?? 0, 1_000);
    read.set(who, rows.at(-1)?.seq ?? read.get(who) ?? 0);
    return rows.map((row) => JSON.parse(row.json) as Activity).filter((a) => a.from?.role !== 'user');
  };
  return {
    app,
    clock,
    async at(instant) {
      clock.set(instant);
      await app.ledger.sweep();
    },
    async say(who, text, value) {
      const activity = {
        type: 'message',
        id: `m${++said}`,
        channelId: 'webchat',
        serviceUrl: '',
        from: { id: who, role: 'user' },
        recipient: { id: 'shouwen', role: 'bot' },
        conversation: { id: who, conversationType: 'personal', isGroup: false },
        text,
        ...(value ? { value } : {}),
      } as unknown as Activity;
      const replies = await app.turns.handle({ channel: 'webchat', tenant: '', activity, delivery: 'append' });
      await unread(who);
      return replies;
    },
    news: unread,
    async fact(subject, kind, facts, at) {
      const instant = at ? Date.parse(at) : clock.businessNow();
      const policy = { pack: app.pack, calendars, now: clock.businessNow() };
      await app.store.transaction((tx) =>
        appendDuties(
          { tx, now: clock.businessNow(), channel: 'test', derive: (events) => derive({ ...policy, events }) },
          [{ subject, kind, at: instant, facts }],
        ),
      );
    },
    obligations: (subject) => app.store.listObligations(systemViewer, subject ? { subject } : {}),
    async hire(id, name, role) {
      const rest = { workNumber: null, teamId: 'office', supervisorId: null, phone: null, kind: 'directory' } as const;
      const identity = { channel: 'webchat', tenant: '', userId: id, staffId: id };
      await app.store.transaction((tx) => tx.upsertStaff({ id, name, role, ...rest }, [identity]));
    },
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const textsOf = (activities: readonly Activity[]): string[] => activities.map((a) => a.text ?? '');

/** The button of a message by its title, as the channel hands it back. */
export function buttonOf(activity: Activity | undefined, title: string): { say: string; card: string } {
  const action = activity?.suggestedActions?.actions.find((each) => each.title === title);
  if (!action) throw new Error(`no button ${title}`);
  return action.value;
}
