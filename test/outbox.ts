import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { until } from './processes.js';
import type { RunningApp } from './running-app.js';

const unfinished = "state in ('pending', 'undelivered')";

/** Everything told so far was answered, and every answer has left. */
export async function quiet({ app, dataDir }: RunningApp): Promise<void> {
  await until(20_000, async () => {
    await app.turns.drained();
    await app.ledger.sweep();
    const [unrun] = await app.store.listUnfinishedInbox(1);
    const sql = `select count(*) as n from outbox where ${unfinished} and conversation_id is not null`;
    return unrun === undefined && count(dataDir, sql) === 0 ? true : undefined;
  });
}

/** A message was taken in and stored. */
export async function stored({ dataDir }: RunningApp, activityId: string): Promise<void> {
  const quoted = activityId.replaceAll("'", "''");
  const sql = `select count(*) as n from inbox where activity_id = '${quoted}'`;
  await until(20_000, async () => (count(dataDir, sql) > 0 ? true : undefined));
}

/** For the outbox so many ms pass at once: what waits there has waited that much. */
export function pass({ dataDir }: RunningApp, ms: number): void {
  const database = open(dataDir);
  database
    .prepare(`update outbox set not_before = not_before - ?, lease_until = lease_until - ? where ${unfinished}`)
    .run(ms, ms);
  database.close();
}

/** How many messages were given up. */
export function givenUp({ dataDir }: RunningApp): number {
  return count(dataDir, "select count(*) as n from outbox where state = 'parked'");
}

function count(dataDir: string, sql: string): number {
  const database = open(dataDir);
  const row = database.prepare(sql).get();
  database.close();
  return Number(row?.n);
}

function open(dataDir: string): DatabaseSync {
  return new DatabaseSync(join(dataDir, 'shouwen.db'), { timeout: 5_000 });
}
