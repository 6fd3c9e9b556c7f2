import { AppError, httpStatus } from '../errors.js';
import type { HttpResponse } from './route.js';

/** A limit was hit; the sender may come back after so many ms. */
export class RateLimited extends AppError {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('rate-limited', 'Too many messages; wait a moment.');
    this.retryAfterMs = retryAfterMs;
  }
}

/** `{error: {code, message}}`. What was not foreseen says nothing of its cause. */
export function faultResponse(error: unknown): HttpResponse {
  if (!(error instanceof AppError)) return fault(500, 'internal', 'Something failed here; try again.');
  const response = fault(httpStatus[error.code], error.code, error.message);
  if (error instanceof RateLimited) response.headers['Retry-After'] = String(Math.ceil(error.retryAfterMs / 1000));
  if (error.code === 'unreachable') response.headers['Retry-After'] = '5';
  return response;
}

export function fault(status: number, code: string, message: string): HttpResponse {
  return { status, headers: {}, body: { error: { code, message } } };
}
