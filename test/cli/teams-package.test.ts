import { unzipSync } from 'fflate';
import { teamsPackage } from '../../src/cli/teams-package.js';

const { AppManifestUtils } = (await import('@microsoft/app-manifest')) as unknown as {
  AppManifestUtils: { validateAgainstSchema(manifest: object): Promise<string[]> };
};
const appId = '11111111-2222-3333-4444-555555555555';

function unpacked(): Record<string, Uint8Array> {
  return unzipSync(teamsPackage({ appId, site: 'https://shouwen.example' }));
}

const json = (file: Uint8Array | undefined) => JSON.parse(Buffer.from(file ?? []).toString('utf8'));

test('the manifest fits the schema it names, and the bot is ours', async () => {
  const manifest = json(unpacked()['manifest.json']);
  expect(manifest).toMatchObject({ id: appId, bots: [{ botId: appId }], validDomains: ['shouwen.example'] });
  expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
  expect(await AppManifestUtils.validateAgainstSchema({ ...manifest, bots: [{ botId: 'none' }] })).not.toEqual([]);
});

test('every text that has another language names something of the manifest', () => {
  const files = unpacked();
  const manifest = json(files['manifest.json']);
  const { $schema, ...texts } = json(files['en.json']);
  expect($schema).toContain('v1.24');
  for (const path of Object.keys(texts)) {
    const found = path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce((at, key) => Object(at)[key], manifest);
    expect([path, typeof found]).toEqual([path, 'string']);
  }
});

test('the icons have the sizes Teams asks for', () => {
  const files = unpacked();
  const size = (name: string) => {
    const png = Buffer.from(files[name] ?? []);
    return [png.readUInt32BE(16), png.readUInt32BE(20)];
  };
  expect([size('color.png'), size('outline.png')]).toEqual([
    [192, 192],
    [32, 32],
  ]);
});

test('an address without https is refused', () => {
  expect(() => teamsPackage({ appId, site: 'http://127.0.0.1:3978' })).toThrow('https');
});
