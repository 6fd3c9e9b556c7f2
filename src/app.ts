import { createForms } from '../dialogs/forms.js';
import { BotFramework, type BotFrameworkOptions } from './channels/bot-framework/index.js';
import type { Channel } from './channels/channel.js';
import {
  CustomerDoor,
  createCustomerChannel,
  createCustomerStream,
  mountCustomerChat,
} from './channels/customer-chat/index.js';
import { createTerminalChannel } from './channels/terminal/index.js';
import {
  ActivityStream,
  createWebChatChannel,
  demoVisitors,
  mountWebChat,
  noVisitors,
  resolvePage,
  SignIn,
} from './channels/web-chat/index.js';
import { Wecom } from './channels/wecom/index.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { ActivityWatch, watched } from './coordination/activity-watch.js';
import type { Cache } from './coordination/cache.js';
import { openCoordination } from './coordination/coordination.js';
import type { RateLimiter } from './coordination/rate-limit.js';
import { openClock } from './demo-clock.js';
import { seedDemoDirectory, withDemoIdentities } from './domain/demo-directory.js';
import type { Store } from './domain/ports.js';
import { AppError } from './errors.js';
import { handbookInForce } from './handbook/in-force.js';
import { createMetrics, type Metrics } from './http/metrics.js';
import type { Register } from './http/route.js';
import { createServer, type HttpServer } from './http/server.js';
import { Ledger } from './ledger/ledger.js';
import type { Logger } from './log.js';
import type { Model } from './model/types.js';
import { loadCalendars } from './policy/calendar.js';
import { clausesOn } from './policy/clauses.js';
import { derive } from './policy/derive.js';
import { loadPack } from './policy/load-pack.js';
import { localDay } from './policy/local-time.js';
import type { Pack } from './policy/types.js';
import { loadWordingGuard } from './policy/wording-guard.js';
import { openStore } from './records/open-store.js';
import { Vault } from './records/vault.js';
import { fieldSecrets, loadSecretKey } from './secret-key.js';
import type { Policy } from './turn/form-context.js';
import { ShownLinks } from './turn/links/show-link.js';
import { ObservedTurns } from './turn/observed-turns.js';
import { type TurnOptions, TurnRunner } from './turn/turns.js';
import type { Turns } from './turn/types.js';
import { createUnderstanding } from './understanding/read.js';
import type { DirectoryIndex } from './understanding/types.js';

/** Channels whose conversations we keep ourselves: there appending is delivery. */
const owned: ReadonlySet<string> = new Set(['webchat']);

/** A sweep is begun each second and gets on with every chunk. */
const sweepAliveMs = 60_000;

/** Turns give every speaker's own. */
const noDirectory: DirectoryIndex = { customers: [], contacts: [] };

