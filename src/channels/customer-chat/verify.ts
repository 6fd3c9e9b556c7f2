import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { findStandingLink, linkDays, type StandingLink } from '../../domain/customer-link.js';
import { LinkTokens } from '../../domain/link-token.js';
import type { Reads } from '../../domain/ports.js';
import { whyForeign } from '../loopback.js';
import { SignedCookie } from '../signed-cookie.js';
import { Refusal } from '../web-chat/answer.js';

/** One browser that opened a link: its conversation, and nobody else's. */
export interface CustomerSession extends StandingLink {
  /** Cannot be guessed; stands in a cookie alone. */
  sessionId: string;
}

const contents = z.object({ link: z.string().min(1).max(64), session: z.string().regex(/^[0-9a-f]{32}$/) });

export interface DoorOptions {
  links: Pick<Reads, 'findCustomerLink' | 'findStaff' | 'findCustomerFile'>;
  secretKey: string;
  /** What customers' browsers reach; undefined in a demo, which this computer alone may use. */
  publicUrl: string | undefined;
  /** Business time, epoch ms. */
  now: () => number;
  realNow?: () => number;
}

/**
 * Who may come in: links by their token, browsers by a cookie made from one. Whatever does not open answers alike: never
 * made, guessed, signed by others, revoked, too old.
 */
export class CustomerDoor {
  readonly #options: DoorOptions;
  readonly #tokens: LinkTokens;
  readonly #cookie: SignedCookie<z.infer<typeof contents>>;

  constructor(options: DoorOptions) {
    const { secretKey, publicUrl, realNow = Date.now } = options;
    this.#options = options;
    this.#tokens = new LinkTokens(secretKey);
    const secure = publicUrl?.startsWith('https:') ?? false;
    const kind = { name: 'shouwen-customer', sameSite: 'Strict', contents } as const;
    this.#cookie = new SignedCookie({
      secretKey,
      purpose: 'shouwen/customer-chat/session/1',
      secure,
      realNow,
      ...kind,
    });
  }

  /** Pages of other sites may not call; in a demo nobody from elsewhere may. */
  check(headers: IncomingHttpHeaders, remoteAddress: string | undefined): void {
    const { publicUrl } = this.#options;
    const foreign = publicUrl === undefined ? whyForeign(headers, remoteAddress) : whyOfOtherSite(headers, publicUrl);
    if (foreign) throw new Refusal(403, 'Forbidden', `this chat ${foreign}`);
  }

  /** Opens by a token; the browser's own session goes on where it came by the same link. */
  async open(token: string, cookie: string | undefined): Promise<CustomerSession | undefined> {
    const { id, ours } = this.#tokens.read(token);
    const standing = await this.#find(id);
    if (!ours || !standing) return undefined;
    const before = this.#cookie.read(cookie);
    const sessionId = before?.link === id ? before.session : randomBytes(16).toString('hex');
    return { ...standing, sessionId };
  }

  async session(cookie: string | undefined): Promise<CustomerSession | undefined> {
    const read = this.#cookie.read(cookie);
    const standing = read && (await this.#find(read.link));
    return standing && { ...standing, sessionId: read.session };
  }

  /** The value of a `Set-Cookie` header. */
  keep({ link, sessionId }: CustomerSession): string {
    return this.#cookie.write({ link: link.id, session: sessionId }, linkDays * 86_400);
  }

  forget(): string {
    return this.#cookie.clear();
  }

  #find(id: string): Promise<StandingLink | undefined> {
    return findStandingLink(this.#options.links, id, this.#options.now());
  }
}

function whyOfOtherSite({ origin }: IncomingHttpHeaders, publicUrl: string): string | undefined {
  return origin !== undefined && origin !== new URL(publicUrl).origin ? 'takes no calls of other sites' : undefined;
}
