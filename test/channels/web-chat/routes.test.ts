import { expect, test } from '@jest/globals';
import { demoVisitors, mountWebChat, noVisitors, type WebChatOptions } from '../../../src/channels/web-chat/index.js';
import { FixedClock } from '../../../src/clock.js';
import { MemoryRateLimiter } from '../../../src/coordination/rate-limit.js';
import { AppError } from '../../../src/errors.js';
import type { Handler } from '../../../src/http/route.js';
import { House } from '../../web/house.js';

const minutes = 60_000;

/** The routes without a server, called by method and path. */
class Desk {
  readonly house = new House((said) => [{ text: `听到:${said.text}` }]);
  readonly faults: unknown[] = [];
  now = 1_000_000;
  readonly #handlers = new Map<string, Handler>();

  constructor(options: Partial<WebChatOptions> = {}) {
    mountWebChat(
      (method, path, handler) => this.#handlers.set(`${method} ${path.replace('/v3/directline', '')}`, handler),
      {
        turns: this.house,
        activities: this.house,
        secretKey: 'secret',
        clock: new FixedClock('2026-11-24T16:50:00+08:00'),
        timeZone: 'Asia/Shanghai',
        visitors: demoVisitors,
        onTurnFault: (fault) => this.faults.push(fault),
        realNow: () => this.now,
        ...options,
      },
    );
  }

  async call(
    route: string,
    request: { token?: string; id?: string; watermark?: string; body?: unknown; peer?: string } = {},
  ) {
    const handler = this.#handlers.get(route);
    if (!handler) throw new Error(`no route ${route}`);
    const authorization = request.token === undefined ? {} : { authorization: `Bearer ${request.token}` };
    const result = await handler({
      params: { id: request.id },
      query: { watermark: request.watermark },
      headers: { host: '127.0.0.1:3978', ...authorization },
      remoteAddress: request.peer ?? '127.0.0.1',
      body: request.body,
    });
    return { ...result, body: Object(result.body) };
  }

  async enter(userId = 'demo-manager', token?: string): Promise<{ token: string; id: string }> {
    const request = { body: { user: { id: userId } }, ...(token === undefined ? {} : { token }) };
    const { body } = await this.call('POST /tokens/generate', request);
    return { token: body.token, id: body.conversationId };
  }
}

const refused = (status: number, code: string) => ({ status, body: { error: { code, message: expect.any(String) } } });
const hello = { type: 'message', id: 'a1', text: '在吗' };

test('outside demo mode every route is off, with a reason', async () => {
  const desk = new Desk({ visitors: noVisitors });
  expect(await desk.call('POST /tokens/generate')).toMatchObject(refused(404, 'WebChatOff'));
  expect(await desk.call('GET /chat.json')).toMatchObject(refused(404, 'WebChatOff'));
});

test('another computer is refused', async () => {
  expect(await new Desk().call('POST /tokens/generate', { peer: '10.0.0.8' })).toMatchObject(refused(403, 'Forbidden'));
});

test('the page learns who may chat and what time it is', async () => {
  const { body } = await new Desk({ simulatedSpeed: 60 }).call('GET /chat.json');
  expect(body.people.map((person: { name: string }) => person.name)).toEqual(['林悦', '周岚']);
  expect(body.clock).toEqual({ now: Date.parse('2026-11-24T16:50:00+08:00'), simulated: true, speed: 60 });
});

test('nobody but the offered people gets a token', async () => {
  const body = { user: { id: 'demo-administrator' } };
  expect(await new Desk().call('POST /tokens/generate', { body })).toMatchObject(refused(403, 'Forbidden'));
});

test('without a token, with a forged one, with a foreign one, with an old one', async () => {
  const desk = new Desk();
  const mine = await desk.enter();
  const theirs = await desk.enter('demo-supervisor');
  const poll = 'GET /conversations/:id/activities';
  expect(await desk.call(poll, { id: mine.id })).toMatchObject(refused(401, 'Unauthorized'));
  expect(await desk.call(poll, { id: mine.id, token: 'a.b.c' })).toMatchObject(refused(401, 'Unauthorized'));
  expect(await desk.call(poll, { id: mine.id, token: theirs.token })).toMatchObject(refused(403, 'Forbidden'));
  desk.now += 30 * minutes;
  expect(await desk.call(poll, mine)).toMatchObject(refused(403, 'TokenExpired'));
  expect(await desk.call('POST /tokens/refresh', mine)).toMatchObject(refused(403, 'TokenExpired'));
});

test('refreshing in time, and coming back late with the old token, keep the conversation', async () => {
  const desk = new Desk();
  const mine = await desk.enter();
  desk.now += 29 * minutes;
  const refreshed = await desk.call('POST /tokens/refresh', mine);
  expect(refreshed.body.conversationId).toBe(mine.id);
  desk.now += 600 * minutes;
  const again = await desk.enter('demo-manager', refreshed.body.token);
  expect(again.id).toBe(mine.id);
  expect(await desk.call('GET /conversations/:id/activities', again)).toMatchObject({ status: 200 });
});