export interface App {
  store: Store;
  turns: Turns;
  ledger: Ledger;
  /** News of conversations, for who listens. */
  watch: ActivityWatch;
  clock: Clock;
  pack: Pack;
  metrics: Metrics;
  /** Messages of one sender, whatever the channel. */
  limiter: RateLimiter;
  /** Rejects, with the reason, while a message could not be worked through or due work stands still. */
  ready(): Promise<void>;
  channels: { botFramework: BotFramework; all: readonly Channel[] };
  /** Builds what the first question would build, once the server answers. */
  prepare(): void;
  /** Opens the connections that channels keep by themselves. */
  connect(): void;
  /** Ends the sweep, waits for turns, closes the store. */
  close(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** For tests and scripted conversations; else the one the configuration asks for. */
  clock?: Clock;
  trace?: TurnOptions['trace'];
  /** Another cloud of the Bot Framework than the public one. */
  cloud?: BotFrameworkOptions['cloud'];
  /** Else the one the processes share. */
  limiter?: RateLimiter;
  /** Read before; else what the configuration names. */
  policy?: Policy;
}

/** The pack a configuration names, an administrator's overlay included. */
export function loadPolicy({
  packDir,
  calendarsDir,
  overlayDir: overlay,
}: Pick<Config, 'packDir' | 'calendarsDir' | 'overlayDir'>): Policy {
  const pack = loadPack(packDir, overlay === undefined ? {} : { overlay });
  return {
    pack,
    calendars: loadCalendars({ folder: calendarsDir, overlay }),
    wording: loadWordingGuard(pack.folder),
  };
}

/** Opens the store (migrated, seeded in demo mode) and wires the rooms; the only place that knows them all. */
export async function openApp({
  config,
  log,
  clock: given,
  trace,
  cloud,
  limiter: givenLimiter,
  policy: givenPolicy,
}: AppOptions): Promise<App> {
  const policy = givenPolicy ?? loadPolicy(config);
  const { pack } = policy;
  const watch = new ActivityWatch();
  const opened = await openStore({
    dataDir: config.dataDir,
    secrets: fieldSecrets(config),
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  });
  const store = watched(opened, watch);
  const coordination = await openCoordination({
    redisUrl: config.redisUrl,
    store,
    watch,
    secrets: () => ({ secretKey: loadSecretKey(config), sealer: new Vault(fieldSecrets(config)) }),
    log: log.child({ room: 'coordination' }),
  });
  const clock = given ?? (await openClock(store, config.simulated));
  const now = clock.businessNow();
  if (config.demo) await seedDemoDirectory(store, pack, now, (events) => derive({ ...policy, events, now }));
  const metrics = createMetrics();
  const wake: { ledger?: Ledger; channels?: readonly Channel[] } = {};
  const handbook = handbookInForce(pack, () => localDay(clock.businessNow(), pack.timeZone));
  const understanding = createUnderstanding({
    lexicon: pack.lexicon,
    severitySignals: pack.severitySignals,
    forms: pack.forms,
    directory: () => noDirectory,
    isWorkingDay: (day) => policy.calendars.isWorking(day),
  });
  const model = await modelOf({
    config,
    cache: coordination.cache,
    store,
    policy,
    understanding,
    handbook,
    clock,
    metrics,
    log,
  });
  const turnLog = log.child({ room: 'turn' });
  const runner = new TurnRunner({
    store,
    understanding,
    handbook,
    ...(model ? { model } : {}),
    policy,
    forms: createForms(pack),
    clock,
    log: turnLog,
    demo: config.demo,
    owned,
    lock: coordination.lock,
    ...(config.customerChat ? { links: new ShownLinks(loadSecretKey(config), config.customerChat.origin) } : {}),
    openAlone: async (channel, activity) => wake.channels?.find(({ serves }) => serves(channel))?.openAlone?.(activity),
    afterCommit: () => wake.ledger?.kick(),
    trace(spent, heard) {
      metrics.heard(heard);
      turnLog.info({ ...heard, ...rounded(spent) }, 'turn done');
      trace?.(spent, heard);
    },
  });
  const turns = new ObservedTurns(runner, { observer: metrics, log: turnLog, clock });
  const limiter = givenLimiter ?? coordination.limiter;
  const botFramework = new BotFramework({ config, turns, limiter, log, ...(cloud ? { cloud } : {}) });
  const wecom = config.wecom && new Wecom({ config: config.wecom, turns, store, limiter, clock, log });
  const all = [
    createWebChatChannel(store, clock),
    createTerminalChannel(),
    createCustomerChannel(),
    ...(wecom ? [wecom] : []),
    botFramework,
  ];
  const ledger = new Ledger({ store, turns, channels: all, clock, log, policy, owned });
  wake.ledger = ledger;
  wake.channels = all;
  metrics.gauge(async () => {
    const { obligations, outbox, dueWork, unfinishedMessages } = await store.measure(clock.businessNow());
    return {
      shouwen_obligations_open: obligations.open,
      shouwen_obligations_due: obligations.dueWithinDay,
      shouwen_obligations_late: obligations.late,
      shouwen_outbox_pending: outbox.pending,
      shouwen_outbox_oldest_seconds: outbox.oldestMs / 1000,
      shouwen_outbox_undelivered: outbox.undelivered,
      shouwen_outbox_parked: outbox.parked,
      shouwen_due_work: dueWork,
      shouwen_messages_unfinished: unfinishedMessages,
      shouwen_turns_underway: coordination.lock.busy,
      shouwen_sweep_still_seconds: ledger.stillMs / 1000,
    };
  });
  const close = async () => {
    await wecom?.stop();
    await ledger.stop();
    await turns.drained();
    coordination.close();
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
    limiter,
    async ready() {
      await store.ping();
      if (ledger.stillMs > sweepAliveMs) throw new AppError('unreachable', 'The sweep of due work stands still.');
    },
    channels: { botFramework, all },
    connect: () => wecom?.start(),
    prepare() {
      const failed = (room: string) => (err: unknown) => log.error({ err, room }, 'could not be prepared');
      handbook.prepare().catch(failed('handbook'));
      model?.prepare().catch(failed('model'));
    },
    close,
  };
}

/** Whole tenths of a ms, as a log can be read. */
function rounded(spent: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(spent).map(([phase, ms]) => [`${phase}Ms`, Math.round(ms * 10) / 10]));
}

