import { setTimeout as after } from 'node:timers/promises';
import { openApp, serveApp } from './app.js';
import { parseConfig, readEnvironment } from './config.js';
import { AppError } from './errors.js';
import { createLogger } from './log.js';

/** The server process: starts, says where it is, and stops cleanly on SIGTERM and SIGINT (its launcher sends one, also when it is gone). */
async function main(): Promise<void> {
  const config = parseConfig(readEnvironment(), { server: true });
  const log = createLogger({ level: config.logLevel });
  const app = await openApp({ config, log });
  const server = serveApp(app, config, log);
  const port = await server.listen(config.port, config.host);
  const here = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  await app.channels.botFramework.checkClosed(`http://${here}:${port}`);
  app.ledger.start();
  app.connect();
  setImmediate(() => app.prepare());
  log.info({ port, demo: config.demo }, `ready: http://${config.host}:${port}/`);

  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why, drainSeconds: config.drainSeconds }, 'stopping');
    server.leave();
    after(config.drainSeconds * 1000)
      .then(() => server.close())
      .then(() => app.close())
      .then(
        () => process.exit(0),
        (err: unknown) => {
          log.error({ err }, 'not stopped cleanly');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

main().catch((error: unknown) => {
  const known = error instanceof AppError;
  process.stderr.write(
    `shouwen: ${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
