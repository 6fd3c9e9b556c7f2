import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const reply = z.object({ done: z.unknown().optional(), failed: z.string().optional() });
const order = z.object({ ask: z.string(), input: z.unknown().optional() });

/** How long a process may take to end once the bench has let go, ms. */
const graceMs = 5_000;

/** A process of this bench that is asked one thing at a time. It ends with us. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #died: Promise<never>;

  /** `file` stands beside this one; resolves when the process says it is there. */
  static async start(file: string, args: string[] = [], node: string[] = []): Promise<Worker> {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const child = fork(path, args, { execArgv: node, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const worker = new Worker(child);
    await worker.#next();
    return worker;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#died = once(child, 'exit').then(() => Promise.reject(new Error('a process of the bench died')));
    this.#died.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask<T>(schema: z.ZodType<T>, ask: string, input?: unknown): Promise<T> {
    const answer = this.#next();
    this.#child.send({ ask, input });
    return schema.parse(await answer);
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  async #next(): Promise<unknown> {
    const message = await Promise.race([this.#message(), this.#died]);
    const { done, failed } = reply.parse(message);
    if (failed !== undefined) throw new Error(failed);
    return done;
  }

  #message(): Promise<unknown> {
    return new Promise((resolve) => this.#child.once('message', resolve));
  }
}

/** The other side: answers what it is asked, and ends when the bench lets go or is gone; signals are the bench's business. */
export function answer(asked: Record<string, (input: unknown) => Promise<unknown>>, close: () => Promise<void>): void {
  const tell = (message: z.infer<typeof reply>) => process.send?.(message);
  process.on('message', async (message) => {
    const { ask, input } = order.parse(message);
    try {
      tell({ done: await asked[ask]?.(input) });
    } catch (error) {
      tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => undefined);
  const end = () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    close().finally(() => process.exit(0));
  };
  process.once('disconnect', end);
  if (process.connected) tell({});
  else end();
}
