import type { IncomingHttpHeaders } from 'node:http';

/** What the routes need of a request; the server reads it off its own request type. `body` is parsed JSON. */
export interface WebRequest {
  params: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, string | undefined>>;
  headers: IncomingHttpHeaders;
  /** Of the socket, never of a header. */
  remoteAddress: string | undefined;
  body?: unknown;
}

export interface WebResponse {
  status: number;
  headers: Record<string, string>;
  /** Sent as JSON. */
  body: unknown;
}

/** Never rejects: faults are answers too. */
export type WebHandler = (request: WebRequest) => Promise<WebResponse>;

/** How a server takes routes; paths in the `/things/:id` manner. */
export type Register = (method: 'GET' | 'POST', path: string, handler: WebHandler) => void;
