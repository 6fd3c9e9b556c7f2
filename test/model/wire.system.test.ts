import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handbook, modelOn } from '../../bench/model/desk.js';
import { type Script, type ScriptedServer, startScriptedServer } from '../../bench/model/scripted-server.js';
import { createLogger } from '../../src/log.js';

import { until } from '../processes.js';

const question = 'VIP投诉多久要回';
const kind = {
  answered: true,
  answer: 'VIP客户的投诉,24小时以内处理完并回复客户就行。',
  citations: ['complaint.answer-limit'],
};
const well: Script = () => ({ say: kind });

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer(well);
});
afterAll(() => server.close());
beforeEach(() => {
  server.captured.length = 0;
  server.act(well);
});

/** A log that is looked at. */
function logged() {
  const lines: Array<{ level: string; msg: string }> = [];
  const log = createLogger({ level: 'info', to: { write: (line) => lines.push(JSON.parse(line)) } });
  return { log, lines };
}

describe('a server that is dead', () => {
  test('is left alone after four failures, and tried again after a while', async () => {
    const model = modelOn(server.url, { breakMs: 4_000 });
    const ask = (n: number) => model.forMessage().answer(`${question}${'?'.repeat(n)}`);
    server.act(() => ({ status: 400 }));
    for (let n = 0; n < 8; n++) await ask(n);
    expect(server.captured).toHaveLength(4);
    server.act(well);
    expect(await ask(9)).toMatchObject(handbook.answer(`${question}${'?'.repeat(9)}`));
    await until(20_000, async () => (await ask(10)).byModel || undefined);
    expect(await ask(11)).toMatchObject({ byModel: true });
  });

  test('the log says so once, and once that it answers again', async () => {
    const { log, lines } = logged();
    const model = modelOn(server.url, { log, breakMs: 1 });
    const ask = (n: number) => model.forMessage().answer(`${question}${'?'.repeat(n)}`);
    server.act(() => ({ status: 503 }));
    for (let n = 0; n < 3; n++) await ask(n);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([['warn', expect.stringContaining('does not answer')]]);
    server.act(well);
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (let n = 4; n < 7; n++) await ask(n);
    expect(lines.slice(1).map(({ msg }) => msg)).toEqual([expect.stringContaining('answers again')]);
  });

  test('what runs into the end of a message’s time is not tried again for that message', async () => {
    server.act(() => 'hang');
    const aid = modelOn(server.url, { limits: { messageMs: 400, readingMs: 200, leastMs: 50 } }).forMessage();
    const answers = await Promise.all([aid.answer(question), aid.answer('重大投诉多久要回')]);
    await aid.answer('A类客户投诉要报主管吗');
    expect(answers).toEqual([handbook.answer(question), handbook.answer('重大投诉多久要回')]);
    expect(server.captured).toHaveLength(2);
  });
});

test('so many requests at a time, the others wait; what finds no place goes without', async () => {
  let open = 0;
  let most = 0;
  server.act((_, nth) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
    }, 5);
    return nth % 2 ? { say: kind } : { say: kind };
  });
  const model = modelOn(server.url, {}, { concurrency: 2 });
  const questions = Array.from({ length: 8 }, (_, n) => `${question}${'?'.repeat(n)}`);
  const answers = await Promise.all(questions.map((each) => model.forMessage().answer(each)));
  expect(answers.every(({ answer }) => answer.includes('24小时'))).toBe(true);
  expect(server.captured).toHaveLength(4);
});

describe('what the libraries would do by themselves', () => {
  const variables = [
    'LANGSMITH_TRACING',
    'LANGSMITH_API_KEY',
    'LANGSMITH_ENDPOINT',
    'LANGCHAIN_TRACING_V2',
    'LANGCHAIN_TRACING',
    'OPENAI_ORG_ID',
  ];
  afterEach(() => {
    for (const name of variables) delete process.env[name];
  });

  test('no trace leaves, however it is asked for', async () => {
    let traced = 0;
    const tracer = createServer((_, response) => {
      traced += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => tracer.listen(0, '127.0.0.1', resolve));
    for (const name of variables) process.env[name] = 'true';
    process.env.LANGSMITH_ENDPOINT = `http://127.0.0.1:${(tracer.address() as AddressInfo).port}`;
    expect(await modelOn(server.url).forMessage().answer(question)).toMatchObject({ byModel: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(traced).toBe(0);
    expect(server.captured[0]?.headers['openai-organization']).toBeUndefined();
    tracer.closeAllConnections();
    await new Promise((resolve) => tracer.close(resolve));
  });

  test('only the two ways of the protocol are used, with the key of this deployment', async () => {
    const model = modelOn(server.url, {}, { embeddingModel: 'vectors' });
    await model.prepare();
    await model.forMessage().answer(question);
    expect(new Set(server.captured.map(({ path }) => path))).toEqual(
      new Set(['/v1/embeddings', '/v1/chat/completions']),
    );
    expect(new Set(server.captured.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer sk-test']));
  });
});
