import { numeralAt } from '../../src/understanding/time/numerals.js';

/** A figure as people write it: `32`, `1,200`, `1.5`, `十二`, `两`. */
export const figure = '(?:\\d[\\d,]*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千]+)';
/** A sum: a figure with 万, 千, 百 or k after it, and 「九万六」. */
export const sum = `${figure}\\s?(?:[万千百wk](?:${figure}(?![\\d零〇一二两三四五六七八九十百千年个月天周季]))?)?`;

const powers: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1_000, k: 1_000, 百: 100 };

/** The number a figure or a sum stands for. */
export function readQuantity(said: string): number | undefined {
  const text = said.replace(/\s/g, '');
  const parts = new RegExp(`^(${figure})([万千百wk])?(${figure})?$`).exec(text);
  const head = parts?.[1] === undefined ? undefined : plain(parts[1]);
  if (!parts || head === undefined) return undefined;
  const power = parts[2] === undefined ? 1 : (powers[parts[2]] ?? 1);
  const tail = parts[3] === undefined ? 0 : (plain(parts[3]) ?? 0);
  // 九万六: the figure that follows counts the next lower power.
  return round(head * power + (tail < 10 ? (tail * power) / 10 : tail));
}

function plain(said: string): number | undefined {
  if (/^\d/.test(said)) return Number(said.replaceAll(',', ''));
  // 一百二: what follows the last unit counts the next lower one.
  const short = /^(.*[百千])([一二三四五六七八九])$/.exec(said);
  if (short?.[1] && short[2]) {
    const unit = short[1].endsWith('百') ? 10 : 100;
    return (plain(short[1]) ?? 0) + (plain(short[2]) ?? 0) * unit;
  }
  const numeral = numeralAt(said, 0);
  return numeral?.to === said.length ? numeral.value : undefined;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
