import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';

type Behaviour = { status: number; headers?: Record<string, string> } | 'hang';

export interface Received {
  method: string;
  path: string;
  authorization: string | undefined;
  activity: Record<string, unknown>;
  /** What it is called from now on; undefined when it was refused. */
  id: string | undefined;
}

/** A small service of a channel: takes activities on a free port, or answers as it is told to. */
export class LocalConnector {
  readonly received: Received[] = [];
  /** What to answer, also by the path asked for; `hang` never answers. */
  behaviour: Behaviour | ((path: string) => Behaviour) = { status: 200 };
  /** The `Authorization` header it asks for, if any. */
  proof: string | undefined;
  /** How long each answer takes, ms. */
  delayMs = 0;
  readonly #server: Server;
  /** The n-th activity is called `r<n>`. */
  #ids = 0;
  #waiting: Array<() => void> = [];

  constructor() {
    this.#server = createServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      const { method = '', url = '', headers } = req;
      const { authorization } = headers;
      const behaviour = this.#behaviourFor(url, authorization);
      const taken = behaviour !== 'hang' && behaviour.status < 300;
      this.#ids += 1;
      const id = `r${this.#ids}`;
      this.received.push({ method, path: url, authorization, activity: JSON.parse(body), id: taken ? id : undefined });
      for (const tell of this.#waiting.splice(0)) tell();
      if (behaviour === 'hang') return;
      if (this.delayMs > 0) await after(this.delayMs);
      res.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      res.end(JSON.stringify({ id }));
    });
  }

  #behaviourFor(path: string, authorization: string | undefined): Behaviour {
    if (this.proof !== undefined && authorization !== this.proof) return { status: 401 };
    return typeof this.behaviour === 'function' ? this.behaviour(path) : this.behaviour;
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Resolves with the next activity received. */
  async next(): Promise<Received> {
    if (this.received.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const first = this.received.shift();
    if (!first) throw new Error('nothing received');
    return first;
  }

  /** Stops listening and hangs up; `resume` listens on the same port again. */
  async pause(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async resume(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
