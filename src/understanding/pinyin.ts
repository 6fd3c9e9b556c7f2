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

/** Sounds that are typed for each other: zh/z, ch/c, sh/s, -ng/-n, l/n. */
function alike(syllable: string): string {
  if (!/^[a-z]/.test(syllable)) return syllable;
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^n/, 'l');
}

/** Sound of one character; equal sounds are typed for each other. */
export function soundOf(character: string): string {
  return alike(syllableOf(character));
}

const firstCode = 0xe000;
const codes = new Map<string, string>();
const codeOfCharacter = new Map<string, string>();

function codeOf(character: string): string {
  const syllable = syllableOf(character);
  if (syllable === character) return character;
  const sound = alike(syllable);
  let code = codes.get(sound);
  if (!code) {
    code = String.fromCharCode(firstCode + codes.size);
    codes.set(sound, code);
  }
  codeOfCharacter.set(character, code);
  return code;
}

/** A text as it sounds, one unit a character: equal strings sound alike. Characters of unknown sound stay. */
export function soundsOf(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    out += codeOfCharacter.get(character) ?? codeOf(character);
  }
  return out;
}
