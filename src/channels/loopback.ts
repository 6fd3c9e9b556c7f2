import type { IncomingHttpHeaders } from 'node:http';

/**
 * While nobody signs in, only programs of this computer may talk: a loopback peer, a loopback `Host` (no rebound name),
 * no page of another site (`Origin`), nobody behind a proxy. Returns why a request is refused, or undefined.
 */
export function whyForeign(headers: IncomingHttpHeaders, remoteAddress: string | undefined): string | undefined {
  if (!isLoopbackAddress(remoteAddress)) return 'answers only on this computer while nobody signs in';
  if (!isLoopbackHost(headers.host)) return 'the Host header must name this computer (127.0.0.1 or localhost)';
  if (isForwarded(headers)) return 'not served behind a proxy while nobody signs in';
  if (headers.origin !== undefined && !isSameOrigin(headers.origin, headers.host))
    return 'pages of other sites may not call';
  return undefined;
}

export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address));
}

export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
