/** Starts WebKitGTK's MiniBrowser, Safari's relative, on a display that nobody sees. */
import { createServer } from 'node:net';
import { Builder, By, Capabilities } from 'selenium-webdriver';
import { Child } from './child.js';
import { inside, lacking, program } from './found.js';
import { startSoundDevice, soundServer } from './sound-device.js';
import { until } from './until.js';

/** Each of its parts starts within a second. */
const START_MS = 60_000;

/** Somebody else may have taken the port in between. */
const TRIES = 3;

const DRIVER = program('WebKitWebDriver');
const DISPLAY = program('Xvfb');
/** Where Debian has it, by architecture, and where Fedora has it. */
const BROWSER = [...inside('/usr/lib'), '/usr/libexec']
  .flatMap(inside).filter((place) => /\/webkit2gtk-4\.\d$/.test(place))
  .flatMap(inside).find((place) => place.endsWith('/MiniBrowser'));

/** Why WebKitGTK cannot be started, or false. */
export const noWebKit = lacking('WebKitGTK', {
  WebKitWebDriver: DRIVER, MiniBrowser: BROWSER, Xvfb: DISPLAY, pulseaudio: soundServer,
});

/** @returns {Promise<import('./audio-page.js').Browser>} */
export async function launchWebKit() {
  const started = [await startSoundDevice()];
  const close = async () => {
    for (const part of started.toReversed()) await part.stop();
  };
  try {
    const display = new Child(DISPLAY, ['-displayfd', '1', '-nolisten', 'tcp']);
    started.push(display);
    const number = await display.ready(START_MS, display.says(/^(\d+)$/));
    const env = {
      ...started[0].env,
      DISPLAY: `:${number}`,
      // Its sandbox cannot be had by root, which is who tests in a container.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    };
    const { driver, origin } = await startDriver(env);
    started.push(driver);
    const session = await new Builder().usingServer(origin).withCapabilities(CAPABILITIES).build();
    started.push({ stop: () => session.quit() });
    return { newTab: async () => tab(session), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<{ driver: Child, origin: string }>} */
async function startDriver(env, tries = TRIES) {
  const port = await freePort();
  const driver = new Child(DRIVER, [`--port=${port}`], { env });
  const origin = `http://127.0.0.1:${port}`;
  try {
    await driver.ready(START_MS, until('the driver of WebKitGTK', START_MS, () => answers(origin)));
    return { driver, origin };
  } catch (error) {
    if (tries > 1) return startDriver(env, tries - 1);
    throw error;
  }
}

const CAPABILITIES = new Capabilities({
  browserName: 'MiniBrowser',
  // A page counts as loaded when its sound can be played, which is what a test wants to see itself.
  pageLoadStrategy: 'none',
  'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] },
});

/** @returns {Promise<number>} a port that nobody has */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} origin */
async function answers(origin) {
  return fetch(`${origin}/status`).then(() => true, () => false);
}

/** @param {import('selenium-webdriver').WebDriver} session @returns {import('./audio-page.js').Tab} */
function tab(session) {
  return {
    goto: async (address) => {
      await session.get(address);
      const there = () => session.executeScript('return location.href + document.readyState');
      await until('the page', START_MS, async () => {
        const seen = await there().catch(() => '');
        return seen.startsWith(address) && !seen.endsWith('loading');
      });
    },
    click: (selector) => session.findElement(By.css(selector)).click(),
    evaluate: (expression) => session.executeScript(`return ${expression}`),
    close: () => session.get('about:blank'),
  };
}
