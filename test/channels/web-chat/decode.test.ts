import { expect, test } from '@jest/globals';
import { decode } from '../../../src/channels/web-chat/decode.js';

const grant = { userId: 'demo-manager', conversationId: 'c1' };
const at = Date.parse('2026-11-24T16:50:00+08:00');

test('only what was said is taken from the client; who, where and when are ours', () => {
  const decoded = decode(
    {
      type: 'message',
      id: 'a1',
      text: '对',
      from: { id: 'demo-supervisor' },
      conversation: { id: 'c2' },
      serviceUrl: 'http://evil.example',
      timestamp: '1999-01-01T00:00:00Z',
      deliveryMode: 'expectReplies',
      channelData: { copy: 'x', clientActivityID: 'tap' },
    },
    grant,
    at,
  );
  if (decoded.kind !== 'message') throw new Error(decoded.kind);
  expect(decoded).toMatchObject({ id: 'tap', inbound: { channel: 'webchat', tenant: '', delivery: 'append' } });
  expect(decoded.inbound.activity).toEqual({
    type: 'message',
    id: 'tap',
    timestamp: new Date(at),
    channelId: 'webchat',
    serviceUrl: '',
    from: { id: 'demo-manager', name: '', role: 'user' },
    recipient: { id: 'shouwen', name: '首问', role: 'bot' },
    conversation: { id: 'c1', isGroup: false, conversationType: 'personal', name: '' },
    text: '对',
    channelData: { clientActivityID: 'tap' },
  });
});

test('a button of a card may carry a value without text', () => {
  expect(decode({ type: 'message', value: { token: 't' } }, grant, at)).toMatchObject({
    kind: 'message',
    inbound: { activity: { text: '', value: { token: 't' } } },
  });
});

test('a file may come without a word', () => {
  const attachments = [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA', name: 'a.png' }];
  expect(decode({ type: 'message', attachments }, grant, at)).toMatchObject({
    kind: 'message',
    inbound: { activity: { text: '', attachments } },
  });
  expect(decode({ type: 'message', attachments: [{ name: 'a.png' }] }, grant, at)).toMatchObject({ kind: 'invalid' });
});

test('messages without an id get different ones', () => {
  const say = () => decode({ type: 'message', text: '在吗' }, grant, at);
  const [first, second] = [say(), say()];
  if (first.kind === 'invalid' || second.kind === 'invalid') throw new Error('refused');
  expect(first.id).not.toBe(second.id);
});

test('signals are acknowledged and start nothing', () => {
  expect(decode({ type: 'typing', id: 't1' }, grant, at)).toEqual({ kind: 'signal', id: 't1' });
});

test.each([
  ['nothing', undefined, 'body'],
  ['a list', [], 'body'],
  ['a text', 'hello', 'body'],
  ['no type', { text: 'x' }, 'type'],
  ['a text that is a number', { type: 'message', text: 5 }, 'text'],
  ['an endless id', { type: 'message', text: 'x', id: 'x'.repeat(257) }, 'id'],
  ['an empty message', { type: 'message', text: ' \n' }, 'needs text'],
  ['an unknown type', { type: 'invoke', name: 'adaptiveCard/action' }, 'not understood'],
])('refused: %s', (_, body, reason) => {
  expect(decode(body, grant, at)).toEqual({ kind: 'invalid', reason: expect.stringContaining(reason) });
});
