import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import type { Form, FormContext, Values } from '../../../dialogs/engine/form.js';
import { compose, type Reply } from '../../../dialogs/engine/reply.js';
import { type StepResult, step } from '../../../dialogs/engine/step.js';
import type { CustomerFile } from '../../../src/domain/customer.js';
import { readDemoDirectory } from '../../../src/domain/demo-directory.js';
import { loadCalendars } from '../../../src/policy/calendar.js';
import { derive } from '../../../src/policy/derive.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { loadWordingGuard } from '../../../src/policy/wording-guard.js';
import { departmentNamed } from '../../../src/turn/complaints/departments.js';
import { findCustomer } from '../../../src/turn/form-context.js';
import { createUnderstanding } from '../../../src/understanding/read.js';
import type { DirectoryIndex, FactName, Reading } from '../../../src/understanding/types.js';

const pack = loadPack('telecom');
const calendars = loadCalendars();
const guard = loadWordingGuard(pack.folder);
const demo = readDemoDirectory(pack.folder);
if (!demo) throw new Error('the telecom pack has no demo directory');
const { customers, contacts, staff } = demo;
const owned = customers.filter((c) => c.ownerId === 'lin-yue');
const index: DirectoryIndex = {
  customers: customers.map(({ id, name, aliases }) => ({ id, name, aliases })),
  contacts: contacts
    .filter((c) => owned.some((o) => o.id === c.customerId))
    .map(({ id, customerId, name, title, phone }) => ({ id, customerId, name, title, phone })),
};
const files = new Map<string, CustomerFile>(
  owned.map((customer) => [customer.id, { customer, contacts: contacts.filter((c) => c.customerId === customer.id) }]),
);
const understanding = createUnderstanding({
  lexicon: pack.lexicon,
  severitySignals: pack.severitySignals,
  forms: pack.forms,
  directory: () => index,
  isWorkingDay: (day) => calendars.isWorking(day),
});

/** Tuesday 2026-11-24 16:50 +08:00. */
export const now = Date.parse('2026-11-24T16:50:00+08:00');

/** What 林悦's forms may know, without a store: the real pack, its demo directory and the real reader. */
export function contextAt(at = now): FormContext {
  const manager = staff.find((s) => s.id === 'lin-yue');
  if (!manager) throw new Error('the demo directory has no 林悦');
  let made = 0;
  return {
    now: at,
    timeZone: pack.timeZone,
    language: 'zh-Hans',
    staff: manager,
    files,
    diary: {
      settings: pack.settings.visits,
      officeHours: pack.settings.officeHours,
      arriveEarlyMinutes: 10,
      dayOf: (day) => calendars.dayOf(day),
      visits: [],
      customers: new Map(owned.map((customer) => [customer.id, { customer, openComplaints: [], lastVisit: null }])),
    },
    ownerOf: (id) => customers.find((c) => c.id === id)?.ownerId ?? null,
    findCustomer: (said) => findCustomer(index, said),
    limitOf: (rule, { kind, at: since, facts }) => {
      const event = { id: 'e', subject: 's', seq: 1, kind, at: since, recordedAt: since, actor: '', facts };
      const owed = derive({ pack, calendars, events: [event], now: since }).find((o) => o.rule === rule);
      return owed?.dueAt ? { dueAt: owed.dueAt, clause: owed.clause ?? '' } : null;
    },
    clauseRef: (id) => pack.clauseById.get(id)?.ref ?? '',
    readTimes: (text, from) =>
      understanding.read(text, { now: from, timeZone: pack.timeZone, speaker: 'manager' }).times,
    departmentNamed: (said) => departmentNamed(said, pack.lexicon.departments ?? []),
    signalLabel: (id) => pack.severitySignals.find((s) => s.id === id)?.label ?? id,
    ruleTitle: (id) => pack.rules.find((each) => each.id === id)?.title ?? id,
    postLabel: (post) => pack.words[`post.${post}`]?.['zh-Hans'] ?? post,
    mayBeSaid: (text) => guard.check(text).length === 0,
    received: [],
    newId: () => `draft-${++made}`,
  };
}

const answered: readonly FactName[] = ['customer', 'contact', 'description', 'demand', 'reasons', 'agreedByCustomer'];

/** The message as the turn reads it beside an open draft. */
export function read(text: string, draft?: Draft, at = now): Reading {
  const open = draft?.open === 'day' || draft?.open === 'time' ? 'start' : draft?.open;
  const field = answered.concat('start').find((f) => f === open) ?? null;
  return understanding.read(text, {
    now: at,
    timeZone: pack.timeZone,
    speaker: 'manager',
    ...(draft ? { expecting: { form: draft.form, field, stage: draft.stage } } : {}),
  });
}

export interface Heard extends StepResult {
  reply: Reply;
}

/** One form and one speaker: what is said, step by step. */
export class Desk<V extends Values> {
  draft: Draft;
  readonly #form: Form<V>;

  constructor(form: Form<V>) {
    this.#form = form;
    this.draft = newDraft(form, 'draft', now);
  }

  say(text: string): Heard {
    const result = step(this.#form, this.draft, read(text, this.draft), contextAt());
    this.draft = result.draft;
    return { ...result, reply: compose(result.said) };
  }
}
