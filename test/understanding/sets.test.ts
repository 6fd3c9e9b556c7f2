import {
  type ComplaintCase,
  type FieldVerdict,
  type IntentCase,
  judgeComplaint,
  judgeVisit,
  readCase,
  type VisitCase,
} from '../../bench/understanding/intake-cases.js';
import { demoReader } from '../../bench/understanding/reader.js';
import { judgeTime, readSet, type TimeCase } from '../../bench/understanding/time-cases.js';

const reader = demoReader();
const share = (right: readonly boolean[]): number => right.filter(Boolean).length / right.length;
const measured = <C extends { part: string }>(name: string): C[] =>
  readSet<C>(name).filter((c) => c.part === 'measured');

/** The part never tuned on. Floors lie a little under what is reached, so that a loss shows. */
describe('measured sets', () => {
  test('times find their place', () => {
    expect(share(measured<TimeCase>('times.jsonl').map((c) => judgeTime(c).right))).toBeGreaterThanOrEqual(0.92);
  });

  test('times ask where a person would', () => {
    const asks = measured<TimeCase>('times.jsonl').flatMap((c) => judgeTime(c).asks ?? []);
    expect(share(asks)).toBeGreaterThanOrEqual(0.97);
  });

  test('facts of complaints', () => {
    const verdicts: FieldVerdict[] = measured<ComplaintCase>('complaints.jsonl').flatMap((c) =>
      judgeComplaint(readCase(reader, c), c),
    );
    expect(share(verdicts.map((v) => v.right))).toBeGreaterThanOrEqual(0.9);
  });

  test('facts of visits', () => {
    const verdicts: FieldVerdict[] = measured<VisitCase>('visits.jsonl').flatMap((c) =>
      judgeVisit(readCase(reader, c), c),
    );
    expect(share(verdicts.map((v) => v.right))).toBeGreaterThanOrEqual(0.9);
  });

  test('intents', () => {
    const right = measured<IntentCase>('intents.jsonl').map((c) => readCase(reader, c).intent === c.intent);
    expect(share(right)).toBeGreaterThanOrEqual(0.94);
  });
});
