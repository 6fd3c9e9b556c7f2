import { expect, test } from '@jest/globals';
import { ShownLinks } from '../../../src/turn/links/show-link.js';
import { readQr } from '../../qr.js';

test('the QR code of a link reads as its address, and weighs next to nothing', () => {
  const shown = new ShownLinks('a secret of the test, long enough', 'https://chat.example.com').show('A'.repeat(22));
  const png = Buffer.from(shown.picture, 'base64');
  expect(readQr(png)).toBe(shown.address);
  expect(png.length).toBeLessThan(2_000);
});