test("somebody else's old token opens a conversation of one's own", async () => {
  const desk = new Desk();
  const theirs = await desk.enter('demo-supervisor');
  expect((await desk.enter('demo-manager', theirs.token)).id).not.toBe(theirs.id);
});

test('a post is answered once stored, the turn follows', async () => {
  const desk = new Desk();
  const mine = await desk.enter();
  const open = desk.house.hold();
  expect(await desk.call('POST /conversations/:id/activities', { ...mine, body: hello })).toMatchObject({
    status: 200,
    body: { id: 'a1' },
  });
  expect(desk.house.ran).toHaveLength(0);
  open();
  await desk.house.run({ channel: 'webchat', conversationId: mine.id, activityId: 'a1' });
  const { body } = await desk.call('GET /conversations/:id/activities', mine);
  expect(body.watermark).toBe('2');
  expect(body.activities.map((activity: { text: string }) => activity.text)).toEqual(['在吗', '听到:在吗']);
  expect((await desk.call('GET /conversations/:id/activities', { ...mine, watermark: '2' })).body.activities).toEqual(
    [],
  );
});

test('a thumb under an answer is taken once it is one of this conversation', async () => {
  const desk = new Desk();
  const mine = await desk.enter();
  desk.house.append(`webchat|${mine.id}`, { type: 'message', id: 'm1.1', channelData: { votable: true } });
  const value = { actionName: 'feedback', actionValue: { reaction: 'like' } };
  const thumb = (replyToId: string) => ({ type: 'invoke', name: 'message/submitAction', replyToId, value });
  const vote = (body: object) => desk.call('POST /conversations/:id/activities', { ...mine, body });
  expect(await vote(thumb('m1.1'))).toMatchObject({ status: 200 });
  expect(desk.house.votes).toMatchObject([{ channel: 'webchat', conversationId: mine.id, vote: 'up', remark: null }]);
  expect(await vote(thumb('elsewhere'))).toMatchObject(refused(404, 'NotFound'));
  expect(await vote({ ...thumb('m1.1'), name: 'something/else' })).toMatchObject({ status: 400 });
});

test('a message that could not be stored is not acknowledged', async () => {
  const desk = new Desk({
    turns: {
      accept: () => Promise.reject(new AppError('unreachable', 'the store is busy; try again')),
      run: () => Promise.resolve([]),
      vote: () => Promise.resolve(false),
    },
  });
  const mine = await desk.enter();
  const result = await desk.call('POST /conversations/:id/activities', { ...mine, body: hello });
  expect(result).toMatchObject(refused(503, 'ServiceUnavailable'));
  expect(result.headers['Retry-After']).toBe('5');
});

test('a failing turn is reported, not shown; an unforeseen fault tells nothing of its cause', async () => {
  const fault = new Error('disk full at /secret/place');
  const desk: Desk = new Desk({
    turns: {
      accept: (inbound) => desk.house.accept(inbound),
      run: () => Promise.reject(fault),
      vote: () => Promise.resolve(false),
    },
    activities: { listActivities: () => Promise.reject(fault) },
  });
  const mine = await desk.enter();
  expect(await desk.call('POST /conversations/:id/activities', { ...mine, body: hello })).toMatchObject({
    status: 200,
  });
  expect(desk.faults).toEqual([fault]);
  const polled = await desk.call('GET /conversations/:id/activities', mine);
  expect(polled).toMatchObject(refused(500, 'ServiceError'));
  expect(JSON.stringify(polled.body)).not.toContain('secret');
});

test('too many messages wait; a bad watermark and a bad activity are told', async () => {
  const desk = new Desk({ limiter: { take: async () => 3_200 } });
  const mine = await desk.enter();
  const waited = await desk.call('POST /conversations/:id/activities', { ...mine, body: hello });
  expect(waited).toMatchObject({ ...refused(429, 'RateLimited'), headers: { 'Retry-After': '4' } });
  const poll = 'GET /conversations/:id/activities';
  expect(await desk.call(poll, { ...mine, watermark: '-1' })).toMatchObject(refused(400, 'BadArgument'));
  expect(await desk.call('POST /conversations/:id/activities', { ...mine, body: 'x' })).toMatchObject(
    refused(400, 'BadArgument'),
  );
});

test('an address that is refused again and again is told to wait, this computer is not', async () => {
  const desk = new Desk({ limiter: new MemoryRateLimiter({ messages: 3, withinMs: 10_000, now: () => 0 }) });
  const statuses = async (peer: string) => {
    const found: number[] = [];
    for (let n = 0; n < 5; n++) found.push((await desk.call('POST /conversations', { token: 'a.b.c', peer })).status);
    return found;
  };
  expect(await statuses('10.0.0.8')).toEqual([403, 403, 403, 429, 429]);
  expect(await statuses('10.0.0.9')).toEqual([403, 403, 403, 429, 429]);
  expect(await statuses('127.0.0.1')).toEqual([401, 401, 401, 401, 401]);
});
