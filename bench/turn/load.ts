import { Agent, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { z } from 'zod';
import { nameOf } from './intake-texts.js';
import { type loadResult, loadSchema } from './load-contract.js';
import { answer } from './worker.js';

type Load = z.infer<typeof loadSchema>;
type Result = z.infer<typeof loadResult>;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

async function run(input: unknown): Promise<Result> {
  const load = loadSchema.parse(input);
  const latencies: number[] = [];
  const began = performance.now();
  let conversations = 0;
  const converse = async () => {
    while (performance.now() - began < load.ms) {
      await oneConversation(load, conversations++, latencies);
      if (load.pauseMs > 0) await after(load.pauseMs);
    }
  };
  const arrive = async (perSecond: number) => {
    const begun: Promise<void>[] = [];
    for (let due = 0; ; ) {
      due += (-Math.log(1 - Math.random()) / perSecond) * 1_000;
      if (due > load.ms) break;
      await after(Math.max(0, began + due - performance.now()));
      begun.push(oneConversation(load, conversations++, latencies));
    }
    await Promise.all(begun);
  };
  if (load.perSecond === undefined) await Promise.all(Array.from({ length: load.concurrency }, converse));
  else await arrive(load.perSecond);
  return { latencies, seconds: (performance.now() - began) / 1000 };
}

async function oneConversation(load: Load, n: number, latencies: number[]): Promise<void> {
  const conversation = `${load.round}-${n}`;
  const from = `${load.sender}-${n % load.senders}`;
  await say(load.url, activity(textOf(load), from, conversation, 'told'), latencies);
  const reply = await say(load.url, activity(load.confirm, from, conversation, 'confirmed'), latencies);
  if (!reply.includes(load.expected)) throw new Error(`expected ${load.expected}: ${reply.slice(0, 600)}`);
}

/** Of another customer each time, over all rounds. */
let told = 0;

function textOf({ texts }: Load): string {
  const text = texts[told % texts.length] ?? '';
  return text.replace('{who}', nameOf(told++));
}

function activity(text: string, from: string, conversation: string, id: string): string {
  return JSON.stringify({
    type: 'message',
    id,
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    deliveryMode: 'expectReplies',
    from: { id: from },
    recipient: { id: 'bot' },
    conversation: { id: conversation },
    text,
  });
}

function say(url: string, body: string, latencies: number[]): Promise<string> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        latencies.push(performance.now() - began);
        const text = Buffer.concat(parts).toString('utf8');
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${response.statusCode} ${text.slice(0, 600)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

answer({ run }, async () => agent.destroy());
