import { inflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import { ShownLinks } from '../../../src/turn/links/show-link.js';

/** Dots of a one-bit PNG without filters, as a camera would see them. */
function seen(png: Buffer): { width: number; height: number; data: Uint8Array } {
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
  return { width: side, height: side, data };
}

test('the QR code of a link reads as its address, and weighs next to nothing', () => {
  const shown = new ShownLinks('a secret of the test, long enough', 'https://chat.example.com').show('A'.repeat(22));
  const png = Buffer.from(shown.picture, 'base64');
  expect(decodeQR(seen(png))).toBe(shown.address);
  expect(png.length).toBeLessThan(2_000);
});
