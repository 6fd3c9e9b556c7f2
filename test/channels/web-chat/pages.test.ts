import { expect, test } from '@jest/globals';
import { resolvePage } from '../../../src/channels/web-chat/pages.js';

const from = { source: '/s', built: '/b', cards: '/c' };

test.each([
  ['/', '/s/index.html', 'text/html; charset=utf-8'],
  ['/style.css', '/s/style.css', 'text/css; charset=utf-8'],
  ['/chat.js', '/b/chat.js', 'text/javascript; charset=utf-8'],
  ['/adaptivecards.js', '/c/adaptivecards.min.js', 'text/javascript; charset=utf-8'],
])('%s is %s', (path, file, contentType) => {
  expect(resolvePage(path, { staff: true, customers: true }, from)).toMatchObject({ file, contentType });
});

test.each(['/index.html', '/../package.json', '/a/b.js', '/..js', '/chat.js.map', '/%2e%2e/x.js', '/.env', ''])(
  'nothing at %s',
  (path) => {
    expect(resolvePage(path, { staff: true, customers: true }, from)).toBeUndefined();
  },
);

test('the page runs nothing inline and nothing from elsewhere', () => {
  const policy = resolvePage('/', { staff: true, customers: false }, from)?.headers['Content-Security-Policy'];
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
});
