import { readDemoDirectory } from '../domain/demo-directory.js';
import { loadCalendars } from '../policy/calendar.js';
import type { Pack } from '../policy/types.js';
import { hourDoubt } from '../policy/visit-hours.js';
import { createUnderstanding } from '../understanding/read.js';
import type { DirectoryIndex, Understanding } from '../understanding/types.js';

/** Names of the pack's demo directory, so that messages read as in demo mode. */
function demoNames(pack: Pack): DirectoryIndex {
  const directory = readDemoDirectory(pack.folder);
  return {
    customers: (directory?.customers ?? []).map(({ id, name, aliases }) => ({ id, name, aliases })),
    contacts: (directory?.contacts ?? []).map(({ id, customerId, name, title, phone }) => ({
      id,
      customerId,
      name,
      title,
      phone,
    })),
  };
}

/** The reader of a pack, as in demo mode. */
export function packReader(pack: Pack): Understanding {
  const names = demoNames(pack);
  const calendars = loadCalendars();
  const { officeHours, visits } = pack.settings;
  const hours = { officeHours, settings: visits, dayOf: calendars.dayOf, timeZone: pack.timeZone };
  return createUnderstanding({
    lexicon: pack.lexicon,
    severitySignals: pack.severitySignals,
    forms: pack.forms,
    directory: () => names,
    isWorkingDay: (day) => calendars.isWorking(day),
    hourDoubt: (start, end) => hourDoubt(start, end, hours),
  });
}
