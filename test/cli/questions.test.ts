import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { questionsCommand } from '../../src/cli/questions.js';
import type { GivenAnswer } from '../../src/domain/given-answer.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { openStore } from '../../src/records/open-store.js';
import { answer } from '../records/cases/answers.js';
import { now } from '../records/samples.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-questions-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function given(...answers: Array<Partial<GivenAnswer> & { id: string }>): Promise<void> {
  const store = await openStore({ dataDir });
  await store.transaction(async (tx) => {
    for (const { id, ...change } of answers) await tx.insertAnswer(answer(id, change));
  });
  await store.close();
}

async function run(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const chunks: string[] = [];
  out.on('data', (chunk) => chunks.push(String(chunk)));
  const command = questionsCommand(() => openStore({ dataDir }), loadPack);
  const code = await command.run(args, { in: Readable.from([]), out, err, env: {} });
  out.end();
  const rows = chunks
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, rows, words: String(err.read() ?? '') };
}

test('questions nothing answered and answers found useless come together, the most frequent first', async () => {
  await given(
    { id: 'a', question: '年假几天', declined: true, clauses: [] },
    { id: 'b', question: '年假几天?', declined: true, clauses: [], at: now + 60_000 },
    { id: 'c', question: 'VIP投诉多久回', vote: 'down', remark: '问的是金卡' },
    { id: 'd', question: 'vip 投诉多久回', vote: 'up' },
    { id: 'e', question: '回访要几天' },
  );
  const { code, rows } = await run();
  expect(code).toBe(0);
  expect(rows).toEqual([
    {
      question: '年假几天',
      asked: 2,
      unanswered: 2,
      disliked: 0,
      liked: 0,
      remarks: [],
      clauses: [],
      lastAsked: '2026-11-24T16:51:00+08:00',
    },
    {
      question: 'VIP投诉多久回',
      asked: 2,
      unanswered: 0,
      disliked: 1,
      liked: 1,
      remarks: ['问的是金卡'],
      clauses: ['complaint.answer-limit'],
      lastAsked: '2026-11-24T16:50:00+08:00',
    },
  ]);
});

test('of one day on: in the zone of the pack', async () => {
  await given({ id: 'a', question: '年假几天', declined: true, at: Date.parse('2026-11-23T23:59:59+08:00') });
  expect((await run('--since', '2026-11-24')).rows).toEqual([]);
  expect((await run('--since', '2026-11-23')).rows).toHaveLength(1);
});

test('a day that is none is a usage fault', async () => {
  for (const day of ['gestern', '2026-13-01', '20261101']) {
    const { code, words } = await run('--since', day);
    expect([code, words]).toEqual([2, expect.stringContaining('2026-11-01')]);
  }
});
