import { readDemoDirectory } from '../../src/domain/demo-directory.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { hourDoubt } from '../../src/policy/visit-hours.js';
import {
  createLook,
  createUnderstanding,
  type Source,
  type UnderstandingOptions,
} from '../../src/understanding/read.js';
import type { DirectoryIndex, ReadingContext, Understanding } from '../../src/understanding/types.js';

function demoOptions(): UnderstandingOptions {
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
  const { officeHours, visits } = pack.settings;
  const hours = { officeHours, settings: visits, dayOf: calendars.dayOf, timeZone: zone };
  return {
    lexicon: pack.lexicon,
    severitySignals: pack.severitySignals,
    forms: pack.forms,
    directory: () => index,
    isWorkingDay: (day) => calendars.isWorking(day),
    hourDoubt: (start, end) => hourDoubt(start, end, hours),
  };
}

/** The rule reader with the telecom pack and the names of its demo directory. */
export function demoReader(): Understanding {
  return createUnderstanding(demoOptions());
}

/** A message as that reader sees it before it judges. */
export function demoLook(): (text: string, speaker: ReadingContext['speaker']) => Source {
  const look = createLook(demoOptions());
  return (text, speaker) => look(text, { now: setNow, timeZone: zone, speaker });
}

export const zone = 'Asia/Shanghai';
/** The moment the message sets were written for: a Tuesday afternoon. */
export const setNow = Date.parse('2026-11-24T16:50:00+08:00');
