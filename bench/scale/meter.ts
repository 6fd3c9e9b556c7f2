import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';

/** CPU seconds spent so far, by who spent them. */
export type Spent = Record<'processes' | 'PostgreSQL' | 'Redis' | 'load', number>;

/** Linux alone tells what other processes cost. */
const ticksPerSecond = () => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Reads what each party has spent; the databases' part is told where they run on this machine. */
export class Meter {
  readonly #database: pg.Client;
  readonly #redis: Redis;
  readonly #ticks = ticksPerSecond();

  static async open(database: string, redis: string): Promise<Meter> {
    const client = new pg.Client({ connectionString: database, application_name: 'meter' });
    await client.connect();
    return new Meter(client, new Redis(redis));
  }

  private constructor(database: pg.Client, redis: Redis) {
    this.#database = database;
    this.#redis = redis;
  }

  /** Redis counts for all who use it, PostgreSQL's part is that of the connections to this database. */
  async read(processes: readonly number[], load: readonly number[]): Promise<Spent> {
    const cpu = await this.#redis.info('cpu');
    const redis = [...cpu.matchAll(/^used_cpu_(?:sys|user):(\S+)/gm)].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    );
    const backends = await this.#backends();
    return { processes: this.#of(processes), PostgreSQL: this.#of(backends), Redis: redis, load: this.#of(load) };
  }

  async connections(): Promise<number> {
    return (await this.#backends()).length;
  }

  async close(): Promise<void> {
    await this.#database.end();
    this.#redis.disconnect();
  }

  async #backends(): Promise<number[]> {
    const { rows } = await this.#database.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and application_name <> 'meter'`,
    );
    return rows.map(({ pid }) => pid);
  }

  #of(pids: readonly number[]): number {
    return pids.reduce((sum, pid) => sum + this.#ticksOf(pid), 0) / this.#ticks;
  }

  /** User and system time, fields 14 and 15; the name before them may hold blanks. */
  #ticksOf(pid: number): number {
    const file = `/proc/${pid}/stat`;
    // A connection that was closed meanwhile.
    if (!existsSync(file)) return 0;
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  }
}

/** What lies in memory of a process now, MB. */
export function memoryOf(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
