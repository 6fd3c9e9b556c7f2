import { demoReader, setNow, zone } from '../../../bench/understanding/reader.js';
import { readSet } from '../../../bench/understanding/time-cases.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { likeliestForm } from '../../../src/turn/routing/form-likeness.js';
import { packFormLike, packFormMeant } from '../../../src/turn/routing/pack-form.js';

interface FormCase {
  text: string;
  form: string | null;
  part: 'tune' | 'measured';
}

const pack = loadPack('telecom');
const reader = demoReader();
const context = { now: setNow, timeZone: zone } as FormContext;
const measured = readSet<FormCase>('forms.jsonl').filter(({ part }) => part === 'measured');

function formOf(text: string): string | null {
  const reading = reader.read(text, { now: setNow, timeZone: zone, speaker: 'manager' });
  const meant = packFormMeant(pack, reading, context) ?? packFormLike(pack, reading, context);
  return meant?.form.id ?? null;
}

/** Messages nothing was fitted to. Floors lie a little under what is reached, so that a loss shows. */
describe('forms told in passing', () => {
  const told = measured.filter(({ form }) => form !== null).map(({ text, form }) => ({ form, read: formOf(text) }));

  test('most begin their form', () => {
    expect(told.filter(({ form, read }) => form === read).length / told.length).toBeGreaterThanOrEqual(0.75);
  });

  test('hardly any begins another', () => {
    const another = told.filter(({ form, read }) => read !== null && read !== form);
    expect(another.length / told.length).toBeLessThanOrEqual(0.05);
  });

  test('what is no form begins none', () => {
    const none = measured.filter(({ form }) => form === null);
    const begun = none.filter(({ text }) => formOf(text) !== null);
    expect(begun.length / none.length).toBeLessThanOrEqual(0.1);
  });
});

test('the letters a record was numbered with decide nothing', () => {
  const shareOf = (number: string) =>
    likeliestForm(pack, reader.read(`${number}地址是哪,材料不全`, { now: setNow, timeZone: zone, speaker: 'manager' }));
  expect(['K7Q2', 'ZZZZ', '0000', '8AB1'].map((tail) => shareOf(`FS-261124-${tail}`))).toEqual(
    Array(4).fill(shareOf('FS-261124-1Q1Q')),
  );
});
