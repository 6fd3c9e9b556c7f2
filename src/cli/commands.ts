import { parseConfig, readEnvironment } from '../config.js';
import type { Store } from '../domain/ports.js';
import { createLogger } from '../log.js';
import type { CommandTable } from './index.js';
import { storeLocation } from './store-location.js';

/** Every command of `shouwen`, in the order of the overview; its code is loaded when it is asked for. */
export const commands: CommandTable = {
  ask: async () => {
    const [{ askCommand }, { packOf }] = await Promise.all([import('./ask.js'), import('./policy.js')]);
    return askCommand((pack) => packOf(readEnvironment(), { pack }));
  },
  understand: async () => (await import('./understand.js')).understand,
  due: async () => (await import('./due.js')).due,
  check: async () => (await import('./check.js')).check,
  evaluate: async () => {
    const [{ evaluateCommand }, { packOf }] = await Promise.all([import('./evaluate.js'), import('./policy.js')]);
    return evaluateCommand((pack) => packOf(readEnvironment(), { pack }));
  },
  ingest: async () => {
    const [{ ingestCommand }, { loadPack }] = await Promise.all([
      import('./ingest.js'),
      import('../policy/load-pack.js'),
    ]);
    return ingestCommand(loadPack);
  },
  export: async () => {
    const [{ exportCommand }, { packOf }] = await Promise.all([import('./export.js'), import('./policy.js')]);
    return exportCommand(openRecords, (pack) => packOf(readEnvironment(), { pack }));
  },
  questions: async () => {
    const [{ questionsCommand }, { packOf }] = await Promise.all([import('./questions.js'), import('./policy.js')]);
    return questionsCommand(openRecords, (pack) => packOf(readEnvironment(), { pack }));
  },
  import: async () => (await import('./import.js')).importCommand(openRecords),
  classify: async () => (await import('./classify.js')).classifyCommand(openRecords),
  thresholds: async () => (await import('./thresholds.js')).thresholdsCommand(openRecords),
  migrate: async () => (await import('./migrate.js')).migrateCommand(openRecords),
  copy: async () => (await import('./copy.js')).copyCommand,
  erase: async () => (await import('./erase.js')).eraseCommand,
  keep: async () => (await import('./keep.js')).keepCommand(openRecords),
  keys: async () => (await import('./keys.js')).keysCommand,
  backup: async () => (await import('./backup.js')).backupCommand,
  audit: async () => (await import('./audit.js')).auditCommand(openRecords),
  'teams-package': async () => (await import('./teams-package.js')).teamsPackageCommand,
  repair: async () => (await import('./repair.js')).repairCommand(openRecords),
  chat: async () => (await import('./chat.js')).chatCommand(openTurns),
};

/** The records the environment names. */
async function openRecords(): Promise<Store> {
  const { openStore } = await import('../records/open-store.js');
  return await openStore(storeLocation(parseConfig(readEnvironment())));
}

/** The bot of this process, on the records the environment names. */
async function openTurns() {
  const { openApp } = await import('../app.js');
  const config = parseConfig(readEnvironment());
  const app = await openApp({ config, log: createLogger({ level: 'warn' }) });
  return { turns: app.turns, now: () => app.clock.businessNow(), close: () => app.close() };
}
