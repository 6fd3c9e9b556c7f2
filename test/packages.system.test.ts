import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promptOf, type ScriptedServer, startScriptedServer } from '../bench/model/scripted-server.js';
import { projectRoot } from '../src/project-root.js';
import { messageActivity } from './running-app.js';
import { buildOnce, startServer } from './server-process.js';

const recorder = pathToFileURL(join(projectRoot, 'test', 'record-loads.mjs')).href;
const ofModel = ['openai', 'langchain', '@langchain/core', '@langchain/openai', 'langsmith', 'cockatiel'];

let folder: string;
let model: ScriptedServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-packages-'));
  model = await startScriptedServer((captured) => ({
    say:
      promptOf(captured) === 'answer'
        ? {
            answered: true,
            answer: 'VIP客户的投诉,24小时以内处理完并回复客户就行。',
            citations: ['complaint.answer-limit'],
          }
        : {},
  }));
  await buildOnce();
}, 120_000);
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Packages a server loads while it starts and answers a question. */
async function loadedWhile(
  name: string,
  environment: Record<string, string>,
): Promise<{ packages: Set<string>; reply: string }> {
  const loads = join(folder, `${name}.txt`);
  const server = await startServer(
    { dataDir: join(folder, name) },
    { ...environment, NODE_OPTIONS: `--import ${recorder}`, LOADS: loads },
  );
  const response = await fetch(`${server.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(messageActivity('VIP投诉多久要回', 'demo-manager', 'c', 'm1')),
  });
  const reply = await response.text();
  await server.stop();
  const urls = readFileSync(loads, 'utf8').split('\n');
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return { packages: new Set(packages), reply };
}

test('without a key nothing of the model’s libraries is loaded', async () => {
  const { packages, reply } = await loadedWhile('bare', { OPENAI_API_KEY: '' });
  expect(reply).toContain('24小时');
  expect(packages.has('botbuilder')).toBe(true);
  expect(ofModel.filter((name) => packages.has(name))).toEqual([]);
}, 120_000);

test('every package this product is said to stand on runs in it', async () => {
  const { packages, reply } = await loadedWhile('whole', {
    OPENAI_API_KEY: 'k',
    OPENAI_BASE_URL: model.url,
    REDIS_URL: 'redis://127.0.0.1:6379',
  });
  expect(reply).toContain('AIGeneratedContent');
  const named = ['botbuilder', 'restify', 'openai', 'langchain', 'ioredis', 'zod'];
  expect(named.filter((name) => !packages.has(name))).toEqual([]);
}, 120_000);

test('and its tests run on jest', () => {
  expect(process.env.JEST_WORKER_ID).toBeDefined();
});
