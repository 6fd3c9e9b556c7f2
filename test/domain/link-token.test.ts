import { describe, expect, test } from '@jest/globals';
import { LinkTokens, newLinkId } from '../../src/domain/link-token.js';

const tokens = new LinkTokens('a secret of the test');

test('a token names its link, and nothing else stands in it', () => {
  const id = newLinkId();
  const token = tokens.sign(id);
  expect(tokens.read(token)).toEqual({ id, ours: true });
  expect(token).toMatch(/^[\w-]{43}$/);
});

describe('is not ours', () => {
  const token = tokens.sign(newLinkId());
  test.each([
    ['nothing', ''],
    ['a short one', token.slice(0, -1)],
    ['a longer one', `${token}A`],
    ['one with other marks', `${token.slice(0, -1)}+`],
    ['one of another key', new LinkTokens('another secret').sign(newLinkId())],
    ['one whose link was changed', `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
  ])('%s', (_name, given) => {
    expect(tokens.read(given).ours).toBe(false);
  });
});

test('an empty secret signs nothing', () => {
  expect(() => new LinkTokens('')).toThrow('empty secret');
});
