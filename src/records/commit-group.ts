import { whenFree } from './busy-retry.js';
import type { NodeSqlite } from './node-sqlite.js';
import type { Session } from './session.js';
import { toAppError } from './store-errors.js';

/** So that one group never holds the process for long. */
const maxMembers = 16;

type Work<T> = (session: Session) => Promise<T>;

interface Member {
  /** Resolves to what tells the caller, once all is on disk. */
  work: Work<() => void>;
  reject: (error: unknown) => void;
}

/**
 * Transactions that share one commit: waiting for the disk is what a commit costs, and it costs the same for one as for
 * many. Each is still whole by itself: one that fails is undone alone, and nobody is told before the commit is over.
 */
export class CommitGroup {
  readonly #writer: NodeSqlite;
  readonly #session: () => Session;
  readonly #members: Member[] = [];

  constructor(writer: NodeSqlite, session: () => Session) {
    this.#writer = writer;
    this.#session = session;
  }

  get size(): number {
    return this.#members.length;
  }

  get full(): boolean {
    return this.size >= maxMembers;
  }

  add<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const member = async (session: Session) => {
        const result = await work(session);
        return () => resolve(result);
      };
      this.#members.push({ work: member, reject });
    });
  }

  /** Runs the members in the order they came. Never rejects: every member learns how it ended. */
  async commit(): Promise<void> {
    const { raw } = this.#writer;
    try {
      await whenFree(() => this.#writer.run('begin immediate'));
      const tell: Array<() => void> = [];
      for (const member of this.#members) tell.push(await this.#run(member));
      this.#writer.run('commit');
      for (const each of tell) each();
    } catch (error) {
      if (raw.isOpen && raw.isTransaction) raw.exec('rollback');
      for (const { reject } of this.#members) reject(toAppError(error));
    }
  }

  /** Throws only when the fault has ended the whole group. */
  async #run(member: Member): Promise<() => void> {
    const { raw } = this.#writer;
    const session = this.#session();
    this.#writer.run('savepoint member');
    try {
      const tell = await member.work(session);
      this.#writer.run('release member');
      return tell;
    } catch (error) {
      if (!raw.isTransaction) throw error;
      raw.exec('rollback to member; release member');
      return () => member.reject(toAppError(error));
    } finally {
      session.end();
    }
  }
}
