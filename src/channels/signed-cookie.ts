import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface CookieOptions<T> {
  secretKey: string;
  /** Each kind of cookie is signed with a key of its own. */
  purpose: string;
  name: string;
  /** Whether the browser reaches us by https. */
  secure: boolean;
  sameSite: 'Lax' | 'Strict';
  contents: z.ZodType<T>;
  realNow?: () => number;
}

/** A cookie scripts cannot read, signed; nothing is kept here, so any process reads what another wrote. */
export class SignedCookie<T> {
  readonly #options: CookieOptions<T>;
  readonly #key: Buffer;
  /** The prefix binds a cookie to this host and to https. */
  readonly #name: string;

  /** An empty secret is refused. */
  constructor(options: CookieOptions<T>) {
    if (options.secretKey.length === 0) throw new Error('an empty secret cannot sign cookies');
    this.#options = options;
    this.#key = Buffer.from(hkdfSync('sha256', options.secretKey, '', options.purpose, 32));
    this.#name = options.secure ? `__Host-${options.name}` : options.name;
  }

  /** The value of a `Set-Cookie` header; it lives so many real seconds. */
  write(contents: T, lifetimeS: number): string {
    const exp = Math.floor(this.#realNow() / 1000) + lifetimeS;
    const payload = Buffer.from(JSON.stringify({ contents, exp })).toString('base64url');
    return this.#cookie(`${payload}.${this.#mac(payload).toString('base64url')}`, lifetimeS);
  }

  clear(): string {
    return this.#cookie('', 0);
  }

  /** Undefined for none, a forged and an expired one alike. */
  read(cookieHeader: string | undefined): T | undefined {
    const value = (cookieHeader ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${this.#name}=`));
    const [payload, mac, ...rest] = (value ?? '').slice(this.#name.length + 1).split('.');
    if (!payload || !mac || rest.length > 0) return undefined;
    const [given, expected] = [Buffer.from(mac, 'base64url'), this.#mac(payload)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const sealed = z.object({ contents: this.#options.contents, exp: z.number().int() });
    const { contents, exp } = sealed.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return this.#realNow() / 1000 < exp ? contents : undefined;
  }

  #realNow(): number {
    return (this.#options.realNow ?? Date.now)();
  }

  #cookie(value: string, maxAge: number): string {
    const { secure, sameSite } = this.#options;
    const flags = secure ? '; Secure' : '';
    return `${this.#name}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${maxAge}${flags}`;
  }

  #mac(payload: string): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest();
  }
}
