import { AppError, httpStatus } from '../../errors.js';
import type { HttpResponse } from '../../http/route.js';

/** A refusal as Direct Line writes it. 401: no token of ours; 403: a token without this right, or too old. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'Cache-Control': 'no-store' }, body };
}

const codes: Readonly<Record<number, string>> = {
  400: 'BadArgument',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'MessageSizeTooBig',
  429: 'RateLimited',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
};

/** Any fault → `{error: {code, message}}`. What we did not foresee says nothing of its cause. */
export function answerFault(fault: unknown): HttpResponse {
  if (fault instanceof Refusal) return refuse(fault.status, fault.code, fault.message, fault.headers);
  if (!(fault instanceof AppError)) return refuse(500, 'ServiceError', 'something failed here; try again');
  const status = httpStatus[fault.code];
  const retry: Record<string, string> = status === 429 || status === 503 ? { 'Retry-After': '5' } : {};
  return refuse(status, codes[status] ?? 'ServiceError', fault.message, retry);
}

function refuse(status: number, code: string, message: string, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers: { 'Cache-Control': 'no-store', ...headers }, body: { error: { code, message } } };
}
