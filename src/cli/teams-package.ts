import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { parseConfig } from '../config.js';
import { AppError } from '../errors.js';
import { projectRoot } from '../project-root.js';
import type { Command } from './command.js';

const help = `Usage: npm run -s shouwen -- teams-package [--out FILE]

Writes the app package for Teams (default shouwen-teams.zip): manifest, icons, names in Chinese and English. Upload it in the Teams admin
centre. MICROSOFT_APP_ID (with the rest of the registration) names the bot, PUBLIC_URL the https address people find you at.

Examples:
  npm run teams:package
  npm run -s shouwen -- teams-package --out build/teams.zip
`;

const folder = join(projectRoot, 'web', 'teams');

/** `shouwen teams-package`. */
export const teamsPackageCommand: Command = {
  name: 'teams-package',
  summary: 'the app package for Teams',
  help,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { out: { type: 'string', default: 'shouwen-teams.zip' } } });
    const { teams } = parseConfig(io.env);
    const site = io.env.PUBLIC_URL;
    if (!teams || !site)
      throw new AppError('misconfigured', 'Set MICROSOFT_APP_ID (and its rest) and PUBLIC_URL first.');
    writeFileSync(values.out, teamsPackage({ appId: teams.appId, site }));
    io.err.write(`${values.out} written\n`);
    return 0;
  },
};

/** The zip, its three kinds of files at the root. `site`: an https address. */
export function teamsPackage({ appId, site }: { appId: string; site: string }): Uint8Array {
  const url = new URL(site);
  if (url.protocol !== 'https:') throw new AppError('misconfigured', 'PUBLIC_URL: Teams takes https addresses only.');
  const manifest = z.looseObject({ developer: z.object({ name: z.string() }), bots: z.array(z.looseObject({})) });
  const template = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const filled = {
    ...template,
    version: packageVersion(),
    id: appId,
    developer: {
      name: template.developer.name,
      websiteUrl: url.href,
      privacyUrl: url.href,
      termsOfUseUrl: url.href,
    },
    bots: template.bots.map((bot) => ({ ...bot, botId: appId })),
    validDomains: [url.hostname],
  };
  return zipSync({
    'manifest.json': Buffer.from(JSON.stringify(filled, null, 2)),
    'en.json': readFileSync(join(folder, 'en.json')),
    'color.png': readFileSync(join(folder, 'color.png')),
    'outline.png': readFileSync(join(folder, 'outline.png')),
  });
}

function packageVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));
  return version;
}
