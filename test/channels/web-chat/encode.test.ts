import { expect, test } from '@jest/globals';
import { encodeSet } from '../../../src/channels/web-chat/encode.js';

const at = Date.parse('2026-11-24T16:50:00+08:00');
const row = (seq: number, activity: object) => ({
  conversationId: 'webchat|c1',
  seq,
  json: JSON.stringify(activity),
  at,
});

test('the watermark is the place of the last activity, and stays where nothing is new', () => {
  expect(encodeSet('c1', [row(7, { text: '一' }), row(8, { text: '二' })], 6).watermark).toBe('8');
  expect(encodeSet('c1', [], 6)).toEqual({ activities: [], watermark: '6' });
});

test('a reply shows its place as id and the bot as its author; routing stays inside', () => {
  const reply = { type: 'message', text: '好', replyToId: 'a1', serviceUrl: 'x', recipient: { id: 'demo-manager' } };
  expect(encodeSet('c1', [row(3, reply)], 2).activities).toEqual([
    {
      type: 'message',
      id: 'c1|0000003',
      timestamp: new Date(at),
      text: '好',
      replyToId: 'a1',
      from: { id: 'shouwen', name: '首问', role: 'bot' },
      channelId: 'webchat',
      conversation: { id: 'c1', name: '', isGroup: false, conversationType: 'personal' },
    },
  ]);
});

test("a user's own message keeps the id it was posted under", () => {
  const said = { type: 'message', id: 'tap', text: '对', from: { id: 'demo-manager', role: 'user' } };
  expect(encodeSet('c1', [row(1, said)], 0).activities[0]).toMatchObject({ id: 'tap', from: { role: 'user' } });
});
