import { AppError } from '../../errors.js';

/** Columns of a kind: the name used here, and the headers that mean it. */
export type Columns = Record<string, readonly string[]>;

/** What a spreadsheet would carry out when it is pasted somewhere else; +86 139 and a lone - are none. */
const formula = /^\s*(?:[=@]|[+-](?=.*[|!(]))/;

/** One row by column name. A column the file does not have leaves what is stored; an empty cell clears it. */
export class Cells {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** undefined: the file has no such column. */
  text(column: string): string | undefined {
    const text = this.#texts.get(column);
    if (text !== undefined && formula.test(text)) throw fault(`${column} holds a formula; paste its value`);
    return text;
  }

  required(column: string, stored?: string): string {
    const text = this.text(column) ?? stored;
    if (text) return text;
    throw fault(`${column} is empty; fill it in (a formula counts only once the workbook was saved with its value)`);
  }

  optional(column: string, stored: string | null | undefined): string | null {
    const text = this.text(column);
    return text === undefined ? (stored ?? null) : text || null;
  }

  /** Several values in one cell, separated by ; 、 , or |. */
  list(column: string, stored: string[] | undefined): string[] {
    const text = this.text(column);
    if (text === undefined) return stored ?? [];
    const parts = text.split(/[;；、,，|]/).map((part) => part.trim());
    return [...new Set(parts.filter(Boolean))];
  }

  phone(column: string, stored: string | null | undefined): string | null {
    const text = this.optional(column, stored)?.replace(/[\s-]/g, '') ?? null;
    if (text === null || /^\+?\d{5,20}$/.test(text)) return text;
    throw fault(`${column} is not a phone number; write digits only`);
  }

  /** One of the codes, written as the code or as one of its labels. */
  choice<T extends string>(column: string, choices: Choices<T>, stored: T | null | undefined): T | null {
    const text = this.text(column);
    if (text === undefined) return stored ?? null;
    if (text === '') return null;
    const found = choices.find(({ code, labels }) => same(code, text) || labels.some((label) => same(label, text)));
    if (found) return found.code;
    throw fault(`${column} takes ${choices.map(({ code, labels }) => [code, ...labels].join(' or ')).join(', ')}`);
  }
}

export type Choices<T extends string> = readonly { code: T; labels: readonly string[] }[];

/** Codes with the labels people read, as import accepts them. */
export function choicesOf<T extends string>(codes: readonly T[], labels: Record<T, string>): Choices<T> {
  return codes.map((code) => ({ code, labels: [labels[code]] }));
}

export function fault(message: string): AppError {
  return new AppError('invalid-input', message);
}

/** Header by header the column it means; `invalid-input` for an unknown, a double or a missing one. */
export function matchHeaders(headers: string[], columns: Columns, required: readonly string[]): (string | undefined)[] {
  const matched = headers.map((header) => columnOf(header, columns));
  const doubled = matched.find((column, index) => column !== undefined && matched.indexOf(column) !== index);
  if (doubled) throw fault(`The column ${doubled} is there twice: keep one.`);
  const missing = required.filter((column) => !matched.includes(column));
  if (!missing.length) return matched;
  const wanted = missing.map((column) => `${column} (${columns[column]?.join(', ')})`).join('; ');
  throw fault(`The first row lacks these columns: ${wanted}. See "shouwen import --help".`);
}

function columnOf(header: string, columns: Columns): string | undefined {
  if (header === '') return undefined;
  const found = Object.entries(columns).find(([name, headers]) => [name, ...headers].some((h) => same(h, header)));
  if (found) return found[0];
  throw fault(`The column "${header.slice(0, 30)}" is unknown; known are ${Object.keys(columns).join(', ')}.`);
}

function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}
