import type { IncomingHttpHeaders } from 'node:http';
import { whyForeign } from '../loopback.js';
import { Refusal } from './answer.js';

/** Somebody the page may chat as. */
export interface WebChatPerson {
  userId: string;
  name: string;
  title: string;
}

/** Who may use the web chat, and as whom. */
export interface Visitors {
  /** Throws a Refusal when this caller is not served at all; what each route asks for comes on top. */
  check(headers: IncomingHttpHeaders, remoteAddress: string | undefined): void;
  /** As whom this caller may chat, the first by default; throws a Refusal when nobody. */
  people(headers: IncomingHttpHeaders): Promise<readonly WebChatPerson[]>;
  /** Whether the browser reaches us by https. */
  secure: boolean;
  /** Whether people sign in, and so may sign out. */
  signIn: boolean;
}

export const demoPeople: readonly WebChatPerson[] = [
  { userId: 'demo-manager', name: '林悦', title: '客户经理' },
  { userId: 'demo-supervisor', name: '周岚', title: '主管' },
];

/** Demo mode: anybody on this computer, as one of the demo's people. */
export const demoVisitors: Visitors = {
  check(headers, remoteAddress) {
    const foreign = whyForeign(headers, remoteAddress);
    if (foreign) throw new Refusal(403, 'Forbidden', `the web chat ${foreign}`);
  },
  people: async () => demoPeople,
  secure: false,
  signIn: false,
};

/** Outside demo mode until sign-in is configured. */
export const noVisitors: Visitors = {
  check() {
    throw new Refusal(404, 'WebChatOff', 'the web chat is off until sign-in is configured (OIDC_ISSUER)');
  },
  people: async () => [],
  secure: false,
  signIn: false,
};
