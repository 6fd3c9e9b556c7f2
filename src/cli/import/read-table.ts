import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '../../errors.js';
import { workbookExtent } from './workbook-extent.js';

/** Rows of a file as text, header apart; `line` is the number a spreadsheet shows. Empty rows are left out. */
export interface Table {
  headers: string[];
  rows: { line: number; cells: string[] }[];
}

export const maxBytes = 20 * 1024 * 1024;
export const maxUnpackedBytes = 400 * 1024 * 1024;
export const maxRows = 100_000;
/** A reader makes room for every cell up to the furthest one. */
const maxColumns = 200;

/** Reads a .csv (UTF-8) or the first sheet of an .xlsx. `invalid-input` or `too-large` with what to do about it. */
export async function readTable(file: string): Promise<Table> {
  const bytes = await readBytes(file);
  const lines = await readLines(file, bytes);
  const [header, ...rows] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) throw new AppError('invalid-input', 'The file is empty: its first row must name the columns.');
  if (rows.length > maxRows) {
    throw new AppError('too-large', `The file has ${rows.length} rows: import at most ${maxRows} at a time.`);
  }
  return { headers: header.cells, rows };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new AppError('too-large', `The file is over ${maxBytes / 1024 / 1024} MB: split it.`);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid-input', 'The file cannot be read: check its path and rights.', { cause });
  }
}

async function readLines(file: string, bytes: Buffer): Promise<Table['rows']> {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return readCsv(bytes);
    case '.xlsx':
      return readXlsx(bytes);
    default:
      throw new AppError('invalid-input', 'Only .csv and .xlsx are read: save the table as one of them.');
  }
}

function readCsv(bytes: Buffer): Table['rows'] {
  const rows: Table['rows'] = [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const onRecord = (cells: string[], { lines }: { lines: number }) => {
      rows.push({ line: lines, cells });
      return null;
    };
    parse(text, { trim: true, relax_column_count: true, skip_empty_lines: true, on_record: onRecord });
    return rows;
  } catch (cause) {
    const encoding = cause instanceof TypeError || !(cause instanceof Object && 'lines' in cause);
    const why = encoding
      ? 'is not UTF-8: save it as "CSV UTF-8"'
      : `has a fault in line ${cause.lines}: check its quotes`;
    throw new AppError('invalid-input', `The file ${why}.`, { cause });
  }
}

async function readXlsx(bytes: Buffer): Promise<Table['rows']> {
  await refuseHuge(bytes);
  try {
    const rows = await readSheet(bytes);
    return rows.map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }));
  } catch (cause) {
    throw new AppError('invalid-input', 'The workbook cannot be read: save it again as .xlsx.', { cause });
  }
}

async function refuseHuge(bytes: Buffer): Promise<void> {
  const extent = await workbookExtent(bytes, maxUnpackedBytes);
  if (!extent) throw new AppError('invalid-input', 'The workbook cannot be read: save it again as .xlsx.');
  if (extent.unpackedBytes > maxUnpackedBytes) {
    throw new AppError('too-large', 'The workbook unpacks to more than 400 MB: copy the rows into a new one.');
  }
  if (extent.rows > 2 * maxRows || extent.columns > maxColumns) {
    throw new AppError('too-large', 'The workbook has cells far outside its table: copy the rows into a new one.');
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim();
}
