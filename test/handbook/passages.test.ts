import { loadLanguage } from '../../src/handbook/language.js';
import { readLexicon } from '../../src/handbook/lexicon.js';
import { appliesTo, sentencesOf } from '../../src/handbook/passages.js';
import { createVocabulary } from '../../src/handbook/vocabulary.js';
import { loadPack } from '../../src/policy/load-pack.js';

const pack = loadPack('telecom');
const language = loadLanguage();
const vocabulary = createVocabulary([...language.groups, ...readLexicon(pack.lexicon).groups]);
const clauses = pack.clauses.slice(0, 1);

function applies(text: string, asked: string) {
  const [sentence] = clauses.flatMap((one) => sentencesOf({ ...one, title: '', text }, vocabulary, language));
  const names = vocabulary.segment(asked.toLowerCase()).flatMap((token) => token.meaning?.qualifiers ?? []);
  return sentence && appliesTo(sentence, new Set(names));
}

test.each([
  'VIP以外的投诉五个工作日之内答复',
  'VIP客户之外的投诉五个工作日之内答复',
  '除了VIP,投诉五个工作日之内答复',
  '除VIP客户外,投诉五个工作日之内答复',
  '除了重大投诉和VIP投诉,五个工作日之内答复',
  '非 VIP 客户的投诉五个工作日之内答复',
  '不是重大投诉、VIP投诉的,五个工作日之内答复',
  '不属于VIP的投诉五个工作日之内答复',
  '不是重大也不是VIP的投诉五个工作日之内答复',
  'complaints other than those of a VIP are answered within five working days',
  'if the customer is not a VIP, five working days',
])('「%s」 is not for a VIP', (text) => {
  expect(applies(text, 'VIP')).toBe('no');
});

test.each([
  'VIP客户的投诉24小时内答复',
  '不管是不是VIP,24小时内答复',
  '投诉不得推给别人,VIP客户的24小时内答复',
  '非工作时间接到的VIP投诉,24小时内答复',
])('「%s」 is for a VIP', (text) => {
  expect(applies(text, 'VIP')).toBe('named');
});
