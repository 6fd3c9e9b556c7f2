import { z } from 'zod';
import { SignedCookie } from '../signed-cookie.js';

/** What the one cookie of the web chat holds: a sign-in that is under way, or who signed in. */
const contents = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signing-in'), state: z.string(), nonce: z.string(), verifier: z.string() }),
  z.object({ kind: z.literal('signed-in'), userId: z.string().min(1).max(256) }),
]);
export type SessionContents = z.infer<typeof contents>;

/** Real seconds each kind lives. */
const lifetimes: Record<SessionContents['kind'], number> = { 'signing-in': 600, 'signed-in': 12 * 3600 };

/** Who signed in to the web chat, in a signed cookie. */
export class Sessions {
  readonly #cookie: SignedCookie<SessionContents>;

  constructor(secretKey: string, secure: boolean, realNow: () => number = Date.now) {
    const purpose = 'shouwen/web-chat/session/1';
    // Coming back from the identity provider is a navigation from another site: Strict would leave the cookie out.
    const kind = { name: 'shouwen', sameSite: 'Lax', contents } as const;
    this.#cookie = new SignedCookie({ secretKey, purpose, secure, realNow, ...kind });
  }

  /** The value of a `Set-Cookie` header. */
  write(data: SessionContents): string {
    return this.#cookie.write(data, lifetimes[data.kind]);
  }

  clear(): string {
    return this.#cookie.clear();
  }

  /** Undefined for none, a forged and an expired one alike. */
  read(cookieHeader: string | undefined): SessionContents | undefined {
    return this.#cookie.read(cookieHeader);
  }
}
