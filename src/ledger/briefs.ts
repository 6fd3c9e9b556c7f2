import { type BriefDuty, briefWords, hasNews, lateShown } from '../../dialogs/notice/brief.js';
import type { Clock } from '../clock.js';
import type { Store, Tx } from '../domain/ports.js';
import { type Staff, systemViewer } from '../domain/staff.js';
import { briefFacts } from '../turn/duties/brief-facts.js';
import { languageOfPerson } from '../turn/duties/name.js';
import type { Policy } from '../turn/form-context.js';
import { breachKey } from './alerts.js';
import { subjectOf, writeQueued } from './note.js';
import { briefDay } from './timing.js';

export interface BriefOptions {
  store: Store;
  clock: Clock;
  policy: Policy;
}

/** The brief of each working day, at the pack's hour: for people of the directory who have something, once a day. */
export class Briefs {
  readonly #options: BriefOptions;
  #done = '';

  constructor(options: BriefOptions) {
    this.#options = options;
  }

  /** `reached` hears of each person who is done. */
  async send(stopped: () => boolean, reached: (person: number) => void): Promise<void> {
    const { store, clock, policy } = this.#options;
    const now = clock.businessNow();
    const day = briefDay(now, policy);
    if (day === undefined || day === this.#done) return;
    const away = new Set((await store.listLeaves(now)).map((leave) => leave.staffId));
    for (const [person, staff] of (await store.listStaff(systemViewer)).entries()) {
      if (stopped()) return;
      if (staff.kind === 'directory' && !away.has(staff.id)) await this.#brief(staff, day, now);
      reached(person);
    }
    this.#done = day;
  }

  async #brief(staff: Staff, day: string, now: number): Promise<void> {
    const { store, policy } = this.#options;
    const conversation = await store.findReachable(systemViewer, staff.id);
    const language = await languageOfPerson(store, conversation?.id);
    const facts = await briefFacts({ store, policy, staff, day, now, language });
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
}
