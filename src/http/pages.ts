import { readFile, stat } from 'node:fs/promises';
import { fault } from './fault.js';
import type { HttpRequest, HttpResponse, Page } from './route.js';

/** Sent with every answer; a page's own headers come on top. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

export const httpsHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Strict-Transport-Security': 'max-age=31536000',
};

/** A file of a page, or 304 when the browser has this one already. */
export async function pageResponse(page: Page, request: HttpRequest): Promise<HttpResponse> {
  try {
    const { mtimeMs, size } = await stat(page.file);
    const tag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    const headers = { ...page.headers, ETag: tag, 'Content-Type': page.contentType };
    if (request.headers['if-none-match'] === tag) return { status: 304, headers, body: undefined };
    return { status: 200, headers, body: await readFile(page.file) };
  } catch {
    return fault(404, 'not-found', 'There is nothing here.');
  }
}
