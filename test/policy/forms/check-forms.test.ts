import { formFaults } from '../../../src/policy/forms/check-forms.js';
import type { PackForm } from '../../../src/policy/forms/types.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { loadWordingGuard } from '../../../src/policy/wording-guard.js';

const pack = loadPack('telecom');
const care = pack.forms.find(({ id }) => id === 'care');
if (!care) throw new Error('the telecom pack has no form care');
const guard = loadWordingGuard(pack.folder);

/** Faults of the pack with the form of care changed. */
function faultsOf(change: (form: PackForm) => PackForm): string[] {
  const forms = pack.forms.map((form) => (form.id === care?.id ? change(form) : form));
  return formFaults({ ...pack, forms }, guard).map(({ message }) => message);
}

test('the forms of the telecom pack hold', () => {
  expect(formFaults(pack, guard)).toEqual([]);
});

test.each<[string, (form: PackForm) => PackForm, RegExp]>([
  ['a clause nobody wrote', (form) => ({ ...form, clause: 'care.never' }), /no clause care\.never/],
  ['an example that begins nothing', (form) => ({ ...form, examples: ['今天天气不错'] }), /begins no form/],
  ['an example of another form', (form) => ({ ...form, examples: ['写日志'] }), /begins work-log/],
  [
    'a name its words do not have',
    (form) => ({ ...form, line: { 'zh-Hans': '{weather}', en: 'x' } }),
    /there is no \{weather\}/,
  ],
  [
    'two questions in one breath',
    (form) => ({ ...form, line: { 'zh-Hans': '谁?几点?', en: 'x' } }),
    /asks 2 questions/,
  ],
  ['words without end', (form) => ({ ...form, line: { 'zh-Hans': '长'.repeat(101), en: 'x' } }), /longer than 100/],
  [
    'an event nobody waits for',
    (form) => ({ ...form, standsAlone: false, tells: [], events: [event('care.imagined')] }),
    /no rule waits/,
  ],
  [
    'a fact from a field that is not there',
    (form) => ({ ...form, events: [event('care.imagined', { x: { from: 'field:y' } })] }),
    /no field y/,
  ],
  [
    'free text in an event',
    (form) => ({ ...form, events: [event('care.imagined', { x: { from: 'field:note' } })] }),
    /free text/,
  ],
  ['a row nobody listed', (form) => ({ ...form, catalogue: ['Z9-99'] }), /no row Z9-99/],
])('%s is named', (_, change, message) => {
  expect(faultsOf(change).join('\n')).toMatch(message);
});

function event(kind: string, facts: PackForm['events'][number]['facts'] = {}): PackForm['events'][number] {
  return { kind, on: 'record', at: null, when: { always: true }, facts };
}
