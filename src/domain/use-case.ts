import type { PersonNotice } from './call-person.js';
import type { ComplaintNotice } from './complaint-deed.js';
import type { CustomerNotice } from './customer-chat.js';
import type { Event, FactMap } from './event.js';
import type { FormRecord } from './form-record.js';
import type { MattersNotice } from './hand-over-matters.js';
import type { Obligation } from './obligation.js';
import type { Tx } from './ports.js';
import type { Staff, Viewer } from './staff.js';
import type { ColleagueNotice } from './tell-colleagues.js';

/** Something another member of the staff should read; the words are the dialogs' business. */
export interface Notice {
  kind: 'a-class-complaint' | 'your-customer-complained';
  recipientId: string;
  /** Record the notice is about. */
  recordId: string;
  /** True: this goes to a supervisor as the report the handbook asks for. */
  report: boolean;
}

/** Something another member of the staff should read about one duty. */
export interface DutyNotice {
  about: 'duty';
  kind: 'act-to-accept' | 'act-told' | 'act-accepted' | 'act-not-accepted' | 'duty-waived' | 'help-wanted' | 'asked';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  obligation: Obligation;
  by: Staff;
  /** What was done and when it was told. */
  act: { at: number; toldAt: number; result: string | null } | null;
  /** Behind the buttons. */
  card: string | null;
}

/** Something another member of the staff should read of a form; its words stand in the pack. */
export interface FormNotice {
  about: 'form';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  record: FormRecord;
  followed: FormRecord | null;
  /** Which telling of the form. */
  telling: number;
}

/** Whatever another member of the staff should read. */
export type AnyNotice =
  | Notice
  | DutyNotice
  | FormNotice
  | ComplaintNotice
  | MattersNotice
  | ColleagueNotice
  | PersonNotice
  | CustomerNotice;

/** What a use case may use besides the transaction. Everything here is synchronous but `tell`. */
export interface UseCaseEnv {
  tx: Tx;
  /** Business time of the commit, epoch ms. */
  now: number;
  timeZone: string;
  actor: Staff;
  viewer: Viewer;
  channel: string;
  conversationId: string;
  newId(): string;
  /** Obligations of one subject from all its events, under the rules in force. */
  derive(events: readonly Event[]): Obligation[];
  /** Writes the notice inside the transaction; `delivered` only where we own the receiver. */
  tell(notice: AnyNotice): Promise<'delivered' | 'queued' | 'undelivered'>;
}

export interface Fact {
  subject: string;
  kind: string;
  at: number;
  facts: FactMap;
}

/** Appends one event and brings the obligations of its subject up to date. */
export async function appendAndDerive(env: UseCaseEnv, fact: Fact): Promise<Obligation[]> {
  const stored = await env.tx.appendEvents([
    {
      id: env.newId(),
      subject: fact.subject,
      kind: fact.kind,
      at: fact.at,
      recordedAt: env.now,
      actor: env.actor.id,
      channel: env.channel,
      facts: fact.facts,
    },
  ]);
  const first = stored[0];
  const events = first?.seq === 1 ? stored : await env.tx.listEvents(env.viewer, fact.subject);
  const obligations = env.derive(events);
  await env.tx.saveObligations(fact.subject, obligations);
  return obligations;
}
