import { createForms } from '../dialogs/forms.js';
import { BotFramework } from './channels/bot-framework/index.js';
import type { Channel } from './channels/channel.js';
import { createTerminalChannel } from './channels/terminal/index.js';
import { ActivityStream, createWebChatChannel, mountWebChat, resolvePage } from './channels/web-chat/index.js';
import type { Clock } from './clock.js';
import { type Config, loadSecretKey } from './config.js';
import { ActivityWatch, watched } from './coordination/activity-watch.js';
import { MemoryRateLimiter, messageLimit } from './coordination/rate-limit.js';
import { openClock } from './demo-clock.js';
import { seedDemoDirectory } from './domain/demo-directory.js';
import type { Store } from './domain/ports.js';
import { createHandbook } from './handbook/handbook.js';
import { handbookOnDemand } from './handbook/on-demand.js';
import { createMetrics, type Metrics } from './http/metrics.js';
import { createServer, type HttpServer } from './http/server.js';
import { Ledger } from './ledger/ledger.js';
import type { Logger } from './log.js';
import { loadCalendars } from './policy/calendar.js';
import { derive } from './policy/derive.js';
import { loadPack } from './policy/load-pack.js';
import type { Pack } from './policy/types.js';
import { loadWordingGuard } from './policy/wording-guard.js';
import { openStore } from './records/open-store.js';
import { type TurnOptions, TurnRunner } from './turn/turns.js';
import { createUnderstanding } from './understanding/read.js';
import type { DirectoryIndex } from './understanding/types.js';

/** Channels whose conversations we keep ourselves: there appending is delivery. */
const owned: ReadonlySet<string> = new Set(['webchat']);

/** Turns give every speaker's own. */
const noDirectory: DirectoryIndex = { customers: [], contacts: [] };

export interface App {
  store: Store;
  turns: TurnRunner;
  ledger: Ledger;
  /** News of conversations, for who listens. */
  watch: ActivityWatch;
  clock: Clock;
  pack: Pack;
  metrics: Metrics;
  channels: { botFramework: BotFramework; all: readonly Channel[] };
  /** Builds what the first question would build, once the server answers. */
  prepare(): void;
  /** Ends the sweep, waits for turns, closes the store. */
  close(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** For tests and scripted conversations; else the one the configuration asks for. */
  clock?: Clock;
  trace?: TurnOptions['trace'];
}

/** Opens the store (migrated, seeded in demo mode) and wires the rooms; the only place that knows them all. */
export async function openApp({ config, log, clock: given, trace }: AppOptions): Promise<App> {
  const overlay = config.overlayDir;
  const pack = loadPack(config.packDir, overlay === undefined ? {} : { overlay });
  const calendars = loadCalendars({ folder: config.calendarsDir, overlay });
  const policy = { pack, calendars, wording: loadWordingGuard(pack.folder) };
  const watch = new ActivityWatch();
  const opened = await openStore({
    dataDir: config.dataDir,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  });
  const store = watched(opened, watch);
  const clock = given ?? (await openClock(store, config.simulated));
  const now = clock.businessNow();
  if (config.demo) await seedDemoDirectory(store, pack, now, (events) => derive({ ...policy, events, now }));
  const metrics = createMetrics();
  const wake: { ledger?: Ledger } = {};
  const handbook = handbookOnDemand(() => createHandbook(pack.clauses, pack.lexicon));
  const turns = new TurnRunner({
    store,
    understanding: createUnderstanding({
      lexicon: pack.lexicon,
      severitySignals: pack.severitySignals,
      directory: () => noDirectory,
      isWorkingDay: (day) => policy.calendars.isWorking(day),
    }),
    handbook,
    policy,
    forms: createForms(),
    clock,
    log: log.child({ room: 'turn' }),
    demo: config.demo,
    owned,
    afterCommit: () => wake.ledger?.kick(),
    ...(trace ? { trace } : {}),
  });
  const limiter = new MemoryRateLimiter(messageLimit);
  const botFramework = new BotFramework({ config, turns, limiter, metrics, log });
  const all = [createWebChatChannel(store, clock), createTerminalChannel(), botFramework];
  const ledger = new Ledger({ store, turns, channels: all, clock, log, policy, owned });
  wake.ledger = ledger;
  const close = async () => {
    await ledger.stop();
    await turns.drained();
    await store.close();
  };
  return {
    store,
    turns,
    ledger,
    watch,
    clock,
    pack,
    metrics,
    channels: { botFramework, all },
    prepare: () => handbook.prepare(),
    close,
  };
}

/** The web server of an app: health, metrics, `/api/messages`, the web chat and its page. */
export function serveApp(app: App, config: Config, log: Logger): HttpServer {
  const { store, turns, watch, metrics, clock, pack } = app;
  const secretKey = loadSecretKey(config);
  const limiter = new MemoryRateLimiter(messageLimit);
  return createServer({
    log,
    metrics,
    probe: () => store.ping(),
    drained: () => turns.drained(),
    upgrades: [new ActivityStream({ activities: store, watch, secretKey, demo: config.demo })],
    pages: config.demo ? resolvePage : () => undefined,
    routes: [
      app.channels.botFramework.addRoutes,
      (register) =>
        mountWebChat(register, {
          turns,
          activities: store,
          secretKey,
          clock,
          timeZone: pack.timeZone,
          demo: config.demo,
          ...(config.simulated ? { simulatedSpeed: config.simulated.speed } : {}),
          limiter,
          onTurnFault: (err) => log.error({ err, room: 'web-chat' }, 'turn failed'),
        }),
    ],
  });
}
