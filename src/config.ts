import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type ModelUse, modelUses } from './domain/labels.js';
import { AppError } from './errors.js';
import { projectRoot } from './project-root.js';

/** A Teams bot registration; present only when complete and plausible. */
export interface TeamsConfig {
  appId: string;
  type: 'SingleTenant' | 'UserAssignedMsi';
  tenantId: string;
  /** Empty for `UserAssignedMsi`, which needs none. */
  password: string;
}

/** A WeCom 智能机器人 by its long connection. */
export interface WecomConfig {
  botId: string;
  secret: string;
  /** Another gateway than the vendor's. */
  url: string | undefined;
}

/** Signing in to the web chat by OpenID Connect. */
export interface SignInConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim of the ID token that names the `webchat` identity in the directory. */
  userClaim: string;
  /** What people type to reach us; https, but for this computer. */
  publicUrl: string;
}

export interface CustomerChatConfig {
  /** What customers' browsers reach; undefined in a demo, which this computer alone may use. */
  publicUrl: string | undefined;
  /** How links begin. */
  origin: string;
}

export interface ModelConfig {
  apiKey: string;
  baseUrl: string | undefined;
  model: string | undefined;
  embeddingModel: string | undefined;
  uses: readonly ModelUse[];
  tokensPerDay: number;
  /** Requests at a time, of one process. */
  concurrency: number;
}

/** Everything the environment says, checked once. Paths are absolute, instants epoch ms. */
export interface Config {
  production: boolean;
  demo: boolean;
  host: string;
  port: number;
  dataDir: string;
  packDir: string;
  calendarsDir: string;
  /** An administrator's own clauses, limits and calendars; undefined while there is no such folder. */
  overlayDir: string | undefined;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  secretKey: string | undefined;
  /** Seal personal fields; the first seals, all open. Empty: the secret key does. */
  fieldKeys: readonly string[];
  model: ModelConfig | undefined;
  teams: TeamsConfig | undefined;
  signIn: SignInConfig | undefined;
  /** Customers' own chats; undefined: off. */
  customerChat: CustomerChatConfig | undefined;
  wecom: WecomConfig | undefined;
  /** How long a server that is asked to stop still serves while `/readyz` says no, seconds. */
  drainSeconds: number;
  simulated: { now: number; speed: number } | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
}

export type Environment = Readonly<Record<string, string | undefined>>;

const url = (what: string, ...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `write ${what}`,
  });
/** Secrets travel by it: https, or this computer. */
const safeUrl = z
  .string()
  .refine((value) => /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)([:/]|$))/.test(value) && URL.canParse(value), {
    error: 'write an https address',
  });
const guid = z.guid({ error: 'must be a GUID, as the portal shows it' });
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, {
    error: 'write an instant with its offset, for example 2026-11-24T16:50:00+08:00',
  })
  .refine((value) => !Number.isNaN(Date.parse(value)), { error: 'there is no such day or time' });

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** One entry a variable; an empty value counts as absent. `.env.example` lists the same names. */
export const variables = {
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: 'must be a number from 0 to 65535' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must be a number from 0 to 65535' })
    .max(65535, { error: 'must be a number from 0 to 65535' })
    .default(3978),
  DATA_DIR: z.string().default('./data'),
  PACK: z.string().default('telecom'),
  DEMO: z.enum(['0', '1'], { error: 'write 0 or 1' }).optional(),
  DATABASE_URL: url('postgres://user:password@host:5432/database', 'postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis://host:6379', 'redis:', 'rediss:').optional(),
  SECRET_KEY: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  FIELD_KEYS: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .pipe(z.array(z.string().min(32, { error: 'each key must have at least 32 characters, with commas between' })))
    .default([]),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url('an http or https address', 'http:', 'https:').optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  MODEL_USES: z
    .string()
    .transform((list) => list.split(',').map((use) => use.trim()))
    .pipe(z.array(z.enum(modelUses), { error: `write some of ${modelUses.join(', ')} with commas between` }))
    .default([...modelUses]),
  MODEL_TOKENS_PER_DAY: wholeNumber(1, 1e9).default(2_000_000),
  MODEL_CONCURRENCY: wholeNumber(1, 1_000).default(8),
  MICROSOFT_APP_ID: guid.optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMsi'], { error: 'write exactly SingleTenant or UserAssignedMsi' })
    .optional(),
  MICROSOFT_APP_TENANT_ID: guid.optional(),
  WECOM_BOT_ID: z.string().optional(),
  WECOM_BOT_SECRET: z.string().optional(),
  WECOM_URL: z
    .string()
    .regex(/^(wss:\/\/|ws:\/\/127\.0\.0\.1([:/]|$))/, { error: 'write a wss address' })
    .optional(),
  OIDC_ISSUER: safeUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_USER_CLAIM: z.string().default('sub'),
  PUBLIC_URL: safeUrl.optional(),
  CUSTOMER_CHAT: z.enum(['0', '1'], { error: 'write 0 or 1' }).optional(),
  SIMULATED_NOW: instant.optional(),
  SIMULATED_SPEED: z.coerce
    .number({ error: 'must be a number' })
    .min(0, { error: 'time never runs backwards' })
    .optional(),
  DRAIN_SECONDS: wholeNumber(0, 300).default(0),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'write fatal, error, warn, info, debug or trace',
    })
    .default('info'),
} as const;

