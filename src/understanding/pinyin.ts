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
const codes = new Map<string, number>();
/** By character; 0 where it was not asked for yet. */
const codeOfCharacter = new Uint16Array(0x10000);

function codeOf(character: number): number {
  const text = String.fromCharCode(character);
  const syllable = syllableOf(text);
  const sound = alike(syllable);
  const code = syllable === text ? character : (codes.get(sound) ?? firstCode + codes.size);
  if (syllable !== text) codes.set(sound, code);
  codeOfCharacter[character] = code;
  return code;
}

/** A text as it sounds, one unit a character: equal strings sound alike. Characters of unknown sound stay. */
export function soundsOf(text: string): string {
  const sounds = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    sounds[i] = codeOfCharacter[character] || codeOf(character);
  }
  return Buffer.from(sounds.buffer).toString('utf16le');
}
