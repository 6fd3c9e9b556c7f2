import { parseArgs } from 'node:util';
import { overlayFolder } from '../config.js';
import { AppError } from '../errors.js';
import { type Calendars, loadCalendars } from '../policy/calendar.js';
import { type CheckReport, checkPack } from '../policy/check.js';
import { listPacks, loadPack } from '../policy/load-pack.js';
import type { Command, CommandIo } from './command.js';

const help = `Usage: npm run -s shouwen -- check [--overlay path] [pack ...]

Proves policy packs: the shape of every file, that every clause a rule cites exists and that the rule's figure stands in it,
every hand-written case, the calendars, and the catalogue rows the handbook must answer. One JSON row a pack; faults name
file, field and remedy. Limits the handbook leaves open are listed as unset. Without names it checks PACK and every pack that
comes with the project. An administrator's own clauses, limits and calendars (DATA_DIR/overlay, or the folder of --overlay) are
proved with PACK, or with the packs named. Exit 1 when a pack has a fault. No store is touched.

Examples:
  npm run -s shouwen -- check
  npm run -s shouwen -- check telecom
  npm run -s shouwen -- check ./my-pack
  npm run -s shouwen -- check --overlay ./data/overlay telecom
`;

type Row = CheckReport | { pack: string; faults: Array<{ file: string; message: string }> };

/** `check`: proves packs. */
export const check: Command = {
  name: 'check',
  summary: 'proves policy packs: schema, citations, figures, every case',
  help,
  async run(args, io) {
    const options = readOptions(args, io);
    if (!options) return 2;
    const { names, overlay } = options;
    const calendars = loadCalendars();
    const own = io.env.PACK || 'telecom';
    const wanted = names.length ? names : [own, ...listPacks()];
    let failed = false;
    for (const name of new Set(wanted)) {
      const row = rowFor(name, calendars, names.length || name === own ? overlay : undefined);
      failed ||= row.faults.length > 0;
      io.out.write(`${JSON.stringify(row)}\n`);
      io.err.write(words(row));
    }
    const years = loadCalendars({ overlay }).publishedYears().join(', ');
    io.err.write(`calendars: ${years} official; other years provisional\n`);
    return failed ? 1 : 0;
  },
};

function readOptions(args: string[], io: CommandIo): { names: string[]; overlay: string | undefined } | null {
  try {
    const options = { overlay: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
    return { names: positionals, overlay: values.overlay ?? overlayFolder(io.env.DATA_DIR) };
  } catch (error) {
    io.err.write(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return null;
  }
}

function rowFor(name: string, calendars: Calendars, overlay: string | undefined): Row {
  try {
    const bare = loadPack(name);
    return checkPack(overlay === undefined ? bare : loadPack(name, { overlay }), calendars, bare);
  } catch (error) {
    if (error instanceof AppError) return { pack: name, faults: [{ file: name, message: error.message }] };
    throw error;
  }
}

function words(row: Row): string {
  const faults = row.faults.map((fault) => `  ✗ ${fault.file}: ${fault.message}`);
  if (!('cases' in row)) return [`${row.pack}: cannot be read`, ...faults, ''].join('\n');
  const { catalogue, cases, unset } = row;
  return [
    `${row.pack} ${row.version}: ${row.clauses} clauses, ${row.rules} rules, ${row.thresholds} thresholds, ${cases.run - cases.failed}/${cases.run} cases as written`,
    `  catalogue rows covered: ${catalogue.covered}/${catalogue.all}`,
    ...unset.map(
      (limit) =>
        `  unset: ${limit.title} (${limit.rule ? `rule ${limit.rule}, ` : ''}clause ${limit.clause}); an administrator must fill it in`,
    ),
    ...row.untested.map((rule) => `  no case yet: ${rule}`),
    ...faults,
    '',
  ].join('\n');
}
