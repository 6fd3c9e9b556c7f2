import { parseConfig, readEnvironment } from '../config.js';
import { createLogger } from '../log.js';
import type { CommandTable } from './index.js';

/** Every command of `shouwen`, in the order of the overview; its code is loaded when it is asked for. */
export const commands: CommandTable = {
  ask: async () => {
    const [{ askCommand }, { loadPack }] = await Promise.all([import('./ask.js'), import('../policy/load-pack.js')]);
    return askCommand(loadPack);
  },
  due: async () => (await import('./due.js')).due,
  check: async () => (await import('./check.js')).check,
  chat: async () => (await import('./chat.js')).chatCommand(openTurns),
};

/** The bot of this process, on the records the environment names. */
async function openTurns() {
  const { openApp } = await import('../app.js');
  const config = parseConfig(readEnvironment());
  const app = await openApp({ config, log: createLogger({ level: 'warn' }) });
  return { turns: app.turns, now: () => app.clock.businessNow(), close: () => app.close() };
}
