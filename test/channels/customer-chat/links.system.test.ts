import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LinkTokens, newLinkId } from '../../../src/domain/link-token.js';
import { systemViewer } from '../../../src/domain/staff.js';
import { messageActivity, type RunningApp, startApp } from '../../running-app.js';
import { CustomerBrowser } from './customer.js';
import { advance, linkFor } from './manager.js';

let running: RunningApp;
let token: string;
/** The last link that was made. */
let number = 0;
beforeAll(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
}, 20_000);
afterAll(() => running.close());
beforeEach(async () => {
  await giveTo('lin-yue');
  token = await linkFor(running, '启明模具的唐师安');
  number += 1;
});

async function answerTo(given: string | undefined): Promise<unknown> {
  const browser = new CustomerBrowser(running.url);
  const answer = await browser.open(given);
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  return [answer.status, headers, await answer.json()];
}

async function revoke(): Promise<void> {
  await running.say(`作废${number}号链接`);
}

/** Its customer is in another portfolio now. */
async function giveAway(): Promise<void> {
  await giveTo('gao-xiang');
}

async function giveTo(ownerId: string): Promise<void> {
  const { store } = running.app;
  const file = await store.findCustomerFile(systemViewer, 'qiming-mould');
  if (!file) throw new Error('the demo has no such customer');
  await store.transaction((tx) => tx.upsertCustomer({ ...file.customer, ownerId }));
}

test('links that do not open answer alike, whatever the reason', async () => {
  const never = await answerTo(undefined);
  const foreign = new LinkTokens('another secret of another house'.padEnd(40, '!'));
  const flipped = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
  const answers = [
    await answerTo('x'),
    await answerTo('A'.repeat(43)),
    await answerTo(foreign.sign(newLinkId())),
    await answerTo(flipped),
    await answerTo(`${token}A`),
    await answerTo(token.slice(0, -1)),
  ];
  advance(running, 7 * 86_400_000);
  answers.push(await answerTo(token));
  token = await linkFor(running, '启明模具的唐师安');
  number += 1;
  await giveAway();
  answers.push(await answerTo(token));
  for (const each of answers) expect(each).toEqual(never);
  expect(never).toEqual([404, expect.any(Array), { error: { code: 'NotValid', message: expect.any(String) } }]);
  expect(JSON.stringify(never)).not.toContain('set-cookie');
});

test('a link is good to the last second of its seven days', async () => {
  advance(running, 7 * 86_400_000 - 1);
  expect((await new CustomerBrowser(running.url).open(token)).status).toBe(200);
});

test.each([
  ['revoked', revoke],
  ['of a customer who changed hands', giveAway],
  ['too old', async () => advance(running, 7 * 86_400_000)],
])('a session ends with its link: %s', async (_why, end) => {
  const browser = new CustomerBrowser(running.url);
  await browser.open(token);
  const listening = browser.listen();
  await browser.say('你好');
  await end();
  expect((await browser.request('GET', '/c/activities')).status).toBe(404);
  expect((await browser.request('POST', '/c/activities', { text: '在吗' })).status).toBe(404);
  const shown = listening.frames.length;
  const [row] = await running.app.store.listActivities(storedIdOf(browser), 0, 1);
  await running.app.store.transaction((tx) => tx.appendActivity(row?.conversationId ?? '', row?.json ?? '{}', 0));
  await listening.ended;
  expect(listening.frames).toHaveLength(shown);
  expect(await new CustomerBrowser(running.url).listen().ended).toBe(1006);
});

/** The session stands in the cookie, for us to look into. */
function storedIdOf({ cookie }: CustomerBrowser): string {
  const payload = cookie.split('=')[1]?.split('.')[0] ?? '';
  const { contents } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return `customerchat|${contents.session}`;
}

describe('who calls', () => {
  test('the cookie is for the browser alone, and for no other site', async () => {
    const answer = await new CustomerBrowser(running.url).open(token);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^shouwen-customer=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/);
    expect(cookie).not.toContain(token);
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ]);
    const page = await fetch(`${running.url}/c`);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['POST', '/c/session'],
    ['POST', '/c/activities'],
    ['GET', '/c/activities'],
    ['POST', '/c/end'],
  ] as const)('another site gets nothing from %s %s', async (method, path) => {
    const browser = new CustomerBrowser(running.url);
    await browser.open(token);
    const body = method === 'POST' ? { token, text: '你好' } : undefined;
    const answer = await browser.request(method, path, body, { Origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(403);
  });

  test("nobody writes into a customer's chat through the staff's door", async () => {
    const browser = new CustomerBrowser(running.url);
    await browser.open(token);
    await browser.say('你好');
    const shown = await browser.shown();
    const [, sessionId] = storedIdOf(browser).split('|');
    const answer = await running.post({
      ...messageActivity('怎么样了', new LinkTokens('s'.repeat(40)).read(token).id, sessionId ?? '', 'forged'),
      channelId: 'customerchat',
    });
    expect(await answer.text()).not.toContain('林悦');
    expect(await browser.shown()).toEqual(shown);
  });

  test('a cookie that was changed is none', async () => {
    const browser = new CustomerBrowser(running.url);
    await browser.open(token);
    const [name, value = ''] = browser.cookie.split('=');
    const [, mac] = value.split('.');
    const contents = { link: newLinkId(), session: '0'.repeat(32) };
    const forged = Buffer.from(JSON.stringify({ contents, exp: 9_999_999_999 })).toString('base64url');
    const answer = await browser.request('GET', '/c/activities', undefined, { Cookie: `${name}=${forged}.${mac}` });
    expect(answer.status).toBe(404);
  });

  test('files from elsewhere, other shapes and empty messages are refused', async () => {
    const browser = new CustomerBrowser(running.url);
    await browser.open(token);
    const elsewhere = { contentType: 'image/png', contentUrl: 'https://elsewhere.example/a.png' };
    for (const body of [
      {},
      { text: ' ' },
      { text: 5 },
      { text: 'x', id: '../a' },
      { text: 'x', attachments: [elsewhere] },
    ])
      expect((await browser.request('POST', '/c/activities', body)).status).toBe(400);
  });

  test('twenty messages in ten seconds are enough, for a browser and for a link', async () => {
    const browsers = [new CustomerBrowser(running.url), new CustomerBrowser(running.url)];
    for (const each of browsers) await each.open(token);
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) {
      const answer = await browsers[n % 2]?.request('POST', '/c/activities', { text: '你好' });
      statuses.push(answer?.status ?? 0);
    }
    await running.app.turns.drained();
    expect(statuses).toEqual([...Array(20).fill(200), 429, 429]);
  });
});
