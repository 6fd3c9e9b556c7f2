const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const entryHeader = 46;
const endHeader = 22;

/** Bytes a zip file says it unpacks to, from its directory; Infinity where that cannot be read (zip64, cut off). */
export function unpackedSize(zip: Buffer): number {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endHeader > zip.length || zip.readUInt32LE(end) !== endSignature)
    return Number.POSITIVE_INFINITY;
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + entryHeader > zip.length || zip.readUInt32LE(at) !== entrySignature) return Number.POSITIVE_INFINITY;
    total += zip.readUInt32LE(at + 24);
    at += entryHeader + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return total;
}
