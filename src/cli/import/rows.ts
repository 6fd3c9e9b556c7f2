import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DutyEnv } from '../../domain/duty-events.js';
import type { Store } from '../../domain/ports.js';
import type { Change } from '../../domain/take-over.js';
import { AppError } from '../../errors.js';
import { Cells, fault, matchHeaders } from './cells.js';
import type { Importer, Resolver } from './importer.js';
import type { Table } from './read-table.js';

const chunkSize = 200;

export interface InputRow {
  line: number;
  cells: Cells;
}

/** What becomes of a row, in the order of the file. */
export type RowResult<T> =
  | { line: number; status: 'created' | 'updated' | 'unchanged'; id: string; value: T; before: T | undefined }
  | { line: number; status: 'failed'; id?: never; error: { code: string; message: string } };

export function cellsOf<T extends { id: string }>(table: Table, importer: Importer<T>): InputRow[] {
  const columns = matchHeaders(table.headers, importer.columns, importer.required);
  return table.rows.map(({ line, cells }) => {
    const texts = new Map<string, string>();
    columns.forEach((column, index) => {
      if (column !== undefined) texts.set(column, cells[index] ?? '');
    });
    return { line, cells: new Cells(texts) };
  });
}

/** Finds out for every row what it would store, and writes nothing. */
export async function resolveRows<T extends { id: string }>(
  rows: InputRow[],
  resolver: Resolver<T>,
): Promise<RowResult<T>[]> {
  for (const { cells } of rows) announce(cells, resolver);
  const lines = new Map<string, number>();
  const results: RowResult<T>[] = [];
  for (const row of rows) results.push(await resolveRow(row, resolver, lines));
  return results;
}

/** A row that cannot even be announced says why when it is resolved. */
function announce<T>(cells: Cells, resolver: Resolver<T>): void {
  try {
    resolver.announce?.(cells);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function resolveRow<T extends { id: string }>(
  { line, cells }: InputRow,
  resolver: Resolver<T>,
  lines: Map<string, number>,
): Promise<RowResult<T>> {
  try {
    const value = await resolver.resolve(cells);
    const earlier = lines.get(value.id);
    if (earlier !== undefined) throw fault(`the same record stands in line ${earlier}; keep one`);
    lines.set(value.id, line);
    const before = resolver.stored(value.id);
    const status = before === undefined ? 'created' : isDeepStrictEqual(before, value) ? 'unchanged' : 'updated';
    return { line, status, id: value.id, value, before };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { line, status: 'failed', error: { code: error.code, message: error.message } };
  }
}

/** What an import needs besides the rows: when it is, and what follows from it. */
export type Duties = Omit<DutyEnv, 'tx'>;

/**
 * Writes what is new or changed, in chunks: all in one transaction, or with `partial` a transaction a chunk, between
 * which others may write.
 */
export async function writeRows<T extends { id: string }>(
  store: Store,
  importer: Importer<T>,
  results: RowResult<T>[],
  options: { partial: boolean; duties: Duties },
): Promise<void> {
  const changes = results.flatMap((row): Change<T>[] =>
    row.status === 'created' || row.status === 'updated' ? [{ before: row.before, after: row.value }] : [],
  );
  const chunks = Array.from({ length: Math.ceil(changes.length / chunkSize) }, (_, i) =>
    changes.slice(i * chunkSize, (i + 1) * chunkSize),
  );
  const write = (some: Change<T>[][]) =>
    store.transaction(async (tx) => {
      for (const chunk of some) await importer.write({ ...options.duties, tx }, chunk);
    });
  if (!options.partial) return write(chunks);
  for (const chunk of chunks) {
    await write([chunk]);
    await setImmediate();
  }
}
