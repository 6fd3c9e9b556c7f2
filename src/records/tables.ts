import type { AnswerRow, ModelCallRow } from './answer-tables.js';

/**
 * Rows as stored, the same in both databases: ids and JSON are text, instants epoch ms, booleans 0/1.
 * Shapes follow the domain types; repositories translate.
 */
export interface Tables {
  staff: StaffRow;
  staff_identities: StaffIdentityRow;
  customers: CustomerRow;
  contacts: ContactRow;
  customer_values: CustomerValueRow;
  complaints: ComplaintRow;
  visits: VisitRow;
  diaries: DiaryRow;
  events: EventRow;
  obligations: ObligationRow;
  due_work: DueWorkRow;
  conversations: ConversationRow;
  dialog_states: DialogStateRow;
  inbox: InboxTableRow;
  activities: ActivityRow;
  activity_heads: ActivityHeadRow;
  outbox: OutboxTableRow;
  settings: SettingRow;
  leaves: LeaveRow;
  cards: CardRow;
  answers: AnswerRow;
  model_calls: ModelCallRow;
  notes: NoteRow;
  form_records: FormRecordRow;
  attachments: AttachmentRow;
  posts: PostRow;
  customer_links: CustomerLinkRow;
}

export type Flag = 0 | 1;

export interface StaffRow {
  id: string;
  name: string;
  work_number: string | null;
  role: string;
  team_id: string;
  supervisor_id: string | null;
  phone: string | null;
  kind: string;
}

export interface StaffIdentityRow {
  channel: string;
  tenant: string;
  user_id: string;
  staff_id: string;
}

export interface CustomerRow {
  id: string;
  name: string;
  /** JSON array. */
  aliases: string;
  class: string | null;
  segment: string | null;
  owner_id: string;
  team_id: string;
  area: string | null;
  address: string | null;
}

export interface ContactRow {
  id: string;
  customer_id: string;
  name: string;
  title: string | null;
  role: string;
  phone: string | null;
  vip_tier: string | null;
  tier: string | null;
}

export interface CustomerValueRow {
  customer_id: string;
  /** A decimal number. */
  value: string;
  recorded_at: number;
}

export interface ComplaintRow {
  id: string;
  draft_id: string;
  owner_id: string;
  recorder_id: string;
  team_id: string;
  channel: string;
  conversation_id: string;
  customer_id: string | null;
  customer_name: string;
  customer_class: string | null;
  contact_id: string | null;
  contact_name: string | null;
  phone: string | null;
  category: string;
  emotion: string;
  severity: string;
  severity_confirmed_by: string | null;
  vip: Flag;
  demand: string | null;
  description: string;
  occurred_at: string | null;
  accepted_at: number;
  recorded_at: number;
  reply_at: number | null;
  state: string;
  sort: string | null;
  difficult: Flag;
  escalating: Flag;
  waiting_since: number | null;
  result: string | null;
  satisfaction: string | null;
  followed_up_at: number | null;
}

export interface VisitRow {
  id: string;
  draft_id: string;
  owner_id: string;
  team_id: string;
  channel: string;
  conversation_id: string;
  customer_id: string | null;
  customer_name: string;
  contact_id: string | null;
  contact_name: string | null;
  /** JSON array. */
  reasons: string;
  start_at: number;
  end_at: number;
  arrive_by: number;
  agreed_by_customer: Flag;
  place: string | null;
  note: string | null;
  recorded_at: number;
  state: string;
  changes: number;
  arrived_at: number | null;
  held_at: number | null;
  outcome: string | null;
}

/** One row a person: what bookings of the same person queue on. */
export interface DiaryRow {
  owner_id: string;
  bookings: number;
}

export interface EventRow {
  subject: string;
  seq: number;
  id: string;
  kind: string;
  at: number;
  recorded_at: number;
  actor: string;
  channel: string;
  /** JSON. */
  facts: string;
  salt: string;
  facts_hash: string;
  prev_hash: string;
  hash: string;
}

export interface ObligationRow {
  id: string;
  subject: string;
  rule: string;
  version: number;
  clause: string | null;
  owner_id: string;
  opened_by: string;
  opened_at: number;
  due_at: number | null;
  urgency: string | null;
  basis: string;
  /** JSON array. */
  warn_at: string;
  state: string;
  met_at: number | null;
  level: number;
  calendar: string;
  /** JSON. */
  facts: string;
  /** JSON array. */
  because: string;
}

export interface DueWorkRow {
  obligation_id: string;
  level: number;
  due_at: number;
  /** Business time. */
  run_at: number;
  /** The database's clock, as done_at. */
  lease_until: number | null;
  done_at: number | null;
}

export interface ConversationRow {
  id: string;
  channel: string;
  staff_id: string | null;
  private: Flag;
  reachable: Flag;
  reference: string;
  last_used_at: number;
}

export interface DialogStateRow {
  conversation_id: string;
  revision: number;
  json: string;
  updated_at: number;
}

export interface InboxTableRow {
  channel: string;
  conversation_id: string;
  activity_id: string;
  activity: string;
  received_at: number;
  at: number;
  replies: string | null;
}

export interface ActivityRow {
  conversation_id: string;
  seq: number;
  json: string;
  at: number;
}

/** Last seq given in a conversation; the row that two writers queue on. */
export interface ActivityHeadRow {
  conversation_id: string;
  seq: number;
}

export interface OutboxTableRow {
  key: string;
  staff_id: string;
  conversation_id: string | null;
  activity: string;
  at: number;
  state: string;
  attempts: number;
  /** The database's clock, as lease_until. */
  not_before: number;
  lease_until: number | null;
  reason: string | null;
  /** What the channel calls it, once it was delivered. */
  sent_id: string | null;
}

export interface LeaveRow {
  staff_id: string;
  from_at: number;
  /** Exclusive. */
  until_at: number;
}

export interface CardRow {
  id: string;
  staff_id: string;
  kind: string;
  obligation_id: string;
  event_id: string | null;
  made_at: number;
  used_at: number | null;
  outcome: string | null;
}

export interface FormRecordRow {
  id: string;
  form: string;
  draft_id: string;
  owner_id: string;
  team_id: string;
  channel: string;
  conversation_id: string;
  customer_id: string | null;
  customer_name: string | null;
  contact_id: string | null;
  contact_name: string | null;
  /** JSON. */
  field_values: string;
  at: number;
  recorded_at: number;
  state: string;
}

export interface AttachmentRow {
  id: string;
  subject: string;
  name: string;
  content_type: string;
  size: number;
  sha256: string;
  /** Base64. */
  content: string | null;
  url: string | null;
  added_by: string;
  added_at: number;
}

/** A link a manager sent to a customer. */
export interface CustomerLinkRow {
  id: string;
  number: number;
  staff_id: string;
  customer_id: string;
  contact_id: string | null;
  made_at: number;
  expires_at: number;
  revoked_at: number | null;
  misses: number;
  locked_until: number | null;
}

export interface PostRow {
  post: string;
  staff_id: string;
}

/** Words that belong to an event. */
export interface NoteRow {
  event_id: string;
  subject: string;
  text: string;
  was: string | null;
}

export interface SettingRow {
  name: string;
  value: string;
}
