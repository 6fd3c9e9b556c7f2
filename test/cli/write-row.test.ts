import { PassThrough } from 'node:stream';
import { writeRow } from '../../src/cli/write-row.js';

test('a row is one JSON line', async () => {
  const out = new PassThrough();
  await writeRow(out, { id: 'TS-1', text: '一\n二' });
  expect(String(out.read())).toBe('{"id":"TS-1","text":"一\\n二"}\n');
});

test('with a slow reader the next row waits', async () => {
  const out = new PassThrough({ highWaterMark: 4 });
  let written = false;
  const writing = writeRow(out, { id: 'a long one' }).then(() => {
    written = true;
  });
  await Promise.resolve();
  expect(written).toBe(false);
  out.resume();
  await writing;
  expect(written).toBe(true);
});
