import { complaintIntake } from '../../../dialogs/complaint-intake/dialog.js';
import { complaintLife } from '../../../dialogs/complaint-life/dialog.js';
import { judgeForm } from '../../../dialogs/due-work/dialog.js';
import { type Draft, newDraft } from '../../../dialogs/engine/draft.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { takesComplaint } from '../../../src/turn/complaints/commands.js';
import { claimsOf, type Desk, type Heard } from '../../../src/turn/routing/claims.js';
import { packFormLike, packFormMeant } from '../../../src/turn/routing/pack-form.js';
import { contextAt, now, read } from '../../dialogs/engine/desk.js';

const pack = loadPack('telecom');

function claims(text: string, changes: Partial<Heard> = {}): Desk[] {
  const reading = read(text, changes.open?.draft);
  return claimsOf({
    reading,
    pack,
    known: true,
    leads: false,
    clicked: false,
    open: undefined,
    record: null,
    meant: packFormMeant(pack, reading, contextAt()),
    like: packFormLike(pack, reading, contextAt()),
    takesNew: takesComplaint(reading),
    ...changes,
  });
}

function open(form: { id: string; version: number }, state: Partial<Draft>, takesText = false): Partial<Heard> {
  return { open: { draft: { ...newDraft(form, 'd', now), ...state }, fleeting: false, named: false, takesText } };
}

test('a button of a reminder is for nobody but the duties', () => {
  expect(claims('已回了', { clicked: true })).toEqual(['duties']);
});

test('a yes to what was read back is for the form that asked', () => {
  expect(claims('对', open(complaintIntake, { stage: 'read-back' }))).toEqual([]);
});

test('a complaint told again ends no duty', () => {
  expect(claims('远帆食品王芳又投诉了,10月账单多收480元,要求处理好退费')).not.toContain('duties');
  expect(claims('远帆王芳那单回了,昨天下午电话答复的')).toContain('duties');
});

test('what begins a form of the pack is no news of a complaint', () => {
  expect(claims('写日志')).not.toContain('complaints');
  expect(claims('远帆食品那单投诉查清了')).toContain('complaints');
});

test('while a duty is being told it is not taken for a visit', () => {
  expect(claims('昨天下午见过了', open(judgeForm, {}))).not.toContain('visits');
});

test('a free text that is awaited may sound like anything', () => {
  expect(claims('今天有什么事', open(complaintIntake, { stage: 'asking' }, true))).not.toContain('work');
});

test('a step of a complaint takes a reason that would begin a form', () => {
  expect(claims('我下周休假', open(complaintLife, { open: 'reason' }))).toContain('complaints');
});

test('strangers have no records', () => {
  expect(claims('远帆食品那单怎么样了', { known: false })).not.toContain('complaints');
});

test('what a supervisor asks of the team is no look at the record', () => {
  expect(claims('远帆那单问问怎么回事', { leads: true })).not.toContain('complaints');
  expect(claims('远帆那单怎么回事', { leads: true })).toContain('complaints');
});
