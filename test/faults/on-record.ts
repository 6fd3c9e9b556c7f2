import { verifyChain } from '../../src/domain/event-chain.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { all } from '../records/samples.js';

/** Every number told is in the records exactly once, with its chain whole and its duties; nothing is left half done. */
export async function expectOnRecord(store: Store, told: readonly string[]): Promise<void> {
  expect(new Set(told).size).toBe(told.length);
  const complaints = await all(store.records(systemViewer, 'complaints'));
  expect(complaints.map(({ id }) => id).sort()).toEqual([...told].sort());
  const chains = Map.groupBy(await all(store.records(systemViewer, 'events')), ({ subject }) => subject);
  for (const chain of chains.values()) expect(verifyChain(chain)).toEqual({ ok: true, erased: [] });
  const accepted = [...chains.values()].flat().filter(({ kind }) => kind === 'complaint.accepted');
  expect(accepted.map(({ subject }) => subject).sort()).toEqual(told.map((id) => `complaint:${id}`).sort());
  const owed = await all(store.records(systemViewer, 'obligations'));
  const answers = owed.filter(({ rule }) => rule === 'complaint.answer').map(({ subject }) => subject);
  expect(new Set(answers).size).toBe(answers.length);
  expect(await store.listUnfinishedInbox(10)).toEqual([]);
}
