/** Starts Firefox as a reader's browser, over WebDriver BiDi. */
import puppeteer from 'puppeteer-core';
import { lacking, program } from './found.js';
import { soundServer, startSoundDevice } from './sound-device.js';

const FIREFOX = process.env.FIREFOX ?? program('firefox-esr') ?? program('firefox');

/** Why Firefox cannot be started, or false. */
export const noFirefox = lacking('Firefox', { firefox: FIREFOX, pulseaudio: soundServer });

/** @returns {Promise<import('./audio-page.js').Browser>} */
export async function launchFirefox() {
  const device = await startSoundDevice();
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox', executablePath: FIREFOX, headless: true, env: device.env,
    });
    return {
      newTab: () => browser.newPage(),
      close: () => browser.close().then(device.stop),
    };
  } catch (error) {
    await device.stop();
    throw error;
  }
}
