import { expect, test } from '@jest/globals';
import { type Activity, ActivityTypes } from 'botbuilder';
import { encode } from '../../../src/channels/terminal/encode.js';

const say = (part: Partial<Activity>) => ({ type: ActivityTypes.Message, ...part }) as Activity;

test('a line to hand on is a quoted block inside the text', () => {
  const reply = say({ text: '先发她:「王姐,对不起」\n还缺她的要求', channelData: { copy: '王姐,对不起' } });
  expect(encode([reply]).lines).toEqual(['先发她:', '  │ 王姐,对不起', '还缺她的要求']);
});

test('buttons are one numbered line at the end', () => {
  const actions = ['确认', '修改'].map((title) => ({ type: 'imBack', title, value: title }));
  const printed = encode([say({ text: '核对', suggestedActions: { to: [], actions } }), say({ text: '附' })]);
  expect(printed.lines).toEqual(['核对', '附', '[1] 确认  [2] 修改']);
  expect(printed.buttons).toEqual(['确认', '修改']);
});

test('long buttons have a line each', () => {
  const titles = ['TS-261124-K7Q2 清江水务孙薇:专线老断', '更多'];
  const actions = titles.map((title) => ({ type: 'imBack', title, value: title }));
  const printed = encode([say({ text: '是哪一单?', suggestedActions: { to: [], actions } })]);
  expect(printed.lines).toEqual(['是哪一单?', `[1] ${titles[0]}`, '[2] 更多']);
});

test('a citation stands below, a file by its name', () => {
  const appearance = { name: '处理时限', abstract: '一天内办结', text: '四 › 处理时限' };
  const entities = [{ type: 'https://schema.org/Message', citation: [{ appearance }] }, { type: 'mention' }];
  const attachments = [
    { contentType: 'text/calendar', name: 'a.ics', contentUrl: `data:text/calendar;base64,${btoa('BEGIN')}` },
    { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
  ];
  const printed = encode([say({ text: '24小时', entities }), say({ text: '', attachments })]);
  expect(printed.lines).toEqual(['24小时', '  出处 四 › 处理时限:一天内办结', '附件:a.ics']);
  expect(printed.files).toEqual([{ name: 'a.ics', content: Buffer.from('BEGIN') }]);
});

test('what is not a message is not printed', () => {
  expect(encode([{ ...say({}), type: ActivityTypes.Typing }])).toEqual({ lines: [], buttons: [], files: [] });
});
