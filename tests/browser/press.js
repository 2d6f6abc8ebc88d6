/**
 * How long a reader waits for sound in Chromium and Firefox: from the press, and from a seek to where
 * no sound exists yet. `make bench-players`, with ROUNDS=n for more of them.
 *
 * Each round has an article of its own, planned and with its first seconds made, as one is whose
 * button has been seen. Sound is the event `playing` and a time that went on from where it was.
 */
import { page, planned, publish } from './articles.js';
import { launchChromium } from './browser.js';
import { launchFirefox, noFirefox } from './firefox.js';
import { servePages } from './pages.js';
import { VOICE, startService } from './service.js';

/** Enough for a median; the slowest of ten is shown as well. */
const ROUNDS = Number(process.env.ROUNDS || 10);

/** Six minutes, which is what a long article of a newspaper takes. */
const SENTENCES = 80;

/**
 * Where a reader jumps to: nearly four minutes, 1.3 MB. To what is less than a mebibyte ahead
 * Firefox reads on, and asks for no range.
 */
const MIDDLE = 0.6;

/** What the service makes before a press: six seconds of 48 kbit/s. */
const OPENING_BYTES = 36_000;

/** Nobody presses sooner, and until then a new page has work of its own. */
const LOOKED_AT_MS = 500;

/** In the page: settles with the milliseconds from now until sound goes on behind `from`. */
const HEARD = `const heard = (audio, from) => new Promise((resolve) => {
  const begin = performance.now();
  let playing = false;
  audio.addEventListener('playing', () => { playing = true; }, { once: true });
  const look = () => {
    const sounds = playing && !audio.seeking && audio.currentTime > from;
    if (sounds) resolve(performance.now() - begin);
    else setTimeout(look);
  };
  look();
});`;

/** The press is measured from the event in the page, not from the driver that makes it. */
const ON_PRESS = `(() => {
  ${HEARD}
  const audio = document.querySelector('audio');
  globalThis.pressed = new Promise((resolve) => {
    const press = () => resolve(heard(audio, 0));
    document.addEventListener('click', press, { capture: true, once: true });
  });
})()`;

/** @param {number} seconds */
const onSeek = (seconds) => `(() => {
  ${HEARD}
  const audio = document.querySelector('audio');
  const sound = heard(audio, ${seconds});
  audio.currentTime = ${seconds};
  return sound;
})()`;

/**
 * @param {import('./audio-page.js').Browser} browser
 * @param {string} site
 * @param {string} sound
 * @param {number} length
 * @returns {Promise<{ press: number, seek: number }>} milliseconds
 */
async function wait(browser, site, sound, length) {
  const tab = await browser.newTab();
  // As in our player: nothing is asked for before the press.
  await tab.goto(`${site}/plain?preload=none&of=${encodeURIComponent(sound)}`);
  await tab.evaluate(ON_PRESS);
  await new Promise((later) => setTimeout(later, LOOKED_AT_MS));
  await tab.click('button');
  const press = await tab.evaluate('globalThis.pressed');
  const seek = await tab.evaluate(onSeek(length * MIDDLE));
  await tab.close();
  return { press, seek };
}

/** @param {string} sound */
async function opened(sound) {
  const answer = await fetch(sound, { headers: { range: `bytes=0-${OPENING_BYTES - 1}` } });
  await answer.arrayBuffer();
}

/** @param {string} what @param {number[]} waits */
function report(what, waits) {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]);
  console.log(`${what.padEnd(18)} median ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms`);
}

/** @param {string} name @param {import('./audio-page.js').Browser} browser @param {number} nth */
async function measure(name, browser, nth) {
  const waits = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const article = await publish(service.origin, page(nth + round, SENTENCES));
    const length = await planned(article);
    await opened(article.sound);
    waits.push(await wait(browser, site.origin, article.sound, length));
  }
  // The first sound of a browser takes a second longer, and no reader starts one for an article.
  waits.shift();
  report(`${name}, press`, waits.map(({ press }) => press));
  report(`${name}, seek`, waits.map(({ seek }) => seek));
}

if (noFirefox) console.error(noFirefox);
const site = await servePages();
const service = await startService(['--voice', VOICE, '--site', site.origin]);
const engines = { chromium: launchChromium, ...(!noFirefox && { firefox: launchFirefox }) };
let nth = 0;
try {
  for (const [name, start] of Object.entries(engines)) {
    const browser = await start();
    try {
      await measure(name, browser, nth);
    } finally {
      await browser.close();
    }
    nth += ROUNDS + 1;
  }
} finally {
  await service.stop();
  await site.close();
}
