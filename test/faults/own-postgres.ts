import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { missing } from '../missing.js';
import { freePort, until } from '../processes.js';

/** A PostgreSQL server of this suite's own, to be stopped and started. */
export interface OwnPostgres {
  url: string;
  start(): Promise<void>;
  /** At once, as a crash does. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = 65_534;
const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Undefined, or a failure where everything is required, where PostgreSQL's own programs are not on this machine. */
export async function ownPostgres(): Promise<OwnPostgres | undefined> {
  const bin = findPrograms();
  if (bin === undefined)
    return missing(
      'no PostgreSQL programs (initdb, postgres) to start one of our own. Install them: apt-get install postgresql',
    );
  const dir = mkdtempSync(join(tmpdir(), 'shouwen-postgres-'));
  if ('uid' in asUser) chownSync(dir, nobody, nobody);
  const port = await freePort();
  const data = join(dir, 'data');
  const made = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
  execFileSync(join(bin, 'initdb'), made, { ...asUser, cwd: dir, stdio: 'ignore' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let child: ReturnType<typeof spawn> | undefined;
  const stop = async () => {
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGQUIT');
    await gone;
    child = undefined;
  };
  return {
    url,
    async start() {
      const options = ['-D', data, '-p', `${port}`, '-k', dir, '-c', 'listen_addresses=127.0.0.1'];
      child = spawn(join(bin, 'postgres'), options, { ...asUser, cwd: dir, stdio: 'ignore' });
      await until(20_000, () => answers(url));
    },
    stop,
    async end() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answers(connectionString: string): Promise<true | undefined> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function findPrograms(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const folders = (process.env.PATH ?? '').split(':');
  try {
    folders.push(...readdirSync(versions).map((version) => join(versions, version, 'bin')));
  } catch {
    // Not laid out as Debian does.
  }
  return folders.find((folder) => {
    try {
      return readdirSync(folder).includes('initdb') && readdirSync(folder).includes('postgres');
    } catch {
      return false;
    }
  });
}
