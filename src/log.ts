import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import pino, { type DestinationStream, type Logger } from 'pino';
import { AppError } from './errors.js';

export type { Logger } from 'pino';

export interface LogOptions {
  level: string;
  /** Where lines go; standard error by default. */
  to?: { write(line: string): unknown; isTTY?: boolean };
}

/** The message that is being worked on. */
const messages = new AsyncLocalStorage<string>();

/** Every line logged by `work`, however deep, carries the id as `message`. */
export function aboutMessage<T>(id: string, work: () => T): T {
  return messages.run(id, work);
}

/** What a message is called in the logs of every process that touches it: twelve hex digits that tell nobody who wrote it. */
export function messageId(channel: string, conversationId: string, activityId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([channel, conversationId, activityId]))
    .digest('hex')
    .slice(0, 12);
}

/** Fields that could hold what people said or who they are; never written. */
const personal: ReadonlySet<string> = new Set([
  ...['text', 'name', 'phone', 'contact', 'customer', 'activity', 'body', 'authorization', 'from'],
]);

/** Without them, in the line itself and in what it holds. By hand: pino's own redaction copies each line many times over. */
function impersonal(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of Object.keys(fields)) {
    const value = fields[field];
    if (!personal.has(field)) kept[field] = holdsPersonal(value) ? impersonal({ ...value }) : value;
  }
  return kept;
}

const holdsPersonal = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Error) &&
  Object.keys(value).some((k) => personal.has(k));

/**
 * The process log: JSON lines, or readable lines on a terminal. Log codes, ids of records and times; never texts, names
 * or numbers of people: fields of such names are dropped; long digit runs and Chinese in error messages are masked.
 */
export function createLogger(options: LogOptions): Logger {
  const target = options.to ?? process.stderr;
  const destination: DestinationStream = {
    write: (line) => void target.write(target.isTTY ? readable(line) : line),
  };
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin() {
        const message = messages.getStore();
        return message === undefined ? {} : { message };
      },
      formatters: {
        level: (label) => ({ level: label }),
        bindings: (fields) => impersonal(fields),
        log: (fields) => impersonal(fields),
      },
      serializers: { err: describe },
    },
    destination,
  );
}

/** A logger that writes nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });

/** What may be told of an error in a log. */
export function describe(error: unknown): Record<string, unknown> {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, ...(error.cause ? { cause: describe(error.cause) } : {}) };
  }
  if (!(error instanceof Error)) return { message: typeof error };
  // A parser's message quotes its input.
  const message = error instanceof SyntaxError ? '' : mask(error.message);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, message, at: frames.slice(0, 6).map((line) => line.trim()) };
}

/** Errors of libraries quote what they were given. */
const mask = (text: string): string =>
  text
    .slice(0, 300)
    .replace(/\d{7,}/g, '•')
    .replace(/\p{Script=Han}+/gu, '…');

function readable(line: string): string {
  const { time, level, room, msg, ...rest }: Record<string, unknown> = JSON.parse(line);
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return [`${time}`.slice(11, 19), level, room ? `${room}:` : '', msg, ...fields]
    .filter(Boolean)
    .join(' ')
    .concat('\n');
}
