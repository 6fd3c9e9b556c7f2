import {
  ActivityStream,
  demoVisitors,
  mountWebChat,
  noVisitors,
  type PageFolders,
  resolvePage,
} from '../../src/channels/web-chat/index.js';
import { FixedClock } from '../../src/clock.js';
import { createMetrics } from '../../src/http/metrics.js';
import { createServer } from '../../src/http/server.js';
import { silentLogger } from '../../src/log.js';
import type { House } from './house.js';

export interface Served {
  origin: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  port?: number;
  folders?: PageFolders;
  simulatedSpeed?: number;
  demo?: boolean;
}

/** The real web server on a free (or the given) loopback port with the web chat's routes and page, before a small house. */
export async function serve(house: House, options: ServeOptions = {}): Promise<Served> {
  const faults: unknown[] = [];
  const visitors = (options.demo ?? true) ? demoVisitors : noVisitors;
  const server = createServer({
    log: silentLogger,
    metrics: createMetrics(),
    probe: async () => undefined,
    drained: () => house.drained(),
    drainMs: 200,
    pages: (path) => resolvePage(path, { staff: true, customers: false }, options.folders),
    upgrades: [
      new ActivityStream({
        activities: house,
        watch: house.watch,
        secretKey: 'a secret of the test',
        visitors,
      }),
    ],
    routes: [
      (register) =>
        mountWebChat(register, {
          turns: house,
          activities: house,
          secretKey: 'a secret of the test',
          clock: new FixedClock('2026-11-24T16:50:00+08:00'),
          timeZone: 'Asia/Shanghai',
          visitors,
          onTurnFault: (fault) => faults.push(fault),
          ...(options.simulatedSpeed === undefined ? {} : { simulatedSpeed: options.simulatedSpeed }),
        }),
    ],
  });
  const port = await server.listen(options.port ?? 0, '127.0.0.1');
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      await server.close();
      if (faults.length > 0) throw new AggregateError(faults, 'turns failed');
    },
  };
}
