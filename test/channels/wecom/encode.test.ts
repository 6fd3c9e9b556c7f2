import fc from 'fast-check';
import { splitBytes } from '../../../src/channels/split-bytes.js';
import { keyOf, readKey } from '../../../src/channels/wecom/buttons.js';
import { encode } from '../../../src/channels/wecom/encode.js';

test('pieces fit, lose nothing but spaces at their ends, and never cut a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 40, max: 200 }), (text, limit) => {
      const pieces = splitBytes(text, limit);
      expect(pieces.every((piece) => Buffer.byteLength(piece) <= limit)).toBe(true);
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});

test('words are no markup', () => {
  const { texts } = encode({ text: '# 标题\n*重点* `码` [一](二)' });
  expect(texts).toEqual(['\uff03 标题\n\uff0a重点\uff0a \uff40码\uff40 [一] (二)']);
});

test('a button comes back as what it was, one that does not fit is left to words', () => {
  const value = { say: '已回了', card: 'c1' };
  expect(readKey(keyOf({ title: '已回了', value }))).toEqual({ title: '已回了', value });
  expect(keyOf({ title: '长', value: 'x'.repeat(2_000) })).toBeUndefined();
  expect(readKey('answered')).toBeUndefined();
});

test('a file is sent as a file', () => {
  const contentUrl = `data:text/calendar;base64,${Buffer.from('BEGIN').toString('base64')}`;
  const { files, texts } = encode({
    text: '',
    attachments: [{ name: 'v.ics', contentType: 'text/calendar', contentUrl }],
  });
  expect([files[0]?.name, files[0]?.content.toString(), texts]).toEqual(['v.ics', 'BEGIN', []]);
});
