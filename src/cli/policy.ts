import { overlayFolder, parseConfig } from '../config.js';
import { openClock } from '../demo-clock.js';
import type { Event } from '../domain/event.js';
import type { Store } from '../domain/ports.js';
import { type Calendars, loadCalendars } from '../policy/calendar.js';
import { derive } from '../policy/derive.js';
import { loadPack } from '../policy/load-pack.js';
import { localDay } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';
import type { CommandIo } from './command.js';

/** The pack and the calendars a command works with, an administrator's overlay included. */
export interface CommandPolicy {
  pack: Pack;
  calendars: Calendars;
}

interface Sources {
  pack?: string;
  overlay?: string;
}

export function policyOf(env: CommandIo['env'], sources: Sources = {}): CommandPolicy {
  const overlay = sources.overlay ?? overlayFolder(env.DATA_DIR);
  return { pack: packOf(env, sources), calendars: loadCalendars({ overlay }) };
}

/** The pack alone. */
export function packOf(env: CommandIo['env'], { pack, overlay = overlayFolder(env.DATA_DIR) }: Sources = {}): Pack {
  return loadPack(pack ?? (env.PACK || 'telecom'), overlay === undefined ? {} : { overlay });
}

/** The pack's own day, without asking a store: the demo clock's first where one is asked for. */
export function todayOf(env: CommandIo['env'], { timeZone }: Pack): string {
  const simulated = Date.parse(env.SIMULATED_NOW ?? '');
  return localDay(Number.isNaN(simulated) ? Date.now() : simulated, timeZone);
}

/** Business time: the demo clock of this store where one is asked for. */
export async function businessNow(env: CommandIo['env'], store: Store): Promise<number> {
  const { simulated } = parseConfig(env);
  return (await openClock(store, simulated)).businessNow();
}

/** What follows from events at an instant. */
export function deriving(policy: CommandPolicy, now: number): (events: readonly Event[]) => ReturnType<typeof derive> {
  return (events) => derive({ ...policy, events, now });
}
