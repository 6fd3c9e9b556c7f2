import { SystemClock } from './clock.js';
import type { Store } from './domain/ports.js';

const setting = 'simulated-clock';

interface Simulation {
  /** Epoch ms of business time at `startedAt` (real epoch ms). */
  origin: number;
  startedAt: number;
  speed: number;
  /** What was asked for when it began. */
  asked: number;
}

/**
 * The clock the environment asks for. A simulated one keeps its origin in the store, so that a restart goes on where it
 * would be now; asking for a later time jumps there, an earlier one is not followed: business time never runs backwards.
 */
export async function openClock(
  store: Pick<Store, 'findSetting' | 'saveSetting'>,
  asked: { now: number; speed: number } | undefined,
  realNow: () => number = Date.now,
): Promise<SystemClock> {
  if (!asked) return new SystemClock({ realNow });
  const stored = await store.findSetting(setting);
  const before: Simulation | undefined = stored ? JSON.parse(stored) : undefined;
  const simulation = next(before, asked, realNow());
  if (simulation !== before) await store.saveSetting(setting, JSON.stringify(simulation));
  return new SystemClock({ simulated: simulation, realNow });
}

function next(before: Simulation | undefined, asked: { now: number; speed: number }, real: number): Simulation {
  if (!before) return { origin: asked.now, startedAt: real, speed: asked.speed, asked: asked.now };
  const reached = before.origin + (real - before.startedAt) * before.speed;
  if (before.asked === asked.now && before.speed === asked.speed) return before;
  const origin = before.asked === asked.now ? reached : Math.max(reached, asked.now);
  return { origin, startedAt: real, speed: asked.speed, asked: asked.now };
}
