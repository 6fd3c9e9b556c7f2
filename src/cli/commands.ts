import type { CommandTable } from './index.js';

/** Every command of `shouwen`, in the order of the overview. */
export const commands: CommandTable = {};
