import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadForms } from '../../../src/policy/forms/load-forms.js';

const minimal = {
  id: 'tour',
  prefix: 'DG',
  export: 'tours',
  name: { 'zh-Hans': '参观', en: 'tour' },
  clause: 'visit.purpose',
  begins: ['带…参观'],
  examples: ['带远帆参观机房', '带清江参观展厅', 'log a tour'],
  fields: [
    { id: 'place', type: 'text', label: { 'zh-Hans': '地点', en: 'Place' }, ask: { 'zh-Hans': '在哪?', en: 'Where?' } },
  ],
  events: [{ kind: 'tour.held' }],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-forms-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(form: object, name = 'tour.yaml'): string {
  writeFileSync(join(folder, name), dump(form));
  return folder;
}

test('a folder that is not there holds no forms', () => {
  expect(loadForms(join(folder, 'none'))).toEqual([]);
});

test('what a file leaves out has a plain meaning', () => {
  const [form] = loadForms(written(minimal));
  expect(form).toMatchObject({ saves: 'confirmed', by: 'anyone', state: 'recorded', standsAlone: false, acts: [] });
  expect(form?.fields[0]).toMatchObject({ wanted: 'required', tense: 'any', story: false, options: [] });
});

test('forms come by file name', () => {
  written({ ...minimal, id: 'zoo', prefix: 'ZO', export: 'zoos' }, 'zoo.yaml');
  expect(loadForms(written(minimal)).map(({ id }) => id)).toEqual(['tour', 'zoo']);
});

test.each<[string, object, RegExp]>([
  ['a name that is not its file', { id: 'trip' }, /tour\.yaml id.*name the file trip\.yaml/s],
  ['numbers of complaints', { prefix: 'TS' }, /prefix.*TS is in use/s],
  ['a prefix in small letters', { prefix: 'dg' }, /prefix.*two capitals/s],
  ['too few examples', { examples: ['带远帆参观'] }, /examples.*three sentences/s],
  ['a word it does not know', { colour: 'red' }, /colour/],
  ['no field', { fields: [] }, /fields.*at least one field/s],
  ['no event', { events: [] }, /events.*name the event/s],
  ['a field twice', { fields: [minimal.fields[0], minimal.fields[0]] }, /fields.*place stands there twice/s],
  ['a field of no type', { fields: [{ ...minimal.fields[0], type: 'colour' }] }, /fields\.0\.type.*write one of text/s],
  ['a wanted field without its question', { fields: [{ ...minimal.fields[0], ask: null }] }, /write the question/],
  ['a choice of one', { fields: [{ ...minimal.fields[0], type: 'choice', options: [] }] }, /two options or more/],
  ['a phrase without its value', { fields: [{ ...minimal.fields[0], said: ['在哪里'] }] }, /put \{\} where/],
  ['a time without its zero', { fields: [limited({ from: '9:00' })] }, /HH:MM/],
])('%s is refused with what to write instead', (_, change, message) => {
  expect(() => loadForms(written({ ...minimal, ...change }))).toThrow(message);
});

test.each(['prefix', 'export'] as const)('two forms with one %s are refused', (part) => {
  const other = { ...minimal, id: 'zoo', prefix: 'ZO', export: 'zoos', [part]: minimal[part] };
  written(other, 'zoo.yaml');
  expect(() => loadForms(written(minimal))).toThrow(new RegExp(`${minimal[part]} is that of tour too`));
});

function limited({ from }: { from: string }): object {
  const limit = { kind: 'within', from, until: '16:00', clause: 'visit.purpose' };
  return { ...minimal.fields[0], type: 'span', limits: [limit] };
}
