import type { Valued } from '../policy/ranking.js';
import type { Card, CardKind, CardOutcome, Leave } from './card.js';
import type { Complaint } from './complaint.js';
import type { Contact, Customer, CustomerFile, CustomerName } from './customer.js';
import type { CustomerLink } from './customer-link.js';
import type { Event, NewEvent } from './event.js';
import type { Attachment, FormRecord, PostHolder } from './form-record.js';
import type { GivenAnswer, Vote, VotedOn } from './given-answer.js';
import type { KeptKind } from './keeping.js';
import type { ModelCall } from './model-call.js';
import type { Obligation } from './obligation.js';
import type { Staff, StaffIdentity, Viewer } from './staff.js';
import type { Visit } from './visit.js';

/**
 * What the domain asks of the record store. Verbs are fixed: `find` may return undefined, `get` throws `not-found`
 * (also for "not allowed"), `list` is ordered. Rows a viewer may not see do not exist for him.
 */
export interface Reads {
  // directory
  findStaffByIdentity(viewer: Viewer, channel: string, tenant: string, userId: string): Promise<Staff | undefined>;
  findStaff(viewer: Viewer, id: string): Promise<Staff | undefined>;
  listStaff(viewer: Viewer): Promise<Staff[]>;
  /** Names of all customers, whoever owns them: anyone may record for any customer. */
  listCustomerNames(viewer: Viewer): Promise<CustomerName[]>;
  findCustomerFile(viewer: Viewer, customerId: string): Promise<CustomerFile | undefined>;
  /** Somebody known at a customer the viewer may see. */
  findContact(viewer: Viewer, id: string): Promise<Contact | undefined>;
  /** Files of every customer the viewer may see, by name. */
  listCustomerFiles(viewer: Viewer): Promise<CustomerFile[]>;
  findCustomerLink(viewer: Viewer, id: string): Promise<CustomerLink | undefined>;
  /** Of one manager, newest first, good or over. */
  listCustomerLinks(viewer: Viewer, staffId: string): Promise<CustomerLink[]>;
  /** Value figures that rank customers, by customer id. */
  listCustomerValues(viewer: Viewer): Promise<Valued[]>;
  /** Grows with every transaction that changes staff, customers or contacts; what an in-memory index is checked against. Read it before the rows. */
  directoryRevision(): Promise<number>;

  // records
  findComplaint(viewer: Viewer, id: string): Promise<Complaint | undefined>;
  findComplaintByDraft(viewer: Viewer, draftId: string): Promise<Complaint | undefined>;
  listComplaints(viewer: Viewer): Promise<Complaint[]>;
  /** Of some customers, over or not; oldest first. */
  listComplaintsOf(viewer: Viewer, customerIds: readonly string[]): Promise<Complaint[]>;
  /** Of one customer (one the directory does not know: by its name) and not over, accepted since an instant, newest first; the last forty. */
  listOpenComplaintsOf(
    viewer: Viewer,
    customer: { id: string | null; name: string },
    since: number,
  ): Promise<Complaint[]>;
  /** Told in one conversation, oldest first. */
  listComplaintsIn(viewer: Viewer, conversationId: string): Promise<Complaint[]>;
  /** Those that are not over, and those accepted since an instant, newest first. */
  listRecentComplaints(viewer: Viewer, since: number): Promise<Complaint[]>;
  findVisit(viewer: Viewer, id: string): Promise<Visit | undefined>;
  findVisitByDraft(viewer: Viewer, draftId: string): Promise<Visit | undefined>;
  /** Visits not cancelled of one owner that overlap [from, to), epoch ms. */
  listVisitsBetween(viewer: Viewer, ownerId: string, from: number, to: number): Promise<Visit[]>;
  /** Visits to some customers, not cancelled; by start. */
  listVisitsOf(viewer: Viewer, customerIds: readonly string[]): Promise<Visit[]>;
  listVisits(viewer: Viewer): Promise<Visit[]>;
  findFormRecord(viewer: Viewer, id: string): Promise<FormRecord | undefined>;
  findFormRecordByDraft(viewer: Viewer, draftId: string): Promise<FormRecord | undefined>;
  /** By time, without those taken back; `from` and `until` (exclusive) are about `at`, epoch ms. */
  listFormRecords(
    viewer: Viewer,
    filter: { form?: string; ownerId?: string; customerIds?: readonly string[]; from?: number; until?: number },
  ): Promise<FormRecord[]>;
  /** Files kept with a record the viewer may see. */
  listAttachments(viewer: Viewer, subject: string): Promise<Attachment[]>;
  /** Words that belong to the events of a subject, in their order. */
  listNotes(viewer: Viewer, subject: string): Promise<Note[]>;
  /** Ids of the people who hold a post. */
  listPostHolders(post: string): Promise<string[]>;
  /** What one person did between two instants (`until` exclusive), by the time it happened. */
  listEventsBy(viewer: Viewer, actor: string, from: number, until: number): Promise<Event[]>;
  listEvents(viewer: Viewer, subject: string): Promise<Event[]>;
  /** Subjects that have events, in order, after one of them: to go through all of them in pages. */
  listSubjects(viewer: Viewer, after: string, limit: number): Promise<string[]>;
  countSubjects(viewer: Viewer): Promise<number>;
  /** Of some hundreds of subjects at once; by subject and seq. */
  listEventsOf(viewer: Viewer, subjects: readonly string[]): Promise<Event[]>;
  listObligationsOf(viewer: Viewer, subjects: readonly string[]): Promise<Obligation[]>;
  /** `open` is what is still to be done, late or not; what was done late is done. */
  listObligations(
    viewer: Viewer,
    filter?: {
      subject?: string;
      ownerId?: string;
      ownerIds?: readonly string[];
      open?: boolean;
      dueBefore?: number;
      /** Owed at once: no due time. */
      undated?: boolean;
    },
  ): Promise<Obligation[]>;

