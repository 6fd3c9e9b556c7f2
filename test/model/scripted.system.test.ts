import { measureAnswers, measureReading, readQuestions, type Score } from '../../bench/model/measure.js';
import { goodAnswerer, inventor, misleader, obeyer, turner } from '../../bench/model/scripted-answerers.js';
import { goodReader, liar, parrot, type ReadCase, twister } from '../../bench/model/scripted-readers.js';
import type { ComplaintCase } from '../../bench/understanding/intake-cases.js';
import { readSet } from '../../bench/understanding/time-cases.js';

/** A part of what `npm run eval -- --model` prints. */
const patienceMs = 240_000;

describe('facts of complaints beside a scripted model', () => {
  const cases = readSet<ComplaintCase>('complaints.jsonl').map((one): ReadCase => ({ of: 'complaints', one }));
  let alone: Score;
  beforeAll(async () => {
    alone = await measureReading(null, cases);
  }, patienceMs);

  test(
    'one that means well reads what the rules miss',
    async () => {
      expect((await measureReading(goodReader, cases)).right).toBeGreaterThan(alone.right);
    },
    patienceMs,
  );

  test.each(Object.entries({ liar, twister, parrot }))(
    'a hostile one spoils nothing: %s',
    async (_, script) => {
      const score = await measureReading(script, cases);
      expect(score.asked).toBeGreaterThan(cases.length / 2);
      expect(score.right).toBeGreaterThanOrEqual(alone.right);
    },
    patienceMs,
  );
});

describe('answers beside a scripted model', () => {
  const cases = readQuestions('measured').filter((_, at) => at % 3 === 0);
  let alone: Score;
  beforeAll(async () => {
    alone = await measureAnswers(null, cases);
  }, patienceMs);

  test(
    'one that means well finds what the search misses',
    async () => {
      expect((await measureAnswers(goodAnswerer, cases)).right).toBeGreaterThan(alone.right);
    },
    patienceMs,
  );

  test.each(Object.entries({ inventor, misleader, turner, obeyer }))(
    'a hostile one spoils nothing: %s',
    async (_, script) => {
      const score = await measureAnswers(script, cases);
      expect(score.asked).toBeGreaterThan(cases.length / 2);
      expect(score.right).toBeGreaterThanOrEqual(alone.right);
      expect(score.invented).toBe(0);
    },
    patienceMs,
  );
});
