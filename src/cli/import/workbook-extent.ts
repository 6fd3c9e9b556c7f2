import { createInflateRaw } from 'node:zlib';

const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const entryHeader = 46;
const localHeader = 30;
const endHeader = 22;
const stored = 0;
const deflated = 8;

/** How large a workbook really is, whatever its directory says. */
export interface Extent {
  unpackedBytes: number;
  /** The furthest row and column that any cell names, from 1. */
  rows: number;
  columns: number;
}

/**
 * Unpacks every part of a zip piece by piece, keeping nothing, until it is over `maxBytes`. Undefined where the file is no such zip
 * (cut off, zip64, other packing).
 */
export async function workbookExtent(zip: Buffer, maxBytes: number): Promise<Extent | undefined> {
  const entries = entriesOf(zip);
  if (!entries) return undefined;
  const extent: Extent = { unpackedBytes: 0, rows: 0, columns: 0 };
  try {
    for (const entry of entries) {
      let tail = '';
      for await (const piece of piecesOf(entry)) {
        extent.unpackedBytes += piece.length;
        if (extent.unpackedBytes > maxBytes) return extent;
        const text = tail + piece.toString('latin1');
        measureCells(text, extent);
        tail = text.slice(-longestCellName);
      }
    }
    return extent;
  } catch {
    return undefined;
  }
}

interface Entry {
  packed: Buffer;
  method: number;
}

function entriesOf(zip: Buffer): Entry[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endHeader > zip.length || zip.readUInt32LE(end) !== endSignature) return undefined;
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + entryHeader > zip.length || zip.readUInt32LE(at) !== entrySignature) return undefined;
    const local = zip.readUInt32LE(at + 42);
    if (local + localHeader > zip.length) return undefined;
    const begin = local + localHeader + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    entries.push({ packed, method: zip.readUInt16LE(at + 10) });
    at += entryHeader + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

async function* piecesOf({ packed, method }: Entry): AsyncIterable<Buffer> {
  if (method === stored) yield packed;
  else if (method === deflated) yield* inflated(packed);
  else throw new Error('packed in another way');
}

async function* inflated(packed: Buffer): AsyncIterable<Buffer> {
  const inflate = createInflateRaw();
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece;
  } finally {
    inflate.destroy();
  }
}

/** `r="XFD1048576"` */
const cellName = /\br\s*=\s*["']([A-Z]{1,3})?(\d{1,10})["']/g;
const longestCellName = 24;

function measureCells(text: string, extent: Extent): void {
  for (const [, letters = '', row = ''] of text.matchAll(cellName)) {
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    extent.rows = Math.max(extent.rows, Number(row));
    extent.columns = Math.max(extent.columns, column);
  }
}
