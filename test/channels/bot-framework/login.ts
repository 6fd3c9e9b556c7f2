import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { BotFrameworkOptions } from '../../../src/channels/bot-framework/index.js';

export const appId = '11111111-2222-4333-8444-555555555555';
export const tenantId = '66666666-7777-4888-9999-aaaaaaaaaaaa';
export const issuer = 'https://api.botframework.com';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export interface TokenOptions {
  claims?: object;
  key?: KeyObject;
  header?: object;
}

/** What the bot proves itself with when it speaks; the login service of the real cloud would have given it out. */
export const proofOfBot = 'Bearer of-the-bot';

/** The login service of a cloud on loopback: an OpenID document, the keys named there, and tokens signed with them. */
export class LocalLogin {
  readonly #server: Server;
  address = '';

  constructor() {
    const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'ours', use: 'sig', endorsements: ['msteams'] };
    this.#server = createServer((req, res) => {
      if (req.url === '/slow') return;
      const document = { issuer, jwks_uri: `${this.address}/keys` };
      res.end(JSON.stringify(req.url === '/keys' ? { keys: [jwk] } : document));
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const bound = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new Error('no port');
    this.address = `http://127.0.0.1:${bound.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** A token as the channel sends it, of a service at this address. */
  token(serviceUrl: string, { claims = {}, key = ours.privateKey, header = {} }: TokenOptions = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 600, ...claims };
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'ours', ...header })}.${encode(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }

  endpoints(openId = `${this.address}/openid`): NonNullable<NonNullable<BotFrameworkOptions['cloud']>['endpoints']> {
    return {
      ToChannelFromBotLoginUrl: `${this.address}/login`,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: `${this.address}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: openId,
      ToBotFromEmulatorOpenIdMetadataUrl: openId,
    };
  }

  /** The whole cloud: the bot's own token is `proofOfBot`. */
  cloud(): NonNullable<BotFrameworkOptions['cloud']> {
    const credentials = {
      isValidAppId: async (id = '') => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        async signRequest<R extends { headers: { set(name: string, value: string): void } }>(request: R): Promise<R> {
          request.headers.set('authorization', proofOfBot);
          return request;
        },
      }),
    };
    return { endpoints: this.endpoints(), credentials };
  }
}
