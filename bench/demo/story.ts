import type { FactMap } from '../../src/domain/event.js';

/** What the invented team does in its month. Times are Beijing time, in order of the days they happen. */
export interface Deed {
  /** `MM-DD HH:MM` of 2026. */
  at: string;
  who: 'lin-yue' | 'gao-xiang' | 'chen-qi' | 'zhou-lan';
  on: string;
  kind: string;
  facts?: FactMap;
}

/** A complaint whose row stands behind the deeds on `complaint:<id>`. */
export interface Case {
  id: string;
  at: string;
  who: Deed['who'];
  customerId: string;
  customerName: string;
  contactName: string;
  customerClass: 'A1' | 'A2' | 'B1' | 'B2' | 'C';
  vip: boolean;
  severity: 'ordinary' | 'major';
  description: string;
}

export const begins = '2026-11-02T08:00:00+08:00';
export const ends = '2026-12-04T12:00:00+08:00';

export const cases: Case[] = [
  {
    id: 'TS-261105-DEM1',
    at: '11-05 10:20',
    who: 'lin-yue',
    customerId: 'chengjiang-pharma',
    customerName: '澄江医药',
    contactName: '赵凯',
    customerClass: 'B1',
    vip: true,
    severity: 'ordinary',
    description: '专线半天不通',
  },
  {
    id: 'TS-261110-DEM2',
    at: '11-10 15:40',
    who: 'gao-xiang',
    customerId: 'rongchang-building',
    customerName: '荣昌建材',
    contactName: '郑海东',
    customerClass: 'B1',
    vip: true,
    severity: 'ordinary',
    description: '账单多收漫游费',
  },
  {
    id: 'TS-261114-DEM3',
    at: '11-14 20:05',
    who: 'lin-yue',
    customerId: 'jiahe-hotel',
    customerName: '嘉和酒店',
    contactName: '钱伟明',
    customerClass: 'B1',
    vip: false,
    severity: 'major',
    description: '总机全断,住客投诉',
  },
  {
    id: 'TS-261118-DEM4',
    at: '11-18 15:00',
    who: 'lin-yue',
    customerId: 'yuanfan-food',
    customerName: '远帆食品',
    contactName: '王芳',
    customerClass: 'A2',
    vip: false,
    severity: 'ordinary',
    description: '短信费没订过',
  },
];

const complaint = (n: number) => `complaint:${cases[n - 1]?.id}`;

/** Working days of the month on which a log was written, and when. */
const logs: Array<[Deed['who'], string, string]> = [
  [
    'lin-yue',
    '18:30',
    '11-02 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-13 11-16 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26 11-27 11-30 12-01 12-02 12-03',
  ],
  ['gao-xiang', '21:10', '11-02 11-04 11-06 11-10 11-12 11-16 11-18 11-20 11-24 11-26 11-30 12-02'],
  [
    'chen-qi',
    '17:50',
    '11-02 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26 11-27 11-30 12-01 12-02 12-03',
  ],
];

