import { inflateSync } from 'node:zlib';
import decodeQR from 'qr/decode.js';

/** What a camera reads from the QR code in a one-bit PNG without filters. */
export function readQr(png: Buffer): string {
  const side = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const rowBytes = Math.ceil(side / 8);
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const byte = rows[y * (rowBytes + 1) + 1 + (x >> 3)] ?? 0;
      data.fill(byte & (0x80 >> (x & 7)) ? 255 : 0, (y * side + x) * 4, (y * side + x) * 4 + 4);
    }
  return decodeQR({ width: side, height: side, data });
}
