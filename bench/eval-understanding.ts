import { judgeTime, readSet, type TimeCase } from './understanding/time-cases.js';

/** Prints how well messages are understood: `--part tune|measured` (default both), `--show` the misses of the tune part. */
const show = process.argv.includes('--show');

function percent(right: number, all: number): string {
  return all === 0 ? '–' : `${((100 * right) / all).toFixed(1)} % (${right}/${all})`;
}

function times(part: 'tune' | 'measured'): void {
  const cases = readSet<TimeCase>('times.jsonl').filter((c) => c.part === part);
  const verdicts = cases.map((c) => ({ c, v: judgeTime(c) }));
  const asked = verdicts.filter(({ v }) => v.asks !== undefined);
  console.log(
    `times ${part}: place ${percent(verdicts.filter(({ v }) => v.right).length, cases.length)}, asks ${percent(asked.filter(({ v }) => v.asks).length, asked.length)}`,
  );
  if (!show || part !== 'tune') return;
  for (const { c, v } of verdicts)
    if (!v.right || v.asks === false)
      console.log(
        '  ',
        c.text,
        c.now.slice(0, 16),
        JSON.stringify(c.expect),
        c.relation ?? '',
        c.clear ?? '',
        '→',
        v.read
          ? `${v.read.start.slice(0, 16)} ${v.read.end?.slice(0, 16) ?? ''} ${v.read.precision} ${v.read.relation} ${v.read.ambiguous}`
          : 'nothing',
      );
}

for (const part of ['tune', 'measured'] as const) times(part);
