import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** How the SDK's clients call out. */
export type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type Outgoing = Parameters<HttpClient['sendRequest']>[0];

/** A call that was not answered well; without `status` nobody was reached. */
export class ConnectorFault extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: { status?: number; retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ConnectorFault';
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/**
 * The only way out of this channel: one try, a time-out on the whole call, no redirects. Everything but 2xx throws, so
 * that the SDK never waits and tries again by itself: what is repeated, and when, is the outbox's business.
 */
export function createHttpClient(timeoutMs: number): HttpClient {
  return {
    async sendRequest(request) {
      const response = await call(request, timeoutMs);
      const bodyAsText = await response.text();
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      response.headers.forEach((value, name) => {
        headers.set(name, value);
      });
      return { request, status: response.status, headers, bodyAsText };
    },
  };
}

async function call(request: Outgoing, timeoutMs: number): Promise<Response> {
  const headers = Object.fromEntries(request.headers.headersArray().map(({ name, value }) => [name, value]));
  const init: RequestInit = {
    method: request.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  };
  if (typeof request.body === 'string') init.body = request.body;
  let response: Response;
  try {
    response = await fetch(request.url, init);
  } catch (cause) {
    throw new ConnectorFault('The channel could not be reached.', { cause });
  }
  if (response.ok) return response;
  await response.body?.cancel();
  const { status } = response;
  throw new ConnectorFault(`The channel answered ${status}.`, { status, retryAfterMs: retryAfter(response) });
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}
