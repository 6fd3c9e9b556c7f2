import { Converter } from 'opencc-js/t2cn';
import { withoutSlips } from './words/slips.js';

/** Punctuation people mix, brought to one form each. Every pair is one unit long on both sides. */
const punctuation: Record<string, string> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\t': ' ',
  '〜': '~',
  '∼': '~',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‐': '-',
  ー: '-',
  '﹣': '-',
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '‘': "'",
  '’': "'",
  '【': '[',
  '】': ']',
  '｡': '。',
};

/** Where the conversion table is wrong for single characters, and spoken variants it does not know. */
const variants: Record<string, string> = {
  么: '么',
  著: '着',
  瞭: '了',
  嘅: '的',
  佢: '他',
  咗: '了',
  冇: '没',
  喺: '在',
  啲: '些',
  嚟: '来',
  哋: '们',
  睇: '看',
  勿: '不',
  搵: '找',
  畀: '给',
  俾: '给',
  攞: '拿',
  恁: '你',
  侬: '你',
};

/** Traditional → simplified for each unit that has one, character by character, so that offsets stay. */
function simplified(): Array<readonly [number, number]> {
  const lowest = 0x3400;
  const highest = 0x9fff;
  const codes = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  const convert = Converter({ from: 'tw', to: 'cn' });
  const converted = convert(codes.map((code) => String.fromCharCode(code)).join('\n')).split('\n');
  return codes.flatMap((code, i) => {
    const to = converted[i];
    return to?.length === 1 ? [[code, to.charCodeAt(0)] as const] : [];
  });
}

/** What each UTF-16 unit is read as. */
function unitTable(): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  for (const [code, to] of simplified()) table[code] = to;
  for (const [from, to] of Object.entries(variants)) table[from.charCodeAt(0)] = to.charCodeAt(0);
  for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 0x20;
  table[0x0d] = 0x0a;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = table[code - 0xfee0] ?? code;
  for (const [from, to] of Object.entries(punctuation)) table[from.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

let table: Uint16Array | undefined;

/**
 * Text as the rules read it: simplified, half-width, lower case, slips of the keyboard put right. Always as long as the input, so that every offset in
 * it is an offset in the text as typed.
 */
export function fold(text: string): string {
  table ??= unitTable();
  let out = '';
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const to = table[code] ?? code;
    if (to === code) continue;
    out += text.slice(kept, i) + String.fromCharCode(to);
    kept = i + 1;
  }
  return withoutSlips(kept === 0 ? text : out + text.slice(kept));
}
