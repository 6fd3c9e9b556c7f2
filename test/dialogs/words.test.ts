import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadWords } from '../../dialogs/engine/words.js';
import { loadWordingGuard } from '../../src/policy/wording-guard.js';
import { projectRoot } from '../../src/project-root.js';

const folder = join(projectRoot, 'dialogs');
const dialogs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'words.yaml')));
const guard = loadWordingGuard(join(projectRoot, 'packs', 'telecom'));

/** Stand-ins about as long as what is filled in: names, times, an amount. Long stories are clipped where they are shown. */
const samples: Record<string, string> = {
  customer: '远帆食品',
  who: '王芳',
  time: '11月25日(周三)10:00',
  when: '12月3日(周四)16:30',
  summary: '远帆食品(A2)王芳·联系人,10月账单多出短信费480元',
  question: '',
  id: 'TS-261124-K7Q2',
  items: '',
  demand: '查清、退费',
};

const templates = dialogs.flatMap((dialog) =>
  loadWords(dialog)
    .templates()
    .map((t) => ({ ...t, dialog, filled: t.text.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? '林悦') })),
);

test('every dialog has its words', () => {
  expect(dialogs).toEqual(
    expect.arrayContaining(['complaint-intake', 'visit-booking', 'small-talk', 'my-work', 'notice', 'engine']),
  );
});

test('no template says what may not be said to a customer', () => {
  const broken = templates.flatMap((t) =>
    guard.check(t.filled).map((v) => `${t.dialog} ${t.key}: ${v.prohibition} (${v.found})`),
  );
  expect(broken).toEqual([]);
});

/** English takes about twice the characters of the same Chinese. */
test.each([
  ['zh-Hans', 100],
  ['en', 220],
] as const)('a template in %s stays within %i characters', (language, budget) => {
  const long = templates.filter((t) => t.language === language && [...t.filled].length > budget);
  expect(long.map((t) => `${t.dialog} ${t.key}: ${[...t.filled].length}`)).toEqual([]);
});

test('a template asks at most one question', () => {
  const asking = templates.filter((t) => (t.filled.replace(/「[^」]*」/g, '').match(/[?\uFF1F]/g) ?? []).length > 1);
  expect(asking.map((t) => `${t.dialog} ${t.key}`)).toEqual([]);
});

test('both languages fill the same places', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  const uneven = dialogs.flatMap((dialog) => {
    const all = loadWords(dialog).templates();
    const chinese = all.filter((t) => t.language === 'zh-Hans');
    return chinese
      .filter((t) => {
        const english = all.find((e) => e.key === t.key && e.language === 'en');
        const [a, b] = [new Set(places(t.text)), new Set(places(english?.text ?? ''))];
        return [...b].some((name) => !a.has(name));
      })
      .map((t) => `${dialog} ${t.key}`);
  });
  expect(uneven).toEqual([]);
});

test('a number is told only where something is on record', () => {
  const numbered = templates.filter((t) => t.text.includes('编号') && !t.text.includes('{id}'));
  const asksForOne = [
    'my-work unknown-record',
    'visit-booking cancel.unknown',
    'complaint-life refused.gone',
    'complaint-life status.unknown',
    'complaint-life files.unplaced',
  ];
  expect(numbered.map((t) => `${t.dialog} ${t.key}`).filter((key) => !asksForOne.includes(key))).toEqual([]);
});

test('a missing key or value is a fault, never an empty line', () => {
  const words = loadWords('complaint-intake');
  expect(() => words.say('zh-Hans', 'nowhere')).toThrow('no words for "nowhere"');
  expect(() => words.say('zh-Hans', 'recorded')).toThrow('needs {id}');
});

test('traditional Chinese is converted in the template and left alone in what people said', () => {
  expect(loadWords('complaint-intake').say('zh-Hant', 'cancelled', { customer: '远帆食品' })).toBe(
    '好,远帆食品這單不登了。',
  );
});
