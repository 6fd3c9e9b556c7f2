import { existsSync } from 'node:fs';
import {
  type ComplaintCase,
  type FieldVerdict,
  type IntentCase,
  judgeComplaint,
  judgeVisit,
  readCase,
  type VisitCase,
} from './understanding/intake-cases.js';
import { demoReader } from './understanding/reader.js';
import { judgeTime, readSet, setFile, type TimeCase } from './understanding/time-cases.js';

/** Prints how well messages are understood, by field; `--show` prints the misses of the part that may be tuned on. */
const show = process.argv.includes('--show');
const only = process.argv.slice(2).find((a) => !a.startsWith('--'));
const reader = demoReader();

function percent(right: number, all: number): string {
  return all === 0 ? '–' : `${((100 * right) / all).toFixed(1)} % (${right}/${all})`;
}

function times(part: 'tune' | 'measured'): void {
  const cases = readSet<TimeCase>('times.jsonl').filter((c) => c.part === part);
  const verdicts = cases.map((c) => ({ c, v: judgeTime(c) }));
  const asked = verdicts.filter(({ v }) => v.asks !== undefined);
  const placed = percent(verdicts.filter(({ v }) => v.right).length, cases.length);
  console.log(`times ${part}: place ${placed}, asks ${percent(asked.filter(({ v }) => v.asks).length, asked.length)}`);
  if (!show || part !== 'tune') return;
  for (const { c, v } of verdicts) {
    if (v.right && v.asks !== false) continue;
    const read = v.read
      ? `${v.read.start.slice(0, 16)} ${v.read.end ?? ''} ${v.read.precision} ${v.read.ambiguous}`
      : '–';
    console.log('  ', c.text, c.now.slice(0, 16), JSON.stringify(c.expect), c.clear ?? '', '→', read);
  }
}

function fields<C extends { text: string; speaker?: 'customer'; part: string }>(
  name: string,
  part: 'tune' | 'measured',
  judge: (c: C) => FieldVerdict[],
): void {
  const byField = new Map<string, [number, number]>();
  const misses: string[] = [];
  for (const c of readSet<C>(`${name}.jsonl`).filter((x) => x.part === part)) {
    const verdicts = judge(c);
    for (const v of verdicts) {
      const [right, all] = byField.get(v.field) ?? [0, 0];
      byField.set(v.field, [right + Number(v.right), all + 1]);
    }
    const wrong = verdicts.filter((v) => !v.right).map((v) => `${v.field}: ${v.read} ≠ ${v.wanted}`);
    if (wrong.length > 0) misses.push(`   ${c.text}\n      ${wrong.join('\n      ')}`);
  }
  const all = [...byField.values()].reduce(([a, b], [r, n]) => [a + r, b + n], [0, 0]);
  const parts = [...byField].map(([field, [r, n]]) => `${field} ${percent(r, n)}`).join(' · ');
  console.log(`${name} ${part}: all fields ${percent(all[0] ?? 0, all[1] ?? 0)} · ${parts}`);
  if (show && part === 'tune') console.log(misses.join('\n'));
}

function intents(part: 'tune' | 'measured'): void {
  const cases = readSet<IntentCase>('intents.jsonl').filter((c) => c.part === part);
  const read = cases.map((c) => ({ c, intent: readCase(reader, c).intent }));
  console.log(`intents ${part}: ${percent(read.filter(({ c, intent }) => c.intent === intent).length, cases.length)}`);
  const confusions = new Map<string, number>();
  for (const { c, intent } of read) {
    if (c.intent === intent) continue;
    const key = `${c.intent} read as ${intent}`;
    confusions.set(key, (confusions.get(key) ?? 0) + 1);
    if (show && part === 'tune') console.log('  ', c.text, '→', key);
  }
  for (const [key, count] of confusions) console.log(`   ${count} × ${key}`);
}

for (const part of ['tune', 'measured'] as const) {
  if (!only || only === 'times') times(part);
  if (!only || only === 'complaints') {
    fields<ComplaintCase>('complaints', part, (c) => judgeComplaint(readCase(reader, c), c));
  }
  if ((!only || only === 'visits') && existsSync(setFile('visits.jsonl'))) {
    fields<VisitCase>('visits', part, (c) => judgeVisit(readCase(reader, c), c));
  }
  if ((!only || only === 'intents') && existsSync(setFile('intents.jsonl'))) intents(part);
}
