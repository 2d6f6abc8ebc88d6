/** Writes pictures to `shots/`, for eyes: `npm run screenshots`. Of the demo page, and of each state. */
import { mkdir } from 'node:fs/promises';
import { launch } from './browser.js';
import { PlayerPage } from './player-page.js';
import { VOICE, noService, startService } from './service.js';
import { STATES, reach, serveStates } from './states.js';

const SHOTS = new URL('shots/', import.meta.url);
const SIZES = {
  phone: {
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
  },
  desktop: { viewport: { width: 1280, height: 900 } },
};

/** States that are worth a look in every script and colour. */
const MAIN_STATES = ['idle', 'playing', 'panel'];

/** Long enough to be within the standfirst. */
const LISTEN_SECONDS = 5;

/** What moves as a state begins has come to rest by then. */
const SETTLE_MS = 500;

/** @typedef {import('playwright-core').BrowserContextOptions} Settings */

await mkdir(SHOTS, { recursive: true });
const browser = await launch();
try {
  await shootStates();
  if (noService) console.error(`no pictures of the demo page: ${noService}`);
  else await shootDemo();
} finally {
  await browser.close();
}

async function shootStates() {
  for (const [size, settings] of Object.entries(SIZES)) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await shootEach(`${size}-${colorScheme}`, STATES, 'en', { ...settings, colorScheme });
    }
    await shootEach(`${size}-rtl`, MAIN_STATES, 'ar', settings);
    await shootEach(`${size}-forced`, MAIN_STATES, 'en', { ...settings, forcedColors: 'active' });
  }
}

/** @param {string} name @param {string[]} states @param {'en' | 'ar'} lang @param {Settings} settings */
async function shootEach(name, states, lang, settings) {
  const site = await serveStates(lang, { dressed: true });
  for (const state of states) {
    await withPage(settings, async (page) => {
      await reach(state, page, site.origin);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: path(`${name}-${state}`) });
    });
  }
  await site.close();
}

async function shootDemo() {
  const service = await startService(['--voice', VOICE]);
  try {
    for (const [size, settings] of Object.entries(SIZES)) {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const shoot = (/** @type {import('playwright-core').Page} */ page) =>
          shootPage(`demo-${size}-${colorScheme}`, page, `${service.origin}/demo/`);
        await withPage({ ...settings, colorScheme }, shoot);
      }
    }
  } finally {
    await service.stop();
  }
}

/** @param {string} name @param {import('playwright-core').Page} page @param {string} address */
async function shootPage(name, page, address) {
  await page.goto(address);
  const player = new PlayerPage(page);
  await player.until((element) => element.duration > 0);
  await page.screenshot({ path: path(`${name}-idle`) });
  await page.screenshot({ path: path(`${name}-page`), fullPage: true });
  await player.button.click();
  await player.plays(LISTEN_SECONDS);
  await page.screenshot({ path: path(`${name}-playing`) });
}

/** @param {Settings} settings @param {(page: import('playwright-core').Page) => Promise<void>} use */
async function withPage(settings, use) {
  const context = await browser.newContext({ locale: 'en-US', ...settings });
  await use(await context.newPage());
  await context.close();
}

/** @param {string} name @returns {string} */
function path(name) {
  return new URL(`${name}.png`, SHOTS).pathname;
}
