/** Chinese digits; 两 counts as two. */
export const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const tens: Record<string, number> = { 廿: 20, 卅: 30 };

export interface Numeral {
  value: number;
  to: number;
}

const numeralUnits = new Set([chineseDigits, units, tens].flatMap(Object.keys));

export function isNumeralUnit(unit: string): boolean {
  return numeralUnits.has(unit);
}

/** A year said digit by digit (二〇二六), or two neighbours said as a guess (两三, 三五 → the larger). */
function digitString(said: string): number | undefined {
  const values = [...said].map((c) => chineseDigits[c]);
  if (values.some((v) => v === undefined)) return undefined;
  const known = values as number[];
  const [a = 0, b = 0] = known;
  if (known.length === 2 && a > 0 && b > a && b - a <= 2) return b;
  return known.reduce((sum, v) => sum * 10 + v, 0);
}

function positional(said: string): number {
  let total = 0;
  let pending: number | null = null;
  for (const c of said) {
    const unit = units[c];
    if (unit !== undefined) {
      total += (pending ?? 1) * unit;
      pending = null;
    } else if (tens[c] !== undefined) total += tens[c] ?? 0;
    else pending = chineseDigits[c] ?? 0;
  }
  return total + (pending ?? 0);
}

const figure = '[一二两三四五六七八九]';
const positionalShape = new RegExp(`^(?:(?:${figure}?千)?零?(?:${figure}?百)?零?(?:${figure}?十)?|[廿卅])${figure}?`);

/** How much of a run of numerals is one number with its places said: 十五 of 十五十点. 0 where no place is said. */
function positionalAt(said: string): number {
  return /[十百千廿卅]/.test(said) ? (positionalShape.exec(said)?.[0].length ?? 0) : 0;
}

/** Chinese numeral at a place of folded text: 三, 十二, 二十五, 一百零三, 二〇二六, 两三. At most ten characters. */
export function numeralAt(text: string, from: number): Numeral | undefined {
  let to = from;
  while (to < text.length && to - from < 10 && isNumeralUnit(text.charAt(to))) to++;
  if (to === from) return undefined;
  const placed = positionalAt(text.slice(from, to));
  if (placed > 0) to = from + placed;
  const said = text.slice(from, to);
  const value = /[十百千廿卅]/.test(said) ? positional(said) : digitString(said);
  return value === undefined ? undefined : { value, to };
}
