import { readDemoDirectory } from '../../src/domain/demo-directory.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { createUnderstanding } from '../../src/understanding/read.js';
import type { DirectoryIndex, Understanding } from '../../src/understanding/types.js';

/** The rule reader with the telecom pack and the names of its demo directory. */
export function demoReader(): Understanding {
  const pack = loadPack('telecom');
  const calendars = loadCalendars();
  const directory = readDemoDirectory(pack.folder);
  const index: DirectoryIndex = {
    customers: (directory?.customers ?? []).map(({ id, name, aliases }) => ({ id, name, aliases })),
    contacts: (directory?.contacts ?? []).map(({ id, customerId, name, title, phone }) => ({
      id,
      customerId,
      name,
      title,
      phone,
    })),
  };
  return createUnderstanding({
    lexicon: pack.lexicon,
    severitySignals: pack.severitySignals,
    directory: () => index,
    isWorkingDay: (day) => calendars.isWorking(day),
  });
}

export const zone = 'Asia/Shanghai';
/** The moment the message sets were written for: a Tuesday afternoon. */
export const setNow = Date.parse('2026-11-24T16:50:00+08:00');