const schema = z.object(variables);
type Values = z.infer<typeof schema>;

/** The process's environment over the project's `.env`; the only place that reads it. */
export function readEnvironment(file: string = join(projectRoot, '.env')): Environment {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return Object.freeze({ ...fromFile, ...process.env });
}

/**
 * Checks an environment as a whole. Throws `misconfigured` with every fault in one message; values are never repeated
 * in it. `server: true` also asks what only a running server needs.
 */
export function parseConfig(environment: Environment, options: { server?: boolean } = {}): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? contradictions(parsed.data, options.server ?? false)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new AppError('misconfigured', `The configuration has faults (see .env.example):\n- ${faults.join('\n- ')}`);
  }
  return freeze(toConfig(parsed.data));
}

function contradictions(values: Values, server: boolean): string[] {
  const production = values.NODE_ENV === 'production';
  const faults = [...teamsFaults(values), ...signInFaults(values), ...wecomFaults(values)];
  if (values.DATABASE_URL && !values.SECRET_KEY) {
    faults.push('SECRET_KEY: required with DATABASE_URL, the same one for every process');
  }
  if (values.SIMULATED_SPEED !== undefined && !values.SIMULATED_NOW) {
    faults.push('SIMULATED_SPEED: has no meaning without SIMULATED_NOW');
  }
  for (const name of ['SIMULATED_NOW', 'SIMULATED_SPEED'] as const) {
    if (production && values[name] !== undefined) faults.push(`${name}: not allowed in production`);
  }
  if (values.CUSTOMER_CHAT === '1' && !isDemo(values) && !values.PUBLIC_URL) {
    faults.push('PUBLIC_URL: required with CUSTOMER_CHAT, the https address customers reach');
  }
  const channels = [values.MICROSOFT_APP_ID, values.OIDC_ISSUER, values.WECOM_BOT_ID];
  if (server && production && !channels.some(Boolean)) {
    faults.push(
      'MICROSOFT_APP_ID, OIDC_ISSUER or WECOM_BOT_ID: production needs at least one channel that proves who is writing',
    );
  }
  return faults;
}

function teamsFaults(values: Values): string[] {
  const faults: string[] = [];
  const rest = ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TYPE', 'MICROSOFT_APP_TENANT_ID'] as const;
  if (!values.MICROSOFT_APP_ID) {
    for (const name of rest) if (values[name]) faults.push(`${name}: is set, but MICROSOFT_APP_ID is missing`);
    return faults;
  }
  if (!values.MICROSOFT_APP_TYPE) faults.push('MICROSOFT_APP_TYPE: write exactly SingleTenant or UserAssignedMsi');
  if (!values.MICROSOFT_APP_TENANT_ID) faults.push('MICROSOFT_APP_TENANT_ID: the GUID of your tenant is missing');
  if (values.MICROSOFT_APP_TYPE === 'SingleTenant' && !values.MICROSOFT_APP_PASSWORD) {
    faults.push('MICROSOFT_APP_PASSWORD: required for SingleTenant');
  }
  return faults;
}

function wecomFaults(values: Values): string[] {
  const both = ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] as const;
  const given = both.filter((name) => values[name]);
  if (given.length !== 1) return [];
  return both.filter((name) => !values[name]).map((name) => `${name}: required with ${given[0]}`);
}

