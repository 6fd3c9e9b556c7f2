import { newIntake, numbersIn, send } from '../intakes.js';
import { type RunningApp, startApp } from '../running-app.js';
import { hostileBody, randomFrom } from './hostile.js';
import { expectOnRecord } from './on-record.js';
import { full } from './people.js';

const activities = full ? 10_000 : 700;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

let running: RunningApp;
beforeAll(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
});
afterAll(() => running.close());

interface Answer {
  status: number;
  text: string;
  sent: string;
}

async function post(path: string, sent: string, contentType: string, authorization = ''): Promise<Answer> {
  const headers = { 'content-type': contentType, authorization };
  const response = await fetch(`${running.url}${path}`, { method: 'POST', headers, body: sent });
  return { status: response.status, text: await response.text(), sent };
}

/** Refused with a reason, or answered. */
const allowed = new Set([200, 201, 202, 400, 401, 403, 404, 409, 413, 415, 429, 501]);
/** Of what is behind the product, and of a mistake in it; what is refused may say what it received. */
const leaks = /\bat .+\.[jt]s:\d+|node_modules|SQLITE|root:x:0/;
const slips = /\[object Object\]|\bundefined\b|\bNaN\b/;

function odd({ status, text }: Answer): boolean {
  return !allowed.has(status) || leaks.test(text) || (status === 200 && slips.test(text));
}

/** Replies within what the contract allows; a reply may quote what was said. */
function tooLong({ status, text }: Answer): boolean {
  if (status !== 200 || !text.startsWith('{"activities"')) return false;
  const { activities: replies } = JSON.parse(text) as { activities: Array<{ text?: string }> };
  return replies.some((reply) => Buffer.byteLength(reply.text ?? '') > 2_048);
}

async function throughAll(path: string, authorization?: string): Promise<Answer[]> {
  const random = randomFrom(seed);
  const answers: Answer[] = [];
  const bodies = Array.from({ length: activities }, (_, n) => hostileBody(random, n));
  const one = async () => {
    for (let next = bodies.pop(); next; next = bodies.pop())
      answers.push(await post(path, next.body, next.contentType, authorization));
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return answers;
}

test(
  `${activities} malformed or hostile activities: each is refused with a reason or answered, none is a 500`,
  async () => {
    process.stderr.write(`hostile activities of SEED=${seed}\n`);
    const answers = await throughAll('/api/messages');
    const shown = (those: Answer[]) =>
      those
        .slice(0, 3)
        .map(({ status, text, sent }) => ({ status, text: text.slice(0, 300), sent: sent.slice(0, 600) }));
    expect(shown(answers.filter(odd))).toEqual([]);
    expect(shown(answers.filter(tooLong))).toEqual([]);
    const counts = Map.groupBy(answers, ({ status }) => status);
    process.stderr.write(`${[...counts].map(([status, those]) => `${status}: ${those.length}`).join(', ')}\n`);
    expect(counts.get(200)?.length).toBeGreaterThan(activities / 10);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  },
  full ? 600_000 : 60_000,
);

test(
  'the same at the web chat',
  async () => {
    const generated = await post(
      '/v3/directline/tokens/generate',
      '{"user":{"id":"demo-manager"}}',
      'application/json',
    );
    const { token, conversationId } = JSON.parse(generated.text) as { token: string; conversationId: string };
    const answers = await throughAll(`/v3/directline/conversations/${conversationId}/activities`, `Bearer ${token}`);
    expect(answers.filter(odd).slice(0, 3)).toEqual([]);
    await running.app.turns.drained();
  },
  full ? 600_000 : 60_000,
);

test('afterwards an honest complaint is taken as ever, and nothing waits', async () => {
  const intake = newIntake('honest', 'honest', 0);
  await send(running.url, intake.told);
  expect(numbersIn((await send(running.url, intake.confirmed)) ?? '')).toHaveLength(1);
  const recorded = await running.app.store.listComplaints({ kind: 'system' });
  await expectOnRecord(
    running.app.store,
    recorded.map(({ id }) => id),
  );
});
