import type { TimeFrame } from '../../dialogs/engine/time-words.js';
import { type BriefDuty, type BriefFacts, briefWords, hasNews, lateShown } from '../../dialogs/notice/brief.js';
import type { Clock } from '../clock.js';
import { isOwed } from '../domain/acts.js';
import type { Obligation } from '../domain/obligation.js';
import type { Store, Tx } from '../domain/ports.js';
import { type Staff, systemViewer, viewerOf } from '../domain/staff.js';
import { addDays, instantOf, weekdayOf } from '../policy/local-time.js';
import { dutyName, languageOfPerson } from '../turn/duties/name.js';
import type { Policy } from '../turn/form-context.js';
import { breachKey } from './alerts.js';
import { subjectOf, writeQueued } from './note.js';
import { briefBefore, briefDay } from './timing.js';

export interface BriefOptions {
  store: Store;
  clock: Clock;
  policy: Policy;
}

/** The log of the day is asked for in the evening; in the morning it is no news. */
function isEveryDays({ rule, dueAt }: Obligation, now: number): boolean {
  return rule === 'work-log.daily' && dueAt !== null && dueAt >= now;
}

/** Names are looked up for so many duties of a brief; the counts are of all. */
const namedAtMost = 40;

/** The brief of each working day, at the pack's hour: for people of the directory who have something, once a day. */
export class Briefs {
  readonly #options: BriefOptions;
  #done = '';

  constructor(options: BriefOptions) {
    this.#options = options;
  }

  async send(stopped: () => boolean): Promise<void> {
    const { store, clock, policy } = this.#options;
    const now = clock.businessNow();
    const day = briefDay(now, policy);
    if (day === undefined || day === this.#done) return;
    const away = new Set((await store.listLeaves(now)).map((leave) => leave.staffId));
    for (const staff of await store.listStaff(systemViewer)) {
      if (stopped()) return;
      if (staff.kind === 'directory' && !away.has(staff.id)) await this.#brief(staff, day, now);
    }
    this.#done = day;
  }

  async #brief(staff: Staff, day: string, now: number): Promise<void> {
    const { store, policy } = this.#options;
    const conversation = await store.findReachable(systemViewer, staff.id);
    const language = await languageOfPerson(store, conversation?.id);
    const facts = await this.#facts(staff, day, now, language);
    if (!hasNews(facts)) return;
    const text = briefWords(facts, { now, timeZone: policy.pack.timeZone, language });
    const row = { staffId: staff.id, conversationId: null, activity: writeQueued({ text, buttons: [] }), at: now };
    await store.transaction(async (tx) => {
      const isNew = await tx.insertOutbox({ ...row, key: `brief|${staff.id}|${day}`, state: 'pending', attempts: 0 });
      if (!isNew) return;
      for (const key of await this.#toldKeys(tx, staff, facts.late, now)) {
        await tx.insertOutbox({ ...row, key, state: 'delivered', attempts: 0 });
      }
    });
  }

  /** What the brief names as missed is told with it: the alert that would say it to the same person when the office opens is not given. */
  async #toldKeys(tx: Tx, staff: Staff, late: readonly BriefDuty[], now: number): Promise<string[]> {
    const keys: string[] = [];
    for (const { obligationId } of lateShown(late)) {
      const subject = subjectOf(obligationId);
      const known = await tx.listObligations(systemViewer, { subject, open: true });
      const obligation = known.find(({ id }) => id === obligationId);
      const key = obligation && (await breachKey(tx, obligation, staff, this.#options.policy.pack, now));
      if (key) keys.push(key);
    }
    return keys;
  }

  async #facts(staff: Staff, day: string, now: number, language: TimeFrame['language']): Promise<BriefFacts> {
    const { store, policy } = this.#options;
    const { timeZone } = policy.pack;
    const dayEnds = instantOf(addDays(day, 1), timeZone);
    const weekEnds = instantOf(addDays(day, 8 - (weekdayOf(day) || 7)), timeZone);
    const lastBrief = briefBefore(day, policy);
    const team = staff.role === 'manager' ? [] : await this.#team(staff);
    const ownerIds = [staff.id, ...team.map((person) => person.id)];
    const seen = await store.listObligations(viewerOf(staff), { ownerIds, open: true, dueBefore: weekEnds });
    const due = seen.filter((each) => isOwed(each) && !isEveryDays(each, now));
    const undated = await store.listObligations(viewerOf(staff), { ownerIds, open: true, undated: true });
    const atOnce = undated.filter((each) => isOwed(each) && each.openedAt < instantOf(day, timeZone));
    const between = (from: number, to: number) =>
      due.filter(({ dueAt }) => dueAt !== null && dueAt >= from && dueAt < to);
    const named = (duties: readonly Obligation[]) => this.#named(duties, staff, team, language);
    const visits = await store.listVisitsBetween(viewerOf(staff), staff.id, instantOf(day, timeZone), dayEnds);
    const cards = await store.listOpenCards(staff.id, 100);
    return {
      name: staff.name,
      late: await named(between(lastBrief, now)),
      older: await named(between(0, lastBrief)),
      atOnce: await named(atOnce),
      today: await named(between(now, dayEnds)),
      week: staff.role === 'manager' ? await named(between(dayEnds, weekEnds)) : [],
      visits: visits.map(({ startAt, customerName }) => ({ at: startAt, customer: customerName })),
      toAccept: cards.filter((card) => card.kind === 'accept').length,
      away: await this.#away(team, now),
    };
  }

  /** The people who answer to a supervisor; for an administrator those who have none. */
  async #team(staff: Staff): Promise<Staff[]> {
    const everyone = await this.#options.store.listStaff(systemViewer);
    return everyone.filter(({ supervisorId, kind }) => supervisorId === staff.id && kind === 'directory');
  }

  async #away(team: readonly Staff[], now: number): Promise<BriefFacts['away']> {
    const leaves = await this.#options.store.listLeaves(now);
    return team.flatMap(({ id, name }) => {
      const leave = leaves.find((each) => each.staffId === id);
      return leave ? [{ name, until: leave.until - 1 }] : [];
    });
  }

  async #named(
    duties: readonly Obligation[],
    reader: Staff,
    team: readonly Staff[],
    language: TimeFrame['language'],
  ): Promise<BriefDuty[]> {
    const { store, policy } = this.#options;
    const owners = new Map(team.map(({ id, name }) => [id, name]));
    const named: BriefDuty[] = [];
    for (const [n, obligation] of duties.entries()) {
      const nameless = { title: '', act: 'done', recordId: null, customer: null, contact: null } as const;
      const name = n < namedAtMost ? await dutyName(store, policy.pack, obligation, language) : nameless;
      const owner = obligation.ownerId === reader.id ? null : (owners.get(obligation.ownerId) ?? null);
      named.push({ ...name, obligationId: obligation.id, dueAt: obligation.dueAt ?? 0, owner });
    }
    return named;
  }
}
