import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { filesIn, maxFileBytes, takeFiles } from '../../src/turn/received-files.js';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(8)]);
const dataUrl = (bytes: Buffer, type = 'image/png') => `data:${type};base64,${bytes.toString('base64')}`;

function take(...attachments: Array<{ contentType: string; contentUrl?: string; name?: string; content?: unknown }>) {
  const activity = { type: 'message', id: 'm1', attachments } as unknown as Activity;
  const { activity: left, files } = takeFiles(activity, 'conversation:c', 7);
  return { left, files, ...filesIn(left) };
}

const picture = { contentType: 'image/png', contentUrl: dataUrl(png), name: 'a\\b/账单.png' };

test('a picture is taken out of the message: bytes, hash and size beside it, a reference in it', () => {
  const { left, files, received, refused } = take(picture);
  expect(files).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      subject: 'conversation:c',
      name: '账单.png',
      contentType: 'image/png',
      size: png.length,
      sha256: createHash('sha256').update(png).digest('hex'),
      content: png.toString('base64'),
      url: null,
      addedBy: '',
      addedAt: 7,
    },
  ]);
  expect(received).toEqual([{ id: files[0]?.id, name: '账单.png', contentType: 'image/png' }]);
  expect(refused).toEqual([]);
  expect(JSON.stringify(left)).not.toContain('base64');
});

test('the same message gives the same id, another message another', () => {
  const id = (messageId: string) =>
    takeFiles({ type: 'message', id: messageId, attachments: [picture] } as unknown as Activity, 'conversation:c', 1)
      .files[0]?.id;
  expect(id('m1')).toBe(id('m1'));
  expect(id('m1')).not.toBe(id('m2'));
});

test.each([
  ['a page', { contentType: 'text/html', contentUrl: dataUrl(Buffer.from('<script>'), 'text/html') }, 'type'],
  [
    'a drawing that runs',
    { contentType: 'image/svg+xml', contentUrl: dataUrl(Buffer.from('<svg/>'), 'image/svg+xml') },
    'type',
  ],
  ['bytes of another kind', { contentType: 'image/jpeg', contentUrl: dataUrl(png, 'image/jpeg') }, 'type'],
  [
    'too many bytes',
    { contentType: 'image/png', contentUrl: dataUrl(Buffer.concat([png, Buffer.alloc(maxFileBytes)])) },
    'size',
  ],
  ['no bytes', { contentType: 'image/png', contentUrl: 'data:image/png;base64,' }, 'unreadable'],
  ['an address that is not https', { contentType: 'image/png', contentUrl: 'http://10.0.0.1/a.png' }, 'unreadable'],
  ['a file of this computer', { contentType: 'image/png', contentUrl: 'file:///etc/passwd' }, 'unreadable'],
])('%s is refused', (_, attachment, reason) => {
  expect(take(attachment)).toMatchObject({ files: [], received: [], refused: [reason] });
});

test('the sixth file is one too many, the others are kept', () => {
  const { received, refused } = take(...Array.from({ length: 6 }, () => picture));
  expect(received).toHaveLength(5);
  expect(refused).toEqual(['count']);
});

test('what lies elsewhere is kept as its address', () => {
  const { files } = take({ contentType: 'image/png', contentUrl: 'https://files.example/a.png', name: 'a.png' });
  expect(files).toEqual([expect.objectContaining({ content: null, url: 'https://files.example/a.png', size: 0 })]);
});

test("a message's own words come as an attachment too in some channels: that is no file", () => {
  expect(take({ contentType: 'text/html', content: '<p>你好</p>' })).toMatchObject({ received: [], refused: [] });
});
