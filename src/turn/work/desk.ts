import { lastStep } from '../../../dialogs/complaint-life/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { dayWords } from '../../../dialogs/engine/time-words.js';
import { type Only, type OpenComplaint, openComplaintList } from '../../../dialogs/my-work/complaints.js';
import { type List, listed } from '../../../dialogs/my-work/list.js';
import { customerList, type ListedDuty, ownList, ownVisitList, type Span } from '../../../dialogs/my-work/own.js';
import { words } from '../../../dialogs/my-work/said.js';
import { approvalList, awayList } from '../../../dialogs/my-work/team.js';
import { briefWords } from '../../../dialogs/notice/brief.js';
import { isOwed } from '../../domain/acts.js';
import type { Obligation } from '../../domain/obligation.js';
import { type Staff, viewerOf } from '../../domain/staff.js';
import { absentFor } from '../../domain/superiors.js';
import { isAhead, type Visit } from '../../domain/visit.js';
import { addDays, instantOf, localDay, weekdayOf } from '../../policy/local-time.js';
import type { Reading } from '../../understanding/types.js';
import { timelineOf } from '../complaints/records.js';
import type { ConversationState } from '../conversation-state.js';
import { idleMs } from '../drafts.js';
import { tellOnTime } from '../duties/figures.js';
import { DutySearch } from '../duties/search.js';
import { tellGaps } from '../forms/gaps.js';
import { withNamesSpelt } from '../names-spelt.js';
import { waitingFor } from './approvals.js';
import { dayAnswer, dayAskedAbout } from './calendar-days.js';
import { asksCustomer, spanOf, type View, viewAgain, viewMeant } from './commands.js';
import { tellCustomer } from './customer-brief.js';
import { tellFormAsked } from './form-asked.js';
import { mended } from './misspelt.js';
import { openComplaints } from './open-complaints.js';
import { asksPhone, tellPhones } from './phones.js';
import { TeamDesk, type WorkTools } from './team-desk.js';
import { foreignMeant, foreignTeam, partsAsked, reviewMeant } from './team-views.js';

const dayMs = 86_400_000;
const progressAtMost = 50;

/**
 * Own work and the team's: what is due, who is late, what waits for a word, a customer on one card. Everything is read as
 * the speaker may see it; nothing is written.
 */
export class WorkDesk {
  readonly #reading: Reading;
  readonly #state: ConversationState;
  readonly #context: FormContext;
  readonly #tools: WorkTools;
  readonly #team: TeamDesk;

  constructor(reading: Reading, state: ConversationState, context: FormContext, tools: WorkTools) {
    this.#reading = withNamesSpelt(reading, tools.directory.staff);
    this.#state = state;
    this.#context = context;
    this.#tools = tools;
    this.#team = new TeamDesk(context, tools);
  }