function signInFaults(values: Values): string[] {
  const rest = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const;
  if (values.OIDC_ISSUER) {
    return rest.filter((name) => !values[name]).map((name) => `${name}: required with OIDC_ISSUER`);
  }
  return (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const)
    .filter((name) => values[name])
    .map((name) => `${name}: is set, but OIDC_ISSUER is missing`);
}

/** Unless something that proves who is writing is configured, or it is said otherwise. */
function isDemo(values: Values): boolean {
  if (values.DEMO) return values.DEMO === '1';
  const channels = [values.MICROSOFT_APP_ID, values.OIDC_ISSUER, values.WECOM_BOT_ID];
  return values.NODE_ENV !== 'production' && !channels.some(Boolean);
}

function toConfig(values: Values): Config {
  const production = values.NODE_ENV === 'production';
  const isPath = isAbsolute(values.PACK) || /[/\\]/.test(values.PACK);
  return {
    production,
    demo: isDemo(values),
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(projectRoot, values.DATA_DIR),
    packDir: isPath ? resolve(projectRoot, values.PACK) : join(projectRoot, 'packs', values.PACK),
    calendarsDir: join(projectRoot, 'packs', 'calendars'),
    overlayDir: overlayFolder(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    secretKey: values.SECRET_KEY,
    fieldKeys: values.FIELD_KEYS,
    model: toModel(values),
    teams: toTeams(values),
    signIn: toSignIn(values),
    customerChat: toCustomerChat(values, isDemo(values)),
    wecom: toWecom(values),
    simulated: values.SIMULATED_NOW
      ? { now: Date.parse(values.SIMULATED_NOW), speed: values.SIMULATED_SPEED ?? 1 }
      : undefined,
    drainSeconds: values.DRAIN_SECONDS,
    logLevel: values.LOG_LEVEL,
  };
}

/** `overlay` in the data folder, if there is one; commands that open no store find it by this. */
export function overlayFolder(dataDir: string | undefined): string | undefined {
  const folder = resolve(projectRoot, dataDir || './data', 'overlay');
  return existsSync(folder) ? folder : undefined;
}

function toModel(values: Values): ModelConfig | undefined {
  if (!values.OPENAI_API_KEY) return undefined;
  return {
    apiKey: values.OPENAI_API_KEY,
    baseUrl: values.OPENAI_BASE_URL,
    model: values.OPENAI_MODEL,
    embeddingModel: values.OPENAI_EMBEDDING_MODEL,
    uses: values.MODEL_USES,
    tokensPerDay: values.MODEL_TOKENS_PER_DAY,
    concurrency: values.MODEL_CONCURRENCY,
  };
}

function toWecom({ WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_URL: url }: Values): WecomConfig | undefined {
  return botId && secret ? { botId, secret, url } : undefined;
}

function toSignIn(values: Values): SignInConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL } = values;
  if (!issuer || !clientId || !clientSecret || !PUBLIC_URL) return undefined;
  return { issuer, clientId, clientSecret, userClaim: values.OIDC_USER_CLAIM, publicUrl: PUBLIC_URL };
}

function toTeams(values: Values): TeamsConfig | undefined {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TYPE: type, MICROSOFT_APP_TENANT_ID: tenantId } = values;
  if (!appId || !type || !tenantId) return undefined;
  return { appId, type, tenantId, password: values.MICROSOFT_APP_PASSWORD ?? '' };
}

/** On in a demo; elsewhere by `CUSTOMER_CHAT=1`. */
function toCustomerChat(values: Values, demo: boolean): CustomerChatConfig | undefined {
  const on = values.CUSTOMER_CHAT ? values.CUSTOMER_CHAT === '1' : demo;
  const { PUBLIC_URL: publicUrl, PORT: port } = values;
  return on ? { publicUrl, origin: publicUrl ? new URL(publicUrl).origin : `http://127.0.0.1:${port}` } : undefined;
}

function freeze(config: Config): Config {
  for (const value of Object.values(config)) if (typeof value === 'object') Object.freeze(value);
  return Object.freeze(config);
}

/**
 * The libraries behind the model take orders from variables of their own: tracing, which would send what people said to a
 * third party. They are removed before such a library is loaded.
 */
export function forbidTracing(): void {
  for (const name of Object.keys(process.env)) if (/^LANG(SMITH|CHAIN|GRAPH)_/.test(name)) delete process.env[name];
}
