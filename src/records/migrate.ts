import { sql } from 'kysely';
import { AppError } from '../errors.js';
import type { Database } from './database.js';
import { migrations as all } from './migrations/index.js';
import type { Migration } from './migrations/migration.js';
import type { Session } from './session.js';

/**
 * Brings the store forward to the newest version, one process at a time, all in one transaction.
 * `misconfigured` when the store is newer than this program.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = all): Promise<void> {
  const newest = migrations.at(-1)?.version ?? 0;
  if (await isAt(database.reads, newest)) return;
  await database.transaction(async (session) => {
    const { migrationLock, columns } = session.dialect;
    if (migrationLock) await execute(session, migrationLock);
    await execute(
      session,
      `create table if not exists schema_version (version ${columns.integer} primary key, name ${columns.text} not null)`,
    );
    const version = await currentVersion(session);
    refuseNewer(version, newest);
    for (const migration of migrations.filter((m) => m.version > version)) await apply(session, migration);
  });
}

/** `misconfigured` when the store is older than this program: a backup put back under a running process. A newer one is being rolled out. */
export async function checkSchema(session: Session, migrations: readonly Migration[] = all): Promise<void> {
  if ((await currentVersion(session)) >= (migrations.at(-1)?.version ?? 0)) return;
  throw new AppError('misconfigured', 'The record store is older than this program: start the server again.');
}

/** Saves a store that is up to date the lock; a store that cannot say is looked at again under it. */
async function isAt(session: Session, version: number): Promise<boolean> {
  return currentVersion(session).then(
    (stored) => stored === version,
    () => false,
  );
}

async function currentVersion(session: Session): Promise<number> {
  const query = sql<{ version: number | null }>`select max(version) as version from schema_version`;
  return (await session.first({ compile: () => query.compile(session.db) }))?.version ?? 0;
}

function refuseNewer(stored: number, known: number): void {
  if (stored <= known) return;
  throw new AppError(
    'misconfigured',
    `The record store has schema ${stored}, this program knows ${known}: start the newer program, or restore a backup made before the update.`,
  );
}

async function apply(session: Session, migration: Migration): Promise<void> {
  for (const statement of migration.statements(session.dialect.columns)) await execute(session, statement);
  const mark = sql`insert into schema_version (version, name) values (${migration.version}, ${migration.name})`;
  await session.run({ compile: () => mark.compile(session.db) });
}

async function execute(session: Session, statement: string): Promise<void> {
  await session.run({ compile: () => sql.raw(statement).compile(session.db) });
}
