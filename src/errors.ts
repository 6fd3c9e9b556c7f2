/**
 * The closed set of things that can go wrong. `refused` is never retried, `unreachable` is.
 * A message says what to do next and never holds names, texts, phone numbers or tokens.
 */
export const httpStatus = {
  'invalid-input': 400,
  unauthenticated: 401,
  'not-found': 404,
  conflict: 409,
  'already-done': 200,
  'too-large': 413,
  'rate-limited': 429,
  unsupported: 501,
  refused: 502,
  unreachable: 503,
  misconfigured: 500,
  corrupt: 500,
} as const;

export type ErrorCode = keyof typeof httpStatus;

export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}
