import { crc32, deflateSync } from 'node:zlib';
import encodeQR from 'qr';

/** A text as a QR code: black on white, one bit a dot, a few hundred bytes of PNG. */
export function qrPng(text: string, dotsPerModule = 8): Buffer {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4, scale: 1 });
  const side = modules.length * dotsPerModule;
  const rowBytes = Math.ceil(side / 8);
  const rows = modules.flatMap((row) => {
    const bytes = Buffer.alloc(1 + rowBytes, 0xff);
    bytes[0] = 0;
    for (let x = 0; x < side; x++) {
      const at = 1 + (x >> 3);
      if (row[Math.floor(x / dotsPerModule)]) bytes[at] = (bytes[at] ?? 0) & ~(0x80 >> (x & 7));
    }
    return Array.from({ length: dotsPerModule }, () => bytes);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
