import { type ExportedRow, exportRows } from '../exported.js';
import type { RunningApp } from '../running-app.js';
import type { Script } from './script.js';

/** The time of a message: `HH:MM[:SS]` of the script's day, or an instant. */
export function instantOf(at: string, now: string): string {
  return /^\d\d:\d\d/.test(at) ? `${now.slice(0, 11)}${at.length === 5 ? `${at}:00` : at}${now.slice(19)}` : at;
}

/** What the script says stands in the records, and as many rows of it. */
export async function expectRecords(running: RunningApp, script: Script): Promise<void> {
  for (const [kind, wanted] of Object.entries(script.records ?? {})) {
    const rows = await exportRows(running.app.store, kind);
    const isMeant = (row: ExportedRow) =>
      wanted.length === 0 ||
      wanted.some((w) => ['form', 'kind', 'rule'].every((name) => w[name] === undefined || w[name] === row[name]));
    const found = kind === 'complaints' || kind === 'visits' ? rows : rows.filter(isMeant);
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted.map((row) => expect.objectContaining(row))));
  }
}
