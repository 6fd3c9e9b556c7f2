import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { exportCommand } from '../../src/cli/export.js';
import type { Tx } from '../../src/domain/ports.js';
import { openStore } from '../../src/records/open-store.js';
import { complaint, contact, customer, event, formRecord, now, obligation, people, visit } from '../records/samples.js';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-export-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

async function given(work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const store = await openStore({ dataDir });
  await store.transaction(work);
  await store.close();
}

async function run(...args: string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const chunks: string[] = [];
  out.on('data', (chunk) => chunks.push(String(chunk)));
  const command = exportCommand(() => openStore({ dataDir }));
  const code = await command.run(args, { in: Readable.from([]), out, err, env: {} });
  out.end();
  const lines = chunks.join('').split('\n').filter(Boolean);
  return { code, lines, rows: lines.map((line) => JSON.parse(line)), words: String(err.read() ?? '') };
}

test('a complaint reads like its slots: labels, times with offset, owner by id and name', async () => {
  await given(async (tx) => {
    await tx.insertStaff(people.anna, []);
    await tx.insertComplaint(complaint('TS-261124-K7Q2', { vip: true, severity: 'major', replyAt: now + 1_000 }));
  });
  const { code, rows, lines } = await run('complaints');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^{"id":"TS-261124-K7Q2",/);
  expect(rows[0]).toMatchObject({
    customer: '远帆食品',
    customerClass: 'A2',
    contact: '王芳',
    phone: null,
    category: '资费',
    emotion: '愤怒',
    severity: '重大',
    vip: true,
    demand: '查清、退费',
    description: '10月账单多出短信费480元',
    occurredAt: '2026-10',
    owner: 'anna',
    ownerName: '员工anna',
    state: 'accepted',
    sort: null,
    difficult: false,
    escalating: false,
    waitingSince: null,
    result: null,
    satisfaction: null,
    followedUpAt: null,
    acceptedAt: '2026-11-24T16:50:00+08:00',
    recordedAt: '2026-11-24T16:51:00+08:00',
    replyAt: '2026-11-24T16:50:01+08:00',
  });
});

test('a visit tells its reasons, start, end and minutes', async () => {
  await given((tx) => tx.insertVisit(visit('BF-261124-9TD4', { place: '贵司' })));
  expect((await run('visits')).rows).toEqual([
    expect.objectContaining({
      id: 'BF-261124-9TD4',
      customer: '远帆食品',
      reason: ['礼品赠送', '优惠介绍'],
      start: '2026-11-24T16:50:00+08:00',
      end: '2026-11-24T17:50:00+08:00',
      durationMinutes: 60,
      place: '贵司',
      agreedByCustomer: true,
      state: 'booked',
    }),
  ]);
});

test('an obligation tells due, reasons in words and who owes it; without a limit due is null', async () => {
  const subject = 'complaint:TS-1';
  await given(async (tx) => {
    await tx.insertStaff(people.anna, []);
    const undated = obligation('b', subject, { dueAt: null, urgency: 'now', warnAt: [], because: [] });
    await tx.saveObligations(subject, [obligation('a', subject), undated]);
  });
  const { rows } = await run('obligations');
  expect(rows[0]).toMatchObject({
    id: 'a',
    subject,
    rule: 'complaint.answer',
    title: '处理并答复投诉',
    owner: 'anna',
    ownerName: '员工anna',
    due: '2026-11-25T16:50:00+08:00',
    warnAt: ['2026-11-25T15:50:00+08:00'],
    state: 'open',
    metAt: null,
    basis: 'handbook',
    openedBy: 'event-1',
  });
  expect(rows[0].because[0]).toEqual(expect.any(String));
  expect(rows[1]).toMatchObject({ id: 'b', due: null, urgency: 'now' });
});

test('every kind is written, id first', async () => {
  await given(async (tx) => {
    await tx.insertStaff(people.anna, []);
    await tx.upsertCustomer(customer('c1', { segment: 'benchmark' }));
    await tx.upsertContact(contact('p1', 'c1', { vipTier: 'gold', tier: 'government' }));
    await tx.appendEvents([event('e1', 'customer:c1')]);
    await tx.appendActivity('webchat|1', '{"text":"好"}', now);
  });
  expect((await run('staff')).rows[0]).toMatchObject({ id: 'anna', role: 'manager', supervisor: 'boss-east' });
  expect((await run('customers')).rows[0]).toMatchObject({ id: 'c1', class: 'B1', segment: '标杆', owner: 'anna' });
  expect((await run('contacts')).rows[0]).toMatchObject({ id: 'p1', role: '联系人', vip: '金卡', government: true });
  expect((await run('events')).rows[0]).toMatchObject({ id: 'e1', seq: 1, at: '2026-11-24T16:50:00+08:00' });
  expect((await run('activities')).rows[0]).toMatchObject({ id: 'webchat|1/1', activity: { text: '好' } });
});

test('an unknown kind, none, or two are a usage fault that lists the kinds', async () => {
  for (const args of [['orders'], [], ['visits', 'events']]) {
    const { code, words, lines } = await run(...args);
    expect(code).toBe(2);
    expect(words).toContain(
      'complaints, visits, forms, notes, events, obligations, staff, customers, contacts, activities',
    );
    expect(lines).toEqual([]);
  }
});

test('records of one form go by the name its file gives, choices as their labels', async () => {
  const values = { kind: 'refreshed', people: 128 };
  await given(async (tx) => {
    await tx.insertStaff(people.anna, []);
    await tx.insertFormRecord(formRecord('TX-261124-K7Q2', { form: 'directory', values }));
    await tx.insertFormRecord(formRecord('ZD-261124-K7Q2', { form: 'onsite-day' }));
  });
  const { code, rows } = await run('directories');
  expect(code).toBe(0);
  expect(rows).toEqual([
    expect.objectContaining({
      id: 'TX-261124-K7Q2',
      form: 'directory',
      kind: '更新',
      people: 128,
      ownerName: '员工anna',
    }),
  ]);
  expect((await run('forms')).rows).toHaveLength(2);
  expect((await run('nonsense')).words).toContain('work-logs');
});
