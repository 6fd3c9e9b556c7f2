import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { openComplaintList } from '../../../dialogs/my-work/complaints.js';
import { type List, listed } from '../../../dialogs/my-work/list.js';
import { customerList, type ListedDuty, ownList, type Span } from '../../../dialogs/my-work/own.js';
import { words } from '../../../dialogs/my-work/said.js';
import { statisticsWords } from '../../../dialogs/my-work/statistics.js';
import { approvalList, awayList, logWords, overdueList } from '../../../dialogs/my-work/team.js';
import { isOwed } from '../../domain/acts.js';
import { countComplaints } from '../../domain/complaint-statistics.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Store } from '../../domain/ports.js';
import { type Staff, viewerOf } from '../../domain/staff.js';
import { absentFor } from '../../domain/superiors.js';
import { isAhead, type Visit } from '../../domain/visit.js';
import type { Calendars } from '../../policy/calendar.js';
import { addDays, instantOf, localDay, weekdayOf } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { DutySearch } from '../duties/search.js';
import { waitingFor } from './approvals.js';
import { asksCustomer, spanOf, type View, viewMeant } from './commands.js';
import { tellCustomer } from './customer-brief.js';
import { openComplaints } from './open-complaints.js';

export interface WorkTools {
  store: Store;
  pack: Pack;
  calendars: Calendars;
}

const dayMs = 86_400_000;

/**
 * Own work and the team's: what is due, who is late, what waits for a word, a customer on one card. Everything is read as
 * the speaker may see it; nothing is written.
 */
