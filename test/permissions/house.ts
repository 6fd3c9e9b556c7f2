import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { type App, openApp } from '../../src/app.js';
import { FixedClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import { systemViewer } from '../../src/domain/staff.js';
import { silentLogger } from '../../src/log.js';
import { policyOnce } from '../policy-once.js';
import { contact, customer, people, staff } from '../records/samples.js';

/** Everybody who may try, by what he is to 安娜, whose records these are. */
export const personas = {
  owner: 'anna',
  supervisor: 'boss-east',
  administrator: 'admin',
  'colleague of the team': 'ben',
  'manager of another team': 'carl',
  'supervisor of another team': 'boss-west',
  'id nobody knows': 'nobody',
} as const;
export type Persona = keyof typeof personas;

/** Those to whom nothing of 安娜's exists. */
export const outsiders: readonly Persona[] = [
  'colleague of the team',
  'manager of another team',
  'supervisor of another team',
  'id nobody knows',
];
export const insiders: readonly Persona[] = ['owner', 'supervisor', 'administrator'];

/** What stands in the records and may not be told to outsiders. */
export const secrets = ['欧阳兰', '13900001111', '路由器冒烟', '朝阳路77号', '备用钥匙', '签约预算'];

export interface House {
  app: App;
  clock: FixedClock;
  numbers: { complaint: string; visit: string; form: string };
  /** Ids of cards behind 安娜's buttons. */
  cards: string[];
  /** Says something as somebody, each time in a conversation of its own; gives the replies. */
  ask(who: string, text: string, more?: Partial<Activity>): Promise<Activity[]>;
  close(): Promise<void>;
}

/** A store outside demo mode with two teams, and 安娜's customer, complaint, visit and need. */
export async function openHouse(): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shouwen-permissions-'));
  const config = parseConfig({ DATA_DIR: dataDir, SECRET_KEY: 's'.repeat(40), DEMO: '0' });
  const clock = new FixedClock('2026-11-24T10:00:00+08:00');
  const app = await openApp({ config, log: silentLogger, clock, policy: policyOnce(config) });
  const everybody = [...Object.values(people), staff('dora')];
  await app.store.transaction(async (tx) => {
    for (const one of everybody) {
      await tx.upsertStaff(one, [{ channel: 'webchat', tenant: '', userId: one.id, staffId: one.id }]);
    }
    await tx.upsertCustomer(customer('huasheng', { name: '华盛物流', class: 'A1', address: '朝阳路77号' }));
    await tx.upsertContact(
      contact('lan', 'huasheng', { name: '欧阳兰', title: '总', phone: '13900001111', vipTier: 'gold' }),
    );
  });
  let conversations = 0;
  let messages = 0;
  const say = async (who: string, conversation: string, text: string, more: Partial<Activity> = {}) => {
    const activity = {
      type: 'message',
      id: `m${++messages}`,
      channelId: 'webchat',
      serviceUrl: '',
      from: { id: who, role: 'user' },
      recipient: { id: 'shouwen', role: 'bot' },
      conversation: { id: conversation, conversationType: 'personal', isGroup: false },
      text,
      ...more,
    } as unknown as Activity;
    return await app.turns.handle({ channel: 'webchat', tenant: '', activity, delivery: 'append' });
  };
  await say('anna', 'anna', '华盛物流欧阳兰总投诉:路由器冒烟,没人管,很生气,要求今天换');
  await say('anna', 'anna', '确认');
  await say('anna', 'anna', '明天上午10点去华盛物流上门服务,带备用钥匙,客户约好的,在朝阳路77号');
  await say('anna', 'anna', '确认');
  await say('anna', 'anna', '登记需求:华盛物流要一条专线,签约预算80万');
  for (let n = 0; n < 4; n++) await say('anna', 'anna', n === 3 ? '确认' : '先记上');
  const [complaint] = await Array.fromAsync(app.store.records(systemViewer, 'complaints'));
  const [visit] = await Array.fromAsync(app.store.records(systemViewer, 'visits'));
  const [form] = await Array.fromAsync(app.store.records(systemViewer, 'forms'));
  clock.set('2026-11-25T10:30:00+08:00');
  await app.ledger.sweep();
  const cards = (await app.store.listOpenCards('anna', 10)).map(({ id }) => id);
  return {
    app,
    clock,
    numbers: { complaint: complaint?.id ?? '', visit: visit?.id ?? '', form: form?.id ?? '' },
    cards,
    ask: (who, text, more) => say(who, `try-${++conversations}`, text, more),
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
