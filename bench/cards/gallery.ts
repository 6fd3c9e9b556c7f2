import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openApp } from '../../src/app.js';
import { FixedClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import { createLogger } from '../../src/log.js';
import { projectRoot } from '../../src/project-root.js';
import { collectCards } from './collect.js';
import { galleryPage } from './page.js';

const folder = join(projectRoot, '.cache', 'cards');
const widths = [1280, 375];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** `npm run cards`: every card of the product, as each channel shows it, on one page and as pictures. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-cards-'));
  const clock = new FixedClock('2026-11-24T16:50:00+08:00');
  const config = parseConfig({ DATA_DIR: dataDir, DEMO: '1' });
  const app = await openApp({ config, clock, log: createLogger({ level: 'error' }) });
  const cards = await collectCards(app, clock).finally(() => app.close());
  rmSync(dataDir, { recursive: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'index.html');
  writeFileSync(file, galleryPage(cards));
  process.stderr.write(`${cards.length} cards: ${file}\n`);
  await photograph(file, cards.length);
}

/** With Chromium at hand; without it the page is all there is. */
async function photograph(file: string, count: number): Promise<void> {
  const executablePath = process.argv[2] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: flags });
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: join(folder, `all-${width}.png`), fullPage: true });
    for (let n = 0; n < count; n++)
      await page.locator(`#card-${n}`).screenshot({ path: join(folder, `${String(n).padStart(3, '0')}-${width}.png`) });
  }
  await browser.close();
}

await main();
