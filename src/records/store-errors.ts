import { AppError, type ErrorCode } from '../errors.js';

/** Codes of SQLite results (low byte), see sqlite.org/rescode.html. */
const sqliteCodes: Record<number, ErrorCode> = {
  5: 'unreachable', // busy
  6: 'unreachable', // locked
  8: 'misconfigured', // read-only file
  10: 'unreachable', // input/output
  11: 'corrupt',
  13: 'unreachable', // disk full
  14: 'misconfigured', // cannot open
  23: 'misconfigured', // not authorised
  26: 'corrupt', // not a database
};

/** Primary key, unique. */
const uniqueViolations = new Set([1555, 2067]);

/** SQLSTATE codes or classes (first two characters) of PostgreSQL, and Node's own connection errors. */
const postgresCodes: Record<string, ErrorCode> = {
  '23505': 'conflict', // unique violation
  '40': 'conflict', // serialisation, deadlock
  '55P03': 'conflict', // lock not available
  '0A000': 'conflict', // a prepared statement whose result a migration changed
  '22021': 'invalid-input', // NUL character in a text
  '08': 'unreachable',
  '53': 'unreachable', // out of connections, memory, disk
  '57': 'unreachable', // shutting down, cancelled
  '25P03': 'unreachable', // idle in transaction too long
  '28': 'misconfigured', // password, role
  '3D': 'misconfigured', // no such database
  '42501': 'misconfigured', // privileges
  XX: 'corrupt',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPIPE: 'unreachable',
};

const messages: Partial<Record<ErrorCode, string>> = {
  conflict: 'Somebody else wrote the same record meanwhile: read it again and retry.',
  'invalid-input': 'A text holds a character the record store does not take.',
  unreachable: 'The record store does not answer: try again, and check the database or the disk.',
  misconfigured: 'The record store cannot be opened: check DATABASE_URL, or the rights on DATA_DIR.',
  corrupt: 'The record store is damaged: stop, and restore it from a backup.',
};

/** pg and pg-pool say these without a code. */
const connectionLost =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

/** The database's error as one of ours; anything else, and what is ours already, unchanged. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  return code ? new AppError(code, messages[code] ?? code, { cause: error }) : error;
}

/** SQLite could not get the lock it needs; trying again helps. */
export function isBusy(error: unknown): boolean {
  const result = sqliteResult(error);
  return result !== undefined && [5, 6].includes(result & 0xff);
}

function codeOf(error: unknown): ErrorCode | undefined {
  const result = sqliteResult(error);
  if (result !== undefined) return uniqueViolations.has(result) ? 'conflict' : sqliteCodes[result & 0xff];
  const code = textOf(error, 'code');
  const known = postgresCodes[code] ?? (code.length === 5 ? postgresCodes[code.slice(0, 2)] : undefined);
  return known ?? (connectionLost.test(textOf(error, 'message')) ? 'unreachable' : undefined);
}

/** Looks at the shape and not the class: errors of built-in modules may come from another realm. */
function sqliteResult(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

function textOf(error: unknown, field: 'code' | 'message'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof value === 'string' ? value : '';
}
