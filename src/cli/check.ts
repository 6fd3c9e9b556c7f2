import { parseArgs } from 'node:util';
import { overlayFolder } from '../config.js';
import { readDemoDirectory } from '../domain/demo-directory.js';
import { AppError } from '../errors.js';
import { type Calendars, loadCalendars } from '../policy/calendar.js';
import { type CheckReport, checkPack } from '../policy/check.js';
import { listPacks, loadPack } from '../policy/load-pack.js';
import type { Pack } from '../policy/types.js';
import { examplesReport } from '../understanding/prompts.js';
import type { Command, CommandIo } from './command.js';
import { coverageOf, coveragePage } from './coverage.js';
import { packReader } from './pack-reader.js';

const help = `Usage: npm run -s shouwen -- check [--overlay path] [--coverage] [pack ...]

Proves policy packs: the shape of every file, that every clause a rule cites exists and that the rule's figure stands in it,
every hand-written case, the calendars, and the catalogue rows the handbook must answer. Of a pack with demo people the messages in
prompts/ are read too, and must give the facts written beside them. One JSON row a pack; faults name file, field and remedy. Limits the handbook leaves open are listed as unset. Without names it checks PACK and every pack that
comes with the project. An administrator's own clauses, limits and calendars (DATA_DIR/overlay, or the folder of --overlay) are
proved with PACK, or with the packs named. --coverage writes, instead of the rows, the page of docs/coverage.md: which clause, rule,
form and conversation serve each duty of the catalogue. Exit 1 when a pack has a fault. No store is touched.

Examples:
  npm run -s shouwen -- check
  npm run -s shouwen -- check telecom
  npm run -s shouwen -- check ./my-pack
  npm run -s shouwen -- check --overlay ./data/overlay telecom
  npm run -s shouwen -- check --coverage telecom > docs/coverage.md
`;

type Row =
  | (CheckReport & { examples?: { run: number; failed: number } })
  | { pack: string; faults: Array<{ file: string; message: string }> };

/** `check`: proves packs. */
export const check: Command = {
  name: 'check',
  summary: 'proves policy packs: schema, citations, figures, every case',
  help,
  async run(args, io) {
    const options = readOptions(args, io);
    if (!options) return 2;
    const { names, overlay, coverage } = options;
    const calendars = loadCalendars();
    const own = io.env.PACK || 'telecom';
    if (coverage) {
      io.out.write(coveragePage(coverageOf(loadPack(names[0] ?? own))));
      return 0;
    }
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

interface Options {
  names: string[];
  overlay: string | undefined;
  coverage: boolean;
}

function readOptions(args: string[], io: CommandIo): Options | null {
  try {
    const options = { overlay: { type: 'string' }, coverage: { type: 'boolean', default: false } } as const;
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
    const overlay = values.overlay ?? overlayFolder(io.env.DATA_DIR);
    return { names: positionals, overlay, coverage: values.coverage };
  } catch (error) {
    io.err.write(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return null;
  }
}

function rowFor(name: string, calendars: Calendars, overlay: string | undefined): Row {
  try {
    const bare = loadPack(name);
    const pack = overlay === undefined ? bare : loadPack(name, { overlay });
    return withExamples(checkPack(pack, calendars, bare), pack);
  } catch (error) {
    if (error instanceof AppError) return { pack: name, faults: [{ file: name, message: error.message }] };
    throw error;
  }
}

/** The examples of the prompts name people of the demo directory, so they are cases of packs that have one. */
function withExamples(report: CheckReport, pack: Pack): Row {
  if (!readDemoDirectory(pack.folder)) return report;
  const { run, failed, faults } = examplesReport(packReader(pack), pack.timeZone);
  return { ...report, examples: { run, failed }, faults: [...report.faults, ...faults] };
}

function words(row: Row): string {
  const faults = row.faults.map((fault) => `  ✗ ${fault.file}: ${fault.message}`);
  if (!('cases' in row)) return [`${row.pack}: cannot be read`, ...faults, ''].join('\n');
  const { catalogue, cases, unset, ownLevels, examples } = row;
  return [
    `${row.pack} ${row.version}: ${row.clauses} clauses, ${row.rules} rules, ${row.thresholds} thresholds, ${row.forms} forms, ${cases.run - cases.failed}/${cases.run} cases as written`,
    `  catalogue rows covered: ${catalogue.covered}/${catalogue.all}`,
    ...(examples ? [`  messages of prompts/ read as written: ${examples.run - examples.failed}/${examples.run}`] : []),
    ...unset.map(
      (limit) =>
        `  unset: ${limit.title} (${limit.rule ? `rule ${limit.rule}, ` : ''}clause ${limit.clause}); an administrator must fill it in`,
    ),
    `  levels: ${ownLevels.join(', ') || 'no rule'} by the rule; all others by the settings of pack.yaml, which are not policy`,
    ...row.untested.map((rule) => `  no case yet: ${rule}`),
    ...faults,
    '',
  ].join('\n');
}
