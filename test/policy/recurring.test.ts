import { owed, type Told } from './owed.js';

describe('a recurring duty', () => {
  const taken: Told = ['customer.assigned', '2026-01-31 10:00:00', { customerClass: 'A1' }];

  test('never done is told once for every period that passed, each with its own due day', () => {
    expect(owed('profile.update', '2026-04-15 10:00:00', [taken])).toMatchObject([
      { id: 'e1', state: 'late', due: '2026-02-28 23:59:59' },
      { id: 'e1+2', state: 'late', due: '2026-03-31 23:59:59' },
      { id: 'e1+3', state: 'open', due: '2026-04-30 23:59:59' },
    ]);
  });

  test('done on its due day keeps the original day of the month', () => {
    const done: Told = ['profile.updated', '2026-02-28 15:00:00'];
    expect(owed('profile.update', '2026-03-01 10:00:00', [taken, done])).toMatchObject([
      { state: 'met', due: '2026-02-28 23:59:59' },
      { state: 'open', due: '2026-03-31 23:59:59' },
    ]);
  });

  test('done early counts on from that day', () => {
    const done: Told = ['profile.updated', '2026-02-10 15:00:00'];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, done])).toMatchObject([
      { state: 'met' },
      { state: 'open', due: '2026-03-10 23:59:59' },
    ]);
  });

  test('follows a new class', () => {
    const reclassed: Told = ['customer.reclassed', '2026-02-05 10:00:00', { customerClass: 'B1' }];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, reclassed])).toMatchObject([
      { state: 'open', due: '2026-03-31 23:59:59' },
    ]);
  });

  test('is never due before its class was new: then it counts from there', () => {
    const promoted: Told = ['customer.reclassed', '2026-11-24 10:00:00', { customerClass: 'A2' }];
    const asC: Told = ['customer.assigned', '2026-01-10 10:00:00', { customerClass: 'C' }];
    expect(owed('profile.update', '2026-11-25 10:00:00', [asC, promoted])).toMatchObject([
      { id: 'e1', state: 'open', due: '2026-12-24 23:59:59' },
    ]);
    expect(owed('profile.update', '2027-02-01 10:00:00', [asC, promoted]).map((o) => o.due)).toEqual([
      '2026-12-24 23:59:59',
      '2027-01-24 23:59:59',
      '2027-02-24 23:59:59',
    ]);
    const asB: Told = ['customer.assigned', '2026-10-20 10:00:00', { customerClass: 'B1' }];
    expect(owed('profile.update', '2026-11-25 10:00:00', [asB, promoted])).toMatchObject([
      { state: 'open', due: '2026-12-24 23:59:59' },
    ]);
  });

  test('a person who becomes a VIP or a government person is cared for from then on', () => {
    const plain: Told = ['contact.assigned', '2025-03-01 10:00:00', { vipTier: null, segment: null }];
    const changed: Told = ['contact.changed', '2026-11-24 10:00:00', { vipTier: 'gold', segment: 'government' }];
    expect(owed('vip.care', '2026-11-25 10:00:00', [plain, changed])).toMatchObject([{ due: '2027-01-24 23:59:59' }]);
    expect(owed('government.care', '2026-11-25 10:00:00', [plain, changed])).toMatchObject([
      { due: '2026-12-31 23:59:59' },
    ]);
  });

  test('starts afresh for whoever takes the customer over', () => {
    const over: Told = ['customer.assigned', '2026-02-10 10:00:00', { customerClass: 'A1', ownerId: 'gao' }];
    expect(owed('profile.update', '2026-02-11 10:00:00', [taken, over])).toMatchObject([
      { state: 'waived' },
      { state: 'open', owner: 'gao', due: '2026-03-10 23:59:59' },
    ]);
  });
});

test('a government person cared for this year is due again by the end of the next', () => {
  const taken: Told = ['contact.assigned', '2026-11-24 10:00:00', { segment: 'government' }];
  const care: Told = ['care.given', '2026-12-05 10:00:00'];
  expect(owed('government.care', '2026-12-06 10:00:00', [taken, care])).toMatchObject([
    { state: 'met', due: '2026-12-31 23:59:59' },
    { state: 'open', due: '2027-12-31 23:59:59' },
  ]);
});
