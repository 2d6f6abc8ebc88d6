/** Starts Firefox as a reader's browser, over WebDriver BiDi. */
import puppeteer from 'puppeteer-core';
import { lacking, program } from './found.js';
import { soundServer, startSoundDevice } from './sound-device.js';

const FIREFOX = process.env.FIREFOX ?? program('firefox-esr') ?? program('firefox');

/** It starts in two seconds, and in many more where it is read from a cold disk. */
const START_MS = 120_000;

/** Why Firefox cannot be started, or false. */
export const noFirefox = lacking('Firefox', { firefox: FIREFOX, pulseaudio: soundServer });

/** @returns {Promise<import('./audio-page.js').Browser>} */
export async function launchFirefox() {
  const device = await startSoundDevice();
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox', executablePath: FIREFOX, headless: true, env: device.env, timeout: START_MS,
    });
    return {
      newTab: async () => {
        const page = await browser.newPage();
        page.setDefaultTimeout(START_MS);
        return page;
      },
      close: () => browser.close().then(device.stop),
    };
  } catch (error) {
    await device.stop();
    throw error;
  }
}
