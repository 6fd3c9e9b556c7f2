import { expect, test } from '@jest/globals';
import { loadWords } from '../../dialogs/engine/words.js';
import { forbiddenIn } from '../channels/customer-chat/forbidden.js';

test("a customer's templates name no class, no rank, no weight, no mood, no clause and nothing from inside", () => {
  const texts = loadWords('customer-chat')
    .templates()
    .map(({ text }) => text);
  expect(forbiddenIn(texts)).toEqual([]);
});

test('what managers read would be found', () => {
  const texts = loadWords('complaint-intake')
    .templates()
    .map(({ text }) => text);
  expect(forbiddenIn(texts)).toEqual(expect.arrayContaining(['重大', '手册', '主管']));
});
