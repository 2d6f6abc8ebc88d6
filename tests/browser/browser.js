/** Starts Chromium as a reader's browser: nothing from outside, and no autoplay exception. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** `--autoplay-policy` stays at its default, so that a missing user gesture is noticed. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export function launch() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium found: name it in CHROMIUM');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** @returns {Promise<import('./audio-page.js').Browser>} it as the drivers of all engines have it */
export async function launchChromium() {
  const browser = await launch();
  return { newTab: () => browser.newPage(), close: () => browser.close() };
}
