import { expect, test } from '@jest/globals';
import { readActivity, safeUrl } from '../../web/activity.js';

test.each([[undefined], [null], [5], ['text'], [[]], [{ text: 5, from: 'x', entities: {}, attachments: [null, 'x'] }]])(
  'anything that arrives can be shown: %j',
  (raw) => {
    expect(readActivity(raw)).toMatchObject({ text: '', mine: false, citations: [], actions: [], attachments: [] });
  },
);

test('buttons of every kind say, submit or open', () => {
  const actions = [
    { type: 'imBack', title: '确认', value: '确认' },
    { type: 'messageBack', title: '改', text: '修改', value: { field: 'demand' } },
    { type: 'postBack', title: '交', value: { token: 't' } },
    { type: 'openUrl', title: '看', value: 'https://example.org/' },
    { type: 'openUrl', title: '坏', value: 'javascript:alert(1)' },
    { type: 'playAudio', title: '听', value: 'x' },
  ];
  expect(readActivity({ suggestedActions: { actions } }).actions).toEqual([
    { kind: 'say', title: '确认', say: '确认', value: undefined },
    { kind: 'submit', title: '改', say: '修改', value: { field: 'demand' } },
    { kind: 'submit', title: '交', say: '交', value: { token: 't' } },
    { kind: 'open', title: '看', say: '', value: 'https://example.org/' },
  ]);
});

test('a file inside the message becomes an address of its own', () => {
  const attachments = [{ contentType: 'text/calendar', name: 'a.ics', content: 'BEGIN:VCALENDAR' }];
  expect(readActivity({ attachments }).attachments).toEqual([
    {
      kind: 'file',
      name: 'a.ics',
      contentType: 'text/calendar',
      url: 'data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR',
    },
  ]);
});

test.each([
  ['https://example.org/a.ics', true],
  ['/files/a.ics', true],
  ['data:text/calendar;base64,QkVHSU4=', true],
  ['//evil.example/a', false],
  ['javascript:alert(1)', false],
  ['data:text/html,<script>1</script>', false],
  ['', false],
])('safe address: %s → %s', (url, safe) => {
  expect(safeUrl(url)).toBe(safe);
});
