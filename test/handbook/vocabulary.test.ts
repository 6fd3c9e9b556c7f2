import { fold } from '../../src/handbook/text.js';
import { createVocabulary } from '../../src/handbook/vocabulary.js';

const vocabulary = createVocabulary([
  { kind: 'concepts', name: '回访', words: ['回访', 'follow-up call'] },
  { kind: 'concepts', name: '答复', words: ['回', '答复'] },
  { kind: 'concepts', name: '投诉', words: ['投诉', 'complaint'] },
  { kind: 'asks', name: 'how-long', words: ['多久'] },
  { kind: 'filler', name: '', words: ['要', '的'] },
]);
const cut = (text: string) =>
  vocabulary.segment(fold(text)).map((token) => (token.meaning ? token.text : `?${token.text}`));

test('the cut with fewest unknown characters and words wins', () => {
  expect(cut('投诉的回访要多久')).toEqual(['投诉', '的', '回访', '要', '多久']);
});

test('unknown runs are kept whole, Han and Latin apart', () => {
  expect(cut('投诉红烧肉abc')).toEqual(['投诉', '?红烧肉', '?abc']);
});

test('English is matched by whole words, whatever the ending', () => {
  expect(cut('Complaints: follow-up calls')).toEqual(['complaint', 'follow up call']);
  expect(cut('discomplaint')).toEqual(['?discomplaint']);
});

test.each([
  ['回方多久', '回访多久'],
  ['投速', '投诉'],
  ['complant', 'complaint'],
  ['红烧肉', '红烧肉'],
])('%s is respelt %s', (wrong, right) => {
  expect(vocabulary.respell(fold(wrong))).toBe(fold(right));
});
