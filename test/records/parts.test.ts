import { lazily, together } from '../../src/records/parts.js';
import type { Session } from '../../src/records/session.js';

const sessionCalled = (name: string) => ({ name }) as unknown as Session;

test('a part is made for a session when one of its methods is first asked for, and once', () => {
  const made: string[] = [];
  const part = (kind: string) => (session: Session) => {
    made.push(`${kind} of ${Reflect.get(session, 'name')}`);
    return { [kind]: () => `${kind} of ${Reflect.get(session, 'name')}` };
  };
  const parts = [part('reads'), part('writes')] as const;
  const on = lazily(parts, sessionCalled('sample'));
  made.length = 0;
  const [first, second] = [on(sessionCalled('first')), on(sessionCalled('second'))];
  expect(made).toEqual([]);
  expect([first.reads?.(), first.reads?.(), second.reads?.()]).toEqual([
    'reads of first',
    'reads of first',
    'reads of second',
  ]);
  expect(made).toEqual(['reads of first', 'reads of second']);
  expect(Object.keys(together(parts, sessionCalled('third')))).toEqual(['reads', 'writes']);
});
