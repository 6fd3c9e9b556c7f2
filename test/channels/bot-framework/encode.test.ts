import type { Activity } from 'botbuilder';
import { encode, encodeClosed } from '../../../src/channels/bot-framework/encode.js';

const reply: Partial<Activity> = {
  text: '确认吗?',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
  suggestedActions: { to: [], actions: [{ type: 'imBack', title: '确认', value: '确认' }] },
  channelData: { key: 'k' },
};

test('Teams gets text and attachments apart, both with their key', () => {
  const sent = encode(reply, { channelId: 'msteams', private: true });
  expect(sent).toHaveLength(2);
  expect(sent[0]).toMatchObject({ type: 'message', text: '确认吗?', channelData: { key: 'k' } });
  expect(sent[0]).not.toHaveProperty('attachments');
  expect(sent[1]).toEqual({ type: 'message', attachments: reply.attachments, channelData: { key: 'k' } });
});

test('in a group of Teams nobody gets suggested actions', () => {
  expect(encode(reply, { channelId: 'msteams', private: true })[0]).toHaveProperty('suggestedActions');
  expect(encode(reply, { channelId: 'msteams', private: false })[0]).not.toHaveProperty('suggestedActions');
});

describe('an answer from the handbook', () => {
  const entity = { type: 'https://schema.org/Message', citation: [{}, {}] };
  const entities = [entity];
  const answer = { text: '24小时。〔四·处理时限〕当月回访。〔三·投诉回访〕', entities, channelData: { votable: true } };
  const byModel = { ...answer, entities: [{ ...entity, additionalType: ['AIGeneratedContent'] }] };
  const teams = { channelId: 'msteams', private: true };

  test('has thumbs in Teams', () => {
    expect(encode(answer, teams)).toMatchObject([
      { text: answer.text, channelData: { feedbackLoop: { type: 'default' } } },
    ]);
    expect(encode(answer, { ...teams, channelId: 'emulator' })).toEqual([{ type: 'message', ...answer }]);
  });

  test('numbers its clauses in Teams where a model wrote the words, and nowhere else', () => {
    expect(encode(byModel, teams)[0]?.text).toBe('24小时。〔四·处理时限〕[1]当月回访。〔三·投诉回访〕[2]');
    expect(encode(byModel, { ...teams, channelId: 'emulator' })[0]?.text).toBe(answer.text);
  });
});

test('other channels get the reply as it is', () => {
  expect(encode(reply, { channelId: 'emulator', private: false })).toEqual([{ type: 'message', ...reply }]);
});

describe('a read-back in Teams', () => {
  const readBack = '远帆食品*王芳*|资费|10月账单多480|16:50得知。没问题回「对」,要改直接说。';
  const activity: Partial<Activity> = {
    text: `可以先发王芳:「对不起」\n${readBack}`,
    channelData: { card: readBack, offer: 'o1', key: 'k' },
    suggestedActions: { to: [], actions: [{ type: 'imBack', title: '确认', value: '确认' }] },
  };

  test('is a card of its facts behind the words, its buttons with an opaque id', () => {
    const [said, shown] = encode(activity, { channelId: 'msteams', private: true });
    expect(said).toEqual({ type: 'message', text: '可以先发王芳:「对不起」', channelData: { key: 'k' } });
    const data = { say: '确认', offer: 'o1' };
    expect(shown?.attachments?.[0]?.content).toEqual({
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.4',
      body: [
        { type: 'TextBlock', wrap: true, text: '远帆食品\uff0a王芳\uff0a', weight: 'Bolder' },
        { type: 'TextBlock', wrap: true, text: '资费', spacing: 'Small' },
        { type: 'TextBlock', wrap: true, text: '10月账单多480', spacing: 'Small' },
        { type: 'TextBlock', wrap: true, text: '16:50得知', spacing: 'Small' },
        { type: 'TextBlock', wrap: true, text: '没问题回「对」,要改直接说。', isSubtle: true },
      ],
      actions: [
        {
          type: 'Action.Execute',
          title: '确认',
          verb: 'say',
          data,
          fallback: { type: 'Action.Submit', title: '确认', data },
        },
      ],
    });
  });

  test('that is over keeps its facts and says what became of it', () => {
    const content = encodeClosed(activity, '✓ 已登记 TS-261124-K7Q2').attachments?.[0]?.content;
    expect(content).not.toHaveProperty('actions');
    expect(content.body.map(({ text }: { text: string }) => text)).toEqual([
      '远帆食品\uff0a王芳\uff0a',
      '资费',
      '10月账单多480',
      '16:50得知',
      '✓ 已登记 TS-261124-K7Q2',
    ]);
  });

  test('elsewhere is the reply as it is', () => {
    expect(encode(activity, { channelId: 'emulator', private: true })).toEqual([{ type: 'message', ...activity }]);
  });
});
