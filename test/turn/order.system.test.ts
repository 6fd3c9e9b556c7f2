import { type Office, openOffice } from '../ledger/office.js';

let office: Office;

beforeEach(async () => {
  office = await openOffice('2026-11-24T16:50:00+08:00');
});
afterEach(() => office.close());

test('several messages sent at once by one person are handled in order', async () => {
  const messages = ['启明模具唐师安投诉10月账单多收30元', '要求退费', '30改成50', '对', '没约'];
  const replies = await Promise.all(messages.map((text) => office.say('demo-manager', text)));
  const said = replies.map((each) => each.map(({ text }) => text).join('\n'));
  expect(said[0]).toContain('唐师安要求什么');
  expect(said[1]).toContain('要求退费');
  expect(said[2]).toContain('多收50元');
  expect(said[3]).toMatch(/编号 TS-/);
  const [complaint, ...more] = await office.app.store.listComplaints({ kind: 'system' });
  expect(more).toEqual([]);
  expect(complaint).toMatchObject({ description: '10月账单多收50元', demand: '退费' });
});

test('steps of one complaint told at once by its owner and his supervisor are all kept, none twice', async () => {
  await office.say('demo-manager', '启明模具唐师安投诉10月账单多收30元 先记上');
  const [complaint] = await office.app.store.listComplaints({ kind: 'system' });
  const id = complaint?.id ?? '';
  await Promise.all([
    office.say('demo-manager', `${id} 进展:查到了是漫游`),
    office.say('demo-supervisor', `${id} 进展:已跟计费打招呼`),
    office.say('demo-manager', `${id} 标疑难`),
    office.say('demo-supervisor', `${id} 标疑难`),
  ]);
  const events = await office.app.store.listEvents({ kind: 'system' }, `complaint:${id}`);
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'complaint.accepted');
  expect(kinds.sort()).toEqual(['complaint.marked', 'complaint.noted', 'complaint.noted']);
});
