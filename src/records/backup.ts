import { cp, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.js';
import { isBusy, toAppError } from './store-errors.js';

const file = 'shouwen.db';

/**
 * Copies the embedded store as it stands at one instant into a folder that has none, whole on disk before it gets its name; a server
 * may go on beside it. The folder is then a DATA_DIR of its own, without the secret key. Gives the size, bytes.
 */
export async function backUp(dataDir: string, folder: string): Promise<number> {
  const [source, target] = [join(dataDir, file), join(folder, file)];
  if (!(await exists(source))) throw new AppError('misconfigured', 'There is no embedded store in DATA_DIR.');
  if (await exists(target)) throw new AppError('misconfigured', 'There is a backup in that folder: name another one.');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  copy(source, partial);
  const written = await open(partial, 'r+');
  await written.sync().finally(() => written.close());
  await rename(partial, target);
  const overlay = join(dataDir, 'overlay');
  if (await exists(overlay)) await cp(overlay, join(folder, 'overlay'), { recursive: true });
  return (await stat(target)).size;
}

/** One read transaction: writers go on meanwhile. */
function copy(source: string, target: string): void {
  const store = new DatabaseSync(source, { readOnly: true, timeout: 5_000 });
  try {
    store.prepare('vacuum into ?').run(target);
  } catch (error) {
    throw isBusy(error)
      ? new AppError('unreachable', 'Another process holds the record store: try again.')
      : toAppError(error);
  } finally {
    store.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
