import { type HoldTiming, type Release, SharedTurnLock, type TryHold } from '../../src/coordination/turn-lock.js';

/** Conversations held among processes that share it. */
function shared() {
  const held = new Set<string>();
  const tryHold: TryHold = async (conversationId) => {
    if (held.has(conversationId)) return undefined;
    held.add(conversationId);
    return async () => void held.delete(conversationId);
  };
  return { held, tryHold };
}

/** Time that passes only by waiting. */
function timing(limitMs = 1_000): HoldTiming & { passed: number } {
  const clock = {
    passed: 0,
    limitMs,
    now: () => clock.passed,
    wait: async (ms: number) => {
      clock.passed += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return clock;
}

const nobodyCanSay: TryHold = async () => {
  throw new Error('away');
};

test('two processes run turns of one conversation one at a time', async () => {
  const { tryHold } = shared();
  const [a, b] = [new SharedTurnLock([tryHold], timing()), new SharedTurnLock([tryHold], timing())];
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all([a, b, a, b, a, b].map((lock) => lock.run('c', work)));
  expect(most).toBe(1);
});

test('other conversations are not held up', async () => {
  const { tryHold } = shared();
  const lock = new SharedTurnLock([tryHold], timing());
  const order: string[] = [];
  let goOn: () => void = () => undefined;
  const slow = lock.run('slow', () => new Promise<void>((resolve) => (goOn = resolve)));
  await lock.run('quick', async () => void order.push('quick'));
  goOn();
  await slow;
  expect(order).toEqual(['quick']);
});

test('when the first cannot say the next is asked, and with none the turn runs all the same', async () => {
  const { held, tryHold } = shared();
  const seen: boolean[] = [];
  await new SharedTurnLock([nobodyCanSay, tryHold], timing()).run('c', async () => void seen.push(held.has('c')));
  await new SharedTurnLock([nobodyCanSay], timing()).run('c', async () => void seen.push(held.has('c')));
  expect(seen).toEqual([true, false]);
});

test('who waits too long goes on without', async () => {
  const never: TryHold = async () => undefined;
  const clock = timing(500);
  await expect(new SharedTurnLock([never], clock).run('c', async () => 'ran')).resolves.toBe('ran');
  expect(clock.passed).toBeGreaterThanOrEqual(500);
});

test('what fails is released too, and a release that fails is nobody’s trouble', async () => {
  const { held, tryHold } = shared();
  const lock = new SharedTurnLock([tryHold], timing());
  await expect(lock.run('c', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(held.size).toBe(0);
  const failing: Release = () => Promise.reject(new Error('gone'));
  await expect(new SharedTurnLock([async () => failing], timing()).run('c', async () => 'ran')).resolves.toBe('ran');
});
