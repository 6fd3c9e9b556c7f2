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
import { judgeTime, readSet, type TimeCase } from './understanding/time-cases.js';

/**
 * How well messages are understood, by kind and field, with what is taken for what: `npm run eval -- [times | complaints |
 * visits | intents] [--show]`. `--show` prints the misses of the part that may be tuned on.
 */
type Part = TimeCase['part'];

const show = process.argv.includes('--show');
const only = process.argv.slice(2).find((a) => !a.startsWith('--'));
const reader = demoReader();

const percent = (right: number, all: number): string =>
  all === 0 ? '–' : `${((100 * right) / all).toFixed(1).padStart(5)} % (${right}/${all})`;

const casesOf = <C extends { part: Part }>(name: string, part: Part): C[] =>
  readSet<C>(`${name}.jsonl`).filter((c) => c.part === part);

/** Rights and wrongs by kind. */
class Tally {
  readonly #kinds = new Map<string, [number, number]>();
  readonly #taken = new Map<string, number>();
  readonly misses: string[] = [];

  count(kind: string, right: boolean, wanted?: string, read?: string): void {
    const [rights, all] = this.#kinds.get(kind) ?? [0, 0];
    this.#kinds.set(kind, [rights + Number(right), all + 1]);
    if (right || wanted === undefined) return;
    const pair = `${kind}: ${wanted} taken for ${read}`;
    this.#taken.set(pair, (this.#taken.get(pair) ?? 0) + 1);
  }

  print(title: string): void {
    const sum = [...this.#kinds.values()].reduce(([a, b], [r, n]) => [a + r, b + n], [0, 0]);
    console.log(`${title}  ${percent(sum[0] ?? 0, sum[1] ?? 0)}`);
    for (const [kind, [right, all]] of this.#kinds) console.log(`  ${kind.padEnd(16)} ${percent(right, all)}`);
    const often = [...this.#taken].sort((a, b) => b[1] - a[1]).slice(0, 12);
    for (const [pair, times] of often) console.log(`    ${times} × ${pair}`);
    for (const miss of this.misses) console.log(miss);
  }
}

function times(part: Part): void {
  const tally = new Tally();
  for (const c of casesOf<TimeCase>('times', part)) {
    const { right, asks, read } = judgeTime(c);
    tally.count('place', right);
    if (asks !== undefined) tally.count('asks', asks, c.clear ? 'clear' : 'doubtful', c.clear ? 'doubtful' : 'clear');
    if (!show || part !== 'tune' || (right && asks !== false)) continue;
    const said = read ? `${read.start.slice(0, 16)} ${read.end ?? ''} ${read.precision} ${read.ambiguous}` : '–';
    tally.misses.push(`   ${c.text} ${c.now.slice(0, 16)} ${JSON.stringify(c.expect)} ${c.clear ?? ''} → ${said}`);
  }
  tally.print(`times ${part}`);
}

/** Fields whose values are few, so that what is taken for what can be told. */
const closed: ReadonlySet<string> = new Set(['intent', 'category', 'emotion', 'severity', 'vip', 'reason', 'asks']);

function fields<C extends { text: string; speaker?: 'customer'; part: Part }>(
  name: string,
  part: Part,
  judge: (c: C) => FieldVerdict[],
): void {
  const tally = new Tally();
  for (const c of casesOf<C>(name, part)) {
    const verdicts = judge(c);
    for (const { field, right, wanted, read } of verdicts)
      if (closed.has(field)) tally.count(field, right, wanted, read.split(' ')[0]);
      else tally.count(field, right);
    const wrong = verdicts.filter((v) => !v.right).map((v) => `      ${v.field}: ${v.read} ≠ ${v.wanted}`);
    if (show && part === 'tune' && wrong.length > 0) tally.misses.push([`   ${c.text}`, ...wrong].join('\n'));
  }
  tally.print(`${name} ${part}`);
}

function intents(part: Part): void {
  const tally = new Tally();
  for (const c of casesOf<IntentCase>('intents', part)) {
    const { intent } = readCase(reader, c);
    tally.count(c.intent, intent === c.intent, c.intent, intent);
    if (show && part === 'tune' && intent !== c.intent) tally.misses.push(`   ${c.text} → ${c.intent} as ${intent}`);
  }
  tally.print(`intents ${part}`);
}

const kinds: Readonly<Record<string, (part: Part) => void>> = {
  times,
  complaints: (part) => fields<ComplaintCase>('complaints', part, (c) => judgeComplaint(readCase(reader, c), c)),
  visits: (part) => fields<VisitCase>('visits', part, (c) => judgeVisit(readCase(reader, c), c)),
  intents,
};

for (const [name, run] of Object.entries(kinds)) {
  if (only && only !== name) continue;
  for (const part of ['tune', 'measured'] as const) run(part);
}