export class WorkDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: WorkTools;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: WorkTools) {
    this.#reading = reading;
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
  }

  /** Undefined where the message asks for none of this; `brief`: something else is open. */
  async answer(brief: boolean): Promise<Said[] | undefined> {
    const list = this.#state.list;
    this.#state.list = null;
    if (this.#context.staff.id === '') return undefined;
    if (list && this.#reading.acts.includes('more')) return await this.#show(list.view, list.page + 1, brief);
    const { customer } = this.#reading.facts;
    if (customer && asksCustomer(this.#reading)) return await tellCustomer(customer, this.#context, this.#tools);
    const view = viewMeant(this.#reading, this.#context.staff.role, await this.#team(), this.#context);
    return view && (await this.#show(view, 0, brief));
  }

  /** What is in hand, where no more is asked than that. */
  async own(brief: boolean): Promise<Said[]> {
    return await this.#show({ kind: 'own', span: spanOf(this.#reading, this.#context), by: 'time' }, 0, brief);
  }

  async #show(view: View, page: number, brief: boolean): Promise<Said[]> {
    switch (view.kind) {
      case 'own':
        return this.#list(view, page, brief, await this.#ownList(view.span, view.by));
      case 'person':
        return await this.#person(view, page, brief);
      case 'team':
        return this.#list(view, page, brief, await this.#overdue());
      case 'approvals': {
        const waiting = await waitingFor(this.#context, this.#tools);
        return this.#list(view, page, brief, approvalList(waiting, this.#context));
      }
      case 'away':
        return this.#list(view, page, brief, awayList(await this.#away(this.#context.now), this.#context));
      case 'complaints':
        return this.#list(view, page, brief, await this.#openComplaints(view));
      case 'logs':
        return [line(await this.#logs(view.day))];
      case 'statistics':
        return await this.#statistics(view);
      default: {
        const never: never = view;
        throw new Error(`unknown view ${JSON.stringify(never)}`);
      }
    }
  }

  #list(view: View, page: number, brief: boolean, list: List): Said[] {
    this.#state.list = { view, page };
    return listed(list, page, brief, this.#context);
  }

  async #ownList(span: Span, by: 'time' | 'customer'): Promise<List> {
    const { staff } = this.#context;
    const standing = await this.#standsInFor();
    const duties = await this.#duties([staff.id, ...standing.map(({ id }) => id)], span);
    const work = { name: null, span, duties, visits: await this.#visits(staff.id, span) };
    return by === 'customer' ? customerList(work, this.#context) : ownList(work, this.#context);
  }

  /** Somebody of the team: what is in hand there, and whether it is the speaker's for now. */
  async #person(view: View & { kind: 'person' }, page: number, brief: boolean): Promise<Said[]> {
    const { store } = this.#tools;
    const { language, now } = this.#context;
    const staff = await store.findStaff(viewerOf(this.#context.staff), view.staffId);
    if (!staff) return [];
    const duties = await this.#duties([staff.id], view.span);
    const work = { name: staff.name, span: view.span, duties, visits: await this.#visits(staff.id, view.span) };
    const said = this.#list(view, page, brief, ownList(work, this.#context));
    if (!view.takesOver || page > 0) return said;
    const leave = await store.findLeave(staff.id, now);
    const until = leave ? dayWords(leave.until - 1, this.#context) : '';
    const key = leave ? 'take-over' : 'take-over.present';
    return [line(words.say(language, key, { name: staff.name, until })), ...said];
  }

  /** Duties with a time, or owed now, that fall into a span. */
  async #duties(owners: readonly string[], span: Span): Promise<ListedDuty[]> {
    const { store, pack } = this.#tools;
    const { staff, now } = this.#context;
    const seen = await Promise.all(
      owners.map((ownerId) => store.listObligations(viewerOf(staff), { ownerId, open: true })),
    );
    const wanted = seen
      .flat()
      .filter((each) => isOwed(each) && this.#within(each, span) && !isLogOfAnother(each, staff.id, owners));
    const sorted = wanted.sort((a, b) => (a.dueAt ?? now) - (b.dueAt ?? now));
    const mine = new Set([staff.id, ...(await this.#standsInFor()).map(({ id }) => id)]);
    const known = await new DutySearch(store, pack, this.#context).known(sorted);
    return known.map(({ obligation, values, name }) => ({
      duty: values.duty,
      title: name.contact ? `${name.contact}:${name.title}` : name.title,
      customer: name.customer,
      standsInFor: obligation.ownerId === staff.id || owners[0] !== staff.id ? null : values.ownerName,
      mayTell: mine.has(obligation.ownerId) && values.act.kind !== '',
      dueAt: obligation.dueAt,
      late: obligation.dueAt !== null && obligation.dueAt < now,
      act: values.act,
      submitted: values.act.kind.endsWith('.submitted'),
    }));
  }

  #within({ dueAt, urgency }: Obligation, span: Span): boolean {
    const { now } = this.#context;
    if (dueAt === null) return urgency === 'now' && span !== 'tomorrow' && span !== 'next-week' && span !== 'overdue';
    const [from, until] = this.#bounds(span);
    if (span === 'overdue') return dueAt < now;
    return dueAt < until && (dueAt >= from || span === 'today' || span === 'week' || span === 'all');
  }

  /** `[from, until)` of a span, epoch ms. */
  #bounds(span: Span): [number, number] {
    const { now, timeZone } = this.#context;
    const today = localDay(now, timeZone);
    const startOf = (day: string) => instantOf(day, timeZone);
    const monday = addDays(today, 8 - (weekdayOf(today) || 7));
    switch (span) {
      case 'today':
        return [startOf(today), startOf(addDays(today, 1))];
      case 'tomorrow':
        return [startOf(addDays(today, 1)), startOf(addDays(today, 2))];
      case 'week':
        return [startOf(today), startOf(monday)];
      case 'next-week':
        return [startOf(monday), startOf(addDays(monday, 7))];
      case 'overdue':
        return [0, now];
      case 'all':
        return [startOf(today), Number.MAX_SAFE_INTEGER];
    }
  }

  /** Booked and ahead in the span, and those that are over and not told yet. */
  async #visits(ownerId: string, span: Span): Promise<Visit[]> {
    if (span === 'overdue') return [];
    const { now, staff } = this.#context;
    const [from, until] = this.#bounds(span);
    const back = span === 'tomorrow' || span === 'next-week' ? from : Math.min(from, now - 3 * dayMs);
    const end = Math.min(until, now + 366 * dayMs);
    const visits = await this.#tools.store.listVisitsBetween(viewerOf(staff), ownerId, back, end);
    return visits.filter(isAhead);
  }

  async #overdue(): Promise<List> {
    const search = new DutySearch(this.#tools.store, this.#tools.pack, this.#context);
    const late = await search.overdue();
    const ids = new Set((await this.#team()).map(({ id }) => id));
    const duties = late
      .filter(({ obligation }) => ids.has(obligation.ownerId))
      .map(({ values, obligation }) => ({ owner: values.ownerName, duty: values.duty, dueAt: obligation.dueAt ?? 0 }));
    return overdueList(duties, await this.#away(this.#context.now), this.#context);
  }

  async #openComplaints({ staffId, majorOnly }: View & { kind: 'complaints' }): Promise<List> {
    const { staff, now, language } = this.#context;
    const ownerId = staffId === 'self' ? staff.id : staffId;
    const open = await openComplaints({ ownerId, majorOnly }, staff, now, this.#tools.store);
    const person = (await this.#team()).find(({ id }) => id === ownerId)?.name;
    const whose = ownerId === staff.id ? null : (person ?? words.say(language, 'complaints.team'));
    return openComplaintList(open, whose, majorOnly, this.#context);
  }

  async #logs(day: string): Promise<string> {
    const { store, calendars } = this.#tools;
    const { timeZone, language } = this.#context;
    const at = instantOf(day, timeZone, '12:00:00');
    if (!calendars.isWorking(day)) return words.say(language, 'log.no-day', { day: dayWords(at, this.#context) });
    const away = await this.#away(at);
    const team = (await this.#team()).filter(({ role }) => role === 'manager');
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

  async #statistics(view: View & { kind: 'statistics' }): Promise<Said[]> {
    const viewer = viewerOf(this.#context.staff);
    const complaints = await this.#tools.store.listComplaints(viewer);
    const counted = complaints.filter(({ acceptedAt }) => acceptedAt >= view.from && acceptedAt < view.until);
    const subjects = counted.map(({ id }) => `complaint:${id}`);
    const obligations: Obligation[] = [];
    for (let n = 0; n < subjects.length; n += 200)
      obligations.push(...(await this.#tools.store.listObligationsOf(viewer, subjects.slice(n, n + 200))));
    return statisticsWords(countComplaints(counted, obligations, view.from, view.until), view, this.#context);
  }

  /** People of the directory the speaker leads; nobody for a manager. */
  async #team(): Promise<Staff[]> {
    const { staff } = this.#context;
    if (staff.role === 'manager') return [];
    const everyone = await this.#tools.store.listStaff(viewerOf(staff));
    return everyone.filter(
      (each) => each.id !== staff.id && each.kind === 'directory' && each.role !== 'administrator',
    );
  }

  async #away(at: number): Promise<Array<{ name: string; until: number }>> {
    const team = await this.#team();
    const leaves = await this.#tools.store.listLeaves(at);
    return team.flatMap(({ id, name }) => {
      const leave = leaves.find(({ staffId }) => staffId === id);
      return leave ? [{ name, until: leave.until - 1 }] : [];
    });
  }

  /** Those on leave for whom the speaker stands in now (A3-27). */
  async #standsInFor(): Promise<Staff[]> {
    const { staff, now } = this.#context;
    return staff.role === 'manager' ? [] : await absentFor(this.#tools.store, staff, now);
  }
}

/** A day's log is nobody else's to write. */
function isLogOfAnother({ rule, ownerId }: Obligation, staffId: string, owners: readonly string[]): boolean {
  return rule === 'work-log.daily' && ownerId !== staffId && owners[0] === staffId;
}
