import { complaintIntake } from '../../../dialogs/complaint-intake/dialog.js';
import { replyTimeForm } from '../../../dialogs/complaint-intake/reply-time.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import { visitBooking } from '../../../dialogs/visit-booking/dialog.js';
import { type ConversationState, emptyState } from '../../../src/turn/conversation-state.js';
import { type OpenForm, type Route, routeOf } from '../../../src/turn/routing/route.js';
import { Desk, now, read } from '../../dialogs/engine/desk.js';

const record = 'TS-261124-K7Q2';

function holding(changes: Partial<ConversationState>): ConversationState {
  return { ...emptyState(), ...changes };
}

function route(text: string, state = emptyState(), open?: OpenForm): Route {
  return routeOf(read(text, open?.draft), state, open).route;
}

describe('nothing is open', () => {
  test.each<[string, Route]>([
    ['远帆食品王芳投诉10月账单多收480', { to: 'begin', form: 'complaint-intake' }],
    ['后天三点去远帆见王芳', { to: 'begin', form: 'visit-booking' }],
    ['VIP投诉多久要回', { to: 'policy', detail: false }],
    ['谢谢', { to: 'small-talk', kind: 'thanks' }],
    ['你好', { to: 'small-talk', kind: 'greeting' }],
    ['确认', { to: 'small-talk', kind: 'nothing-open' }],
    ['取消', { to: 'small-talk', kind: 'nothing-open' }],
    ['😡', { to: 'small-talk', kind: 'unknown' }],
    ['123', { to: 'small-talk', kind: 'unknown' }],
    ['', { to: 'small-talk', kind: 'unknown' }],
    ['找主管', { to: 'person' }],
    [`${record}怎么样了`, { to: 'record', id: record }],
    ['取消BF-261203-9TD4', { to: 'cancel-visit', visitId: 'BF-261203-9TD4' }],
    ['取消周四去远帆的拜访', { to: 'cancel-visit', visitId: null }],
  ])('%s', (text, expected) => {
    expect(route(text)).toEqual(expected);
  });

  test('a yes right after the record is about it; later only the button is', () => {
    expect(route('嗯', holding({ record }))).toEqual({ to: 'already-recorded', id: record });
    expect(route('嗯', holding({ record, interruptions: 1 }))).toEqual({ to: 'small-talk', kind: 'fine' });
    expect(route('确认', holding({ record, interruptions: 1 }))).toEqual({ to: 'already-recorded', id: record });
  });

  test('a reply time told later belongs to the last complaint', () => {
    expect(route('约好了,明早十点前回她', holding({ record }))).toEqual({ to: 'reply-time', id: record });
  });

  test('what is on record is not changed silently', () => {
    expect(route('480改成460', holding({ record }))).toEqual({ to: 'change-record', id: record });
  });
});

function open(form: { id: string; version: number }, state: Partial<Draft>, named = false): OpenForm {
  return { draft: { ...newDraft(form, 'd', now), ...state }, fleeting: form.id === replyTimeForm.id, named };
}

describe('an intake asks for the demand', () => {
  const desk = new Desk(complaintIntake);
  desk.say('清江水务孙薇投诉专线断了');
  const asking: OpenForm = { draft: desk.draft, fleeting: false, named: false };

  test.each<[string, Route['to']]>([
    ['要求赶紧修好', 'form'],
    ['没说', 'form'],
    ['没说要求', 'form'],
    ['VIP投诉多久要回', 'policy'],
    ['谢谢', 'small-talk'],
    ['取消', 'cancel'],
    ['算了不登了', 'cancel'],
    ['要求把短信包取消', 'form'],
    ['要求你们领导出面道歉', 'form'],
    ['找主管', 'person'],
    ['后天三点去远帆见王芳送台历', 'begin'],
    ['远帆食品王芳投诉10月账单多收480', 'begin'],
    ['取消后天去远帆的拜访', 'cancel-visit'],
    ['不是清江水务 是远帆食品', 'form'],
  ])('%s → %s', (text, to) => {
    expect(route(text, emptyState(), asking).to).toBe(to);
  });
});

test('at the read-back yes, no and corrections are the form’s', () => {
  const desk = new Desk(visitBooking);
  desk.say('后天三点去远帆见王芳送台历 她定的');
  const settled: OpenForm = { draft: desk.draft, fleeting: false, named: false };
  for (const text of ['订', '不对', '改成四点半', '先记上']) expect(route(text, emptyState(), settled).to).toBe('form');
  expect(route('算了不去了', emptyState(), settled).to).toBe('cancel');
});

test('a field that is named goes to the form, whatever else it sounds like', () => {
  expect(route('要求', emptyState(), open(complaintIntake, { stage: 'read-back' }, true))).toEqual({ to: 'form' });
});

describe('the one question after a record', () => {
  const asked = open(replyTimeForm, {
    open: 'replyAt',
    asked: ['replyAt'],
    values: { complaintId: record, who: '王芳' },
  });

  test.each<[string, Route['to'], boolean]>([
    ['明早十点前', 'form', false],
    ['后天', 'form', false],
    ['嗯', 'form', false],
    ['没约', 'cancel', false],
    ['确认', 'already-recorded', false],
    ['谢谢', 'small-talk', false],
    ['VIP投诉多久要回', 'policy', false],
    ['清江水务孙薇投诉专线断了', 'begin', true],
  ])('%s → %s, dropped: %s', (text, to, dropFleeting) => {
    expect(routeOf(read(text, asked.draft), holding({ record }), asked)).toMatchObject({ route: { to }, dropFleeting });
  });
});
