import { AppError } from '../errors.js';

/** A stored code as one of the codes the program knows; `corrupt` when it is none of them. */
export function code<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((k) => k === value);
  if (found === undefined)
    throw new AppError('corrupt', `The record store holds an unknown code "${value.slice(0, 40)}".`);
  return found;
}

export function codeOrNull<T extends string>(known: readonly T[], value: string | null): T | null {
  return value === null ? null : code(known, value);
}

/** JSON text the store wrote itself, as the shape it was written from. */
export function stored<T>(text: string): T {
  return JSON.parse(text);
}
