import { expect, test } from '@jest/globals';
import { clausesIn, isImpatient, type Kind } from '../../../dialogs/customer-chat/direct-speech.js';

const kinds: Record<Kind, string[]> = {
  wish: [
    '查清楚退给我',
    '赶紧派人来修',
    '能恢复就行',
    '减免这个月的费用',
    '改回来',
    '多收的退',
    '道歉',
    '还要处理他',
    '今晚别再断',
    '恁今儿个必须给俺弄好',
    '給書面說明',
    '快啲搞掂佢',
    '不行就退费',
    '我要的是解决',
    '还我号',
    '今天之内弄好',
    '催一下',
    '请派员',
    '尽快',
    '挪走',
    '我要的是有人给我把端口打开',
    '要她當面道歉',
    'please send someone',
    'I want a refund',
    'Restore it now and tell me why',
  ],
  asks: [
    '能不能保证今晚',
    '到底几点能来人',
    '啥时候修好',
    '还要等多久',
    '谁赔',
    '那要几天',
    'When will I hear from you?',
    'How long will it take',
  ],
  number: ['139xxxx6621', '13900002021', '号码是13900002021', '木有号码', '不针对哪个号', '85558123', 'no number'],
  calls: ['叫他给我打电话', '你们经理呢', '我不跟机器说', '叫林悦来', '找你们领导', 'please call me back'],
  vents: [
    '你们搞什么',
    '你们是不是有病',
    '他妈的',
    '谁给你们的权力',
    '给你们鼓掌👏👏',
    '滚出来',
    '算了不说了',
    '记录有屁用',
    '听不懂人话吗',
    '都说了多少遍了你们聋了吗',
    '我想问一下',
    '又是你',
    '我不想说了',
    '小妹妹你好',
    'Unacceptable',
  ],
  tells: [
    '打客服转了四个人',
    '没一个说得清',
    '网从昨晚断到现在',
    '就换来天天断网',
    '报表今天必须交',
    '客服说马上处理',
    '退了三次都没退成',
    '我要向省通信管理局申诉',
    '我要去消协告你们',
    '宽带',
    '楼下都淹了',
    '要我赔',
    '你们把我们冷库的温控卡停了',
    '我做药品销售打电话就涉诈',
    '城西分店',
    '我的手机',
    '发票开错了',
    '你们把我的套餐改了没告诉我',
    'Your technician never showed up',
  ],
};

test.each(Object.entries(kinds).flatMap(([kind, said]) => said.map((text) => [text, kind] as const)))(
  '%s: %s',
  (text, kind) => {
    expect(new Set(clausesIn(text).map((clause) => clause.kind))).toEqual(new Set([kind]));
  },
);

test('a message is parted at marks and blanks, never inside its figures', () => {
  expect(clausesIn('139 0000 2042 两点多停的,多收了1,280.50元!!退钱').map(({ text }) => text)).toEqual([
    '139 0000 2042',
    '两点多停的',
    '多收了1,280.50元',
    '退钱',
  ]);
});

test.each(['不对', '号码', '多收', '你们', '真的', '啊', '算了', '一个', '给我', '把', '138 ', 'I ', '打', '我要'])(
  'however often %s is said, it is heard out',
  (word) => {
    for (const end of ['', '鼠']) expect(clausesIn(word.repeat(2_000) + end).length).toBeGreaterThan(0);
    for (let times = 1; times < 24; times++) expect(clausesIn(`${word.repeat(times)}鼠`).length).toBeGreaterThan(0);
  },
);

test.each([
  ['别问了', true],
  ['不是都说过了', true],
  ['问什么问', true],
  ['我想问一下', false],
  ['网断了', false],
])('%s: has had enough of questions: %s', (text, enough) => {
  expect(isImpatient(text)).toBe(enough);
});
