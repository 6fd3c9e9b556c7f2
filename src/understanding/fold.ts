import { Converter } from 'opencc-js/t2cn';

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
};

const lowest = 0x3400;
const highest = 0x9fff;
let simplified: Uint16Array | undefined;

/** Traditional → simplified, character by character, so that offsets stay. */
function simplifiedTable(): Uint16Array {
  if (simplified) return simplified;
  const codes = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  const convert = Converter({ from: 'tw', to: 'cn' });
  const converted = convert(codes.map((code) => String.fromCharCode(code)).join('\n')).split('\n');
  simplified = Uint16Array.from(codes, (code, i) => {
    const to = converted[i];
    return to?.length === 1 ? to.charCodeAt(0) : code;
  });
  for (const [from, to] of Object.entries(variants)) simplified[from.charCodeAt(0) - lowest] = to.charCodeAt(0);
  return simplified;
}

function foldUnit(code: number, table: Uint16Array): number {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code === 10 || code === 13 ? 10 : code;
  if (code >= lowest && code <= highest) return table[code - lowest] ?? code;
  if (code >= 0xff01 && code <= 0xff5e) return foldUnit(code - 0xfee0, table);
  return code;
}

/**
 * Text as the rules read it: simplified, half-width, lower case. Always as long as the input, so that every offset in
 * it is an offset in the text as typed.
 */
export function fold(text: string): string {
  const table = simplifiedTable();
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    const to = punctuation[unit];
    out += to ?? String.fromCharCode(foldUnit(text.charCodeAt(i), table));
  }
  return out;
}