  /** Undefined where the message asks for none of this; `brief`: something else is open. */
  async answer(brief: boolean): Promise<Said[] | undefined> {
    const list = this.#state.list;
    this.#state.list = null;
    if (this.#context.staff.id === '') return undefined;
    if (list && this.#reading.acts.includes('more')) return await this.#show(list.view, list.page + 1, brief);
    const phones = asksPhone(this.#reading)
      ? await tellPhones(this.#reading, this.#context, this.#tools.store)
      : undefined;
    if (phones) return phones;
    const gaps = await tellGaps(this.#reading, this.#context, this.#tools);
    if (gaps) return gaps;
    const asked = await tellFormAsked(this.#reading, this.#context, this.#tools);
    if (asked) return asked;
    const { customer } = this.#reading.facts;
    if (customer?.id && asksCustomer(this.#reading)) return await tellCustomer(customer, this.#context, this.#tools);
    const day = dayAskedAbout(this.#reading, this.#context.timeZone);
    if (day) return [line(dayAnswer(day, this.#tools.calendars, this.#context))];
    const team = await this.#team.people();
    const several = await this.#several(team);
    if (several) return several;
    const again = list ? viewAgain(this.#reading, list.view, team, this.#context) : undefined;
    const view = again ?? this.#view(this.#reading, team) ?? this.#misspelt(team);
    // A greeting in the middle of something is one; after hours it asks for the day.
    const greeted = brief && view?.kind === 'brief' && view.greets && (this.#state.idleFor ?? 0) < idleMs;
    if (view?.kind === 'brief' && (this.#context.staff.kind !== 'directory' || greeted)) return undefined;
    const foreign = again ? undefined : this.#foreign(team);
    if (foreign) return foreign;
    if (view) return await this.#show(view, 0, brief);
    return customer && asksCustomer(this.#reading)
      ? await tellCustomer(customer, this.#context, this.#tools)
      : undefined;
  }

  #view(reading: Reading, team: readonly Staff[]): View | undefined {
    return viewMeant(reading, this.#context.staff.role, team, this.#context);
  }

  /** 「团对情况」: where nothing is understood as it stands; only for looks at a team, which change nothing. */
  #misspelt(team: readonly Staff[]): View | undefined {
    const { intent, text } = this.#reading;
    const unclear = team.length > 0 && ['unknown', 'task', 'smalltalk'].includes(intent);
    const right = unclear ? mended(text) : null;
    return right === null ? undefined : this.#view(this.#tools.reread(right), team);
  }

  /** A stretch of days as a whole is its complaints and what was done in time. */
  #partsAsked(team: readonly Staff[]): string[] {
    const { text } = this.#reading;
    const ofSomebody = team.some(({ name }) => text.includes(name));
    if (ofSomebody || !reviewMeant(this.#reading)) return partsAsked(text);
    const [from = 0, until = 0] = this.#reading.times[0]?.span ?? [];
    const when = text.slice(from, until);
    const { language } = this.#context;
    return ['review.complaints', 'review.on-time'].map((key) => words.say(language, key, { when }));
  }

  /** 「统计一下本周投诉 还有谁没交日志」: each of several things that are asked for in one breath. */
  async #several(team: readonly Staff[]): Promise<Said[] | undefined> {
    const parts = this.#partsAsked(team);
    if (team.length === 0 || parts.length < 2) return undefined;
    const views = parts.map((part) => this.#view(this.#tools.reread(part), team));
    const asked = views.filter((view) => view !== undefined && view.kind !== 'brief');
    if (asked.length < parts.length) return undefined;
    const said: Said[] = [];
    for (const view of asked) if (view) said.push(...(await this.#show(view, 0, true)));
    return said;
  }

  /** Other people's work is not the speaker's to look into. */
  #foreign(team: readonly Staff[]): Said[] | undefined {
    const { staff, language } = this.#context;
    const named = this.#tools.directory.staffNamed(this.#reading.text);
    const other = foreignMeant(this.#reading, named, [staff, ...team]);
    if (other) return [line(words.say(language, 'person.not-yours', { name: other.name }))];
    return foreignTeam(this.#reading) ? [line(words.say(language, 'team.not-yours'))] : undefined;
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
        return this.#list(view, page, brief, await this.#team.overdue());
      case 'approvals': {
        const waiting = await waitingFor(this.#context, this.#tools);
        return this.#list(view, page, brief, approvalList(waiting, this.#context));
      }
      case 'away':
        return this.#list(view, page, brief, awayList(await this.#team.away(this.#context.now), this.#context));
      case 'complaints':
        return this.#list(view, page, brief, await this.#openComplaints(view));
      case 'visits':
        return this.#list(view, page, brief, await this.#team.visits(view));
      case 'papers':
        return this.#kept(view, await this.#team.papers(view));
      case 'taken':
        return this.#list(view, page, brief, await this.#team.taken(view));
      case 'board':
        return this.#list(view, page, brief, await this.#team.board());
      case 'brief':
        return [line(briefWords(await this.#team.brief(!view.greets), this.#context, view.greets))];
      case 'done':
        return this.#list(view, page, brief, await this.#team.done(view));
      case 'log-of':
        return this.#kept(view, await this.#team.logOf(view));
      case 'logs':
        return this.#kept(view, await this.#team.logs(view.day));
      case 'on-time':
        return this.#kept(view, await tellOnTime(view, this.#context, this.#tools));
      case 'statistics':
        return this.#kept(view, await this.#team.statistics(view));
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

  /** What was shown may be asked for once more of another time or person. */
  #kept(view: View, said: Said[]): Said[] {
    this.#state.list = { view, page: 0 };
    return said;
  }

  async #ownList(span: Span, by: 'time' | 'customer' | 'visits'): Promise<List> {
    const { staff } = this.#context;
    if (by === 'visits') return ownVisitList(span, await this.#visits(staff.id, span), this.#context);
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
    const leave = await store.findLeave(staff.id, now, true);
    const from = leave ? dayWords(leave.from, this.#context) : '';
    const until = leave ? dayWords(leave.until - 1, this.#context) : '';
    const key = !leave ? 'take-over.present' : leave.from > now ? 'take-over.ahead' : 'take-over';
    return [line(words.say(language, key, { name: staff.name, from, until })), ...said];
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

  async #openComplaints({ staffId, only = null }: View & { kind: 'complaints' }): Promise<List> {
    const { staff, now, language } = this.#context;
    const ownerId = staffId === 'self' ? staff.id : staffId;
    const open = await openComplaints({ ownerId, only }, staff, now, this.#tools.store);
    const person = (await this.#team.people()).find(({ id }) => id === ownerId)?.name;
    const whose = ownerId === staff.id ? null : (person ?? words.say(language, 'complaints.team'));
    return openComplaintList(await this.#withProgress(open, only), whose, only, this.#context);
  }

  /** Where what was done last is asked for: beside marked ones and those of class A. */
  async #withProgress(open: readonly OpenComplaint[], only: Only | null): Promise<OpenComplaint[]> {
    if (only === null || only === 'major') return [...open];
    return await Promise.all(
      open.slice(0, progressAtMost).map(async (each) => {
        const told = await timelineOf(this.#tools.store, each.complaint, this.#context);
        return { ...each, last: lastStep(told, this.#context) };
      }),
    );
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