  // conversation
  findConversation(viewer: Viewer, id: string): Promise<Conversation | undefined>;
  /** The person's most recently used reachable private conversation, if any; of one channel, where it is named. */
  findReachable(viewer: Viewer, staffId: string, channel?: string): Promise<Conversation | undefined>;
  findDialogState(conversationId: string): Promise<DialogState | undefined>;
  findInbox(key: InboxKey): Promise<InboxRow | undefined>;
  /** Stored but not run to the end, oldest first: run at start and at each sweep. */
  listUnfinishedInbox(limit: number): Promise<InboxRow[]>;
  /** The last messages of a conversation that were answered, oldest first. */
  listAnsweredInbox(of: Pick<InboxKey, 'channel' | 'conversationId'>, limit: number): Promise<InboxRow[]>;
  /** Web-chat activities after a watermark, in order. */
  listActivities(conversationId: string, afterSeq: number, limit: number): Promise<StoredActivity[]>;

  /** Only a card of this person; somebody else's does not exist for him. */
  findCard(staffId: string, id: string): Promise<Card | undefined>;
  /** Cards not used yet, newest first. */
  listOpenCards(staffId: string, limit: number): Promise<Card[]>;
  /** The leave a person is on at an instant, if any; `ahead`: or will be. */
  findLeave(staffId: string, at: number, ahead?: boolean): Promise<Leave | undefined>;
  listLeaves(at: number): Promise<Leave[]>;

  /** Tokens used by calls of a language model since an instant, real epoch ms. */
  sumModelTokens(since: number): Promise<number>;

  /** Small named values: demo clock origin, pack version, seeding marks. */
  findSetting(name: string): Promise<string | undefined>;
}

/** The writes of one transaction. Reads inside see what was written inside. */
export interface Writes {
  insertStaff(staff: Staff, identities: StaffIdentity[]): Promise<void>;
  /** By id. Identities are added, or moved to this person; none are taken away. */
  upsertStaff(staff: Staff, identities: StaffIdentity[]): Promise<void>;
  upsertCustomer(customer: Customer): Promise<void>;
  upsertContact(contact: Contact): Promise<void>;
  /** Many rows at once (imports), at most some hundreds a call. */
  upsertCustomers(customers: Customer[]): Promise<void>;
  upsertContacts(contacts: Contact[]): Promise<void>;
  /** By customer; `recordedAt` epoch ms. */
  upsertCustomerValues(values: Valued[], recordedAt: number): Promise<void>;

  insertCustomerLink(link: CustomerLink): Promise<void>;
  updateCustomerLink(link: CustomerLink): Promise<void>;
  /** Held until the transaction ends: two guesses through one link come one after the other, in every process. */
  lockCustomerLink(id: string): Promise<void>;

