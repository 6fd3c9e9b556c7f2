import type { ComplaintCase, VisitCase } from './understanding/intake-cases.js';
import { demoReader, setNow, zone } from './understanding/reader.js';
import { readSet } from './understanding/time-cases.js';

/** Messages read a second on one core, and how the work grows with the length of a message (10 × longer ≤ 15 × the time). */
const reader = demoReader();
const texts = [...readSet<ComplaintCase>('complaints.jsonl'), ...readSet<VisitCase>('visits.jsonl')].map((c) => c.text);
/** CPU time, so that a busy machine does not change the figures. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const read = (text: string): void => {
  reader.read(text, { now: setNow, timeZone: zone, speaker: 'manager' });
};

function rate(): number {
  for (const text of texts) read(text);
  const rounds = 10;
  const from = cpuMs();
  for (let i = 0; i < rounds; i++) for (const text of texts) read(text);
  return (texts.length * rounds) / ((cpuMs() - from) / 1000);
}

function millisecondsFor(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i++) {
    const from = cpuMs();
    read(text);
    best = Math.min(best, cpuMs() - from);
  }
  return best;
}

console.log(`${Math.round(rate())} messages/s`);
const pieces = [
  'the ',
  '客户华盛物流投诉8月账单多收300元李敏经理13800138001很生气',
  '1234567890',
  '明天下午三点到四点半',
  '不是a是b,',
  'Aa',
  '- ',
  '我们',
  '刚刚',
  '电话是,',
  '的公司物流集团',
  '....~~~~----',
];
for (const piece of pieces) {
  const short = millisecondsFor(piece, 1_000);
  const long = millisecondsFor(piece, 10_000);
  console.log(
    `${piece.padEnd(36)} 1,000: ${short.toFixed(1)} ms  10,000: ${long.toFixed(1)} ms  × ${(long / short).toFixed(1)}`,
  );
}
