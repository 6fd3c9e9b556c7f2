import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Register, WebHandler } from '../../src/channels/web-chat/index.js';
import { resolvePage } from '../../src/channels/web-chat/pages.js';

interface Route {
  method: string;
  pattern: RegExp;
  handler: WebHandler;
}

export interface Served {
  origin: string;
  close(): Promise<void>;
}

/** A plain http server on a free (or the given) loopback port that carries the web chat's routes and the page. */
export async function serve(mount: (register: Register) => void, port = 0): Promise<Served> {
  const routes: Route[] = [];
  mount((method, path, handler) => {
    routes.push({ method, pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler });
  });
  const server = createServer((request, response) => {
    dispatch(routes, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function dispatch(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  for (const route of routes) {
    const match = request.method === route.method ? route.pattern.exec(url.pathname) : null;
    if (!match) continue;
    const given = {
      params: { ...match.groups },
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
    };
    const body = await readJson(request);
    const result = await route.handler({ ...given, remoteAddress: request.socket.remoteAddress, body });
    response.writeHead(result.status, { 'Content-Type': 'application/json', ...result.headers });
    response.end(JSON.stringify(result.body));
    return;
  }
  const page = request.method === 'GET' ? resolvePage(url.pathname) : undefined;
  if (!page) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': page.contentType, ...page.headers });
  createReadStream(page.file).pipe(response);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
