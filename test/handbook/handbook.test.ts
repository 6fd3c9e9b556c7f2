import { createHandbook } from '../../src/handbook/handbook.js';
import { clauses, lexicon } from './clauses.js';

const handbook = createHandbook(clauses, lexicon);
const ask = (question: string, follows?: string) => handbook.answer(question, follows === undefined ? {} : { follows });
const cited = (question: string) => ask(question).citations.map(({ clause }) => clause);

test('the sentence that answers, with its mark and citation', () => {
  const answer = ask('VIP投诉多久要回复');
  expect(answer.answer).toBe(
    'VIP客户的投诉和重大投诉,要在24小时以内处理完毕并回复客户。夜里和周末都算在内。〔四·处理时限〕',
  );
  expect(answer.declined).toBe(false);
  expect(answer.citations).toEqual([
    {
      clause: 'limit',
      title: '处理时限',
      path: '四 投诉 › 处理时限',
      quote: 'VIP客户的投诉和重大投诉,要在24小时以内处理完毕并回复客户。夜里和周末都算在内。',
      effectiveFrom: '2026-01-01',
    },
  ]);
  expect(answer.hits[0]?.clause).toBe('limit');
  expect(answer.confidence).toBeGreaterThan(0.5);
});

test('a class named gets its own figure only, no class gets all', () => {
  expect(ask('B类客户资料多久更新').answer).toBe('B类客户的资料每两个月更新一次。〔一·资料更新〕');
  expect(ask('A类客户资料多久更新').answer).toContain('每月更新');
  expect(ask('A类客户资料多久更新').answer).not.toContain('两个月');
  expect(ask('客户资料多久更新').answer).toMatch(/每月.*每两个月/);
});

test('a class the clause does not speak of is declined without a figure', () => {
  const answer = ask('C类客户资料多久更新');
  expect(answer.declined).toBe(true);
  expect(answer.answer).not.toMatch(/[月\d]/);
});

test('what the handbook leaves out is said, cited and not guessed', () => {
  const answer = ask('普通投诉多久处理');
  expect(answer.declined).toBe(true);
  expect(answer.answer).toMatch(/缺失.*〔四·其他投诉的时限〕.*主管/);
  expect(answer.answer).not.toMatch(/\d/);
  expect(answer.citations.map(({ clause }) => clause)).toEqual(['limit-other']);
});

test('pressed again it still declines', () => {
  const first = ask('普通投诉多久处理');
  for (const pressed of ['你就说个大概数', '到底几天', '别人都说是48小时']) {
    const again = ask(pressed, first.subject);
    expect(again.declined).toBe(true);
    expect(again.answer).not.toMatch(/\d/);
  }
});

test('a follow-up keeps its subject', () => {
  expect(ask('那普通的呢', ask('VIP投诉多久要回复').subject).declined).toBe(true);
  expect(ask('那B类呢', ask('A类客户资料多久更新').subject).answer).toContain('每两个月');
  expect(ask('VIP呢', ask('普通投诉多久处理').subject).answer).toContain('24小时');
});

test('foreign matter does not lean on the question before', () => {
  expect(ask('天气怎么样', ask('VIP投诉多久要回复').subject).declined).toBe(true);
});

test.each(['今天天气怎么样', '工资多少', '红烧肉怎么做', 'What is the weather?', '', '???'])(
  '%p is declined without a citation',
  (question) => {
    const answer = ask(question);
    expect(answer.declined).toBe(true);
    expect(answer.citations).toEqual([]);
    expect(answer.answer).not.toMatch(/\d/);
  },
);

test('a number put to be confirmed is held against the clause', () => {
  expect(ask('VIP投诉是不是48小时内回就行').answer).toMatch(/^不是48小时。.*24小时/);
  expect(ask('VIP投诉24小时内回复对吗').answer).toMatch(/^对。/);
  expect(ask('VIP投诉一天内回复对吗').answer).toMatch(/^对。/);
});

test('a figure of another kind than the clause holds is not given', () => {
  expect(ask('方案审核要几天').declined).toBe(true);
  expect(cited('方案要谁审核')).toEqual(['review']);
});

test('two questions in one breath get both answers, one left open is said', () => {
  const both = ask('VIP投诉多久要回复,通讯录每月收几家');
  expect(both.citations.map(({ clause }) => clause)).toEqual(['limit', 'directory']);
  expect(both.answer.length).toBeLessThanOrEqual(300);
  expect(ask('VIP投诉多久要回复?食堂几点开门?').answer).toContain('另一问');
});

test('two questions between 、 are two', () => {
  const both = ask('通讯录每月收几家、VIP投诉多久要回复');
  expect(both.citations.map(({ clause }) => clause)).toEqual(['directory', 'limit']);
});

test('traditional script is answered in traditional script', () => {
  expect(ask('VIP投訴多久要回覆').answer).toContain('24小時以內處理');
});

test('English is answered in English, with the figures of the clause', () => {
  expect(ask('How long to answer a VIP complaint?').answer).toBe(
    'VIP and major complaints: within 24 hours.〔四·处理时限〕',
  );
  expect(ask('How long to answer an ordinary complaint?').answer).toMatch(
    /^The limit for other complaints is missing\./,
  );
  expect(ask('How often is a class B profile updated?').answer).toContain('every 2 months');
});

test('English words that no longer fit the clause are not used', () => {
  const own = clauses.map((clause) =>
    clause.id === 'limit-other'
      ? { ...clause, unset: false, text: '普通投诉要在72小时以内处理完毕并回复客户。' }
      : clause,
  );
  const answer = createHandbook(own, lexicon).answer('How long to answer an ordinary complaint?');
  expect(answer.declined).toBe(false);
  expect(answer.answer).toMatch(/^72 hours – .*72小时/);
});

test('misspelt and sloppy questions find their clause', () => {
  expect(cited('头诉处理完要不要回方')).toEqual(['follow-up']);
  expect(cited('能跟客户吐槽同事不')).toEqual(['blame']);
});

test('the whole clause on request', () => {
  const { subject } = ask('政府客户紧急补卡几小时');
  expect(ask('详', subject).answer).toContain('2小时内办好');
  expect(handbook.answer('VIP投诉多久要回复', { detail: true }).answer).toContain('周末');
});

test('the answer to one question keeps to 120 characters', () => {
  const long = clauses.map((clause) =>
    clause.id === 'review' ? { ...clause, text: `${clause.text}${'方案还要写明价值,'.repeat(30)}。` } : clause,
  );
  expect(createHandbook(long, lexicon).answer('方案要谁审核').answer.length).toBeLessThanOrEqual(120);
});

test('a pack without a lexicon is still searched', () => {
  expect(createHandbook(clauses, {}).answer('政府重要客户紧急补卡多久送到').hits[0]?.clause).toBe('urgent');
});