const told: Deed[] = [
  // Answered within the day, closed, and called back before the month ends.
  { at: '11-05 16:00', who: 'lin-yue', on: complaint(1), kind: 'complaint.answered', facts: { result: 'resolved' } },
  { at: '11-05 16:10', who: 'lin-yue', on: complaint(1), kind: 'complaint.closed' },
  { at: '11-20 10:30', who: 'lin-yue', on: complaint(1), kind: 'complaint.followed-up' },
  // Nobody answers until the supervisor is told.
  { at: '11-11 17:20', who: 'gao-xiang', on: complaint(2), kind: 'complaint.answered', facts: { result: 'explained' } },
  // A major complaint on a Saturday evening: the clock waits while the customer looks for his papers.
  { at: '11-14 21:30', who: 'lin-yue', on: complaint(3), kind: 'complaint.waiting-for-customer' },
  { at: '11-15 09:30', who: 'lin-yue', on: complaint(3), kind: 'complaint.resumed' },
  { at: '11-16 07:40', who: 'lin-yue', on: complaint(3), kind: 'complaint.answered', facts: { result: 'resolved' } },
  { at: '11-16 09:00', who: 'lin-yue', on: complaint(3), kind: 'complaint.closed' },
  // Of an ordinary complaint the handbook gives no limit; the manager agrees a time himself and keeps it.
  { at: '11-18 15:05', who: 'lin-yue', on: complaint(4), kind: 'complaint.reported-to-supervisor' },
  {
    at: '11-18 15:10',
    who: 'lin-yue',
    on: complaint(4),
    kind: 'commitment.made',
    facts: { at: '2026-11-19T10:00:00+08:00' },
  },
  { at: '11-19 09:45', who: 'lin-yue', on: complaint(4), kind: 'complaint.answered', facts: { result: 'accepted' } },
  // Government jobs: two hours for a card, six for goods.
  {
    at: '11-11 13:00',
    who: 'chen-qi',
    on: 'contact:education-feng',
    kind: 'job.requested',
    facts: { segment: 'government', urgent: true, kind: 'card' },
  },
  {
    at: '11-11 14:20',
    who: 'chen-qi',
    on: 'contact:education-feng',
    kind: 'job.done',
    facts: { segment: 'government' },
  },
  { at: '11-11 14:30', who: 'chen-qi', on: 'contact:education-feng', kind: 'job.confirmed' },
  {
    at: '11-13 10:00',
    who: 'chen-qi',
    on: 'contact:education-feng',
    kind: 'care.given',
    facts: { segment: 'government' },
  },
  {
    at: '11-24 09:00',
    who: 'chen-qi',
    on: 'contact:education-feng',
    kind: 'job.requested',
    facts: { segment: 'government', urgent: true, kind: 'goods' },
  },
  {
    at: '11-24 15:40',
    who: 'chen-qi',
    on: 'contact:education-feng',
    kind: 'job.done',
    facts: { segment: 'government' },
  },
  { at: '11-24 15:45', who: 'chen-qi', on: 'contact:education-feng', kind: 'job.confirmed' },
  // Talks and a promise.
  { at: '11-06 16:00', who: 'gao-xiang', on: 'customer:hongyuan-machinery', kind: 'negotiation.ended' },
  { at: '11-10 10:00', who: 'gao-xiang', on: 'customer:hongyuan-machinery', kind: 'negotiation.fed-back' },
  {
    at: '11-23 11:00',
    who: 'gao-xiang',
    on: 'customer:hongyuan-machinery',
    kind: 'delivery.promised',
    facts: { promisedAt: '2026-12-03' },
  },
  { at: '12-02 16:00', who: 'gao-xiang', on: 'customer:hongyuan-machinery', kind: 'product.activated' },
  // An on-site day; the month's and the classes' routine.
  { at: '11-17 10:00', who: 'chen-qi', on: 'customer:education-bureau', kind: 'onsite.held' },
  { at: '11-17 17:00', who: 'chen-qi', on: 'customer:education-bureau', kind: 'onsite.logged' },
  { at: '11-10 16:30', who: 'lin-yue', on: 'staff:lin-yue', kind: 'directory.counted' },
  { at: '11-20 16:30', who: 'lin-yue', on: 'staff:lin-yue', kind: 'directory.counted' },
  { at: '11-26 17:00', who: 'lin-yue', on: 'staff:lin-yue', kind: 'competition.reported' },
  { at: '11-30 16:00', who: 'chen-qi', on: 'staff:chen-qi', kind: 'competition.reported' },
  { at: '11-25 11:00', who: 'lin-yue', on: 'customer:shengyuan-logistics', kind: 'profile.updated' },
  { at: '12-01 11:00', who: 'lin-yue', on: 'customer:emergency-bureau', kind: 'profile.updated' },
  // The supervisor waives what cannot be done.
  {
    at: '11-27 15:00',
    who: 'zhou-lan',
    on: 'staff:chen-qi',
    kind: 'obligation.waived',
    facts: { rule: 'directory.collect', role: 'supervisor', reason: 'not-applicable' },
  },
];

const logDeeds = logs.flatMap(([who, time, days]) =>
  days.split(' ').map(
    (day): Deed => ({
      at: `${day} ${time}`,
      who,
      on: `staff:${who}`,
      kind: 'work-log.submitted',
      facts: { period: `2026-${day}` },
    }),
  ),
);

export const deeds: Deed[] = [...told, ...logDeeds].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** Epoch ms of `MM-DD HH:MM`. */
export function instantOfDeed(at: string): number {
  return Date.parse(`2026-${at.replace(' ', 'T')}:00+08:00`);
}
