import { loadPack } from '../../../src/policy/load-pack.js';
import { packFormMeant } from '../../../src/turn/routing/pack-form.js';
import { contextAt, read } from '../../dialogs/engine/desk.js';

const pack = loadPack('telecom');
const meant = (text: string) => packFormMeant(pack, read(text), contextAt())?.form.id;

test.each([
  ['我休假到11月27日', 'leave'],
  ['陈琪请假到周五', 'leave'],
  ['on leave until Friday', 'leave'],
  ['休假要提前几天报吗', undefined],
  ['我休假了谁替我办政府客户的业务', undefined],
  ['客户投诉说我们休假没人接电话 火很大', undefined],
])('leave in %s: %s', (text, form) => {
  expect(meant(text)).toBe(form);
});

describe('what is told of a form begins it', () => {
  test.each([
    ['今天上午在明德中学驻点 来了四十个人', 'onsite-day'],
    ['把日志写一下', 'work-log'],
    ['寫今天的日誌', 'work-log'],
    ['铁通在开发区挖客户 竞争信息报一下', 'competition'],
    ['停车 过路费一共38', 'receipt'],
    ['教育局冯处的卡送到了 八点', 'job-done'],
    ['星河书店通讯录拿到了', 'directory'],
    ['write up my daily log please', 'work-log'],
  ])('%s: %s', (text, form) => {
    expect(meant(text)).toBe(form);
  });
});

describe('what speaks for another matter begins none', () => {
  test.each([
    ['a question', '日志几点之前要交'],
    ['a question at the end', '驻点服务,时间有什么要求'],
    ['a question whether it was done', '高翔的日志交了没有'],
    ['a denial', '今天没去驻点'],
    ['a complaint that names a word of a form', '远帆食品王芳投诉发票开错了 要求重开'],
    ['an upset customer', '清江水务孙薇发火了 说补卡补了三天没补好'],
    ['a visit that is planned', '下周三下午三点去远帆驻点'],
    ['a reminder to be set', '提醒我明早八点报日志'],
    ['a look at what was written', '看下我昨天写的日志'],
    ['small talk', '写日志写到想哭'],
  ])('%s', (_what, text) => {
    expect(meant(text)).toBeUndefined();
  });
});
