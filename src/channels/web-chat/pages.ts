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

const headers = {
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-cache',
};

/** Path of a request → the file that answers it, or undefined. Pure; names are lower-case words of one folder, so none leads out of it. */
export function resolvePage(path: string, from: PageFolders = folders): Page | undefined {
  if (path === '/') return page(from.source, 'index.html', 'text/html; charset=utf-8');
  if (path === '/icon.svg') return page(from.source, 'icon.svg', 'image/svg+xml');
  if (path === '/adaptivecards.js') return page(from.cards, 'adaptivecards.min.js', 'text/javascript; charset=utf-8');
  const [, name, kind] = /^\/((?:[a-z]+-)*[a-z]+)\.(js|css)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  if (kind === 'css') return page(from.source, `${name}.css`, 'text/css; charset=utf-8');
  return page(from.built, `${name}.js`, 'text/javascript; charset=utf-8');
}

function page(folder: string, name: string, contentType: string): Page {
  return { file: join(folder, name), contentType, headers };
}
