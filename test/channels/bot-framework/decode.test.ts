import { decode } from '../../../src/channels/bot-framework/decode.js';

const message = {
  type: 'message',
  id: '1',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:9',
  from: { id: 'demo-manager' },
  conversation: { id: 'c' },
  text: '你好',
};

function decoded(body: unknown) {
  const result = decode(body);
  if ('fault' in result) throw new Error(result.fault);
  return result;
}

test.each([
  ['message', {}, 'message'],
  ['invoke', { name: 'adaptiveCard/action' }, 'invoke'],
  ['conversationUpdate', { membersAdded: [{ id: 'bot' }] }, 'greeting'],
  ['conversationUpdate', { membersRemoved: [{ id: 'bot' }] }, 'ignored'],
  ['typing', {}, 'ignored'],
  ['messageReaction', {}, 'ignored'],
  ['somethingNew', {}, 'ignored'],
])('%s %j is a matter of kind %s', (type, more, purpose) => {
  expect(decoded({ ...message, type, ...more }).purpose).toBe(purpose);
});

const called = { type: 'mention', mentioned: { id: 'bot' }, text: '<at>首问</at>' };
const group = { ...message, recipient: { id: 'bot' }, conversation: { id: 'g', conversationType: 'channel' } };

test('in a group the bot hears only what is said to it, without its name', () => {
  expect(decoded(group).purpose).toBe('ignored');
  const other = { ...called, mentioned: { id: 'somebody' } };
  expect(decoded({ ...group, entities: [other] }).purpose).toBe('ignored');
  const asked = decoded({ ...group, entities: [called, other], text: '<at>首问</at> VIP投诉多久要回' });
  expect([asked.purpose, asked.activity.text]).toEqual(['message', 'VIP投诉多久要回']);
});

test('alone with the bot nobody has to call it', () => {
  expect(decoded({ ...group, conversation: { id: 'c', conversationType: 'personal' } }).purpose).toBe('message');
});

test.each([
  ['nothing', undefined],
  ['a list', [message]],
  ['a text', 'message'],
  ['no type', { ...message, type: undefined }],
  ['no id', { ...message, id: undefined }],
  ['an empty id', { ...message, id: '' }],
  ['an id that is a number', { ...message, id: 1 }],
  ['no sender', { ...message, from: undefined }],
  ['a sender without id', { ...message, from: { name: '林悦' } }],
  ['a sender of 257 characters', { ...message, from: { id: 'x'.repeat(257) } }],
  ['a sender with a NUL', { ...message, from: { id: 'a\u0000' } }],
  ['no conversation', { ...message, conversation: undefined }],
  ['a conversation that is a text', { ...message, conversation: 'c' }],
  ['a conversation without id', { ...message, conversation: {} }],
  ['a text that is a number', { ...message, text: 7 }],
  ['attachments that are a text', { ...message, attachments: 'x' }],
])('%s is a fault that names the field', (_, body) => {
  expect(decode(body)).toEqual({ fault: expect.stringMatching(/^[\w.]+.*: /) });
});

test('a sender of 256 characters and fields nobody knows are fine', () => {
  const { activity } = decoded({ ...message, from: { id: 'x'.repeat(256), aadObjectId: 'a' }, value: { own: [1] } });
  expect(activity).toMatchObject({ from: { aadObjectId: 'a' }, value: { own: [1] }, text: '你好' });
});

test('null is as good as absent', () => {
  const { activity } = decoded({ ...message, text: null, locale: null, recipient: null });
  expect(activity).not.toHaveProperty('text');
  expect(activity).not.toHaveProperty('recipient');
});

test('the clock of the sender is kept when it can be read, and never breaks a message', () => {
  expect(decoded({ ...message, timestamp: '2026-11-24T08:50:00Z' }).activity.timestamp).toEqual(
    new Date('2026-11-24T08:50:00Z'),
  );
  expect(decoded({ ...message, timestamp: 'yesterday' }).activity.timestamp).toBeUndefined();
});

test('the tenant is found where Teams puts it', () => {
  expect(decoded({ ...message, conversation: { id: 'c', tenantId: 't1' } }).tenant).toBe('t1');
  expect(decoded({ ...message, channelData: { tenant: { id: 't2' } } }).tenant).toBe('t2');
  expect(decoded({ ...message, channelData: { tenant: 't3' } }).tenant).toBe('');
});

test('expectReplies is recognised', () => {
  expect(decoded({ ...message, deliveryMode: 'expectReplies' }).expectReplies).toBe(true);
  expect(decoded(message).expectReplies).toBe(false);
});
