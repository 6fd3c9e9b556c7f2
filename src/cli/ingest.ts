import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';
import { type Ingested, ingest } from '../handbook/ingestion/ingest.js';
import { packFiles } from '../handbook/ingestion/pack-files.js';
import type { Pack } from '../policy/types.js';
import type { Command, CommandIo } from './command.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- ingest <file.docx|pdf|txt|md> [--to folder] [--words pack]

Reads a handbook into clauses and writes them as a policy pack to be edited: numbering becomes a tree with stable ids, broken
lines are joined, tables kept, page furniture dropped, other texts in the same file set apart. What it was unsure of, and what
the document announces without holding it, stands in ingested.md of the pack. One JSON row a clause goes to stdout:
  {clause, title, path, source, unset, at}
and last {pack, title, clauses, unset, unsure: [{kind, at, page, text}], apart: [{title, at, characters}], dropped}.

  --to folder    where the pack is written (default: packs/<file name> under DATA_DIR); must be new or empty
  --words pack   begin with the retrieval words (synonyms, matters not treated) of that pack

Examples:
  npm run -s shouwen -- ingest ./handbook.docx
  npm run -s shouwen -- ingest ./handbook.pdf --to ./packs/ours --words telecom
  PACK=./packs/ours npm run -s shouwen -- ask "投诉多久要回复"
`;

/** Words of one pack that help to read questions about another: nothing keyed to a clause. */
const sharedWords = ['retrieval.yaml', 'retrieval-outside.yaml'];

function packId(file: string): string {
  const plain = basename(file)
    .replace(/\.[a-z]+$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return plain || 'handbook';
}

async function writePack(folder: string, files: Map<string, string>, words: string | null): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new AppError('conflict', `${folder} holds files already; give a new folder with --to`);
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const file of sharedWords) {
    const from = join(words ?? folder, 'lexicon', file);
    if (words !== null && existsSync(from)) await cp(from, join(folder, 'lexicon', file));
  }
}

function summaryOf(folder: string, pack: Pack, { title, doubts, dropped, apart }: Ingested) {
  return {
    pack: folder,
    title,
    clauses: pack.clauses.length,
    unset: pack.clauses.filter(({ unset }) => unset).length,
    unsure: doubts.map(({ kind, at, page, text }) => ({ kind, at, page, text })),
    apart,
    dropped: dropped.length,
  };
}

/** `shouwen ingest`. `load` reads a pack by name or path; no store is touched. */
export function ingestCommand(load: (nameOrPath: string) => Pack): Command {
  async function run(args: string[], io: CommandIo): Promise<0 | 1 | 2> {
    const options = { to: { type: 'string' }, words: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      io.err.write('give one file: ingest <file.docx|pdf|txt|md>\n');
      return 2;
    }
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new AppError('invalid-input', `cannot read ${file}; give the path of a document`, { cause });
    });
    const id = packId(file);
    const folder = resolve(values.to ?? join(io.env.DATA_DIR || './data', 'packs', id));
    const ingested = await ingest(basename(file), bytes);
    await writePack(folder, packFiles(id, ingested), values.words === undefined ? null : load(values.words).folder);
    const pack = load(folder);
    const place = new Map(ingested.clauses.map((clause) => [clause.id, clause.at]));
    for (const { id: clause, title, path, source, unset } of pack.clauses)
      await writeRow(io.out, { clause, title, path, source, unset, at: place.get(clause) ?? null });
    await writeRow(io.out, summaryOf(folder, pack, ingested));
    io.err.write(
      `${pack.clauses.length} clauses in ${folder}; go through ingested.md there, then use it with PACK=${folder}\n`,
    );
    return 0;
  }
  return { name: 'ingest', summary: 'a handbook (docx, pdf, txt, md) into a policy pack to be edited', help, run };
}
