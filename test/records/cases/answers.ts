import type { GivenAnswer } from '../../../src/domain/given-answer.js';
import type { ModelCall } from '../../../src/domain/model-call.js';
import type { RecordKinds } from '../../../src/domain/ports.js';
import type { Viewer } from '../../../src/domain/staff.js';
import type { Bench } from '../conformance.js';
import { now, people, viewers } from '../samples.js';

export function answer(id: string, change: Partial<GivenAnswer> = {}): GivenAnswer {
  return {
    id,
    conversationId: 'webchat|c',
    activityId: `${id}.1`,
    sentId: null,
    staffId: 'anna',
    at: now,
    question: '[客户1]投诉多久回',
    answer: '24小时。〔四·处理时限〕',
    clauses: ['complaint.answer-limit'],
    version: 'v1',
    declined: false,
    byModel: false,
    vote: null,
    votedAt: null,
    remark: null,
    ...change,
  };
}

function call(id: string, change: Partial<ModelCall> = {}): ModelCall {
  return {
    id,
    at: now,
    use: 'answers',
    prompt: 'answer-question@1',
    model: 'm',
    sentBytes: 2_000,
    sentSha256: 'a'.repeat(64),
    hidden: 2,
    outcome: 'answered',
    ms: 800,
    tokensIn: 900,
    tokensOut: 60,
    ...change,
  };
}

export function answerCases(bench: Bench): void {
  const rows = async <K extends keyof RecordKinds>(kind: K, viewer: Viewer = viewers.system) => {
    const found: RecordKinds[K][] = [];
    for await (const row of bench.store.records(viewer, kind)) found.push(row);
    return found;
  };
  const insert = (...answers: GivenAnswer[]) =>
    bench.store.transaction(async (tx) => {
      for (const each of answers) await tx.insertAnswer(each);
    });
  const voting = (replyId: string | null, vote: 'up' | 'down', remark: string | null = null) =>
    bench.store.transaction((tx) =>
      tx.voteOnAnswer({ conversationId: 'webchat|c', replyId }, { vote, remark, at: now + 9 }),
    );

  describe('answers', () => {
    test('come back as they were given; those voted on are the feedback', async () => {
      const declined = answer('b', { declined: true, clauses: [], byModel: true });
      await insert(answer('a'), declined);
      expect(await rows('answers')).toEqual([answer('a'), declined]);
      expect(await rows('feedback')).toEqual([]);
      expect(await voting('b.1', 'down', '没答到点上')).toBe(true);
      expect(await rows('feedback')).toEqual([{ ...declined, vote: 'down', votedAt: now + 9, remark: '没答到点上' }]);
    });

    test('a vote names an answer by the id we gave its reply or the one the channel gave', async () => {
      await insert(answer('a'), answer('b', { at: now + 1 }));
      await bench.store.transaction((tx) => tx.noteSent('webchat|c', 'a.1', 'teams-7'));
      expect(await voting('teams-7', 'up')).toBe(true);
      expect(await rows('feedback')).toMatchObject([{ id: 'a', vote: 'up' }]);
    });

    test('a vote on nothing in particular is about the last answer there, and a later vote counts', async () => {
      await insert(
        answer('a', { at: now + 1 }),
        answer('b'),
        answer('c', { conversationId: 'webchat|d', at: now + 5 }),
      );
      expect([await voting(null, 'up'), await voting(null, 'down')]).toEqual([true, true]);
      expect(await rows('feedback')).toMatchObject([{ id: 'a', vote: 'down' }]);
    });

    test('nobody votes on an answer of another conversation', async () => {
      await insert(answer('a', { conversationId: 'webchat|d' }));
      expect([await voting('a.1', 'up'), await voting(null, 'up')]).toEqual([false, false]);
      expect(await rows('feedback')).toEqual([]);
    });

    test('are seen by who asked, the team’s supervisor and administrators', async () => {
      await bench.store.transaction(async (tx) => {
        for (const person of Object.values(people)) await tx.insertStaff(person, []);
      });
      await insert(answer('a'));
      const seen = await Promise.all(
        (['anna', 'ben', 'bossEast', 'bossWest', 'admin'] as const).map((who) => rows('answers', viewers[who])),
      );
      expect(seen.map((each) => each.length)).toEqual([1, 0, 1, 0, 1]);
    });
  });

  describe('calls of a language model', () => {
    const called = (...calls: ModelCall[]) =>
      bench.store.transaction(async (tx) => {
        for (const each of calls) await tx.insertModelCall(each);
      });

    test('add up their tokens since an instant', async () => {
      expect(await bench.store.sumModelTokens(0)).toBe(0);
      await called(call('a', { at: now - 1 }), call('b'), call('c', { tokensIn: 10, tokensOut: 1 }));
      expect(await bench.store.sumModelTokens(now)).toBe(971);
    });

    test('are for administrators and the program', async () => {
      await called(call('a'));
      expect(await rows('model-calls')).toEqual([call('a')]);
      expect(await rows('model-calls', viewers.admin)).toHaveLength(1);
      expect(await rows('model-calls', viewers.bossEast)).toEqual([]);
    });
  });
}
