import { parseArgs } from 'node:util';
import { z } from 'zod';
import { median, percentile } from './turn/figures.js';
import { intakeTexts } from './turn/intake-texts.js';
import { loadResult } from './turn/load-contract.js';
import { Worker } from './turn/worker.js';

/**
 * Whether memory stays flat: whole durable intakes at a modest rate for ten minutes on the embedded store; the heap in use after a
 * collection and the memory of the process, each ten seconds. The first minutes, in which caches fill, are told apart.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Of each of two people who talk, between two complaints, ms. */
    pause: { type: 'string', default: '150' },
  },
});
const roundMs = 10_000;
const rounds = Math.max(6, Math.round((Number(values.minutes) * 60_000) / roundMs));
const memory = z.object({ heapMb: z.number(), rssMb: z.number() });
type Memory = z.infer<typeof memory>;

const server = await Worker.start('our-server.js', ['500'], ['--expose-gc']);
const load = await Worker.start('load.js');
const url = await server.ask(z.string(), 'url');
const seen: Memory[] = [];
const latencies: number[] = [];
const input = { url, expected: '编号', ms: roundMs, concurrency: 2, senders: 500, texts: intakeTexts, confirm: '确认' };
for (let n = 0; n < rounds; n++) {
  const result = await load.ask(loadResult, 'run', { ...input, round: `s${n}`, pauseMs: Number(values.pause) });
  latencies.push(...result.latencies);
  const now = await server.ask(memory, 'memory');
  seen.push(now);
  if ((n + 1) % 6 === 0)
    console.log(`minute ${(n + 1) / 6}: heap ${now.heapMb.toFixed(1)} MB, process ${now.rssMb.toFixed(0)} MB`);
}
const recorded = await server.ask(z.number(), 'recorded');
await load.stop();
await server.stop();

const third = Math.floor(seen.length / 3);
const of = (which: readonly Memory[], what: keyof Memory) => median(which.map((each) => each[what]));
const growth = (what: keyof Memory) => {
  const [before, after] = [of(seen.slice(third, 2 * third), what), of(seen.slice(2 * third), what)];
  return `${before.toFixed(1)} → ${after.toFixed(1)} MB (${(((after - before) / before) * 100).toFixed(1)} %)`;
};
console.log(
  `${recorded} complaints recorded, p50 ${median(latencies).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms`,
);
console.log(
  `second third against last third of ${values.minutes} minutes: heap ${growth('heapMb')}, process ${growth('rssMb')}`,
);
