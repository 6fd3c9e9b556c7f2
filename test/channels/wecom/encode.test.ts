import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { splitBytes } from '../../../src/channels/split-bytes.js';
import { keyOf, readKey } from '../../../src/channels/wecom/buttons.js';
import { answeredCard, encode } from '../../../src/channels/wecom/encode.js';

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

const offering = (titles: string[], text = '是哪一单?'): Partial<Activity> => ({
  id: 'r1',
  text,
  suggestedActions: { to: [], actions: titles.map((title) => ({ type: 'imBack', title, value: title })) },
});

test('titles that would be cut stand in the words, and their numbers on the buttons', () => {
  const titles = ['TS-261202-1S91 启明模具唐师安:10月账单多收', 'TS-261202-F4P0 启明模具唐师安:10月账单多收'];
  const { texts, card } = encode(offering(titles));
  expect(texts).toEqual([`是哪一单?\n1. ${titles[0]}\n2. ${titles[1]}`]);
  expect(card?.button_list.map(({ text }) => text)).toEqual(['1', '2']);
  expect(readKey(card?.button_list[1]?.key)?.value).toBe(titles[1]);
  const fitting = encode(offering(['Set by the customer', '我先拟的']));
  expect(fitting.card?.button_list.map(({ text }) => text)).toEqual(['Set by the customer', '我先拟的']);
});

test('buttons beyond the six a card takes stand in the words, to be typed', () => {
  const titles = ['经过', '要求', '客户', '联系人', '电话', '类别', '轻重', '归类'];
  const { texts, card } = encode(offering(titles, '改哪一项?'));
  expect(texts).toEqual(['改哪一项?\n· 轻重  · 归类']);
  expect(card?.button_list).toHaveLength(6);
});

test('a card is headed by the question, or how its words begin', () => {
  const headOf = (text: string) => encode(offering(['好'], text)).card?.main_title.title;
  expect(headOf('材料齐了哪几样?齐了就说「材料齐了」。')).toBe('材料齐了哪几样?');
  expect(headOf('Wed 2 Dec, 15:00, gift. Did she set it?')).toBe('Did she set it?');
  expect(headOf('林悦送审清江水务方案。编号 FA-261202-SHGR。')).toBe('林悦送审清江水务方案。');
});

test('a read-back’s card names the matter and what is asked; pressed, it says what became of it', () => {
  const readBack = '远帆食品王芳|资费|10月账单多480|16:50得知。没问题回「对」,要改直接说。';
  const activity = {
    ...offering(['确认', '取消'], `您先忙。\n${readBack}`),
    channelData: { card: readBack, offer: 'o1' },
  };
  const { card } = encode(activity);
  expect(card).toMatchObject({ main_title: { title: '远帆食品王芳' }, sub_title_text: '没问题回「对」,要改直接说。' });
  expect(readKey(card?.button_list[0]?.key)?.value).toEqual({ say: '确认', offer: 'o1' });
  const closes = [{ key: 'k', sentId: null, note: '✓ 已登记 TS-261124-K7Q2' }];
  const after = answeredCard({ taskId: 't', title: '确认' }, [{ text: '编号…', channelData: { closes } } as Activity]);
  expect([after.main_title.title, after.button_list[0]?.text]).toEqual(['✓ 已登记 TS-261124-K7Q2', '✓ 确认']);
});
