import { complaintIntake } from '../../../dialogs/complaint-intake/dialog.js';
import { newDraft } from '../../../dialogs/engine/draft.js';
import { step, takeUp } from '../../../dialogs/engine/step.js';
import { visitBooking } from '../../../dialogs/visit-booking/dialog.js';
import { contextAt, Desk, now, read } from './desk.js';

const complaint = '远帆食品王芳投诉10月账单多收480 要求退费';
const visit = '后天三点去远帆见王芳送台历 她定的';

describe('one breath', () => {
  test('everything that was told is used, and read back at once', () => {
    const { draft, reply, confirmed } = new Desk(complaintIntake).say(complaint);
    expect(draft.stage).toBe('read-back');
    expect(draft.values).toMatchObject({
      customer: { id: 'yuanfan-food', name: '远帆食品' },
      contact: { name: '王芳', role: 'liaison' },
      description: '10月账单多收480',
      demand: '退费',
      category: 'tariff',
    });
    expect(reply.buttons).toEqual(['确认', '修改', '取消']);
    expect(confirmed).toBeUndefined();
  });

  test('the same message, draft and context give the same step, and the draft before is left alone', () => {
    const before = newDraft(complaintIntake, 'draft', now);
    const copy = structuredClone(before);
    const first = step(complaintIntake, before, read(complaint), contextAt());
    expect(step(complaintIntake, before, read(complaint), contextAt())).toEqual(first);
    expect(before).toEqual(copy);
  });
});

describe('asking', () => {
  test('asks for what is missing, one thing at a time, and not for what the directory knows', () => {
    const desk = new Desk(complaintIntake);
    expect(desk.say('登个投诉').draft.open).toBe('customer');
    expect(desk.say('远帆').draft.open).toBe('description');
    expect(desk.say('10月账单多了480短信费').draft.open).toBe('demand');
    const last = desk.say('没说');
    expect(last.draft).toMatchObject({ stage: 'read-back', open: null, values: { demand: null } });
    expect(last.reply.text).toContain('远帆食品(A2)');
  });

  test('a fact that answers another question leaves the open one unsaid', () => {
    const desk = new Desk(complaintIntake);
    desk.say('远帆食品投诉多收了480');
    expect(desk.say('王芳').draft).toMatchObject({ stage: 'read-back', values: { contact: { name: '王芳' } } });
    expect(desk.draft.values.demand).toBeUndefined();
  });

  test.each(['嗯', '???', '👌', '好的'])('"%s" is no customer', (text) => {
    const desk = new Desk(complaintIntake);
    desk.say('登个投诉');
    expect(desk.say(text).draft).toMatchObject({ open: 'customer', misses: 1 });
  });

  test('an optional thing is left unsaid at the third miss, a needed one never', () => {
    const optional = new Desk(complaintIntake);
    optional.say('远帆食品王芳投诉多收了480');
    for (const text of ['嗯', '好的', '👌']) optional.say(text);
    expect(optional.draft).toMatchObject({ stage: 'read-back', values: { demand: null } });
    const needed = new Desk(complaintIntake);
    needed.say('登个投诉');
    for (const text of ['嗯', '好的', '👌', '嗯嗯']) needed.say(text);
    expect(needed.draft).toMatchObject({ stage: 'asking', open: 'customer', misses: 4 });
  });
});

