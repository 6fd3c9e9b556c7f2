import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ScriptedServer, startScriptedServer } from '../../bench/model/scripted-server.js';
import type { App } from '../../src/app.js';
import { createLogger } from '../../src/log.js';
import { findRedis } from '../coordination/redis.js';
import { until } from '../processes.js';
import { type RunningApp, startApp } from '../running-app.js';

const now = '2026-11-24T16:50:00+08:00';
/** One budget for all calls of a message is 8 s, by contract; what the rules take on a busy machine comes on top. */
const inTimeMs = 15_000;

let server: ScriptedServer;
let running: RunningApp;
let logged: string[];

const environmentOf = (more: Record<string, string>) => ({
  OPENAI_API_KEY: 'test-key',
  OPENAI_BASE_URL: server.url,
  OPENAI_MODEL: 'scripted',
  ...more,
});

async function start(
  script: Parameters<typeof startScriptedServer>[0],
  more: Record<string, string> = {},
): Promise<void> {
  logged = [];
  server = await startScriptedServer(script);
  const log = createLogger({ level: 'info', to: { write: (line) => logged.push(line) } });
  running = await startApp({ now, environment: environmentOf(more), log });
}
afterEach(async () => {
  await running.close();
  await server.close();
});

async function answerTo(text: string, id: string): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  const [first] = await running.say(text, { id });
  return { text: first?.text ?? '', ms: performance.now() - startedAt };
}

test('a model that hangs: the rules answer the whole conversation in time, and the log says so once', async () => {
  await start(() => 'hang');
  server.embeds(() => 'hang');
  const told = await answerTo('远帆食品王芳说宽带断了两天了,真是好得很呐,要求今天修好', 'm1');
  const recorded = await answerTo('确认', 'm2');
  const asked = await answerTo('VIP客户的投诉多久之内要给答复呀?', 'm3');
  const again = await answerTo('澄江医药赵凯说昨天交的费今天又停机,服了你们了,要求马上恢复', 'm4');
  expect(server.captured.length).toBeGreaterThan(0);
  expect(told.text).toContain('王芳');
  expect(recorded.text).toMatch(/TS-\d{6}-/);
  expect(asked.text).toContain('24');
  expect(again.text).toContain('赵凯');
  for (const { ms } of [told, recorded, asked, again]) expect(ms).toBeLessThan(inTimeMs);
  expect(logged.filter((line) => line.includes('the model does not answer'))).toHaveLength(1);
}, 120_000);

test('no call of the model is made inside a transaction of the store', async () => {
  await start(() => ({ say: {} }));
  const inside = new AsyncLocalStorage<true>();
  let within = 0;
  const count = () => {
    if (inside.getStore()) within += 1;
  };
  keepTrack(running.app, inside);
  subscribe('undici:request:create', count);
  try {
    await running.app.store.transaction(
      async () =>
        void (await fetch(`${server.url}/chat/completions`, {
          method: 'POST',
          body: '{"model":"none","messages":[]}',
        })),
    );
    expect(within).toBe(1);
    for (const [n, text] of [
      '远帆食品王芳说宽带断了两天了,真是好得很呐,要求今天修好',
      '确认',
      'VIP客户的投诉多久之内要给答复呀?',
    ].entries())
      await answerTo(text, `t${n}`);
    expect(server.captured.length).toBeGreaterThan(1);
    expect(within).toBe(1);
  } finally {
    unsubscribe('undici:request:create', count);
  }
}, 120_000);

const redisUrl = await findRedis();

(redisUrl ? test : test.skip)(
  'what one process was told the others know: Redis keeps the answer for all',
  async () => {
    const worded = 'VIP客户的投诉,24小时以内处理完并回复客户就行。';
    await start(() => ({ say: { answered: true, answer: worded, citations: ['complaint.answer-limit'] } }), {
      REDIS_URL: redisUrl ?? '',
    });
    const other = await startApp({ now, environment: environmentOf({ REDIS_URL: redisUrl ?? '' }) });
    try {
      const question = 'VIP投诉多久要回';
      const shown = async () => (await running.say(question))[0]?.text;
      await until(10_000, async () => (await shown())?.includes(worded) || undefined);
      await until(10_000, async () => {
        server.captured.length = 0;
        const [answer] = await other.say(question);
        return (answer?.text?.includes(worded) && server.captured.length === 0) || undefined;
      });
    } finally {
      await other.close();
    }
  },
  60_000,
);

/** Whatever is done inside a transaction runs in this context. */
function keepTrack({ store }: App, inside: AsyncLocalStorage<true>): void {
  const { transaction } = store;
  store.transaction = (work) => transaction((tx) => inside.run(true, () => work(tx)));
}
