import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../processes.js';
import { buildOnce, type ServerProcess, startServer } from '../server-process.js';

interface Shown {
  text?: string;
  from?: { role?: string };
  channelData?: { key?: string; keys?: string[] };
}

/** Somebody at the web chat, whatever process serves it. */
class Person {
  readonly #token: string;
  readonly #conversationId: string;

  private constructor(token: string, conversationId: string) {
    this.#token = token;
    this.#conversationId = conversationId;
  }

  static async enter(url: string, userId: string): Promise<Person> {
    const response = await fetch(`${url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: { id: userId } }),
    });
    const { token, conversationId } = (await response.json()) as { token: string; conversationId: string };
    return new Person(token, conversationId);
  }

  async say(url: string, text: string): Promise<void> {
    const before = (await this.shown(url)).length;
    await fetch(`${url}/v3/directline/conversations/${this.#conversationId}/activities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ type: 'message', text }),
    });
    await until(15_000, async () => ((await this.shown(url)).length >= before + 2 ? true : undefined));
  }

  async shown(url: string): Promise<Shown[]> {
    const response = await fetch(`${url}/v3/directline/conversations/${this.#conversationId}/activities`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    return ((await response.json()) as { activities: Shown[] }).activities;
  }

  /** Alert levels of the complaint's duty that reached this person, in order. */
  async levels(url: string): Promise<string[]> {
    const keys = (await this.shown(url)).flatMap(({ channelData }) => channelData?.keys ?? channelData?.key ?? []);
    return keys.flatMap((key) => /complaint\.answer\/[^|]+\|(\d)\|/.exec(key)?.[1] ?? []);
  }
}

/** Twenty-four hours pass in twenty-four seconds. */
const fast = { SIMULATED_NOW: '2026-11-24T16:50:00+08:00', SIMULATED_SPEED: '3600' };

test('an unanswered VIP complaint at an hour a second: warned and escalated once each, over a kill -9 and a restart', async () => {
  await buildOnce();
  const dataDir = await mkdtemp(join(tmpdir(), 'shouwen-fast-'));
  let server: ServerProcess = await startServer({ dataDir }, fast);
  try {
    const manager = await Person.enter(server.url, 'demo-manager');
    const supervisor = await Person.enter(server.url, 'demo-supervisor');
    await supervisor.say(server.url, '你好');
    await manager.say(server.url, '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
    await manager.say(server.url, '确认');
    const warned = async () => ((await manager.levels(server.url)).includes('0') ? true : undefined);
    await until(60_000, warned);
    await server.kill();
    server = await startServer({ dataDir }, fast);
    const escalated = async () => ((await supervisor.levels(server.url)).length > 0 ? true : undefined);
    await until(60_000, escalated);
    await server.kill();
    server = await startServer({ dataDir }, fast);
    await supervisor.say(server.url, '谢谢');
    await supervisor.say(server.url, '谢谢');
    expect(await manager.levels(server.url)).toEqual(['0', '1']);
    expect(await supervisor.levels(server.url)).toEqual(['2']);
    const breach = (await supervisor.shown(server.url)).filter(({ text }) => text?.includes('处理并答复投诉'));
    expect(breach.map(({ text }) => text).join()).toContain('没见记录');
  } finally {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 200_000);
