import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { type App, type AppOptions, openApp, serveApp } from '../src/app.js';
import { type Clock, FixedClock } from '../src/clock.js';
import { parseConfig } from '../src/config.js';
import { type Logger, silentLogger } from '../src/log.js';
import { policyOnce } from './policy-once.js';

/** What `startApp` seals its store with. */
export const secretKey = 's'.repeat(40);

export interface RunningApp {
  app: App;
  clock: FixedClock;
  url: string;
  /** Every route that answers, as `METHOD path`. */
  routes: readonly string[];
  dataDir: string;
  /** Says something over HTTP with expectReplies; the id makes it the same message when sent again. */
  say(text: string, options?: { as?: string; in?: string; id?: string; attachments?: object[] }): Promise<Activity[]>;
  post(activity: object): Promise<Response>;
  close(): Promise<void>;
}

/** The whole product in this process: real store, real HTTP server on a free port, a clock that stands still. */
export async function startApp(options: {
  now: string;
  databaseUrl?: string;
  dataDir?: string;
  port?: number;
  /** More of the environment. */
  environment?: Record<string, string>;
  log?: Logger;
  cloud?: AppOptions['cloud'];
  limiter?: AppOptions['limiter'];
  /** Instead of one that stands still at `now`. */
  clock?: Clock;
}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shouwen-')));
  const environment = {
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...options.environment,
  };
  const config = parseConfig(environment);
  const clock = new FixedClock(options.now);
  const { log = silentLogger, cloud, limiter } = options;
  const more = { policy: policyOnce(config), ...(cloud ? { cloud } : {}), ...(limiter ? { limiter } : {}) };
  const app = await openApp({ config, log, clock: options.clock ?? clock, ...more });
  const server = serveApp(app, config, log);
  const url = `http://127.0.0.1:${await server.listen(options.port ?? 0, '127.0.0.1')}`;
  const post = (activity: object) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
  let said = 0;
  return {
    app,
    clock,
    url,
    routes: server.routes,
    dataDir,
    post,
    async say(text, { as = 'demo-manager', in: conversation = as, id = `m${++said}`, attachments } = {}) {
      const message = messageActivity(text, as, conversation, id);
      const response = await post(attachments ? { ...message, attachments } : message);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      const body = (await response.json()) as { activities: Activity[] };
      return body.activities;
    },
    async close() {
      await server.close();
      await app.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function messageActivity(text: string, from: string, conversation: string, id: string): object {
  return {
    type: 'message',
    id,
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    deliveryMode: 'expectReplies',
    from: { id: from },
    recipient: { id: 'bot' },
    conversation: { id: conversation },
    text,
  };
}
