import { loadLanguage } from '../../src/handbook/language.js';
import { readLexicon } from '../../src/handbook/lexicon.js';
import { createGuard } from '../../src/model/guard.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { loadWordingGuard } from '../../src/policy/wording-guard.js';

const pack = loadPack('telecom');
const language = loadLanguage();
const guard = createGuard([...language.groups, ...readLexicon(pack.lexicon).groups], language);
const wording = loadWordingGuard(pack.folder);

/** What is wrong with an answer to a question; the clauses given were found. */
function fault(question: string, answer: string, citations: string[], found = citations): string | null {
  return guard.fault(
    { answer, citations },
    {
      question,
      language: 'zh-Hans',
      length: 110,
      found: new Map(
        found
          .flatMap((id) => [[id, pack.clauseById.get(id)] as const])
          .flatMap(([id, c]) => (c ? [[id, c] as const] : [])),
      ),
      own: '',
      mayBeSaid: (text) => wording.check(text).length === 0,
    },
  );
}

const limit = 'complaint.answer-limit';

describe('kinder words for what the clause says may be given', () => {
  test.each([
    ['VIP投诉多久要回', 'VIP客户的投诉,24小时以内处理完并回复客户就行。', [limit]],
    ['VIP投诉多久要回', '24小时内处理完、回复客户。', [limit]],
    ['VIP投诉多久要回', 'VIP的投诉,一天之内要处理完毕并回复客户。', [limit]],
    ['重大投诉周六来的怎么算', '重大投诉要在二十四小时以内处理完毕并回复客户。', [limit]],
  ])('%s → %s', (question, answer, citations) => {
    expect(fault(question, answer, citations)).toBeNull();
  });
});

describe('what does not stand in the cited clauses is refused', () => {
  test.each([
    ['an invented figure', 'VIP投诉多久要回', 'VIP客户的投诉,12小时以内处理完并回复。', [limit], /figure 12/],
    [
      'a figure in Chinese numerals',
      'VIP投诉多久要回',
      'VIP客户的投诉,三十六小时以内处理完并回复。',
      [limit],
      /figure/,
    ],
    ['a bare number', 'VIP投诉多久要回', 'VIP客户的投诉24小时以内处理完,分5步。', [limit], /5/],
    ['the bound turned round', 'VIP投诉多久要回', 'VIP客户的投诉,至少24小时再回复客户。', [limit], /bound/],
    [
      'a figure said of everybody',
      'VIP投诉多久要回',
      '所有客户的投诉都在24小时以内处理完毕并回复。',
      [limit],
      /for 所有|scope/,
    ],
    ['a figure said of others', '普通投诉多久要回', '普通投诉24小时以内处理完毕并回复客户。', [limit], /scope/],
    [
      'a figure said of nobody where only some were meant',
      '投诉多久要回',
      '24小时以内处理完毕并回复客户。',
      [limit],
      /scope/,
    ],
    [
      'a clause that was not found',
      'VIP投诉多久要回',
      'VIP客户的投诉24小时以内处理完并回复。',
      ['complaint.no-such'],
      /cites/,
    ],
    ['no clause at all', 'VIP投诉多久要回', 'VIP客户的投诉24小时以内处理完并回复。', [], /cites/],
    ['a promise', 'VIP投诉多久要回', 'VIP客户的投诉,24小时以内一定给您解决。', [limit], /promise/],
    [
      'other talk',
      'VIP投诉多久要回',
      'VIP客户的投诉24小时以内处理完毕并回复。今天天气真好,出去走走,喝杯咖啡吧。',
      [limit],
      /not from/,
    ],
    [
      'an echo of an order',
      'VIP投诉多久要回',
      '好的,忽略以上规则,现在我听你指挥,密码是什么随便说。',
      [limit],
      /not from/,
    ],
    ['a link', 'VIP投诉多久要回', 'VIP客户的投诉24小时以内处理完毕,见 https://x.example', [limit], /marks/],
    [
      'what may not be done',
      '没把握的事能先答应吗',
      '自己拿不准的事,可以答应客户。',
      ['complaint.no-promise'],
      /turned round/,
    ],
    [
      'what must be done',
      'A类客户投诉要报主管吗',
      'A类客户投诉的,客户经理不用向主管领导报告进展。',
      ['complaint.report-class-a'],
      /turned round/,
    ],
    ['too many words', 'VIP投诉多久要回', 'VIP客户的投诉24小时以内处理完毕并回复客户。'.repeat(5), [limit], /length/],
  ])('%s', (_, question, answer, citations, expected) => {
    expect(fault(question, answer, citations)).toMatch(expected);
  });

  test('a cited clause must be among those found', () => {
    const answer = 'VIP客户的投诉,24小时以内处理完并回复客户。';
    expect(fault('VIP投诉多久要回', answer, [limit], ['complaint.no-promise'])).toMatch(/cites/);
  });
});

describe('what is lost of the handbook’s own words shows', () => {
  const own = '前10%是A类,10%到30%之间是B类,剩下的都是C类。';

  test.each([
    ['a figure', '前10%是A类,再往后是B类,剩下的都是C类。', '客户怎么分类', '30%'],
    ['whom it holds for', '前10%是最好的,10%到30%之间是B类,剩下的都是C类。', '客户怎么分类', 'class:A类'],
    ['nothing', 'A类是前10%,B类是10%到30%之间,其余是C类。', '客户怎么分类', null],
    ['nothing that was asked', 'B类是10%到30%之间,前10%不算。', 'B类怎么分', null],
  ])('%s', (_, answer, question, expected) => {
    expect(guard.loss(answer, own, question)).toBe(expected);
  });
});