  insertComplaint(complaint: Complaint): Promise<void>;
  updateComplaint(complaint: Complaint): Promise<void>;
  insertVisit(visit: Visit): Promise<void>;
  updateVisit(visit: Visit): Promise<void>;
  /** Held until the transaction ends: two bookings of one person come one after the other, in every process. */
  lockDiary(ownerId: string): Promise<void>;
  insertFormRecord(record: FormRecord): Promise<void>;
  updateFormRecord(record: FormRecord): Promise<void>;
  /** A file that is there already (same id) stays. */
  insertAttachments(attachments: Attachment[]): Promise<void>;
  /** Files received under one subject are kept with another from now on; gives those that were there. */
  moveAttachments(
    ids: readonly string[],
    from: string,
    to: Pick<Attachment, 'subject' | 'addedBy'>,
  ): Promise<Attachment[]>;
  insertNotes(notes: Note[]): Promise<void>;
  insertPostHolders(holders: PostHolder[]): Promise<void>;
  /** Appends in order to the chain of the subject; `conflict` when somebody else appended meanwhile. */
  appendEvents(events: NewEvent[]): Promise<Event[]>;
  /**
   * Replaces the obligations of a subject by id: give all that derive found. Unsettled ones that are not given go, met and
   * waived ones never change. Plans due work for what is open, drops what is not done and no longer valid.
   */
  saveObligations(subject: string, obligations: Obligation[]): Promise<void>;

  upsertConversation(conversation: Conversation): Promise<void>;
  /** Optimistic: `conflict` when the stored revision is not `expectedRevision` (0 = none stored). */
  saveDialogState(state: DialogState, expectedRevision: number): Promise<void>;
  /** False when the key is there already. */
  insertInbox(row: InboxRow): Promise<boolean>;
  /** `conflict` when it is finished already. */
  finishInbox(key: InboxKey, replies: string): Promise<void>;
  /** Returns the seq given. Users' own messages are activities too (history after a reload). */
  appendActivity(conversationId: string, activity: string, at: number): Promise<number>;
  /** Several at once, cheaper than one by one; gives the last seq. At least one. */
  appendActivities(conversationId: string, activities: string[], at: number): Promise<number>;
  /** False when the key is there already: each reason has one row. */
  insertOutbox(row: OutboxRow): Promise<boolean>;
  /** As on the store, for a delivery that is itself a write of this transaction (web chat). */
  settleOutbox(key: string, outcome: OutboxOutcome): Promise<void>;
  saveSetting(name: string, value: string): Promise<void>;
  /** Puts off an alert, or adds one above the due time's level: undone, to be claimed at `runAt`. */
  planDueWork(work: DueWork): Promise<void>;
  insertCard(card: Card): Promise<void>;
  /** Marks the open cards of an obligation as used; gives how many there were. */
  settleCards(
    which: { obligationId: string; kind: CardKind; eventId?: string },
    at: number,
    outcome: CardOutcome,
  ): Promise<number>;
  /** Replaces the person's leave. */
  upsertLeave(leave: Leave): Promise<void>;

  insertAnswer(answer: GivenAnswer): Promise<void>;
  /** False when no such answer was given there; a later vote replaces an earlier one. */
  voteOnAnswer(votedOn: VotedOn, vote: { vote: Vote; remark: string | null; at: number }): Promise<boolean>;
  /** The name a channel gave a reply: votes come back under it. */
  noteSent(conversationId: string, activityId: string, sentId: string): Promise<void>;
  insertModelCall(call: ModelCall): Promise<void>;
}

export interface Tx extends Reads, Writes {}

/** What `records` gives; ordered by id, events by subject and seq, activities by conversation and seq. */
export interface RecordKinds {
  staff: Staff;
  customers: Customer;
  contacts: Contact;
  complaints: Complaint;
  visits: Visit;
  forms: FormRecord;
  notes: Note;
  events: Event;
  obligations: Obligation;
  activities: StoredActivity;
  answers: GivenAnswer;
  /** Answers that were voted on. */
  feedback: GivenAnswer;
  'model-calls': ModelCall;
}

