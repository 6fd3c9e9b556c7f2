import type { Activity } from 'botbuilder';
import type { Bot } from './house.js';

const line = '王姐,平白多出480元,换我也恼火,先跟您说声对不起。我来核开通记录,查到就亲自回您。客户经理林悦,工作号 K1024';
const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//shouwen//test',
  'BEGIN:VEVENT',
  'UID:BF-261203-9TD4',
  'DTSTAMP:20261124T085000Z',
  'DTSTART:20261203T083000Z',
  'SUMMARY:远帆食品 王芳',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

const say = (title: string) => ({ type: 'imBack', title, value: title });

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: '投诉核对', weight: 'Bolder', size: 'Medium' },
    {
      type: 'FactSet',
      facts: [
        { title: '客户', value: '清江水务(B2)孙薇' },
        { title: '类别', value: '网络' },
        { title: '要求', value: '给个恢复时间' },
      ],
    },
    { type: 'Input.Text', id: 'demand', label: '她的要求', value: '给个恢复时间' },
  ],
  actions: [
    { type: 'Action.Submit', title: '确认', style: 'positive', data: { token: 'confirm-1' } },
    { type: 'Action.Submit', title: '取消', data: { token: 'cancel-1' } },
  ],
};

/** Every thing a message can carry, by what is said. */
const answers: Array<[RegExp, Array<Partial<Activity>>]> = [
  [
    /远帆/,
    [
      { text: `您先开会,我记着。可以先发她(点一下复制):「${line}」`, channelData: { copy: line } },
      {
        text: '核对:远帆食品(A2)王芳·联系人|资费\n10月账单多出短信费480元,说没订过\n要求:查清、退费\n16:50来电。没问题回「对」,要改直接说。',
        suggestedActions: { to: [], actions: [say('确认'), say('修改'), say('取消')] },
      },
    ],
  ],
  [
    /^(确认|对)$/,
    [
      {
        text: '编号 TS-261124-K7Q2,由您跟到底;A类客户,已报周岚。日历附件在下面。',
        attachments: [
          {
            contentType: 'text/calendar',
            name: 'BF-261203-9TD4.ics',
            contentUrl: `data:text/calendar;base64,${Buffer.from(calendar).toString('base64')}`,
          },
        ],
      },
    ],
  ],
  [
    /多久/,
    [
      {
        id: 'answer-1',
        channelData: { votable: true },
        text: 'VIP客户和重大投诉:24小时内处理完并回复,按钟点走,周末也算。〔四·处理时限〕',
        entities: [
          {
            type: 'https://schema.org/Message',
            '@type': 'Message',
            citation: [
              {
                '@type': 'Claim',
                position: 1,
                appearance: {
                  '@type': 'DigitalDocument',
                  name: '处理时限',
                  abstract: '贵宾客户的投诉和重大投诉,二十四小时内办结并答复。',
                  identifier: 'complaint.answer-limit',
                  text: '四 投诉处理 › 处理时限',
                },
              },
            ],
          },
        ],
      },
    ],
  ],
  [
    /卡片/,
    [{ text: '请核对:', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }],
  ],
];

/** A bot of the tests; what it has no answer for it repeats, markup and all. */
export const bot: Bot = (said) => {
  if (said.value !== undefined) return [{ text: `收到卡片:${JSON.stringify(said.value)}` }];
  return answers.find(([words]) => words.test(said.text))?.[1] ?? [{ text: `听到了:${said.text}` }];
};
