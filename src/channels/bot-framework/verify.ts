import type { IncomingHttpHeaders } from 'node:http';
import { isJson } from '../../http/body.js';
import { isLoopbackHost, whyForeign } from '../loopback.js';

/** What is known of a request before its body is believed. */
export interface RequestFacts {
  headers: IncomingHttpHeaders;
  /** Of the socket, never of a header. */
  remoteAddress: string | undefined;
}

export interface Refusal {
  status: 401 | 403 | 415;
  code: string;
  message: string;
}

/**
 * Whether a request may be looked at. With an app id the SDK checks its signed token afterwards; here only the form
 * counts. Without one nobody proves who he is, so only programs of this computer may talk: a loopback peer, a loopback
 * `Host` (no rebound name), no page of another site, nobody behind a proxy. Pure.
 */
export function verify(
  { headers, remoteAddress }: RequestFacts,
  config: { appId: string | undefined },
): Refusal | undefined {
  if (!isJson(headers['content-type'])) {
    return { status: 415, code: 'invalid-input', message: 'Send Content-Type: application/json.' };
  }
  if (config.appId !== undefined) {
    if (/^Bearer \S+$/.test(headers.authorization ?? '')) return undefined;
    return { status: 401, code: 'unauthenticated', message: 'A Bot Framework token is required.' };
  }
  const why = whyForeign(headers, remoteAddress);
  return why === undefined ? undefined : { status: 403, code: 'unauthenticated', message: `The bot ${why}.` };
}

/** Where replies may be sent while nobody proves who he is: to this computer, nowhere else. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
}
