import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { load } from 'js-yaml';
import { z } from 'zod';
import { parseConfig } from '../src/config.js';
import { projectRoot } from '../src/project-root.js';

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8');
const dockerfile = read('Dockerfile');
const environment = z.record(z.string(), z.string());
const { services } = z
  .looseObject({ services: z.object({ shouwen: z.looseObject({ environment }) }) })
  .parse(load(read('compose.yaml')));
const composed = services.shouwen.environment;
const inImage = parseEnv((/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').replaceAll(' ', '\n'));

test.each([
  ['compose.yaml', composed],
  ['Dockerfile', inImage],
])('%s sets nothing but what the configuration reads', (_, set) => {
  const known = Object.keys(parseEnv(read('.env.example')));
  expect(Object.keys(set).length).toBeGreaterThan(3);
  expect(Object.keys(set).filter((name) => !known.includes(name))).toEqual([]);
});

test('what both set, with what people write into .env, is a configuration that starts', () => {
  const written = { SECRET_KEY: 's'.repeat(40), POSTGRES_PASSWORD: 'secret' };
  const filled = Object.entries(composed).map(([name, value]) => [
    name,
    value.replace(/\$\{(\w+)[^}]*\}/g, (_, of: keyof typeof written) => written[of]),
  ]);
  const channel = {
    MICROSOFT_APP_TYPE: 'SingleTenant',
    MICROSOFT_APP_ID: '00000000-0000-4000-8000-000000000001',
    MICROSOFT_APP_PASSWORD: 'its-password',
    MICROSOFT_APP_TENANT_ID: '00000000-0000-4000-8000-000000000002',
  };
  const config = parseConfig({ ...inImage, ...Object.fromEntries(filled), ...channel });
  expect(config).toMatchObject({ production: true, demo: false, host: '0.0.0.0', dataDir: '/data' });
  expect(config.databaseUrl).toBe('postgres://shouwen:secret@postgres:5432/shouwen');
});

test('what the image takes from the project is there; it is restarted for being dead, not for a database that is away', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?:--from=build \/app\/)?(\S.*?) \S+$/gm)]
    .flatMap(([, names = '']) => names.split(' '))
    .filter((name) => !name.startsWith('--from=') && !name.startsWith('/') && !['.', 'dist'].includes(name));
  expect(copied).toEqual(
    expect.arrayContaining(['package.json', '.npmrc', 'src', 'packs', 'web', 'dialogs', 'prompts']),
  );
  expect(copied.filter((name) => !existsSync(join(projectRoot, name)))).toEqual([]);
  expect(dockerfile).toMatch(/^HEALTHCHECK (?:.*\\\n)*.*\/healthz\b/m);
  expect(dockerfile).toMatch(/^USER node$/m);
});
