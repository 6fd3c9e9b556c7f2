import type { Event } from '../../../src/domain/event.js';
import { verifyChain } from '../../../src/domain/event-chain.js';
import type { Bench } from '../conformance.js';
import { event, now, viewers } from '../samples.js';

const { system } = viewers;

async function three(bench: Bench): Promise<Event[]> {
  await bench.store.transaction((tx) =>
    tx.appendEvents([event('e1', 's:1'), event('e2', 's:1', { kind: 'commitment.made' })]),
  );
  await bench.store.transaction((tx) => tx.appendEvents([event('e3', 's:1', { kind: 'complaint.closed' })]));
  return bench.store.listEvents(system, 's:1');
}

export function eventCases(bench: Bench): void {
  describe('events', () => {
    test('are numbered per subject, linked, and come back as appended', async () => {
      const read = await three(bench);
      expect(read.map((e) => [e.id, e.seq])).toEqual([
        ['e1', 1],
        ['e2', 2],
        ['e3', 3],
      ]);
      expect(read[0]).toMatchObject(event('e1', 's:1'));
      expect(read[1]?.prevHash).toBe(read[0]?.hash);
      expect(verifyChain(read)).toEqual({ ok: true, erased: [] });
    });

    test('of several subjects in one call go each to its own chain', async () => {
      const appended = await bench.store.transaction((tx) =>
        tx.appendEvents([event('a1', 's:a'), event('b1', 's:b'), event('a2', 's:a')]),
      );
      expect(appended.map((e) => `${e.subject} ${e.seq}`)).toEqual(['s:a 1', 's:b 1', 's:a 2']);
      expect(verifyChain(await bench.store.listEvents(system, 's:a')).ok).toBe(true);
      expect(await bench.store.listEvents(system, 's:b')).toEqual([appended[1]]);
    });

    test('salts differ, so that equal facts do not show', async () => {
      const read = await three(bench);
      expect(new Set(read.map((e) => e.salt)).size).toBe(3);
      expect(new Set(read.map((e) => e.factsHash)).size).toBe(3);
    });

    test('what happened after it is recorded is refused, and nothing of the call is kept', async () => {
      const late = event('e2', 's:1', { at: now + 1, recordedAt: now });
      const appended = bench.store.transaction((tx) => tx.appendEvents([event('e1', 's:1'), late]));
      await expect(appended).rejects.toMatchObject({ code: 'invalid-input' });
      expect(await bench.store.listEvents(system, 's:1')).toEqual([]);
    });

    test('an event id is given once', async () => {
      await bench.store.transaction((tx) => tx.appendEvents([event('e1', 's:1')]));
      const again = bench.store.transaction((tx) => tx.appendEvents([event('e1', 's:2')]));
      await expect(again).rejects.toMatchObject({ code: 'conflict' });
    });

    test.each([
      ['a changed fact', `update events set facts = '{"amount":1}' where id = 'e2'`, 2],
      ['a changed time', `update events set at = at - 1 where id = 'e2'`, 2],
      ['another actor', `update events set actor = 'ben' where id = 'e3'`, 3],
      ['a removed event', `delete from events where id = 'e2'`, 3],
      [
        'a swapped order',
        `update events set seq = seq * 10; update events set seq = 5 - seq / 10 where id <> 'e1'; update events set seq = 1 where id = 'e1'`,
        2,
      ],
      ['another subject', `update events set subject = 's:2'`, 1],
    ])('%s is found', async (_what, statement, seq) => {
      await three(bench);
      await bench.database.tamper(statement);
      const read = [...(await bench.store.listEvents(system, 's:1')), ...(await bench.store.listEvents(system, 's:2'))];
      expect(verifyChain(read)).toMatchObject({ ok: false, seq });
    });

    test('erased facts leave the chain whole', async () => {
      await three(bench);
      await bench.database.tamper(`update events set facts = '{}', salt = '' where id = 'e2'`);
      expect(verifyChain(await bench.store.listEvents(system, 's:1'))).toEqual({ ok: true, erased: [2] });
    });

    test('subjects are gone through in pages, their events read together', async () => {
      await bench.store.transaction((tx) =>
        tx.appendEvents([event('a1', 's:2'), event('b1', 's:1'), event('a2', 's:2')]),
      );
      expect(await bench.store.countSubjects(system)).toBe(2);
      expect(await bench.store.listSubjects(system, '', 1)).toEqual(['s:1']);
      expect(await bench.store.listSubjects(system, 's:1', 5)).toEqual(['s:2']);
      expect((await bench.store.listEventsOf(system, ['s:2', 's:1'])).map((e) => e.id)).toEqual(['b1', 'a1', 'a2']);
      expect(await bench.store.listEventsOf(system, [])).toEqual([]);
      expect(await bench.store.listSubjects(viewers.anna, '', 5)).toEqual([]);
    });
  });
}