export interface Store extends Reads {
  /** SQLite: BEGIN IMMEDIATE with retry; PostgreSQL: one transaction. Await nothing but `tx` inside, and never the outer store. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Holds a conversation against other processes until it is released; undefined while another one has it. Lets go by itself when the process dies. */
  tryHoldConversation(conversationId: string): Promise<(() => Promise<void>) | undefined>;
  /** Undone work with runAt <= now (business time), leased by the database's clock; earliest first. */
  claimDueWork(options: { now: number; leaseMs: number; limit: number }): Promise<DueWork[]>;
  /** Marks it done and runs the effect in one transaction; false, and no effect, when it is done or dropped already. */
  finishDueWork(work: DueWork, effect: (tx: Tx) => Promise<void>): Promise<boolean>;
  /** Pending and undelivered rows whose time has come; oldest first. */
  claimOutbox(options: { leaseMs: number; limit: number }): Promise<OutboxRow[]>;
  /** What was delivered under a key, and what the channel calls it; undefined where it was not, or has no name there. */
  findSent(key: string): Promise<{ sentId: string; activity: string } | undefined>;
  settleOutbox(key: string, outcome: OutboxOutcome): Promise<void>;
  /** All that waits for a person wherever he is reached becomes undelivered, to be looked at again after so many ms. */
  deferOutbox(staffId: string, notBeforeMs: number): Promise<void>;
  /** What is undelivered to a person, or to anybody (null), is looked at again now. */
  wakeOutbox(staffId: string | null): Promise<void>;
  saveSetting(name: string, value: string): Promise<void>;
  /** Forgets up to `limit` rows of what is older than `before`, business epoch ms; gives how many there were. */
  forgetOld(kind: KeptKind, before: number, limit: number): Promise<number>;
  /** Every record of a kind the viewer may see, read in pages: for exports of any size. */
  records<K extends keyof RecordKinds>(viewer: Viewer, kind: K): AsyncIterable<RecordKinds[K]>;
  /** Rejects unless something can be written now, on a schema this program can work with. */
  ping(): Promise<void>;
  /** What is still to be done, counted at a business instant; for metrics. */
  measure(now: number): Promise<Measures>;
  close(): Promise<void>;
}

/** How much is still to be done. */
export interface Measures {
  obligations: { open: number; dueWithinDay: number; late: number };
  /** Messages that have where to go and wait for their channel (the oldest for so many ms), that wait for somebody nobody reaches, that were given up. */
  outbox: { pending: number; oldestMs: number; undelivered: number; parked: number };
  /** Alerts whose time has come. */
  dueWork: number;
  /** Stored, not run to the end. */
  unfinishedMessages: number;
}

/** Words that belong to an event; events hold none themselves. */
export interface Note {
  eventId: string;
  subject: string;
  text: string;
  /** What stood there before a correction. */
  was: string | null;
}

/** Unique: (channel, conversationId, activityId). */
export interface InboxKey {
  channel: string;
  conversationId: string;
  activityId: string;
}

export interface InboxRow extends InboxKey {
  /** The whole activity as JSON, personal numbers already masked. */
  activity: string;
  receivedAt: number;
  /** Business time at receipt, epoch ms: `at` of what the message tells. */
  at: number;
  /** The stored replies as a JSON array once the turn is done. */
  replies: string | null;
}

export interface Conversation {
  /** `<channel>|<channel's conversation id>` */
  id: string;
  channel: string;
  staffId: string | null;
  private: boolean;
  /** expectReplies conversations can't be reached later. */
  reachable: boolean;
  /** The Bot Framework ConversationReference as JSON. */
  reference: string;
  lastUsedAt: number;
}

/** What a conversation is in the middle of; drafts are JSON of the form engine's own shape. */
export interface DialogState {
  conversationId: string;
  revision: number;
  json: string;
  updatedAt: number;
}

export interface StoredActivity {
  conversationId: string;
  seq: number;
  json: string;
  at: number;
}

/** One alert: unique by obligation, level and due time. */
export interface DueWork {
  obligationId: string;
  /** 0 … n-1 warn the owner, then the due time itself, then the levels after it. */
  level: number;
  dueAt: number;
  /** When to act, epoch ms business time. */
  runAt: number;
}

export interface OutboxRow {
  /** One reason, one row: `<obligation>|<level>|<dueAt>` or `<event id>|<recipient>`. */
  key: string;
  staffId: string;
  conversationId: string | null;
  /** Activity as JSON. */
  activity: string;
  at: number;
  state: 'pending' | 'delivered' | 'undelivered' | 'parked';
  attempts: number;
}

export type OutboxOutcome =
  /** `sentId`: what the channel calls it from now on. */
  | { kind: 'delivered'; sentId?: string }
  /** A failed attempt, tried again after so many ms; the fifth parks the row. */
  | { kind: 'retry'; notBeforeMs: number; reason: string }
  /** Nobody to reach yet: waits so many ms, counts as no attempt. */
  | { kind: 'undelivered'; notBeforeMs: number }
  | { kind: 'parked'; reason: string };
