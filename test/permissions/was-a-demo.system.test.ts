import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { Sessions } from '../../src/channels/web-chat/session.js';
import { systemViewer } from '../../src/domain/staff.js';
import { freePort } from '../processes.js';
import { type RunningApp, secretKey, startApp } from '../running-app.js';

const now = '2026-11-24T16:50:00+08:00';
let dataDir: string;
let running: RunningApp;

/** A store in which a demo was tried, opened again by a company that signs in. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-was-demo-'));
  const demo = await startApp({ now, dataDir });
  expect((await demo.say('团队还有什么事', { as: 'demo-supervisor' })).length).toBeGreaterThan(0);
  await demo.close();
  const port = await freePort();
  const signIn = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
  const environment = { ...signIn, DEMO: '0', PUBLIC_URL: `http://127.0.0.1:${port}` };
  running = await startApp({ now, dataDir, port, environment });
});
afterAll(async () => {
  await running.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(['demo-supervisor', 'demo-manager', 'zhou-lan'])('%s signs in and is nobody', async (userId) => {
  expect(await running.app.store.listStaff(systemViewer)).not.toEqual([]);
  const cookie = new Sessions(secretKey, false).write({ kind: 'signed-in', userId }).split(';')[0] ?? '';
  const response = await fetch(`${running.url}/chat.json`, { headers: { cookie } });
  expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('not in the directory')]);
});

test.each(['wecom', 'msteams', 'webchat'])('on %s their ids say nothing', async (channel) => {
  const activity = {
    type: 'message',
    id: `m-${channel}`,
    channelId: channel,
    serviceUrl: '',
    from: { id: 'demo-supervisor' },
    recipient: { id: 'bot' },
    conversation: { id: `c-${channel}` },
    text: '团队还有什么事',
  } as unknown as Activity;
  const replies = await running.app.turns.handle({ channel, tenant: '', activity, delivery: 'append' });
  const told = JSON.stringify(replies);
  for (const staff of await running.app.store.listStaff(systemViewer)) expect(told).not.toContain(staff.name);
});
