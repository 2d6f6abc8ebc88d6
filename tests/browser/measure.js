/**
 * How the player does on the demo page, in figures: `make bench-player`, or `npm run measure` with a
 * stand-in for the service; with ALOUD_ORIGIN=http://127.0.0.1:8000 at one that runs. ROUNDS=n for
 * more of each.
 */
import { launch, launchChromium } from './browser.js';
import { demoSite } from './demo-site.js';
import { launchFirefox, noFirefox } from './firefox.js';
import { lateness } from './lateness.js';
import { PlayerPage } from './player-page.js';

/** Enough for a median. */
const ROUNDS = Number(process.env.ROUNDS || 15);

/** All that a page does on its own has been done by then. */
const SETTLE_MS = 1500;

/** Moves the article, and the player in it, some screens down. */
const SCREENS = '<br>'.repeat(400);
const SCRIPT = /<script\b[^>]*\bsrc="[^"]*player[^"]*"[^>]*><\/script>/g;

const SHIFTS = `window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.shifts += value;
  }).observe({ type: 'layout-shift', buffered: true });`;

/** @typedef {{ script: number, task: number, shift: number, requests: string[] }} Load in milliseconds */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {(html: string) => string} change
 * @returns {Promise<Load>} what one visit costs, without a press
 */
async function load(browser, address, change) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.addInitScript(SHIFTS);
  await page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
  const devtools = await context.newCDPSession(page);
  // Of the processor: what else runs on the machine is not the page's.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  await page.waitForTimeout(SETTLE_MS);
  const { metrics } = await devtools.send('Performance.getMetrics');
  const milliseconds = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
  const shift = await page.evaluate('window.shifts');
  await context.close();
  return { script: milliseconds('ScriptDuration'), task: milliseconds('TaskDuration'), shift, requests };
}

/** @param {import('playwright-core').Browser} browser @param {import('./demo-site.js').Site} site */
async function measureLoads(browser, { address }) {
  const far = (/** @type {string} */ html) => html.replace('<main', `${SCREENS}<main`);
  const without = (/** @type {string} */ html) => html.replace(SCRIPT, '');
  const changes = {
    far, 'far, without': (html) => far(without(html)), near: (html) => html, 'near, without': without,
  };
  /** @type {Record<string, Load[]>} */
  const loads = Object.fromEntries(Object.keys(changes).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, change] of Object.entries(changes)) {
      loads[name].push(await load(browser, address, change));
    }
  }
  for (const place of ['far', 'near']) {
    const [own, other] = [loads[place], loads[`${place}, without`]];
    const added = own[0].requests.filter((path) => !other[0].requests.includes(path));
    const more = (what) => median(own.map((it) => it[what])) - median(other.map((it) => it[what]));
    row(`player ${place}: requests`, `${added.length}`, added.length > 9 ? '' : added.join(' '));
    row(`player ${place}: script`, ms(more('script')), `of ${ms(median(own.map((it) => it.script)))}`);
    row(`player ${place}: all tasks`, ms(more('task')), `of ${ms(median(own.map((it) => it.task)))}`);
    row(`player ${place}: layout shift`, Math.max(...own.map(({ shift }) => shift)).toFixed(4),
      `without it ${Math.max(...other.map(({ shift }) => shift)).toFixed(4)}`);
  }
}

/** From the event of the press until time goes on. */
const ON_PRESS = `void (globalThis.heard = new Promise((resolve) => {
  const player = document.querySelector('listen-to-article');
  document.addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      const sounds = player.state === 'playing' && player.currentTime > 0;
      if (sounds) resolve(performance.now() - timeStamp);
      else setTimeout(look);
    };
    look();
  }, { capture: true, once: true });
}));`;

/** @param {import('playwright-core').Browser} browser @param {import('./demo-site.js').Site} site */
async function measurePress(browser, { address }) {
  const waits = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const player = new PlayerPage(page);
    await player.isReady();
    await page.waitForTimeout(SETTLE_MS);
    await page.evaluate(ON_PRESS);
    await player.button.click();
    waits.push(await page.evaluate('globalThis.heard'));
    await context.close();
  }
  // The first sound of a browser takes longer, and no reader starts one for an article.
  waits.shift();
  row('press to sound', ms(median(waits)), spread(waits));
}

/** @param {import('./demo-site.js').Site} site */
async function measureHighlight(site) {
  const engines = { chromium: launchChromium, ...(!noFirefox && { firefox: launchFirefox }) };
  for (const [name, start] of Object.entries(engines)) {
    const browser = await start();
    for (const rate of [1, 2]) {
      const told = await lateness(browser, site, rate);
      for (const [unit, { changes, late, early, missed }] of Object.entries(told)) {
        // What is asked for with the press, such as the times, comes after the sound.
        const [first, ...others] = late;
        const note = `first ${ms(first)}, ${early} early, ${missed} missed of ${changes}`;
        row(`${name} ${rate}×: ${unit} late`, ms(median(others)), `${spread(others)}, ${note}`);
      }
    }
    await browser.close();
  }
}

/** @param {number[]} values @param {number} share @returns {number} */
function at(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} values @returns {number} */
function median(values) {
  return at(values, 0.5);
}

/** @param {number[]} values @returns {string} */
function spread(values) {
  return `p95 ${ms(at(values, 0.95))}, max ${ms(at(values, 1))}`;
}

/** @param {number | undefined} value @returns {string} */
function ms(value) {
  return value === undefined ? 'unseen' : `${value.toFixed(1)} ms`;
}

/** @param {string} what @param {string} figure @param {string} note */
function row(what, figure, note) {
  console.log(`${what.padEnd(30)} ${figure.padStart(10)}   ${note}`);
}

if (noFirefox) console.error(noFirefox);
const site = await demoSite();
try {
  const browser = await launch();
  await measureLoads(browser, site);
  await measurePress(browser, site);
  await browser.close();
  await measureHighlight(site);
} finally {
  await site.close();
}
