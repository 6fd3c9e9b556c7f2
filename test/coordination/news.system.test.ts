import { WebSocket } from 'ws';
import { until } from '../processes.js';
import { findPostgres, postgresServer } from '../records/databases.js';
import { type RunningApp, startApp } from '../running-app.js';
import { findRedis } from './redis.js';

const postgres = await findPostgres();
const redis = await findRedis();
const cleanUp: Array<() => unknown> = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

interface Issued {
  token: string;
  conversationId: string;
  streamUrl: string;
}

async function call({ url }: RunningApp, path: string, token: string, body: object): Promise<Issued> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${url}/v3/directline${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Issued;
}

/** What comes over a stream, its texts in their order. */
async function listen(streamUrl: string): Promise<string[]> {
  const socket = new WebSocket(streamUrl);
  cleanUp.push(() => socket.terminate());
  const texts: string[] = [];
  socket.on('message', (data) => {
    if (String(data) === '') return;
    const { activities } = JSON.parse(String(data)) as { activities: Array<{ text?: string }> };
    texts.push(...activities.map(({ text = '' }) => text));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return texts;
}

const shows = (texts: readonly string[], words: string): Promise<true> =>
  until(15_000, async () => (texts.some((text) => text.includes(words)) ? true : undefined));

(postgres && redis ? test : test.skip)(
  'a reminder made in one process reaches whoever listens at another, once',
  async () => {
    const server = await postgresServer(`${postgres}`);
    cleanUp.push(() => server.stop());
    const database = await server.fresh();
    cleanUp.push(() => database.drop());
    const environment = { REDIS_URL: `${redis}` };
    const options = { now: '2026-11-24T16:50:00+08:00', databaseUrl: `${database.location.databaseUrl}`, environment };
    const sweeping = await startApp(options);
    cleanUp.push(() => sweeping.close());
    const listening = await startApp(options);
    cleanUp.push(() => listening.close());

    const { token } = await call(listening, '/tokens/generate', '', { user: { id: 'demo-manager' } });
    const { conversationId, streamUrl } = await call(listening, '/conversations', token, {});
    const texts = await listen(streamUrl);
    const say = (text: string) =>
      call(listening, `/conversations/${conversationId}/activities`, token, { type: 'message', text });
    await say('登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
    await shows(texts, '赵凯');
    await say('确认');
    await shows(texts, 'TS-261124-');

    await listening.app.turns.drained();
    await listening.app.ledger.sweep();

    let joined = 0;
    cleanUp.push(listening.app.watch.subscribe('joined', () => joined++));
    await until(10_000, async () => {
      sweeping.app.watch.announce('joined');
      return joined > 0 || undefined;
    });

    // A stream also looks by itself now and then; what its own process wrote nothing for, it heard of through Redis.
    let heard = 0;
    cleanUp.push(listening.app.watch.subscribe(`webchat|${conversationId}`, () => heard++));
    sweeping.clock.set('2026-11-25T12:50:00+08:00');
    await sweeping.app.ledger.sweep();
    await shows(texts, '16:50到点');
    await until(5_000, async () => heard > 0 || undefined);
    await sweeping.app.ledger.sweep();
    expect(texts.filter((text) => text.includes('16:50到点'))).toHaveLength(1);
  },
  60_000,
);
