import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import restify from 'restify';
import { AppError, httpStatus } from '../errors.js';
import { type Logger, silentLogger } from '../log.js';
import { readJson } from './body.js';
import { fault, faultResponse } from './fault.js';
import type { Metrics } from './metrics.js';
import { httpsHeaders, pageResponse, securityHeaders } from './pages.js';
import type { Handler, HttpRequest, HttpResponse, Page, Register } from './route.js';

/** Takes connections that change to another protocol (WebSocket). */
export interface Upgrade {
  /** False: not its path. True: taken, or refused in its own way. */
  take(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends what it took. */
  close(): void;
}

export interface HttpOptions {
  log: Logger;
  metrics: Metrics;
  /** Rejects while a turn cannot be served, with the reason. */
  probe: () => Promise<void>;
  /** Browsers reach us by https: from then on they use nothing else. */
  https?: boolean;
  /** Channels and later the board's API add their routes here. */
  routes: ReadonlyArray<(register: Register) => void>;
  /** Path → file, for what no route answers. */
  pages?: (path: string) => Page | undefined;
  upgrades?: readonly Upgrade[];
  /** Resolves when no turn is under way. */
  drained: () => Promise<void>;
  /** How long `close` waits for turns, ms. */
  drainMs?: number;
}

export interface HttpServer {
  /** Every route that answers, as `METHOD path`. */
  readonly routes: readonly string[];
  /** Resolves to the port once requests are taken. Port 0 picks a free one. */
  listen(port: number, host: string): Promise<number>;
  /** `/readyz` says 503 from now on, so that whoever spreads requests sends them elsewhere; everything is still served. */
  leave(): void;
  /** Stops listening, lets requests and turns end (at most `drainMs`), then cuts what is left. Safe to call twice. */
  close(): Promise<void>;
}

/** A probe that does not answer means "not ready". */
const probeMs = 2_000;

/** The web server: health, metrics, the channels' routes and the pages; limits and time-outs for all of them. */
export function createServer(options: HttpOptions): HttpServer {
  return new RestifyServer(options);
}

class RestifyServer implements HttpServer {
  readonly #options: HttpOptions;
  readonly #server: restify.Server;
  readonly #log: Logger;
  readonly routes: string[] = [];
  #closing: Promise<void> | undefined;
  #leaving = false;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#log = options.log.child({ room: 'http' });
    // The types are of an older restify, which logged with bunyan; pino has the methods it calls.
    const log = silentLogger as unknown as NonNullable<restify.ServerOptions['log']>;
    this.#server = restify.createServer({ name: '', log, ignoreTrailingSlash: true });
    this.#limitTimes();
    const register: Register = (method, path, handler) => this.#register(method, path, handler);
    this.#addOwnRoutes(register);
    for (const addRoutes of options.routes) addRoutes(register);
    this.#answerTheRest();
    this.#takeUpgrades();
  }

  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        const why = cause.code === 'EADDRINUSE' ? 'is taken: set PORT to another' : `cannot be opened (${cause.code})`;
        reject(new AppError('misconfigured', `Port ${port} on ${host} ${why}.`, { cause }));
      });
      this.#server.listen(port, host, () => resolve(this.#server.address().port));
    });
  }

  leave(): void {
    this.#leaving = true;
  }

  close(): Promise<void> {
    this.#leaving = true;
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    const http = this.#server.server;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    http.closeIdleConnections();
    for (const upgrade of this.#options.upgrades ?? []) upgrade.close();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#options.drainMs ?? 10_000);
    });
    await Promise.race([Promise.all([closed, this.#options.drained()]), late]);
    clearTimeout(timer);
    http.closeAllConnections();
  }

  #takeUpgrades(): void {
    this.#server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const taken = !this.#closing && this.#options.upgrades?.some((upgrade) => upgrade.take(request, socket, head));
      if (!taken) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
  }

  #limitTimes(): void {
    const http = this.#server.server;
    http.headersTimeout = 10_000;
    http.requestTimeout = 30_000;
    http.keepAliveTimeout = 65_000;
    http.maxHeadersCount = 100;
  }

  #addOwnRoutes(register: Register): void {
    const { metrics, probe } = this.#options;
    register('GET', '/healthz', async () => ({ status: 200, headers: {}, body: { status: 'alive' } }));
    register('GET', '/readyz', async () => {
      if (this.#leaving) return fault(503, 'unreachable', 'The server is stopping.');
      const why = await whyNot(probeMs, probe());
      return why === undefined
        ? { status: 200, headers: {}, body: { status: 'ready' } }
        : fault(503, 'unreachable', why);
    });
    register('GET', '/metrics', async () => {
      const { contentType, text } = await metrics.expose();
      return { status: 200, headers: { 'Content-Type': contentType }, body: text };
    });
  }

  #register(method: 'GET' | 'POST', path: string, handler: Handler): void {
    this.routes.push(`${method} ${path}`);
    const serve = async (req: restify.Request, res: restify.Response) => {
      this.#answer(res, await this.#run(req, handler));
    };
    if (method === 'POST') {
      this.#server.post(path, serve);
      return;
    }
    this.#server.get(path, serve);
    this.#server.head(path, serve);
  }

  async #run(req: restify.Request, handler: Handler): Promise<HttpResponse> {
    try {
      const body = req.method === 'POST' ? await readJson(req) : undefined;
      return this.#counted(await handler(toRequest(req, body)));
    } catch (err) {
      if (!(err instanceof AppError) || httpStatus[err.code] >= 500)
        this.#log.error({ err, path: req.getRoute()?.path }, 'request failed');
      return this.#counted(faultResponse(err));
    }
  }

  #counted(response: HttpResponse): HttpResponse {
    if (response.status >= 400) this.#options.metrics.fault(String(response.status));
    return response;
  }

  /** What no route takes: a page, else 404 (405 for a known path) in our own shape. */
  #answerTheRest(): void {
    this.#server.on(
      'restifyError',
      (req: restify.Request, res: restify.Response, error: RouteError, done: () => void) => {
        void this.#answerUnrouted(req, error).then((response) => {
          const { headers, payload } = this.#encoded(response);
          // By restify's means, which then knows of it.
          if (!res.headersSent && !res.destroyed) res.sendRaw(response.status, payload, headers);
          done();
        });
      },
    );
  }

  async #answerUnrouted(req: restify.Request, error: RouteError): Promise<HttpResponse> {
    const page = isRead(req) ? this.#options.pages?.(req.getPath()) : undefined;
    if (page) return await pageResponse(page, toRequest(req, undefined));
    const status = error.statusCode ?? 500;
    if (status >= 500) this.#log.error({ err: error }, 'request failed');
    if (status === 405) return this.#counted(fault(405, 'unsupported', 'This address does not take that method.'));
    if (status >= 500) return this.#counted(faultResponse(error));
    return this.#counted(fault(404, 'not-found', 'There is nothing here.'));
  }

  /** A route's answer, by Node's own means: restify's would set each header by itself. */
  #answer(res: restify.Response, response: HttpResponse): void {
    if (res.headersSent || res.destroyed) return;
    const { headers, payload } = this.#encoded(response);
    res.writeHead(response.status, headers);
    res.end(payload);
  }

  #encoded(response: HttpResponse) {
    const raw = response.headers['Content-Type'] !== undefined;
    const always = this.#options.https ? httpsHeaders : securityHeaders;
    const headers: Record<string, string> = { ...always, 'Cache-Control': 'no-store', ...response.headers };
    if (this.#leaving || response.status === 413) headers.Connection = 'close';
    if (!raw && response.body !== undefined) headers['Content-Type'] = 'application/json; charset=utf-8';
    const payload = toPayload(response, raw);
    // Of a known length it leaves in one piece.
    if (payload !== '') headers['Content-Length'] = `${Buffer.byteLength(payload)}`;
    return { headers, payload };
  }
}

function toPayload({ body }: HttpResponse, raw: boolean): string | Buffer {
  if (body === undefined) return '';
  if (raw && (typeof body === 'string' || Buffer.isBuffer(body))) return body;
  return JSON.stringify(body);
}

interface RouteError extends Error {
  statusCode?: number;
}

const isRead = (req: IncomingMessage): boolean => req.method === 'GET' || req.method === 'HEAD';

function toRequest(req: restify.Request, body: unknown): HttpRequest {
  const query = req.url?.includes('?') ? Object.fromEntries(new URLSearchParams(req.getQuery())) : {};
  const { headers } = req;
  const request: HttpRequest = { params: req.params ?? {}, query, headers, remoteAddress: req.socket.remoteAddress };
  return body === undefined ? request : { ...request, body };
}

/** Undefined when it is done in time. */
async function whyNot(ms: number, work: Promise<void>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The record store does not answer in time.'), ms);
  });
  const told = (error: unknown) => (error instanceof AppError ? error.message : 'Not ready.');
  const done = await Promise.race([work.then(() => undefined, told), late]);
  clearTimeout(timer);
  return done;
}
