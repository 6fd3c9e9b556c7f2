import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parseConfig, readEnvironment, variables } from '../src/config.js';
import { AppError } from '../src/errors.js';
import { projectRoot } from '../src/project-root.js';
import { fieldSecrets, loadSecretKey } from '../src/secret-key.js';

const appId = '11111111-2222-4333-8444-555555555555';
const tenantId = '66666666-7777-4888-9999-aaaaaaaaaaaa';
const signIn = {
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'shouwen',
  OIDC_CLIENT_SECRET: 'a secret',
  PUBLIC_URL: 'https://shouwen.example',
};
const teams = {
  MICROSOFT_APP_ID: appId,
  MICROSOFT_APP_PASSWORD: 'secret-value',
  MICROSOFT_APP_TYPE: 'SingleTenant',
  MICROSOFT_APP_TENANT_ID: tenantId,
};

function faultsOf(environment: Record<string, string>, server = true): string {
  try {
    parseConfig(environment, { server });
  } catch (error) {
    if (error instanceof AppError && error.code === 'misconfigured') return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  test('nothing has to be set', () => {
    expect(parseConfig({}, { server: true })).toMatchObject({
      production: false,
      demo: true,
      host: '127.0.0.1',
      port: 3978,
      dataDir: join(projectRoot, 'data'),
      packDir: join(projectRoot, 'packs', 'telecom'),
    });
  });

  test('.env.example names every variable and stands for the defaults', () => {
    const example = parseEnv(readFileSync(join(projectRoot, '.env.example'), 'utf8'));
    expect(Object.keys(example).sort()).toEqual(Object.keys(variables).sort());
    expect(parseConfig(example, { server: true })).toEqual(parseConfig({}, { server: true }));
  });

  test('every fault stands in one message, no value does', () => {
    const faults = faultsOf({
      PORT: 'geheim-1',
      DATABASE_URL: 'mysql://geheim-2',
      DEMO: 'geheim-3',
      SECRET_KEY: 'kurz',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'DEMO', 'SECRET_KEY']) expect(faults).toContain(`- ${name}: `);
    expect(faults).not.toMatch(/geheim|kurz/);
  });

  test('the result is frozen', () => {
    const config = parseConfig(teams);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.teams)).toBe(true);
  });

  test.each([
    ['nothing', {}, true],
    ['production', { NODE_ENV: 'production' }, false],
    ['an app id', teams, false],
    ['an app id and DEMO=1', { ...teams, DEMO: '1' }, true],
    ['DEMO=0', { DEMO: '0' }, false],
  ])('demo mode with %s', (_, environment, demo) => {
    expect(parseConfig(environment).demo).toBe(demo);
  });

  test.each([
    ['an app id that is no GUID', { ...teams, MICROSOFT_APP_ID: 'my-bot' }, 'MICROSOFT_APP_ID'],
    ['a mistyped type', { ...teams, MICROSOFT_APP_TYPE: 'singleTenant' }, 'MICROSOFT_APP_TYPE'],
    ['MultiTenant', { ...teams, MICROSOFT_APP_TYPE: 'MultiTenant' }, 'MICROSOFT_APP_TYPE'],
    ['no type', { ...teams, MICROSOFT_APP_TYPE: '' }, 'MICROSOFT_APP_TYPE'],
    ['no tenant', { ...teams, MICROSOFT_APP_TENANT_ID: '' }, 'MICROSOFT_APP_TENANT_ID'],
    ['a tenant name', { ...teams, MICROSOFT_APP_TENANT_ID: 'contoso.com' }, 'MICROSOFT_APP_TENANT_ID'],
    ['no password', { ...teams, MICROSOFT_APP_PASSWORD: '' }, 'MICROSOFT_APP_PASSWORD'],
    ['a password without an app id', { MICROSOFT_APP_PASSWORD: 'x' }, 'MICROSOFT_APP_PASSWORD'],
    ['production without a channel', { NODE_ENV: 'production' }, 'MICROSOFT_APP_ID, OIDC_ISSUER or WECOM_BOT_ID'],
    ['signing in without a public address', { ...signIn, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    ['an identity provider without https', { ...signIn, OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER'],
    ['a WeCom bot without its secret', { WECOM_BOT_ID: 'x' }, 'WECOM_BOT_SECRET'],
    ["customers' own chats without an address", { ...teams, CUSTOMER_CHAT: '1' }, 'PUBLIC_URL'],
    ['a client without a provider', { OIDC_CLIENT_ID: 'x' }, 'OIDC_CLIENT_ID'],
    [
      'simulated time in production',
      { ...teams, NODE_ENV: 'production', SIMULATED_NOW: '2026-11-24T16:50:00Z' },
      'SIMULATED_NOW',
    ],
    ['a speed without a time', { SIMULATED_SPEED: '60' }, 'SIMULATED_SPEED'],
    ['a time without its offset', { SIMULATED_NOW: '2026-11-24T16:50:00' }, 'SIMULATED_NOW'],
    ['a day that does not exist', { SIMULATED_NOW: '2026-13-24T16:50:00Z' }, 'SIMULATED_NOW'],
    ['PostgreSQL without a key', { DATABASE_URL: 'postgres://127.0.0.1/x' }, 'SECRET_KEY'],
  ])('%s is refused', (_, environment, name) => {
    expect(faultsOf(environment)).toContain(`- ${name}: `);
  });

  test('a managed identity needs no password', () => {
    const environment = {
      ...teams,
      MICROSOFT_APP_TYPE: 'UserAssignedMsi',
      MICROSOFT_APP_PASSWORD: '',
      NODE_ENV: 'production',
    };
    expect(parseConfig(environment, { server: true }).teams).toEqual({
      appId,
      type: 'UserAssignedMsi',
      tenantId,
      password: '',
    });
  });

  test('commands that serve nobody need no channel in production', () => {
    expect(faultsOf({ NODE_ENV: 'production' }, false)).toBe('');
  });
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwen-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('the environment wins over .env', () => {
    const file = join(folder, '.env');
    writeFileSync(file, 'PATH=/nowhere\nSHOUWEN_TEST_ONLY="from the file"\n');
    const environment = readEnvironment(file);
    expect(environment.SHOUWEN_TEST_ONLY).toBe('from the file');
    expect(environment.PATH).not.toBe('/nowhere');
  });

  test('a secret key is made once, for its owner only', () => {
    const dataDir = join(folder, 'data');
    const key = loadSecretKey({ secretKey: undefined, dataDir });
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(loadSecretKey({ secretKey: undefined, dataDir })).toBe(key);
  });

  test('a damaged key is not replaced silently', () => {
    writeFileSync(join(folder, 'secret.key'), 'short');
    expect(() => loadSecretKey({ secretKey: undefined, dataDir: folder })).toThrow(
      expect.objectContaining({ code: 'corrupt' }),
    );
  });

  test('fields are sealed with FIELD_KEYS, else with the secret key; what was used before still opens', () => {
    const dataDir = join(folder, 'data');
    const kept = fieldSecrets({ secretKey: undefined, fieldKeys: [], dataDir });
    expect(kept).toEqual([loadSecretKey({ secretKey: undefined, dataDir })]);
    const { fieldKeys, secretKey } = parseConfig({
      FIELD_KEYS: `${'n'.repeat(32)}, ${'o'.repeat(32)}`,
      SECRET_KEY: 's'.repeat(32),
    });
    const all = fieldSecrets({ secretKey, fieldKeys, dataDir });
    expect(all).toEqual(['n'.repeat(32), 'o'.repeat(32), 's'.repeat(32), ...kept]);
  });

  test('a short field key is refused and not repeated', () => {
    expect(() => parseConfig({ FIELD_KEYS: `${'n'.repeat(32)},kurz` })).toThrow(/FIELD_KEYS(?!.*kurz)/s);
  });
});
