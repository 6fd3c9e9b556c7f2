import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What the one cookie of the web chat holds: a sign-in that is under way, or who signed in. */
const contents = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signing-in'), state: z.string(), nonce: z.string(), verifier: z.string() }),
  z.object({ kind: z.literal('signed-in'), userId: z.string().min(1).max(256) }),
]);
export type SessionContents = z.infer<typeof contents>;

const sealed = z.object({ contents, exp: z.number().int() });

/** Real seconds each kind lives. */
const lifetimes: Record<SessionContents['kind'], number> = { 'signing-in': 600, 'signed-in': 12 * 3600 };

/** Cookies signed with a key of their own; nothing is kept here, so any process may read what another wrote. */
export class Sessions {
  readonly #key: Buffer;
  readonly #secure: boolean;
  readonly #realNow: () => number;

  constructor(secretKey: string, secure: boolean, realNow: () => number = Date.now) {
    if (secretKey.length === 0) throw new Error('web chat: an empty secret cannot sign sessions');
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', 'shouwen/web-chat/session/1', 32));
    this.#secure = secure;
    this.#realNow = realNow;
  }

  /** The value of a `Set-Cookie` header. */
  write(data: SessionContents): string {
    const exp = Math.floor(this.#realNow() / 1000) + lifetimes[data.kind];
    const payload = Buffer.from(JSON.stringify({ contents: data, exp })).toString('base64url');
    return this.#cookie(`${payload}.${this.#mac(payload).toString('base64url')}`, lifetimes[data.kind]);
  }

  clear(): string {
    return this.#cookie('', 0);
  }

  /** Undefined for none, a forged and an expired one alike. */
  read(cookieHeader: string | undefined): SessionContents | undefined {
    const value = (cookieHeader ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${this.#name}=`));
    const [payload, mac, ...rest] = (value ?? '').slice(this.#name.length + 1).split('.');
    if (!payload || !mac || rest.length > 0) return undefined;
    const [given, expected] = [Buffer.from(mac, 'base64url'), this.#mac(payload)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const { contents: data, exp } = sealed.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return this.#realNow() / 1000 < exp ? data : undefined;
  }

  /** The prefix binds a cookie to this host and to https. */
  get #name(): string {
    return this.#secure ? '__Host-shouwen' : 'shouwen';
  }

  #cookie(value: string, maxAge: number): string {
    const secure = this.#secure ? '; Secure' : '';
    return `${this.#name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
  }

  #mac(payload: string): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest();
  }
}
