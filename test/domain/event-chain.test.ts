import { chain, verifyChain } from '../../src/domain/event-chain.js';
import { event } from '../records/samples.js';

function chainOf(...ids: string[]) {
  const events: ReturnType<typeof chain>[] = [];
  for (const id of ids) events.push(chain(event(id, 's:1'), events.at(-1), `salt-${id}`));
  return events;
}

/** Worked out apart from the program, with printf and sha256sum. */
test('the hashes are the documented ones and stay so', () => {
  const [first] = chainOf('e1');
  expect(first).toMatchObject({
    seq: 1,
    prevHash: '1b25f38c1aa8553b03240e793e2562c520496a0469d683b8fcf52ce8206a7e81',
    factsHash: '698136c753206e04105e9a213fceb7f6bfe1b692fe7e335821b1c027b30c84e0',
    hash: '51843f51175ef5c763a022061924847b0755a52dc2d366ae731d093e1ec4c876',
  });
});

test('the order of facts does not matter, their values do', () => {
  const a = chain(event('e1', 's:1', { facts: { a: 1, b: 2 } }), undefined, 'salt');
  const b = chain(event('e1', 's:1', { facts: { b: 2, a: 1 } }), undefined, 'salt');
  const c = chain(event('e1', 's:1', { facts: { a: 1, b: 3 } }), undefined, 'salt');
  expect(b.hash).toBe(a.hash);
  expect(c.hash).not.toBe(a.hash);
});

test('a whole chain verifies, an empty one too', () => {
  expect(verifyChain(chainOf('e1', 'e2', 'e3'))).toEqual({ ok: true, erased: [] });
  expect(verifyChain([])).toEqual({ ok: true, erased: [] });
});

test.each([
  ['id', { id: 'x' }],
  ['kind', { kind: 'x' }],
  ['at', { at: 1 }],
  ['recordedAt', { recordedAt: 1 }],
  ['actor', { actor: 'x' }],
  ['channel', { channel: 'x' }],
  ['facts', { facts: { amount: 1 } }],
  ['factsHash', { factsHash: 'x' }],
  ['salt', { salt: 'x' }],
  ['a salt taken away while facts stay', { salt: '' }],
  ['facts taken away while the salt stays', { facts: {} }],
  ['hash', { hash: 'x' }],
  ['prevHash', { prevHash: 'x' }],
  ['subject', { subject: 'x' }],
])('a change of %s is found', (_field, change) => {
  const events = chainOf('e1', 'e2', 'e3');
  const changed = events.map((e, i) => (i === 1 ? { ...e, ...change } : e));
  expect(verifyChain(changed)).toMatchObject({ ok: false, seq: 2 });
});

test('a missing first or middle event is found', () => {
  const [first, second, third] = chainOf('e1', 'e2', 'e3');
  if (!first || !second || !third) throw new Error('three events');
  expect(verifyChain([second, third])).toMatchObject({ ok: false, seq: 2 });
  expect(verifyChain([first, third])).toMatchObject({ ok: false, seq: 3 });
});

test('erased facts are named and do not break the chain', () => {
  const events = chainOf('e1', 'e2', 'e3').map((e, i) => (i === 0 ? { ...e, facts: {}, salt: '' } : e));
  expect(verifyChain(events)).toEqual({ ok: true, erased: [1] });
});
