import type { DialogState } from '../../src/domain/ports.js';
import { emptyState, stateJson } from '../../src/turn/conversation-state.js';
import { ConversationStates } from '../../src/turn/conversation-states.js';

const now = Date.parse('2026-11-24T16:50:00+08:00');
const row = (json: string, revision: number): DialogState => ({ conversationId: 'c', revision, json, updatedAt: now });

function statesOver(rows: Map<string, DialogState>): ConversationStates {
  return new ConversationStates({ findDialogState: async (id) => rows.get(id) });
}

test('nothing stored is a state nobody has told anything', async () => {
  const { state, revision } = await statesOver(new Map()).find('c', now);
  expect(state).toEqual(emptyState());
  expect(revision).toBe(0);
});

test('what is stored counts, whoever wrote it last', async () => {
  const rows = new Map([['c', row(stateJson({ ...emptyState(), record: 'TS-1' }), 3)]]);
  const states = statesOver(rows);
  states.wrote(row('', 3));
  expect(await states.find('c', now)).toMatchObject({ state: { record: 'TS-1' }, revision: 3 });
  rows.set('c', row(stateJson({ ...emptyState(), record: 'TS-2' }), 4));
  expect(await states.find('c', now)).toMatchObject({ state: { record: 'TS-2' }, revision: 4 });
});

test('what another program wrote is checked: a shape that is not ours is left behind', async () => {
  const rows = new Map([['c', row('{"version":1,"dialogStack":"?"}', 4)]]);
  const states = statesOver(rows);
  states.wrote(row('', 3));
  expect(await states.find('c', now)).toMatchObject({ state: { dialogStack: [] }, revision: 4 });
});

test('what holds for one turn only is not stored', () => {
  expect(JSON.parse(stateJson({ ...emptyState(), expired: true, idleFor: 5 }))).toEqual(emptyState());
});
