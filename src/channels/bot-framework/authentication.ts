import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { z } from 'zod';
import type { TeamsConfig } from '../../config.js';
import { AppError } from '../../errors.js';
import { createHttpClient } from './connector.js';

export type ServiceClientCredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;
type Base = ConfigurationBotFrameworkAuthentication;
type Authenticated = Awaited<ReturnType<Base['authenticateRequest']>>;
type ConnectorFactory = ReturnType<Base['createConnectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;
type Identity = Authenticated['claimsIdentity'];
type UserTokens = Awaited<ReturnType<Base['createUserTokenClient']>>;

export interface AuthenticationOptions {
  teams: TeamsConfig | undefined;
  /** Addresses of another cloud than the public one. */
  endpoints?: ConfigurationBotFrameworkAuthenticationOptions;
  /** How the bot proves itself when it speaks; by default as the SDK does, by the app's id and secret. */
  credentials?: ServiceClientCredentialsFactory;
  /** Of one outgoing call, ms. */
  callMs: number;
  /** Of checking a token, fetching the signing keys included, ms. */
  checkMs: number;
}

/** Service addresses whose client is kept. */
const connectorLimit = 64;

/**
 * The SDK's own verification, unchanged, with two savings and one bound: clients that hold nothing of a turn are kept
 * for the next one (building them costs more than the rest of the SDK), and waiting for signing keys ends.
 */
export class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<Connector>>();
  readonly #checkMs: number;
  readonly #fetchesKeys: boolean;
  #userTokens: Promise<UserTokens> | undefined;

  constructor(options: AuthenticationOptions) {
    const credentials = options.credentials ?? new ConfigurationServiceClientCredentialFactory(toSdk(options.teams));
    const client = { httpClient: createHttpClient(options.callMs) };
    super({ ...toSdk(options.teams), ...options.endpoints }, credentials, undefined, undefined, client);
    this.#checkMs = options.checkMs;
    this.#fetchesKeys = options.teams !== undefined;
  }

  /** Throws `unauthenticated`, or `unreachable` when the signing keys cannot be had. */
  override async authenticateRequest(activity: Activity, authorization: string): Promise<Authenticated> {
    const result = await this.#check(activity, authorization);
    return {
      ...result,
      connectorFactory: this.#keeping(result.connectorFactory ?? this.createConnectorFactory(result.claimsIdentity)),
    };
  }

  override createConnectorFactory(identity: Identity): ConnectorFactory {
    return this.#keeping(super.createConnectorFactory(identity));
  }

  /** Only ever our own app's: the identity was verified to be meant for it. */
  override createUserTokenClient(identity: Identity): Promise<UserTokens> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    return this.#userTokens;
  }

  async #check(activity: Activity, authorization: string): Promise<Authenticated> {
    const check = super.authenticateRequest(activity, authorization);
    if (!this.#fetchesKeys) return await check;
    try {
      return await within(this.#checkMs, check);
    } catch (cause) {
      if (isOutage(cause)) throw new AppError('unreachable', 'Tokens cannot be checked just now.', { cause });
      throw new AppError('unauthenticated', 'The token was not accepted.', { cause });
    }
  }

  #keeping(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: (serviceUrl, audience) => {
        const key = `${serviceUrl}|${audience}`;
        const kept = this.#connectors.get(key) ?? factory.create(serviceUrl, audience);
        this.#connectors.delete(key);
        this.#connectors.set(key, kept);
        const [oldest] = this.#connectors.keys();
        if (this.#connectors.size > connectorLimit && oldest !== undefined) this.#connectors.delete(oldest);
        return kept;
      },
    };
  }
}

function toSdk(teams: TeamsConfig | undefined): Record<string, string> {
  if (!teams) return {};
  return {
    MicrosoftAppId: teams.appId,
    MicrosoftAppType: teams.type,
    MicrosoftAppTenantId: teams.tenantId,
    // The SDK refuses a managed identity that has a password.
    ...(teams.type === 'SingleTenant' ? { MicrosoftAppPassword: teams.password } : {}),
  };
}

class TooSlow extends Error {}
const serverFault = z.object({ statusCode: z.number().min(500) });

/** The keys could not be fetched, as opposed to a token that is wrong. */
function isOutage(error: unknown): boolean {
  if (error instanceof TooSlow) return true;
  return (error instanceof Error && error.name === 'FetchError') || serverFault.safeParse(error).success;
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`nothing within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
