import { parseArgs } from 'node:util';
import type { Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import { measureThresholds, type ThresholdFigure } from '../domain/thresholds.js';
import { AppError } from '../errors.js';
import { localDay } from '../policy/local-time.js';
import { isReached } from '../policy/measure.js';
import type { Command, CommandIo } from './command.js';
import { businessNow, policyOf } from './policy.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- thresholds [--month YYYY-MM]

Every figure the handbook asks for, with its clause and what the records say of it in a month (or its quarter): one JSON row each,
{"threshold", "title", "clause", "comparison", "value", "unit", "period", "measuredBy", "measured", "of", "reached", "people"}.
Where nothing was recorded "measured" and "reached" are null and "says" reads 没有数据: never a figure by default. Without --month
the present one.

Examples:
  npm run -s shouwen -- thresholds
  npm run -s shouwen -- thresholds --month 2026-11
`;

/** `shouwen thresholds`. */
export function thresholdsCommand(open: () => Promise<Store>): Command {
  return {
    name: 'thresholds',
    summary: 'the figures the handbook asks for, measured from the records, or 没有数据',
    help,
    async run(args, io) {
      const { values } = parseArgs({ args, options: { month: { type: 'string' } } });
      const { pack } = policyOf(io.env);
      const store = await open();
      try {
        const day = values.month === undefined ? await today(store, pack.timeZone, io) : dayIn(values.month);
        const found = await measureThresholds(store, systemViewer, pack, day);
        const names = new Map((await store.listStaff(systemViewer)).map(({ id, name }) => [id, name]));
        for (const each of found) await writeRow(io.out, rowOf(each, names));
        const without = found.filter(({ figure }) => figure === null).length;
        io.err.write(`${found.length} thresholds; ${without} without data\n`);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}

async function today(store: Store, timeZone: string, io: CommandIo): Promise<string> {
  return localDay(await businessNow(io.env, store), timeZone);
}

function dayIn(month: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return `${month}-01`;
  throw new AppError('invalid-input', '--month is no month; write one such as 2026-11');
}

function rowOf({ threshold, period, figure }: ThresholdFigure, names: ReadonlyMap<string, string>): object {
  const { id, title, clause, comparison, value, unit, measuredBy } = threshold;
  return {
    threshold: id,
    title,
    clause,
    comparison,
    value,
    unit,
    period,
    measuredBy,
    measured: figure?.value ?? null,
    of: figure?.of ?? 0,
    reached: figure && isReached(threshold, figure.value),
    ...(figure ? {} : { says: '没有数据' }),
    people: (figure?.people ?? []).map((person) => ({ ...person, name: names.get(person.staffId) ?? null })),
  };
}
