import { syllables } from './pinyin-table.js';

let table: Map<string, string> | undefined;

function load(): Map<string, string> {
  const read = new Map<string, string>();
  for (const row of syllables.trim().split(/\s+/)) {
    const cut = row.search(/[^a-z]/);
    if (cut < 1) continue;
    for (const character of row.slice(cut)) read.set(character, row.slice(0, cut));
  }
  return read;
}

/** Syllable of a simplified character without its tone; the character itself where none is known. */
export function syllableOf(character: string): string {
  table ??= load();
  return table.get(character) ?? character;
}

/** Sounds that are typed for each other: zh/z, ch/c, sh/s, -ng/-n, l/n. Equal keys sound alike. */
export function soundOf(character: string): string {
  const syllable = syllableOf(character);
  if (!/^[a-z]/.test(syllable)) return syllable;
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^n/, 'l');
}
