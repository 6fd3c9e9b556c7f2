import type { Activity } from 'botbuilder';
import { encode } from '../../../src/channels/bot-framework/encode.js';

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
