import { setImmediate as loopAround } from 'node:timers/promises';

/** Work that may be left after each step and taken up again. */
export type Steps<T> = Generator<void, T>;

/** To its end, at once. */
export function finish<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const sliceMs = 4;

/** To its end, a few milliseconds at a time, so that others are served in between. */
export async function finishInSlices<T>(steps: Steps<T>): Promise<T> {
  for (let until = performance.now() + sliceMs; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await loopAround();
    until = performance.now() + sliceMs;
  }
}
