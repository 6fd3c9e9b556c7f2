import { z } from 'zod';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { takenList } from '../../../dialogs/my-work/complaints.js';
import type { List } from '../../../dialogs/my-work/list.js';
import { words } from '../../../dialogs/my-work/said.js';
import { statisticsWords } from '../../../dialogs/my-work/statistics.js';
import { boardList, logWords, overdueList, papersWords, teamVisitList } from '../../../dialogs/my-work/team.js';
import type { BriefFacts } from '../../../dialogs/notice/brief.js';
import { lineSchema } from '../../../dialogs/pack-form/lines.js';
import { formStatus } from '../../../dialogs/pack-form/notice.js';
import type { Period } from '../../../dialogs/pack-form/periods.js';
import { isOwed } from '../../domain/acts.js';
import { isOpen } from '../../domain/complaint.js';
import { countComplaints } from '../../domain/complaint-statistics.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Store } from '../../domain/ports.js';
import { type Staff, viewerOf } from '../../domain/staff.js';
import type { Calendars } from '../../policy/calendar.js';
import type { PackForm } from '../../policy/forms/types.js';
import { instantOf, localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import type { Directory } from '../directory-cache.js';
import { briefFacts } from '../duties/brief-facts.js';
import { DutySearch } from '../duties/search.js';
import { draftLines } from '../forms/draft-lines.js';
import type { View } from './commands.js';
import { isWanted, openComplaints } from './open-complaints.js';

const dayMs = 86_400_000;

export interface WorkTools {
  store: Store;
  pack: Pack;
  calendars: Calendars;
  directory: Pick<Directory, 'staff' | 'staffNamed'>;
  /** Another message of the same speaker, read as this one was. */
  reread(text: string): Reading;
}

/** What a supervisor looks at: the day at a glance, who is late, logs, complaints counted and listed; and one's own brief and log. */
export class TeamDesk {
  readonly #context: FormContext;
  readonly #tools: WorkTools;

  constructor(context: FormContext, tools: WorkTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** Everybody who answers to the speaker: open complaints, due today, no record seen. */
  async board(): Promise<List> {
    const { staff, now, timeZone } = this.#context;
    const team = (await this.people()).filter(({ role }) => role === 'manager');
    const open = await openComplaints({ ownerId: null, only: null }, staff, now, this.#tools.store);
    const away = await this.away(now);
    const ends = instantOf(localDay(now, timeZone), timeZone) + dayMs;
    const ownerIds = team.map(({ id }) => id);
    const owed = await this.#tools.store.listObligations(viewerOf(staff), { ownerIds, open: true, dueBefore: ends });
    const due = owed.filter(isOwed);
    return boardList(
      team.map(({ id, name }) => {
        const own = due.filter(({ ownerId }) => ownerId === id);
        return {
          name,
          open: open.filter(({ complaint }) => complaint.ownerId === id).length,
          today: own.filter(({ dueAt }) => dueAt !== null && dueAt >= now).length,
          late: own.filter(({ dueAt }) => dueAt !== null && dueAt < now).length,
          until: away.find((each) => each.name === name)?.until ?? null,
        };
      }),
      this.#context,
    );
  }

  /** Complaints the speaker may see that were taken in a stretch of days. */
  async taken({ from, until, only = null, over = false }: View & { kind: 'taken' }): Promise<List> {
    const { staff } = this.#context;
    const seen = await this.#tools.store.listRecentComplaints(viewerOf(staff), from);
    const names = new Map((await this.#tools.store.listStaff(viewerOf(staff))).map(({ id, name }) => [id, name]));
    const taken = seen.filter(
      (each) => each.acceptedAt >= from && each.acceptedAt < until && isWanted(each, only) && !(over && isOpen(each)),
    );
    const listed = taken.map((complaint) => ({
      complaint,
      owner: complaint.ownerId === staff.id ? null : (names.get(complaint.ownerId) ?? null),
      dueAt: null,
    }));
    return takenList(listed, { from, until, only, over }, this.#context);
  }

  /** What the records hold of somebody's day, as his log would begin. */
  async done({ staffId, day }: View & { kind: 'done' }): Promise<List> {
    const { store, pack } = this.#tools;
    const { staff, language, timeZone } = this.#context;
    const person = await store.findStaff(viewerOf(staff), staffId);
    const field = pack.forms.flatMap(({ fields }) => fields).find(({ drafts }) => drafts?.from === 'day');
    const values = { name: person?.name ?? '', day: dayWords(instantOf(day, timeZone, '12:00:00'), this.#context) };
    if (!person || !field) return { head: '', items: [], none: words.say(language, 'done.none', values) };
    const period = { kind: 'day' as const, from: day, until: day };
    const { lines } = await draftLines(field, period, { store, pack, context: { ...this.#context, staff: person } });
    return {
      head: words.say(language, 'done.head', { ...values, count: lines.length }),
      items: lines.map(({ text }) => ({ text })),
      none: words.say(language, 'done.none', values),
    };
  }

  /** Visits of a person or of everybody in a stretch of days, by their time. */
  async visits({ staffId, from, until }: View & { kind: 'visits' }): Promise<List> {
    const { staff, language } = this.#context;
    const team = (await this.people()).filter(({ role }) => role === 'manager');
    const meant = team.filter(({ id }) => staffId === null || id === staffId);
    const found = await Promise.all(
      meant.map(async ({ id, name }) => {
        const visits = await this.#tools.store.listVisitsBetween(viewerOf(staff), id, from, until);
        return visits.filter(({ state }) => state !== 'cancelled').map((visit) => ({ visit, owner: name }));
      }),
    );
    const whose = staffId === null ? words.say(language, 'complaints.team') : (meant[0]?.name ?? '');
    return teamVisitList(found.flat(), { whose, one: staffId !== null, from, until }, this.#context);
  }

  /** Who has handed in the plan or the summary of a period; those on leave are not counted. */
  async papers({ form: id, period }: View & { kind: 'papers' }): Promise<Said[]> {
    const { store, pack } = this.#tools;
    const { staff, now } = this.#context;
    const form = pack.forms.find((each) => each.id === id);
    if (!form) return [];
    const records = await store.listFormRecords(viewerOf(staff), { form: id });
    const { timeZone } = this.#context;
    const ofPeriod = records.filter(({ values, at }) =>
      values.period === undefined ? isWithin(localDay(at, timeZone), period) : isOfPeriod(values.period, period),
    );
    const away = await this.away(now);
    const team = (await this.people()).filter(({ role }) => role === 'manager');
    const present = team.filter(({ name }) => !away.some((each) => each.name === name));
    const missing = present.filter((each) => !ofPeriod.some(({ ownerId }) => ownerId === each.id));
    const names = missing.map(({ name }) => name);
    return papersWords({ form, period, missing: names, handedIn: present.length - names.length, away }, this.#context);
  }

  /** The log of a day as it was handed in, or that it was not. */
  async logOf({ staffId, day }: View & { kind: 'log-of' }): Promise<Said[]> {
    const { store, pack } = this.#tools;
    const { staff, language, timeZone } = this.#context;
    const viewer = viewerOf(staff);
    const person = staffId === 'self' ? staff : await store.findStaff(viewer, staffId);
    const form = pack.forms.find(({ id }) => id === 'work-log');
    if (!person || !form) return [];
    const at = instantOf(day, timeZone, '12:00:00');
    const records = await store.listFormRecords(viewer, { form: form.id });
    const record = records.findLast(
      ({ ownerId, values }) => ownerId === person.id && JSON.stringify(values.day ?? '').includes(day),
    );
    if (record) return withLines(formStatus(form, record, this.#context), linesOf(form, record.values));
    const whose = person.id === staff.id ? words.say(language, 'log.yours') : person.name;
    const key = this.#tools.calendars.isWorking(day) ? 'log.of.missing' : 'log.no-day';
    return [line(words.say(language, key, { name: whose, day: dayWords(at, this.#context) }))];
  }

  async brief(dayAhead: boolean): Promise<BriefFacts> {
    const { store, pack, calendars } = this.#tools;
    const { staff, now, timeZone, language } = this.#context;
    const policy = { pack, calendars };
    return await briefFacts({ store, policy, staff, day: localDay(now, timeZone), now, language, dayAhead });
  }

  async overdue(): Promise<List> {
    const search = new DutySearch(this.#tools.store, this.#tools.pack, this.#context);
    const late = await search.overdue();
    const ids = new Set((await this.people()).map(({ id }) => id));
    // Customers' matters before papers.
    const duties = late
      .filter(({ obligation }) => ids.has(obligation.ownerId))
      .sort((a, b) => Number(a.name.customer === null) - Number(b.name.customer === null))
      .map(({ values, obligation }) => ({ owner: values.ownerName, duty: values.duty, dueAt: obligation.dueAt ?? 0 }));
    return overdueList(duties, await this.away(this.#context.now), this.#context);
  }

  async logs(day: string): Promise<Said[]> {
    const { store, calendars } = this.#tools;
    const { timeZone, language } = this.#context;
    const at = instantOf(day, timeZone, '12:00:00');
    if (!calendars.isWorking(day))
      return [line(words.say(language, 'log.no-day', { day: dayWords(at, this.#context) }))];
    const away = await this.away(at);
    const team = (await this.people()).filter(({ role }) => role === 'manager');
    const present = team.filter(({ name }) => !away.some((each) => each.name === name));
    const states = await Promise.all(
      present.map(async (each) => ({ name: each.name, in: await this.#hasLog(each, day, store) })),
    );
    return logWords(
      {
        day: at,
        missing: states.filter((each) => !each.in).map(({ name }) => name),
        handedIn: states.filter((each) => each.in).length,
        away,
      },
      this.#context,
    );
  }

  async #hasLog({ id }: Staff, day: string, store: Store): Promise<boolean> {
    const duties = await store.listObligations(viewerOf(this.#context.staff), { subject: `staff:${id}` });
    const log = duties.find(
      ({ rule, dueAt }) =>
        rule === 'work-log.daily' && dueAt !== null && localDay(dueAt, this.#context.timeZone) === day,
    );
    return log !== undefined && log.metAt !== null;
  }

  async statistics(view: { from: number; until: number }): Promise<Said[]> {
    const viewer = viewerOf(this.#context.staff);
    const complaints = await this.#tools.store.listComplaints(viewer);
    const counted = complaints.filter(({ acceptedAt }) => acceptedAt >= view.from && acceptedAt < view.until);
    const subjects = counted.map(({ id }) => `complaint:${id}`);
    const obligations: Obligation[] = [];
    for (let n = 0; n < subjects.length; n += 200)
      obligations.push(...(await this.#tools.store.listObligationsOf(viewer, subjects.slice(n, n + 200))));
    const found = countComplaints(counted, obligations, view.from, view.until);
    if (this.#context.staff.role === 'manager') return statisticsWords(found, view, this.#context);
    const names = new Map((await this.#tools.store.listStaff(viewer)).map(({ id, name }) => [id, name]));
    return statisticsWords(found, view, this.#context, (id) => names.get(id) ?? '');
  }

  /** People of the directory the speaker leads; nobody for a manager. */
  async people(): Promise<Staff[]> {
    const { staff } = this.#context;
    if (staff.role === 'manager') return [];
    const everyone = await this.#tools.store.listStaff(viewerOf(staff));
    return everyone.filter(
      (each) => each.id !== staff.id && each.kind === 'directory' && each.role !== 'administrator',
    );
  }

  async away(at: number): Promise<Array<{ name: string; until: number }>> {
    const team = await this.people();
    const leaves = await this.#tools.store.listLeaves(at);
    return team.flatMap(({ id, name }) => {
      const leave = leaves.find(({ staffId }) => staffId === id);
      return leave ? [{ name, until: leave.until - 1 }] : [];
    });
  }
}

function isOfPeriod(value: unknown, { kind, from }: Period): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && 'from' in value
    ? value.kind === kind && value.from === from
    : false;
}

function isWithin(day: string, { from, until }: Period): boolean {
  return day >= from && day <= until;
}

const linesAtMost = 6;

/** What stands in the log, line by line. */
function linesOf(form: PackForm, values: Readonly<Record<string, unknown>>): string[] {
  const written = form.fields
    .filter(({ type }) => type === 'lines')
    .map(({ id }) => z.array(lineSchema).safeParse(values[id]));
  return written.flatMap(({ data = [] }) => data.map(({ text }) => text)).slice(0, linesAtMost);
}

function withLines([status, ...rest]: Said[], lines: readonly string[]): Said[] {
  if (status?.kind !== 'line') return status ? [status, ...rest] : rest;
  return [line([status.text, ...lines].join('\n')), ...rest];
}
