import type { Activity } from 'botbuilder';
import type { GivenAnswer } from '../../src/domain/given-answer.js';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { messageActivity, type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;
beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
});
afterEach(() => running.close());

async function rows(kind: 'answers' | 'feedback'): Promise<GivenAnswer[]> {
  const found: GivenAnswer[] = [];
  for await (const row of running.app.store.records({ kind: 'system' }, kind)) found.push(row);
  return found;
}

test('an answer is kept with its question, clauses and the version of the handbook; names are hidden', async () => {
  const [reply] = await running.say('远帆食品王芳13900002021是VIP,VIP投诉多久要回', { id: 'm1' });
  expect(reply?.channelData).toEqual({ votable: true });
  expect(await rows('answers')).toMatchObject([
    {
      question: '[客户1][人2][号码3]是VIP,VIP投诉多久要回',
      answer: expect.stringContaining('24小时'),
      clauses: ['complaint.answer-limit'],
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      declined: false,
      byModel: false,
      activityId: 'm1.1',
      vote: null,
    },
  ]);
});

test('a thumb typed under an answer counts for it, once, and opens nothing', async () => {
  await running.say('VIP投诉多久要回');
  const [thanks] = await running.say('👎');
  expect(thanks?.text).toContain('记下了');
  expect(await rows('feedback')).toMatchObject([{ question: 'VIP投诉多久要回', vote: 'down' }]);
  const [after] = await running.say('👎');
  expect(after?.text).not.toContain('转给管手册的人');
});

test('👍 to a read-back is a yes, not a vote', async () => {
  await running.say('远帆食品王芳投诉10月账单多收480元,要求退费');
  await running.say('VIP投诉多久要回');
  const [reply] = await running.say('👍');
  expect(await rows('feedback')).toEqual([]);
  expect(reply?.text).toContain('编号');
});

test('what nobody could answer is kept too, 详 adds nothing', async () => {
  await running.say('食堂几点开饭?');
  await running.say('VIP投诉多久要回');
  await running.say('详');
  expect((await rows('answers')).map(({ question, declined }) => [question, declined]).sort()).toEqual(
    [
      ['食堂几点开饭?', true],
      ['VIP投诉多久要回', false],
    ].sort(),
  );
});

test('a vote comes back under the id the channel gave the answer', async () => {
  const connector = new LocalConnector();
  const serviceUrl = await connector.listen();
  try {
    const { deliveryMode: _, ...activity } = Object(messageActivity('VIP投诉多久要回', 'demo-manager', 'teams', 'm1'));
    await running.post({ ...activity, serviceUrl });
    await running.app.turns.drained();
    running.app.ledger.kick();
    const { activity: sent } = await connector.next();
    expect((sent as Partial<Activity>).text).toContain('24小时');
    const value = { actionName: 'feedback', actionValue: { reaction: 'like' } };
    const thumb = { ...activity, id: 'i1', type: 'invoke', name: 'message/submitAction', replyToId: 'r1', value };
    const vote = async () => {
      await running.post({ ...thumb, serviceUrl });
      return (await rows('feedback')).map(({ vote: given }) => given);
    };
    // The id is noted once the delivery is: a vote cannot come sooner, a test can.
    let votes = await vote();
    for (let tries = 0; votes.length === 0 && tries < 50; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      votes = await vote();
    }
    expect(votes).toEqual(['up']);
  } finally {
    await connector.close();
  }
});
