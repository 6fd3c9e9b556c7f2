import type { Writable } from 'node:stream';

/**
 * Writes one JSON line and waits while the reader is behind. A reader that goes away ends the command elsewhere, so that is
 * no failure here.
 */
export async function writeRow(out: Writable, row: object): Promise<void> {
  if (out.write(`${JSON.stringify(row)}\n`)) return;
  await new Promise<void>((resolve) => out.once('drain', resolve));
}
