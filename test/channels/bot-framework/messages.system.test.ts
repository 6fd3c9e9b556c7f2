import { BotFramework, type BotFrameworkOptions } from '../../../src/channels/bot-framework/index.js';
import { MemoryRateLimiter, messageLimit } from '../../../src/coordination/rate-limit.js';
import type { Conversation } from '../../../src/domain/ports.js';
import { createMetrics } from '../../../src/http/metrics.js';
import { createServer, type HttpServer } from '../../../src/http/server.js';
import { silentLogger } from '../../../src/log.js';
import { LocalConnector } from './connector.js';
import { MemoryTurns } from './memory-turns.js';

let turns: MemoryTurns;
let server: HttpServer;
let channel: BotFramework;
let connector: LocalConnector;
let serviceUrl: string;
let address: string;

async function start(
  config: BotFrameworkOptions['config'] = { teams: undefined, production: false, signIn: undefined },
): Promise<void> {
  turns = new MemoryTurns();
  const metrics = createMetrics();
  channel = new BotFramework({
    config,
    turns,
    limiter: new MemoryRateLimiter(messageLimit),
    log: silentLogger,
    timeouts: { callMs: 300, deliveryMs: 1_000, checkMs: 500, clickMs: 300 },
  });
  server = createServer({
    log: silentLogger,
    metrics,
    probe: async () => {},
    routes: [channel.addRoutes],
    drained: () => turns.drained(),
  });
  address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/messages`;
}

const message = (more: object = {}) => ({
  type: 'message',
  id: '1',
  channelId: 'emulator',
  serviceUrl,
  from: { id: 'demo-manager' },
  recipient: { id: 'bot' },
  conversation: { id: 'c1' },
  text: '你好',
  ...more,
});
const expectReplies = (more: object = {}) => message({ deliveryMode: 'expectReplies', ...more });

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** The conversation of a message, as the records would keep it. */
function conversationOf(url: string): Conversation {
  const reference = {
    serviceUrl: url,
    channelId: 'emulator',
    conversation: { id: 'c1' },
    bot: { id: 'bot' },
    user: { id: 'demo-manager' },
  };
  return {
    id: 'emulator|c1',
    channel: 'emulator',
    staffId: 's1',
    private: true,
    reachable: true,
    reference: JSON.stringify(reference),
    lastUsedAt: 0,
  };
}

beforeEach(async () => {
  connector = new LocalConnector();
  serviceUrl = await connector.listen();
  await start();
});
afterEach(async () => {
  await server.close();
  await connector.close();
});

describe('expectReplies', () => {
  test('the replies stand in the response, addressed to the sender', async () => {
    const { status, body } = await post(expectReplies());
    expect(status).toBe(200);
    expect(body.activities).toEqual([
      expect.objectContaining({
        type: 'message',
        text: '你好?',
        replyToId: '1',
        recipient: expect.objectContaining({ id: 'demo-manager' }),
      }),
    ]);
  });

  test('a message delivered again gets its first replies', async () => {
    const first = await post(expectReplies());
    const again = await post(expectReplies({ text: '别的' }));
    expect(again.body).toEqual(first.body);
    expect(turns.finished.size).toBe(1);
  });

  test('nothing is ever sent to its serviceUrl', async () => {
    expect((await post(expectReplies({ serviceUrl: 'https://elsewhere.example' }))).status).toBe(200);
    expect((await post(expectReplies({ id: '2', serviceUrl: undefined }))).status).toBe(200);
  });

  test('what needs no reply gets an empty list', async () => {
    expect((await post(expectReplies({ type: 'typing' }))).body).toEqual({ activities: [] });
  });
});

describe('other messages', () => {
  test('are stored, acknowledged without a body, and answered through the connector', async () => {
    turns.deliver = async (inbound, [reply]) => {
      expect(await channel.send(conversationOf(inbound.activity.serviceUrl), reply ?? {})).toEqual({
        kind: 'delivered',
      });
    };
    const { status, body } = await post(message());
    expect({ status, body }).toEqual({ status: 200, body: undefined });
    expect(turns.accepted.size).toBe(1);
    expect(await connector.next()).toMatchObject({
      path: expect.stringMatching(/^\/v3\/conversations\/c1\/activities\//),
      authorization: undefined,
      activity: { type: 'message', text: '你好?', recipient: { id: 'demo-manager' } },
    });
  });

  test('who is added to a conversation is passed on, other signals are not', async () => {
    expect((await post(message({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] }))).status).toBe(200);
    expect(turns.accepted.size).toBe(1);
    for (const type of ['typing', 'endOfConversation', 'messageReaction', 'installationUpdate', 'event']) {
      expect((await post(message({ type, id: type }))).status).toBe(200);
    }
    expect(turns.accepted.size).toBe(1);
  });

  test.each([
    ['another computer', 'https://smba.example/', 403],
    ['the metadata service of a cloud', 'http://169.254.169.254/latest', 403],
    ['a user name that looks like us', 'http://127.0.0.1@evil.example/', 403],
    ['no address', '', 400],
  ])('with replies to %s are refused before they are stored', async (_, url, status) => {
    expect((await post(message({ serviceUrl: url }))).status).toBe(status);
    expect(turns.accepted.size).toBe(0);
  });

  test('claiming a channel of our own are kept apart from it', async () => {
    await post(message({ channelId: 'webchat' }));
    expect([...turns.accepted.values()][0]?.channel).toBe('bot-framework:webchat');
    expect(channel.serves('bot-framework:webchat')).toBe(true);
    expect(channel.serves('webchat')).toBe(false);
  });
});

describe('what is wrong is said, never as a 500', () => {
  test.each([
    ['bad JSON', '{"type":', 400, 'invalid-input'],
    ['an empty object', {}, 400, 'invalid-input'],
    ['an empty body', '', 400, 'invalid-input'],
    ['a list', [], 400, 'invalid-input'],
    ['null', 'null', 400, 'invalid-input'],
    ['no conversation', { type: 'message', id: '1', from: { id: 'a' } }, 400, 'invalid-input'],
    ['no sender', { type: 'message', id: '1', conversation: { id: 'a' } }, 400, 'invalid-input'],
    ['no id', { type: 'message', from: { id: 'a' }, conversation: { id: 'a' } }, 400, 'invalid-input'],
    ['a body too large', { text: 'x'.repeat(300_000) }, 413, 'too-large'],
  ])('%s', async (_, body, status, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code, message: expect.any(String) } });
  });

  test('a thumb under an answer reaches the turns and is answered with nothing', async () => {
    const value = {
      actionName: 'feedback',
      actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"答非所问"}' },
    };
    const answer = await post(message({ type: 'invoke', name: 'message/submitAction', replyToId: 'r9', value }));
    expect(answer).toMatchObject({ status: 200, body: {} });
    const here = { channel: 'emulator', conversationId: 'c1', replyId: 'r9' };
    expect(turns.votes).toEqual([{ ...here, vote: 'down', remark: '答非所问' }]);
  });

  test.each([[{}], [{ deliveryMode: 'expectReplies' }]])('an invoke nobody knows: %j', async (more) => {
    const answer = await post(message({ type: 'invoke', name: 'no/such', ...more }));
    expect(answer.status).toBe(501);
    expect(answer.body.error.code).toBe('unsupported');
  });

  test('a channel whose tokens the SDK would check differently', async () => {
    expect((await post(expectReplies({ channelId: 'AseChannel' }))).status).toBe(501);
  });
});

describe('a message that cannot be stored', () => {
  const told = () => connector.received.map(({ activity }) => String(activity.text));

  test('is stored once the record store answers again', async () => {
    turns.away = 2;
    expect((await post(message())).status).toBe(200);
    expect(turns.accepted.size).toBe(1);
  });

  test('is said to be lost to its sender, and refused to the vendor, who may deliver it again', async () => {
    turns.away = 4;
    expect((await post(message())).status).toBeGreaterThanOrEqual(500);
    expect(told()).toEqual([expect.stringContaining('现在记不下来')]);
    expect((await post(message())).status).toBe(200);
    expect(turns.accepted.size).toBe(1);
  }, 20_000);
});

test('a press is answered in time, however long the turn takes; what is said comes as a message', async () => {
  const done = Promise.withResolvers<void>();
  turns.busy = done.promise;
  turns.deliver = async (_, replies) => {
    await channel.send(conversationOf(serviceUrl), replies[0] ?? {});
  };
  const value = { action: { type: 'Action.Execute', data: { say: '已回了', card: 'c' } } };
  const answer = await post(message({ type: 'invoke', name: 'adaptiveCard/action', value, text: undefined }));
  expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, value: '✓ 已回了' } });
  expect(connector.received).toEqual([]);
  done.resolve();
  expect((await connector.next()).activity).toMatchObject({ type: 'message' });
});

describe('who may talk', () => {
  test.each([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a proxy', { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('%s may not', async (_, headers, status) => {
    expect((await post(expectReplies(), headers)).status).toBe(status);
    expect(turns.accepted.size).toBe(0);
  });

  test('in production without an app id there is nobody to talk to', async () => {
    await server.close();
    await start({ teams: undefined, production: true, signIn: undefined });
    expect((await post(expectReplies())).status).toBe(404);
  });

  test('the twenty-first message within ten seconds waits, other users do not', async () => {
    const statuses: number[] = [];
    for (let id = 1; id <= 21; id += 1) statuses.push((await post(expectReplies({ id: `${id}` }))).status);
    expect(statuses).toEqual([...Array(20).fill(200), 429]);
    const refused = await post(expectReplies({ id: '22' }));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused.body.error.code).toBe('rate-limited');
    expect((await post(expectReplies({ id: '23', from: { id: 'demo-supervisor' } }))).status).toBe(200);
  });
});

describe('a delivery that fails', () => {
  test.each([
    ['somebody who blocked us', 403, {}, { kind: 'refused', reason: 'The channel answered 403.' }],
    ['a conversation that is gone', 404, {}, { kind: 'refused', reason: 'The channel answered 404.' }],
    [
      'an address that moved',
      302,
      { location: 'http://169.254.169.254/' },
      { kind: 'refused', reason: 'The channel answered 302.' },
    ],
    [
      'too many',
      429,
      { 'retry-after': '7' },
      { kind: 'unreachable', retryAfterMs: 7_000, reason: 'The channel answered 429.' },
    ],
    ['a service that is away', 503, {}, { kind: 'unreachable', retryAfterMs: 0, reason: 'The channel answered 503.' }],
    ['a gateway without a service', 502, {}, { kind: 'unreachable', retryAfterMs: 0, reason: expect.any(String) }],
    ['a gateway that waited', 504, {}, { kind: 'unreachable', retryAfterMs: 0, reason: expect.any(String) }],
    ['a conflict of versions', 412, {}, { kind: 'unreachable', retryAfterMs: 0, reason: expect.any(String) }],
    ['their fault', 500, {}, { kind: 'failed', reason: 'The channel answered 500.' }],
  ])('%s: %i', async (_, status, headers, outcome) => {
    connector.behaviour = { status, headers };
    expect(await channel.send(conversationOf(serviceUrl), { text: '到点了' })).toEqual(outcome);
    expect(connector.received).toHaveLength(1);
  });

  test('a service that never answers does not hold us', async () => {
    connector.behaviour = 'hang';
    expect(await channel.send(conversationOf(serviceUrl), { text: '到点了' })).toMatchObject({ kind: 'unreachable' });
  });

  test('nobody listening', async () => {
    const outcome = await channel.send(conversationOf('http://127.0.0.1:1'), { text: '到点了' });
    expect(outcome).toMatchObject({ kind: 'unreachable', reason: 'The channel could not be reached.' });
  });

  test('a place that is not this computer is never called', async () => {
    const outcome = await channel.send(conversationOf('http://192.0.2.1/'), { text: '到点了' });
    expect(outcome).toMatchObject({ kind: 'refused' });
  });

  test('a reference that is damaged', async () => {
    const outcome = await channel.send({ ...conversationOf(serviceUrl), reference: '{' }, { text: '到点了' });
    expect(outcome).toMatchObject({ kind: 'refused' });
  });
});
