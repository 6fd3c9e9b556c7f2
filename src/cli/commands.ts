import type { CommandTable } from './index.js';

/** Every command of `shouwen`, in the order of the overview; its code is loaded when it is asked for. */
export const commands: CommandTable = {
  ask: async () => {
    const [{ askCommand }, { loadPack }] = await Promise.all([import('./ask.js'), import('../policy/load-pack.js')]);
    return askCommand(loadPack);
  },
  due: async () => (await import('./due.js')).due,
  check: async () => (await import('./check.js')).check,
};
