import type { Handbook } from './types.js';

/** A handbook whose index is built by the first question, or by `prepare` when the process has a moment. */
export function handbookOnDemand(build: () => Handbook): Handbook & { prepare(): void } {
  let built: Handbook | undefined;
  const get = (): Handbook => {
    built ??= build();
    return built;
  };
  return { prepare: () => void get(), answer: (question, options) => get().answer(question, options) };
}
