import type { ColumnTypes, Migration } from './migration.js';

export const initial: Migration = {
  version: 1,
  name: 'initial',
  statements: (types) => [...directory(types), ...records(types), ...ledger(types), ...conversation(types)],
};

function directory({ text, strict }: ColumnTypes): string[] {
  return [
    `create table settings (name ${text} primary key, value ${text} not null)${strict}`,
    "insert into settings (name, value) values ('directory-revision', '0')",
    `create table staff (
      id ${text} primary key, name ${text} not null, work_number ${text}, role ${text} not null, team_id ${text} not null,
      supervisor_id ${text}, phone ${text}, kind ${text} not null)${strict}`,
    'create index staff_by_team on staff (team_id)',
    `create table staff_identities (
      channel ${text} not null, tenant ${text} not null, user_id ${text} not null, staff_id ${text} not null,
      primary key (channel, tenant, user_id))${strict}`,
    'create index staff_identities_by_user on staff_identities (user_id)',
    `create table customers (
      id ${text} primary key, name ${text} not null, aliases ${text} not null, class ${text}, segment ${text},
      owner_id ${text} not null, team_id ${text} not null, area ${text}, address ${text})${strict}`,
    'create index customers_by_owner on customers (owner_id)',
    'create index customers_by_team on customers (team_id)',
    `create table contacts (
      id ${text} primary key, customer_id ${text} not null, name ${text} not null, title ${text}, role ${text} not null,
      phone ${text}, vip_tier ${text}, tier ${text})${strict}`,
    'create index contacts_by_customer on contacts (customer_id)',
  ];
}

function records({ text, integer, strict }: ColumnTypes): string[] {
  return [
    `create table complaints (
      id ${text} primary key, draft_id ${text} not null unique, owner_id ${text} not null, recorder_id ${text} not null,
      team_id ${text} not null, channel ${text} not null, conversation_id ${text} not null,
      customer_id ${text}, customer_name ${text} not null, customer_class ${text},
      contact_id ${text}, contact_name ${text}, phone ${text},
      category ${text} not null, emotion ${text} not null, severity ${text} not null, severity_confirmed_by ${text},
      vip ${integer} not null, demand ${text}, description ${text} not null, occurred_at ${text},
      accepted_at ${integer} not null, recorded_at ${integer} not null, reply_at ${integer}, state ${text} not null)${strict}`,
    'create index complaints_by_owner on complaints (owner_id)',
    'create index complaints_by_team on complaints (team_id)',
    `create table visits (
      id ${text} primary key, draft_id ${text} not null unique, owner_id ${text} not null, team_id ${text} not null,
      channel ${text} not null, conversation_id ${text} not null,
      customer_id ${text}, customer_name ${text} not null, contact_id ${text}, contact_name ${text},
      reasons ${text} not null, start_at ${integer} not null, end_at ${integer} not null, arrive_by ${integer} not null,
      agreed_by_customer ${integer} not null, place ${text}, note ${text}, recorded_at ${integer} not null,
      state ${text} not null)${strict}`,
    'create index visits_by_owner on visits (owner_id, start_at)',
    'create index visits_by_team on visits (team_id)',
  ];
}

function ledger({ text, integer, strict }: ColumnTypes): string[] {
  return [
    `create table events (
      subject ${text} not null, seq ${integer} not null, id ${text} not null unique, kind ${text} not null,
      at ${integer} not null, recorded_at ${integer} not null, actor ${text} not null, channel ${text} not null,
      facts ${text} not null, salt ${text} not null, facts_hash ${text} not null, prev_hash ${text} not null,
      hash ${text} not null, primary key (subject, seq))${strict}`,
    `create table obligations (
      id ${text} primary key, subject ${text} not null, rule ${text} not null, version ${integer} not null, clause ${text},
      owner_id ${text} not null, opened_by ${text} not null, opened_at ${integer} not null, due_at ${integer},
      urgency ${text}, basis ${text} not null, warn_at ${text} not null, state ${text} not null, met_at ${integer},
      level ${integer} not null, calendar ${text} not null, facts ${text} not null, because ${text} not null)${strict}`,
    'create index obligations_by_subject on obligations (subject)',
    'create index obligations_by_owner on obligations (owner_id, state)',
    `create table due_work (
      obligation_id ${text} not null, level ${integer} not null, due_at ${integer} not null, run_at ${integer} not null,
      lease_until ${integer}, done_at ${integer}, primary key (obligation_id, level, due_at))${strict}`,
    'create index due_work_open on due_work (run_at) where done_at is null',
  ];
}

function conversation({ text, integer, strict }: ColumnTypes): string[] {
  return [
    `create table conversations (
      id ${text} primary key, channel ${text} not null, staff_id ${text}, private ${integer} not null,
      reachable ${integer} not null, reference ${text} not null, last_used_at ${integer} not null)${strict}`,
    'create index conversations_by_staff on conversations (staff_id)',
    `create table dialog_states (
      conversation_id ${text} primary key, revision ${integer} not null, json ${text} not null,
      updated_at ${integer} not null)${strict}`,
    `create table inbox (
      channel ${text} not null, conversation_id ${text} not null, activity_id ${text} not null, activity ${text} not null,
      received_at ${integer} not null, at ${integer} not null, replies ${text},
      primary key (channel, conversation_id, activity_id))${strict}`,
    'create index inbox_unfinished on inbox (received_at) where replies is null',
    `create table activities (
      conversation_id ${text} not null, seq ${integer} not null, json ${text} not null, at ${integer} not null,
      primary key (conversation_id, seq))${strict}`,
    `create table activity_heads (conversation_id ${text} primary key, seq ${integer} not null)${strict}`,
    `create table outbox (
      key ${text} primary key, staff_id ${text} not null, conversation_id ${text}, activity ${text} not null,
      at ${integer} not null, state ${text} not null, attempts ${integer} not null, not_before ${integer} not null,
      lease_until ${integer}, reason ${text})${strict}`,
    "create index outbox_waiting on outbox (not_before) where state in ('pending', 'undelivered')",
  ];
}
