import type { IncomingHttpHeaders } from 'node:http';
import { isJson } from '../../http/body.js';

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
  return why === undefined ? undefined : { status: 403, code: 'unauthenticated', message: why };
}

function whyForeign(headers: IncomingHttpHeaders, remoteAddress: string | undefined): string | undefined {
  if (!isLoopbackAddress(remoteAddress)) return 'Without an app id only this computer may talk to the bot.';
  if (!isLoopbackHost(headers.host)) return 'The Host header must name this computer (127.0.0.1 or localhost).';
  if (isForwarded(headers)) return 'Without an app id the bot is not served behind a proxy.';
  if (headers.origin !== undefined && !isSameOrigin(headers.origin, headers.host))
    return 'Pages of other sites may not call.';
  return undefined;
}

/** Where replies may be sent while nobody proves who he is: to this computer, nowhere else. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address));
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
