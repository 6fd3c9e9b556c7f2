import type { IncomingHttpHeaders } from 'node:http';
import type { Configuration } from 'openid-client';
import type { SignInConfig } from '../../config.js';
import type { RateLimiter } from '../../coordination/rate-limit.js';
import type { Reads } from '../../domain/ports.js';
import { type Staff, systemViewer } from '../../domain/staff.js';
import type { HttpRequest, HttpResponse, Register } from '../../http/route.js';
import type { Logger } from '../../log.js';
import { isLoopbackHost } from '../loopback.js';
import { answerFault, Refusal } from './answer.js';
import { channelId } from './decode.js';
import { Sessions } from './session.js';
import type { Visitors, WebChatPerson } from './visitors.js';

export interface SignInOptions {
  config: SignInConfig;
  secretKey: string;
  staff: Pick<Reads, 'findStaffByIdentity'>;
  limiter: RateLimiter;
  log: Pick<Logger, 'warn'>;
  realNow?: () => number;
}

const titles: Record<Staff['role'], string> = { manager: '客户经理', supervisor: '主管', administrator: '管理员' };

/** Ms the identity provider may take for one answer. */
const providerTimeoutS = 5;

/**
 * Signing in by OpenID Connect (code flow with PKCE). The claim of the ID token that is configured names a `webchat` identity of the
 * directory; whoever is not there learns nothing but that.
 */
export class SignIn implements Visitors {
  readonly secure: boolean;
  readonly signIn = true;
  readonly #options: SignInOptions;
  readonly #sessions: Sessions;
  readonly #origin: string;
  #provider: Promise<Configuration> | undefined;

  constructor(options: SignInOptions) {
    this.#options = options;
    const url = new URL(options.config.publicUrl);
    this.#origin = url.origin;
    this.secure = url.protocol === 'https:';
    this.#sessions = new Sessions(options.secretKey, this.secure, options.realNow);
  }

  addRoutes(register: Register): void {
    register('GET', '/signin', (request) => this.#visited(request, () => this.#begin()));
    register('GET', '/signin/callback', (request) => this.#visited(request, () => this.#finish(request)));
    register('POST', '/signout', async (request) => {
      try {
        this.check(request.headers);
        return { status: 200, headers: { 'Set-Cookie': this.#sessions.clear() }, body: {} };
      } catch (fault) {
        return answerFault(fault);
      }
    });
  }

  /** A browser came here by itself: what goes wrong is told by the page. */
  async #visited(request: HttpRequest, handler: () => Promise<HttpResponse>): Promise<HttpResponse> {
    try {
      await this.#limit(request.remoteAddress);
      return await handler();
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.status === 429) return answerFault(fault);
      return redirect(`/?signin=${fault.status === 503 ? 'away' : 'failed'}`, this.#sessions.clear());
    }
  }

  /** Pages of other sites may not call; behind a proxy the address we are known by counts, and no header. */
  check(headers: IncomingHttpHeaders): void {
    if (headers.origin !== undefined && headers.origin !== this.#origin) {
      throw new Refusal(403, 'Forbidden', 'pages of other sites may not call');
    }
  }

  async people(headers: IncomingHttpHeaders): Promise<readonly WebChatPerson[]> {
    const session = this.#sessions.read(headers.cookie);
    if (session?.kind !== 'signed-in') throw new Refusal(401, 'SignIn', 'sign in at /signin');
    const { userId } = session;
    const staff = await this.#options.staff.findStaffByIdentity(systemViewer, channelId, '', userId);
    if (!staff) throw new Refusal(403, 'NotInDirectory', 'this account is not in the directory');
    return [{ userId, name: staff.name, title: titles[staff.role] }];
  }

  async #begin(): Promise<HttpResponse> {
    const client = await import('openid-client');
    const provider = await this.#discovered();
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const to = client.buildAuthorizationUrl(provider, {
      redirect_uri: this.#callback,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return redirect(to.href, this.#sessions.write({ kind: 'signing-in', state, nonce, verifier }));
  }

  async #finish(request: HttpRequest): Promise<HttpResponse> {
    const under = this.#sessions.read(request.headers.cookie);
    if (under?.kind !== 'signing-in') return redirect('/signin');
    const client = await import('openid-client');
    const provider = await this.#discovered();
    const url = new URL(this.#callback);
    for (const [name, value] of Object.entries(request.query))
      if (value !== undefined) url.searchParams.set(name, value);
    const checks = { pkceCodeVerifier: under.verifier, expectedState: under.state, expectedNonce: under.nonce };
    const tokens = await client.authorizationCodeGrant(provider, url, checks).catch((err: unknown) => {
      this.#options.log.warn({ err }, 'signing in failed');
      throw new Refusal(403, 'SignInFailed', 'signing in did not work; try again at /signin');
    });
    const userId = tokens.claims()?.[this.#options.config.userClaim];
    if (typeof userId !== 'string' || userId === '' || userId.length > 256) {
      throw new Refusal(403, 'SignInFailed', `the identity provider gave no usable ${this.#options.config.userClaim}`);
    }
    return redirect('/', this.#sessions.write({ kind: 'signed-in', userId }));
  }

  get #callback(): string {
    return `${this.#origin}/signin/callback`;
  }

  /** Asked for once; a provider that was away is asked again. */
  #discovered(): Promise<Configuration> {
    this.#provider ??= this.#discover().catch((err: unknown) => {
      this.#provider = undefined;
      this.#options.log.warn({ err }, 'the identity provider does not answer');
      throw new Refusal(503, 'ServiceUnavailable', 'the identity provider does not answer; try again', {
        'Retry-After': '5',
      });
    });
    return this.#provider;
  }

  async #discover(): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.#options.config;
    const url = new URL(issuer);
    const local = url.protocol === 'http:' && isLoopbackHost(url.host);
    return await client.discovery(url, clientId, clientSecret, undefined, {
      timeout: providerTimeoutS,
      ...(local ? { execute: [client.allowInsecureRequests] } : {}),
    });
  }

  /** By address; those of this computer are not limited. */
  async #limit(address: string | undefined): Promise<void> {
    if (isLoopbackHost(address?.replace(/^::ffff:/, ''))) return;
    const waitMs = await this.#options.limiter.take(`signin|${address}`);
    if (waitMs === 0) return;
    throw new Refusal(429, 'RateLimited', 'too many requests', { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
  }
}

function redirect(to: string, cookie?: string): HttpResponse {
  return { status: 302, headers: { Location: to, ...(cookie ? { 'Set-Cookie': cookie } : {}) }, body: undefined };
}
