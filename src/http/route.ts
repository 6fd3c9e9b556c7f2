import type { IncomingHttpHeaders } from 'node:http';

/** What a route needs of a request; no server's type shows, so that channels can be tried without one. */
export interface HttpRequest {
  params: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, string | undefined>>;
  headers: IncomingHttpHeaders;
  /** Of the socket, never of a header. */
  remoteAddress: string | undefined;
  /** Parsed JSON; absent when the request has no JSON body. */
  body?: unknown;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  /** Sent as JSON; as it is when `headers` name another `Content-Type`; empty when undefined. */
  body: unknown;
}

export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** How routes are added; paths in the `/things/:id` manner. */
export type Register = (method: 'GET' | 'POST', path: string, handler: Handler) => void;

export interface Page {
  file: string;
  contentType: string;
  headers: Record<string, string>;
}
