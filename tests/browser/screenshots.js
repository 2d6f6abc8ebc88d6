/** Writes pictures of the demo page to `shots/`, for eyes: `npm run screenshots`. */
import { mkdir } from 'node:fs/promises';
import { launch } from './browser.js';
import { PlayerPage } from './player-page.js';
import { VOICE, startService } from './service.js';

const SHOTS = new URL('shots/', import.meta.url);
const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};

/** Long enough to be within the standfirst. */
const LISTEN_SECONDS = 5;

await mkdir(SHOTS, { recursive: true });
const service = await startService(['--voice', VOICE]);
const browser = await launch();
try {
  for (const [size, settings] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      await shoot(`${size}-${colorScheme}`, { ...settings, colorScheme });
    }
  }
} finally {
  await browser.close();
  await service.stop();
}

/** @param {string} name @param {import('playwright-core').BrowserContextOptions} settings */
async function shoot(name, settings) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const player = new PlayerPage(page);
  const save = (state, fullPage = false) =>
    page.screenshot({ path: new URL(`${name}-${state}.png`, SHOTS).pathname, fullPage });
  await page.goto(`${service.origin}/demo/`);
  await player.until((element) => element.duration > 0);
  await save('idle');
  await save('page', true);
  await player.button.click();
  await player.plays(LISTEN_SECONDS);
  await save('playing');
  await context.close();
}
