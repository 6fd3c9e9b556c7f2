import { createHash } from 'node:crypto';
import {
  between,
  type Captured,
  promptOf,
  type ScriptedServer,
  saidTo,
  startScriptedServer,
} from '../../bench/model/scripted-server.js';
import { readDemoDirectory } from '../../src/domain/demo-directory.js';
import type { ModelCall } from '../../src/domain/model-call.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { messageActivity, type RunningApp, startApp } from '../running-app.js';

const directory = readDemoDirectory(loadPack('telecom').folder);

/** A helpful model: feelings, sympathy and answers, always with the placeholders it was given. */
function helpful(captured: Captured): object {
  const message = between(saidTo(captured), 'message');
  switch (promptOf(captured)) {
    case 'facts':
      return {
        intent: 'complaint',
        customer: /\[客户\d\]/.exec(message)?.[0] ?? null,
        contact: /\[人\d\]/.exec(message)?.[0] ?? null,
        category: null,
        emotion: '愤怒',
        demand: null,
        description: null,
      };
    case 'sympathy':
      return { sentence: '遇上这事换谁都急' };
    default:
      return {
        answered: true,
        answer: 'VIP客户的投诉,24小时以内处理完并回复客户就行。',
        citations: ['complaint.answer-limit'],
      };
  }
}

let server: ScriptedServer;
let running: RunningApp;
beforeAll(async () => {
  server = await startScriptedServer((captured) => ({ say: helpful(captured) }));
  running = await startApp({
    now: '2026-11-24T16:50:00+08:00',
    environment: {
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: server.url,
      OPENAI_MODEL: 'm',
      OPENAI_EMBEDDING_MODEL: 'e',
    },
  });
});
afterAll(async () => {
  await running.close();
  await server.close();
});

/** A day of work with every kind of name and number in it, known to the directory or not. */
const messages = [
  '远帆食品王芳刚打来 10月账单多480短信费 说没订过 火很大 要查清退钱',
  '480改成460 其他对',
  '对',
  '没约',
  '鼎丰酒楼马经理投诉,店里宽带从昨天下午就断了,收银都刷不了,他急得不行,13655550123',
  '对',
  '没约',
  '盛源吴总说专线真是好得很呐,断了三回,谢谢我们全家,他电话139 0000 2012',
  '取消',
  '客户金石建材刘德厚投诉营业厅态度恶劣,身份证110105194912310021,卡号6222021234567894123,退到这张卡,微信 liu_dh88,邮箱 liu.dh@example.com',
  '取消',
  '远帆食品是VIP吗,VIP投诉多久要回',
  '周岚说林悦(工号80117)要管应急局何局的补卡,VIP投诉多久要回',
  '那钱伟明的投诉呢,多久要回',
  '下周三下午三点去鼎丰酒楼看马经理 送台历',
  '取消',
  'Lily Chen of Acme Foods complains that the line is down again, what a wonderful service',
  '取消',
];

test('no name, phone, customer, id or card number leaves', async () => {
  const numbers: string[] = [];
  for (const [n, text] of messages.entries()) {
    const response = await running.post(messageActivity(text, 'demo-manager', 'demo-manager', `m${n}`));
    const { activities } = (await response.json()) as { activities: Array<{ text?: string }> };
    const reply = activities.map((activity) => activity.text).join('\n');
    numbers.push(...(reply.match(/TS-\d{6}-\w{4}/g) ?? []));
  }
  const number = numbers[0] ?? '';
  await running.say(`${number} 那单客户又打来发火了,真是服了,VIP投诉多久要回`);
  const bytes = server.captured
    .map(({ path, headers, body }) => `${path}\n${JSON.stringify(headers)}\n${body}`)
    .join('\n');
  const people = [
    ...(directory?.staff ?? []).flatMap(({ name, phone, workNumber }) => [name, phone, workNumber]),
    ...(directory?.customers ?? []).flatMap(({ name, aliases }) => [name, ...aliases]),
    ...(directory?.contacts ?? []).flatMap(({ name, phone }) => [name, phone]),
  ].filter((name) => name !== null);
  const told = [
    '鼎丰',
    '马经理',
    '吴总',
    '刘德厚',
    '何局',
    'Lily',
    'Acme',
    '13655550123',
    '0000 2012',
    '110105',
    '6222',
    '894123',
    'liu',
    'example.com',
  ];
  const ids = [...(directory?.customers ?? []), ...(directory?.contacts ?? []), ...(directory?.staff ?? [])].map(
    ({ id }) => id,
  );
  expect(number).toMatch(/^TS-/);
  expect(people.length).toBeGreaterThan(50);
  expect(new Set(server.captured.map(promptOf))).toEqual(new Set(['embedding', 'facts', 'sympathy', 'answer']));
  expect([...people, ...told, ...ids, number].filter((name) => bytes.includes(name))).toEqual([]);
}, 60_000);

test('what was hidden stands in what people read again', async () => {
  const [reply] = await running.say('鼎丰酒楼马经理投诉,店里宽带断了两天了,急得不行,要求今天修好', { in: 'fresh' });
  expect(reply?.text).toContain('鼎丰酒楼');
  expect(reply?.text).toContain('遇上这事换谁都急');
  expect(reply?.text).not.toMatch(/\[(客户|人|号码)/);
  expect(reply?.entities).toMatchObject([{ additionalType: ['AIGeneratedContent'] }]);
});

test('what was sent is written down without a word of it', async () => {
  const calls: ModelCall[] = [];
  for await (const call of running.app.store.records({ kind: 'system' }, 'model-calls')) calls.push(call);
  const sent = server.captured.map(({ body }) => createHash('sha256').update(body).digest('hex'));
  expect(new Set(calls.map(({ sentSha256 }) => sentSha256))).toEqual(new Set(sent));
  expect(JSON.stringify(calls)).not.toMatch(/\p{Script=Han}|13900|13655/u);
});
