import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { openStore, type StoreLocation } from '../../src/records/open-store.js';
import { missing } from '../missing.js';

/** As the servers of tests have it. */
const secrets = ['s'.repeat(40)];

/** A fresh, empty store, dropped at the end. */
export interface TestDatabase {
  location: StoreLocation;
  open(): ReturnType<typeof openStore>;
  /** A statement behind the store's back. */
  tamper(statement: string): Promise<void>;
  /** Rows as they stand in the database. */
  look(select: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** Where fresh stores come from during one suite. */
export interface TestServer {
  fresh(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

export async function sqliteServer(): Promise<TestServer> {
  return { fresh: freshFile, stop: async () => undefined };
}

/** One database named shouwen_test_<random> for the suite, one schema in it for each store. */
export async function postgresServer(server: string): Promise<TestServer> {
  const name = `shouwen_test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  url.searchParams.set('options', hasty);
  const clean: string[] = [];
  let made = 0;
  return {
    async fresh() {
      const schema = clean.pop() ?? `s${++made}`;
      return freshSchema(url, schema, () => clean.push(schema));
    },
    async stop() {
      await query(server, `drop database ${name} with (force)`);
    },
  };
}

async function freshFile(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-records-'));
  const location = { dataDir, secrets };
  return {
    location,
    open: () => openStore(location),
    async tamper(statement) {
      const raw = new DatabaseSync(join(dataDir, 'shouwen.db'), { timeout: 1_000 });
      raw.exec(statement);
      raw.close();
    },
    async look(select) {
      const raw = new DatabaseSync(join(dataDir, 'shouwen.db'), { readOnly: true });
      try {
        return raw.prepare(select).all();
      } finally {
        raw.close();
      }
    },
    async drop() {
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The server is not killed in these tests, so its commits need not wait for the disk. */
const hasty = '-c synchronous_commit=off';

/** A schema nobody tampered with is emptied and given back, which is much faster than making the next one. */
async function freshSchema(database: URL, schema: string, giveBack: () => void): Promise<TestDatabase> {
  await query(database.href, `create schema if not exists ${schema}`);
  const url = new URL(database);
  url.searchParams.set('options', `-c search_path=${schema} ${hasty}`);
  const location = { databaseUrl: url.href, dataDir: tmpdir(), secrets };
  let tampered = false;
  return {
    location,
    open: () => openStore(location),
    async tamper(statement) {
      tampered = true;
      await query(url.href, statement);
    },
    look: (select) => query(url.href, select),
    async drop() {
      await query(url.href, tampered ? `drop schema ${schema} cascade` : emptyTables);
      if (!tampered) giveBack();
    },
  };
}

const emptyTables = `do $$ declare t text; begin
    for t in select tablename from pg_tables where schemaname = current_schema() and tablename <> 'schema_version'
    loop execute format('delete from %I', t); end loop; end $$;
  insert into settings (name, value) values ('directory-revision', '0')`;

/**
 * The server to test on: DATABASE_URL, else the standard loopback port. Where none answers the reason is told in one line
 * and undefined comes back; with REQUIRE_SERVICES=1 it is a failure.
 */
export async function findPostgres(): Promise<string | undefined> {
  const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  try {
    await query(server, 'select 1');
    return server;
  } catch (cause) {
    return missing(
      'no PostgreSQL at DATABASE_URL or 127.0.0.1:5432. Start one: docker run -d -p 5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:16',
      cause,
      'REQUIRE_SERVICES',
    );
  }
}

async function query(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
