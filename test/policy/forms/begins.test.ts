import { FormMatcher } from '../../../src/policy/forms/begins.js';
import type { PackForm } from '../../../src/policy/forms/types.js';
import { loadPack } from '../../../src/policy/load-pack.js';

const matcher = FormMatcher.of(loadPack('telecom').forms);
const begun = (text: string): PackForm['id'] | undefined => matcher.meant(text)?.form.id;

test.each([
  ['写日志', 'work-log'],
  ['报销', 'expense'],
  ['报销 午餐 180 嘉和钱总', 'receipt'],
  ['打车去盛源花了86块', 'receipt'],
  ['陈琪请假 11月25到27号', 'leave'],
  ['星河书店专线断了,先报个障', 'fault'],
])('%s', (text, form) => {
  expect(begun(text)).toBe(form);
});

test.each(['报销怎么报?', '要不要写日志', '没写日志', '不用报销', '提醒我写日志', '今天没去驻点'])(
  'a question, a denial or a reminder begins nothing: %s',
  (text) => {
    expect(begun(text)).toBeUndefined();
  },
);

test('asked for by its name is surer than what is told', () => {
  expect(matcher.meant('写日志')).toMatchObject({ by: 'order', named: true });
  expect(matcher.meant('打车去盛源花了86块')).toMatchObject({ by: 'told', named: false });
});

test('words of two forms begin the one with more letters behind it, each form once', () => {
  const ids = matcher.all('报销 午餐 180').map(({ form }) => form.id);
  expect(ids[0]).toBe('receipt');
  expect(new Set(ids).size).toBe(ids.length);
});
