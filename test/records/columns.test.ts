import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/records/open-store.js';
import { sealedColumns } from '../../src/records/sealed-columns.js';

/**
 * Text columns that stand readable in the store, each for a reason: ids and codes of ours, what the store compares or orders by,
 * hashes. A new column is sealed, or it is written here.
 */
const readable: Record<string, string> = {
  activities: 'conversation_id',
  activity_heads: 'conversation_id',
  answers: 'activity_id clauses conversation_id id sent_id staff_id version vote',
  attachments: 'added_by content_type id sha256 subject',
  cards: 'event_id id kind obligation_id outcome staff_id',
  complaints:
    'category channel contact_id conversation_id customer_class customer_id customer_name draft_id emotion id occurred_at owner_id recorder_id result satisfaction severity severity_confirmed_by sort state team_id',
  contacts: 'customer_id id role tier vip_tier',
  conversations: 'channel id staff_id',
  customer_links: 'contact_id customer_id id staff_id',
  customer_values: 'customer_id value',
  customers: 'aliases area class id name owner_id segment team_id',
  dialog_states: 'conversation_id',
  diaries: 'owner_id',
  due_work: 'obligation_id',
  events: 'actor channel facts facts_hash hash id kind prev_hash salt subject',
  form_records: 'channel contact_id conversation_id customer_id customer_name draft_id form id owner_id state team_id',
  inbox: 'activity_id channel conversation_id',
  leaves: 'staff_id',
  model_calls: 'id model outcome prompt purpose sent_sha256',
  notes: 'event_id subject',
  obligations: 'basis because calendar clause facts id opened_by owner_id rule state subject urgency warn_at',
  outbox: 'conversation_id key reason sent_id staff_id state',
  posts: 'post staff_id',
  schema_version: 'name',
  settings: 'name value',
  staff: 'id kind name role supervisor_id team_id work_number',
  staff_identities: 'channel staff_id tenant user_id',
  visits: 'channel contact_id conversation_id customer_id customer_name draft_id id owner_id reasons state team_id',
};

test('every column of text is sealed, or is said to be readable', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-columns-'));
  try {
    await (await openStore({ dataDir })).close();
    const raw = new DatabaseSync(join(dataDir, 'shouwen.db'), { readOnly: true });
    const rows = raw
      .prepare(`select tables.name as tbl, columns.name as col from sqlite_schema as tables, pragma_table_info(tables.name) as columns
        where tables.type = 'table' and lower(columns.type) = 'text' and tables.name not like 'sqlite_%'`)
      .all();
    raw.close();
    const sealed: Record<string, readonly string[]> = sealedColumns;
    const found = Map.groupBy(rows, ({ tbl }) => String(tbl));
    const left = [...found].map(([table, columns]) => {
      const names = columns.map(({ col }) => String(col)).filter((name) => !sealed[table]?.includes(name));
      return [table, names.toSorted().join(' ')];
    });
    expect(Object.fromEntries(left)).toEqual(readable);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
