import { statSync } from 'node:fs';
import { basename } from 'node:path';

/** Suites that last, the longest first: begun last they would leave the other workers idle at the end. */
const long = [
  'demo',
  'durability',
  'conversations',
  'channels',
  'demo-clock',
  'rolling-restart',
  'backup',
  'durability-import',
  'customer',
  'conformance',
  'scripted',
  'answers',
  'deliveries',
].map((name) => `${name}.system.test.ts`);

const placeOf = ({ path }) => {
  const place = long.indexOf(basename(path));
  return place < 0 ? long.length : place;
};

/** Jest's sequencer: the longest suites first, then those of the largest files. */
export default class LongestFirst {
  sort(tests) {
    const sizes = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return tests.toSorted((a, b) => placeOf(a) - placeOf(b) || sizes.get(b.path) - sizes.get(a.path));
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests, { shardIndex, shardCount }) {
    return tests.filter((_, n) => n % shardCount === shardIndex - 1);
  }

  cacheResults() {}
}