type ModelParts = Pick<TurnOptions, 'store' | 'policy' | 'understanding' | 'handbook' | 'clock'> & {
  config: Config;
  cache: Cache;
  metrics: Metrics;
  log: Logger;
};

/** The language model, when there is a key; without one nothing of it is loaded. */
async function modelOf({ config, metrics, log, ...parts }: ModelParts): Promise<Model | undefined> {
  if (!config.model) return undefined;
  const [{ openModel }, { storedCalls }] = await Promise.all([
    import('./model/open-model.js'),
    import('./model/call-log.js'),
  ]);
  const { store, policy, clock } = parts;
  const { pack, wording } = policy;
  const { tokensPerDay } = config.model;
  const room = log.child({ room: 'model' });
  return openModel({
    ...parts,
    config: config.model,
    pack,
    clauses: () => clausesOn(pack, localDay(clock.businessNow(), pack.timeZone)),
    calls: storedCalls({ store, tokensPerDay, timeZone: pack.timeZone, log: room }),
    mayBeSaid: (text) => wording.check(text).length === 0,
    log: room,
    observe: metrics.modelCall,
  });
}

/** The web server of an app: health, metrics, `/api/messages`, the web chat and its page. */
export function serveApp(app: App, config: Config, log: Logger): HttpServer {
  const { store, turns, watch, metrics, clock, pack, limiter } = app;
  const secretKey = loadSecretKey(config);
  const { signIn } = config;
  const staff = config.demo ? withDemoIdentities(store) : store;
  const signingIn =
    signIn && new SignIn({ config: signIn, secretKey, staff, limiter, log: log.child({ room: 'web-chat' }) });
  const visitors = signingIn ?? (config.demo ? demoVisitors : noVisitors);
  const customers = customerChat(app, config, secretKey);
  return createServer({
    log,
    metrics,
    probe: () => app.ready(),
    drained: () => turns.drained(),
    https: [signIn, config.customerChat].some((door) => door?.publicUrl?.startsWith('https:')),
    upgrades: [new ActivityStream({ activities: store, watch, secretKey, visitors }), ...customers.upgrades],
    pages: (path) =>
      resolvePage(path, { staff: visitors !== noVisitors, customers: config.customerChat !== undefined }),
    routes: [
      app.channels.botFramework.addRoutes,
      (register) => signingIn?.addRoutes(register),
      customers.addRoutes,
      (register) =>
        mountWebChat(register, {
          turns,
          activities: store,
          secretKey,
          clock,
          timeZone: pack.timeZone,
          visitors,
          ...(config.simulated ? { simulatedSpeed: config.simulated.speed } : {}),
          limiter,
          // The turns tell of it themselves.
          onTurnFault: () => undefined,
        }),
    ],
  });
}

/** Customers' own chats, where they are on. */
function customerChat({ store, turns, watch, clock, pack, limiter }: App, config: Config, secretKey: string) {
  if (!config.customerChat) return { upgrades: [], addRoutes: () => undefined };
  const { publicUrl } = config.customerChat;
  const door = new CustomerDoor({ links: store, secretKey, publicUrl, now: () => clock.businessNow() });
  const chat = { door, turns, activities: store, clock, timeZone: pack.timeZone, limiter };
  return {
    upgrades: [createCustomerStream(door, clock, { activities: store, watch })],
    addRoutes: (register: Register) => mountCustomerChat(register, { ...chat, onTurnFault: () => undefined }),
  };
}