describe('correcting', () => {
  test('an edit and a yes in one breath are taken in this order', () => {
    const desk = new Desk(complaintIntake);
    desk.say(complaint);
    const { confirmed } = desk.say('480改成460 其他对');
    expect(confirmed?.draft.values.description).toBe('10月账单多收460');
    expect(confirmed?.intention).toMatchObject({ kind: 'record-complaint', complaint: { contactId: 'yuanfan-wang' } });
  });

  test.each([
    ['客户错了 是启明模具', { customer: { id: 'qiming-mould', name: '启明模具' } }],
    ['联系人是许总', { contact: { name: '许国梁', role: 'key-person' } }],
    ['不对 是许总', { contact: { name: '许国梁' } }],
    ['电话13812345678', { phone: '13812345678' }],
    ['460', { description: '10月账单多收460' }],
    ['服务类的', { category: 'service' }],
    ['按重大', { severity: { value: 'major' } }],
    ['补充:她儿子在电视台上班', { description: '10月账单多收480;她儿子在电视台上班' }],
  ])('"%s" is read back before it is saved', (text, values) => {
    const desk = new Desk(complaintIntake);
    desk.say(complaint);
    const { draft, confirmed } = desk.say(text);
    expect(draft).toMatchObject({ stage: 'read-back', values });
    expect(confirmed).toBeUndefined();
  });

  test.each(['哈哈哈', '今天天气不错', '嗯嗯哈'])('"%s" adds nothing to the story', (text) => {
    const desk = new Desk(complaintIntake);
    desk.say(complaint);
    expect(desk.say(text).draft.values).toMatchObject({ description: '10月账单多收480', demand: '退费' });
  });

  test('the change button, a field, its new value', () => {
    const desk = new Desk(visitBooking);
    desk.say(visit);
    expect(desk.say('修改').reply.buttons).toEqual(['时间', '客户', '联系人', '事由', '地点']);
    expect(desk.say('时间').draft).toMatchObject({ stage: 'changing', open: 'day' });
    expect(desk.say('后天下午四点半').draft).toMatchObject({
      stage: 'read-back',
      values: { day: '2026-11-26', time: '16:30', customer: { id: 'yuanfan-food' } },
    });
  });

  test('a change that is not wanted after all leaves everything as it was', () => {
    const desk = new Desk(visitBooking);
    const before = desk.say(visit).draft.values;
    desk.say('地点不对');
    expect(desk.say('不用').draft).toMatchObject({ stage: 'read-back', values: before });
  });

  test('changes are taken back one by one, as far as the first message', () => {
    const desk = new Desk(complaintIntake);
    desk.say(complaint);
    desk.say('480改成460');
    desk.say('460改成450');
    expect(desk.say('改回去').draft.values.description).toBe('10月账单多收460');
    expect(desk.say('撤销').draft.values.description).toBe('10月账单多收480');
    expect(desk.say('撤销').reply.text).toContain('没有可退的');
    expect(desk.draft.values.description).toBe('10月账单多收480');
  });

  test('a time that has passed is never booked', () => {
    const desk = new Desk(visitBooking);
    desk.say(visit);
    expect(desk.say('改成昨天三点').draft).toMatchObject({ stage: 'asking', open: 'day' });
    expect(desk.say('订').confirmed).toBeUndefined();
    expect(desk.say('后天四点').draft.values).toMatchObject({ day: '2026-11-26', time: '16:00' });
  });
});

describe('saving', () => {
  test.each(['对', '嗯', '好', '是', '行', '可以', 'OK', '👌', '确认'])('"%s" confirms what was read back', (text) => {
    const desk = new Desk(complaintIntake);
    desk.say(complaint);
    expect(desk.say(text).confirmed?.draft.id).toBe('draft');
  });

  test('「先记上」 saves with whose and what, and not before', () => {
    const desk = new Desk(complaintIntake);
    expect(desk.say('登个投诉 远帆').confirmed).toBeUndefined();
    expect(desk.say('先记上').confirmed).toBeUndefined();
    desk.say('10月账单多了480短信费');
    expect(desk.say('先记上').confirmed?.intention).toMatchObject({ complaint: { demand: null } });
  });

  test('a weight named anew is no yes, a yes to the question for it is', () => {
    const doubt = new Desk(complaintIntake);
    doubt.say('清江水务全公司断网 孙薇很急 要求马上恢复');
    expect(doubt.say('按重大').confirmed?.intention).toMatchObject({ complaint: { severity: 'major' } });
    const plain = new Desk(complaintIntake);
    plain.say(complaint);
    expect(plain.say('按重大').confirmed).toBeUndefined();
  });
});

test('two forms and an interruption: a parked visit is taken up as if it had just been told', () => {
  const first = new Desk(complaintIntake);
  first.say('远帆食品王芳投诉多收了480');
  const parked = step(visitBooking, newDraft(visitBooking, 'visit', now), read(visit), contextAt());
  const again = takeUp(visitBooking, { ...parked.draft, parked: true }, contextAt());
  expect(again.draft).toMatchObject({
    parked: false,
    stage: 'read-back',
    values: { day: '2026-11-26', time: '15:00' },
  });
  expect(again.said.at(-1)).toMatchObject({ kind: 'read-back' });
  const waiting = complaintIntake.resume(first.draft.values, first.draft, true, contextAt());
  expect(waiting).toEqual([{ kind: 'question', text: '接着说远帆食品:王芳要求什么?', buttons: ['没说'] }]);
  expect(first.say('查清楚').draft).toMatchObject({ stage: 'read-back', values: { demand: '查清楚' } });
});
