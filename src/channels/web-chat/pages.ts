import { join } from 'node:path';
import type { Page } from '../../http/route.js';
import { projectRoot } from '../../project-root.js';

export interface PageFolders {
  /** `web/`: markup and styles as written. */
  source: string;
  /** `dist/web/`: compiled modules. */
  built: string;
  /** `node_modules/adaptivecards/dist/`. */
  cards: string;
}

const folders: PageFolders = {
  source: join(projectRoot, 'web'),
  built: join(projectRoot, 'dist', 'web'),
  cards: join(projectRoot, 'node_modules', 'adaptivecards', 'dist'),
};

/** Nothing inline, nothing from elsewhere; images may be small ones inside a card. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const html = 'text/html; charset=utf-8';

const headers = {
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-cache',
};

/** Path of a request → the file that answers it, or undefined; of the two pages only those that are open. Pure; names are lower-case words of one folder, so none leads out of it. */
export function resolvePage(
  path: string,
  open: { staff: boolean; customers: boolean },
  from: PageFolders = folders,
): Page | undefined {
  if (!open.staff && !open.customers) return undefined;
  if (path === '/') return open.staff ? page(from.source, 'index.html', html) : undefined;
  if (path === '/c') return open.customers ? customerPage(from) : undefined;
  if (path === '/icon.svg') return page(from.source, 'icon.svg', 'image/svg+xml');
  if (path === '/adaptivecards.js') return page(from.cards, 'adaptivecards.min.js', 'text/javascript; charset=utf-8');
  const [, name, kind] = /^\/((?:[a-z]+-)*[a-z]+)\.(js|css)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  if (kind === 'css') return page(from.source, `${name}.css`, 'text/css; charset=utf-8');
  return page(from.built, `${name}.js`, 'text/javascript; charset=utf-8');
}

/** Kept nowhere: on a lent phone going back shows nothing. */
function customerPage(from: PageFolders): Page {
  const found = page(from.source, 'customer.html', html);
  return { ...found, headers: { ...headers, 'Cache-Control': 'no-store' } };
}

function page(folder: string, name: string, contentType: string): Page {
  return { file: join(folder, name), contentType, headers };
}
