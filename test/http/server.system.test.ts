import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src/errors.js';
import { bodyLimit } from '../../src/http/body.js';
import { createMetrics } from '../../src/http/metrics.js';
import type { Register } from '../../src/http/route.js';
import { createServer, type HttpOptions, type HttpServer } from '../../src/http/server.js';
import { createLogger, silentLogger } from '../../src/log.js';

let folder: string;
let server: HttpServer;
let base: string;
let logged: string[];
let storeIsThere: boolean;
let gate: Promise<void>;

const addRoutes = (register: Register): void => {
  register('POST', '/echo/:id', async ({ body, params, query }) => ({
    status: 200,
    headers: { 'X-Own': 'yes' },
    body: { body, id: params.id, query },
  }));
  register('POST', '/broken', () => Promise.reject(new Error('李敏 13800138001')));
  register('POST', '/refused', () => Promise.reject(new AppError('unauthenticated', 'Say who you are.')));
  register('GET', '/slow', async () => {
    await gate;
    return { status: 200, headers: {}, body: 'done' };
  });
};

function options(): HttpOptions {
  logged = [];
  return {
    log: createLogger({ level: 'info', to: { write: (line) => logged.push(line) } }),
    metrics: createMetrics(),
    probe: () => (storeIsThere ? Promise.resolve() : Promise.reject(new AppError('unreachable', 'No store.'))),
    routes: [addRoutes],
    pages: (path) =>
      path === '/'
        ? { file: join(folder, 'index.html'), contentType: 'text/html; charset=utf-8', headers: {} }
        : undefined,
    drained: () => Promise.resolve(),
    drainMs: 500,
  };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-http-'));
  writeFileSync(join(folder, 'index.html'), '<p>首问</p>');
  storeIsThere = true;
  gate = Promise.resolve();
  server = createServer(options());
  base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${base}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const codeOf = async (response: Response): Promise<string> => {
  const { error } = z
    .object({ error: z.object({ code: z.string(), message: z.string().min(1) }) })
    .parse(await response.json());
  return error.code;
};

test('alive and ready are two questions', async () => {
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/readyz`)).status).toBe(200);
  storeIsThere = false;
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  const notReady = await fetch(`${base}/readyz`);
  expect(notReady.status).toBe(503);
  expect(await notReady.text()).toContain('No store.');
});

test('who leaves says that it is not ready and goes on serving', async () => {
  server.leave();
  expect((await fetch(`${base}/readyz`)).status).toBe(503);
  const served = await post('/echo/1', '{}');
  expect(served.status).toBe(200);
  expect(served.headers.get('connection')).toBe('close');
});

test.each(['/healthz', '/'])('HEAD %s is answered like GET, without a body', async (path) => {
  const response = await fetch(`${base}${path}`, { method: 'HEAD' });
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '' });
});

test('a route gets its parameters, query and body, and its headers are sent', async () => {
  const response = await post('/echo/a%2Fb?watermark=7', '{"text":"你好"}', { accept: 'text/html' });
  expect(response.status).toBe(200);
  expect(response.headers.get('x-own')).toBe('yes');
  expect(await response.json()).toEqual({ body: { text: '你好' }, id: 'a/b', query: { watermark: '7' } });
});

test.each([
  ['bad JSON', '{"a":', {}, 400, 'invalid-input'],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'invalid-input'],
  ['a compressed body', 'x', { 'content-encoding': 'gzip' }, 400, 'invalid-input'],
  ['a body one byte too large', JSON.stringify('x'.repeat(bodyLimit - 1)), {}, 413, 'too-large'],
  ['a body far too large', Buffer.alloc(64 * bodyLimit), {}, 413, 'too-large'],
])('%s is refused', async (_, body, headers, status, code) => {
  const response = await post('/echo/1', body, headers);
  expect(response.status).toBe(status);
  expect(await codeOf(response)).toBe(code);
});

test('a body of exactly the limit is read', async () => {
  expect((await post('/echo/1', JSON.stringify('x'.repeat(bodyLimit - 2)))).status).toBe(200);
});

test('a body that is not JSON is no body', async () => {
  expect(await (await post('/echo/1', 'text', { 'content-type': 'text/plain' })).json()).toEqual({
    id: '1',
    query: {},
  });
});

test.each([
  ['GET', '/nowhere', 404, 'not-found'],
  ['GET', '/healthz/../../etc/passwd', 404, 'not-found'],
  ['GET', '/%ff%fe', 404, 'not-found'],
  ['DELETE', '/healthz', 405, 'unsupported'],
])('%s %s is answered in our own shape', async (method, path, status, code) => {
  const response = await fetch(`${base}${path}`, { method, headers: { accept: 'text/plain' } });
  expect(response.status).toBe(status);
  expect(await codeOf(response)).toBe(code);
});

test('a foreseen fault keeps its code, an unforeseen one tells nothing, and neither logs what people said', async () => {
  expect((await post('/refused', '{}')).status).toBe(401);
  const broken = await post('/broken', '{"text":"李敏"}');
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toMatch(/李敏|13800138001/);
  expect(logged.join('')).toContain('request failed');
  expect(logged.join('')).not.toContain('13800138001');
});

test('pages carry security headers and are not sent twice', async () => {
  const page = await fetch(`${base}/`);
  expect(await page.text()).toBe('<p>首问</p>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  const again = await fetch(`${base}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

test('metrics are in the format of Prometheus', async () => {
  await post('/refused', '{}');
  const text = await (await fetch(`${base}/metrics`)).text();
  expect(text).toContain('shouwen_errors_total{code="401"} 1');
});

test('closing stops listening at once, and what is under way ends', async () => {
  let open = (): void => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const slow = fetch(`${base}/slow`);
  await fetch(`${base}/healthz`);
  const closed = server.close();
  await expect(fetch(`${base}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow();
  open();
  expect(await (await slow).text()).toBe('"done"');
  await closed;
});

test('closing does not wait for ever', async () => {
  gate = new Promise(() => {});
  const slow = expect(fetch(`${base}/slow`)).rejects.toThrow();
  await fetch(`${base}/healthz`);
  await server.close();
  await slow;
});

test('a client that goes away in the middle harms nobody', async () => {
  const port = Number(new URL(base).port);
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /echo/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      );
      socket.destroy();
      socket.once('close', () => resolve());
    });
  });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(`${base}/healthz`, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

test('a port that is taken is said in one clear line', async () => {
  const other = createServer({ ...options(), log: silentLogger });
  const port = Number(new URL(base).port);
  await expect(other.listen(port, '127.0.0.1')).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken: set PORT to another.`,
  );
});

test.each([
  [true, 'max-age=31536000'],
  [false, null],
])('whether browsers are to stay with https: %p', async (https, expected) => {
  const other = createServer({ ...options(), https });
  const port = await other.listen(0, '127.0.0.1');
  const { headers } = await fetch(`http://127.0.0.1:${port}/healthz`);
  await other.close();
  expect(headers.get('strict-transport-security')).toBe(expected);
});
