import type { ModelConfig } from '../../src/config.js';
import { MemoryCache } from '../../src/coordination/cache.js';
import { readDemoDirectory } from '../../src/domain/demo-directory.js';
import { modelUses } from '../../src/domain/labels.js';
import type { ModelCall } from '../../src/domain/model-call.js';
import { createHandbook } from '../../src/handbook/handbook.js';
import { silentLogger } from '../../src/log.js';
import type { CallLog } from '../../src/model/call-log.js';
import { type ModelOptions, openModel } from '../../src/model/open-model.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { loadWordingGuard } from '../../src/policy/wording-guard.js';
import type { Reading, ReadingContext } from '../../src/understanding/types.js';
import { demoReader, setNow, zone } from '../understanding/reader.js';

// A process that serves has loaded them long before its first message.
await Promise.all([import('../../src/model/openai.js'), import('../../src/model/agent.js')]);

export const pack = loadPack('telecom');
export const handbook = createHandbook(pack.clauses, pack.lexicon);
export const rules = demoReader();
const wording = loadWordingGuard(pack.folder);
const directory = readDemoDirectory(pack.folder);

export const context: ReadingContext = { now: setNow, timeZone: zone, speaker: 'manager' };
export const read = (text: string, more: Partial<ReadingContext> = {}): Reading =>
  rules.read(text, { ...context, ...more });

export function configOf(url: string, change: Partial<ModelConfig> = {}): ModelConfig {
  return {
    apiKey: 'sk-test',
    baseUrl: url,
    model: 'scripted',
    embeddingModel: undefined,
    uses: modelUses,
    tokensPerDay: 1e9,
    concurrency: 8,
    ...change,
  };
}

/** Calls kept in memory; `poor` as if the day's tokens were used up. */
export function memoryCalls(): CallLog & { calls: ModelCall[]; poor: boolean } {
  const calls: ModelCall[] = [];
  return {
    calls,
    poor: false,
    async affordable() {
      return !this.poor;
    },
    async record(call) {
      calls.push(call);
    },
  };
}

/** The names of the demo directory, as the store has them. */
const names: ModelOptions['store'] = {
  directoryRevision: async () => 1,
  async *records(_viewer, kind) {
    const rows: Record<string, readonly object[]> = {
      staff: directory?.staff ?? [],
      customers: directory?.customers ?? [],
      contacts: directory?.contacts ?? [],
    };
    for (const row of rows[kind] ?? []) yield row as never;
  },
};

/** A model on a server, with everything else as in the product. */
export function modelOn(url: string, change: Partial<ModelOptions> = {}, config: Partial<ModelConfig> = {}) {
  return openModel({
    config: configOf(url, config),
    pack,
    handbook,
    clauses: () => pack.clauses,
    understanding: rules,
    store: names,
    calls: memoryCalls(),
    cache: new MemoryCache(),
    mayBeSaid: (text) => wording.check(text).length === 0,
    log: silentLogger,
    limits: { messageMs: 3_000, readingMs: 1_500, leastMs: 50 },
    ...change,
  });
}
