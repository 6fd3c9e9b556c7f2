import { jest } from '@jest/globals';
import { Progress } from '../../src/ledger/progress.js';

let now = 1_000;
beforeEach(() => {
  now = 1_000;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

function begun(): Progress {
  const progress = new Progress();
  progress.begin();
  return progress;
}

test('nothing stands still before it has begun', () => {
  expect(new Progress().stillMs).toBe(0);
});

test('getting further counts, in stages and among the people of one', () => {
  const progress = begun();
  for (const step of [
    () => progress.reached('unfinished'),
    () => progress.reached('periods', 0),
    () => progress.reached('periods', 1),
    () => progress.reached('periods'),
    () => progress.reached('due'),
    () => progress.whole(),
    () => progress.reached('due'),
  ]) {
    now += 50_000;
    step();
    expect(progress.stillMs).toBe(0);
  }
});

test.each<[string, (progress: Progress) => void]>([
  ['at a stage', (progress) => progress.reached('periods')],
  ['at a person', (progress) => progress.reached('periods', 7)],
])('sweeps that fail again and again %s stand still', (_, fails) => {
  const progress = begun();
  for (let sweep = 0; sweep < 61; sweep++) {
    progress.reached('unfinished');
    fails(progress);
    now += 1_000;
  }
  expect(progress.stillMs).toBe(61_000);
  progress.reached('due');
  expect(progress.stillMs).toBe(0);
});
