/** That a page which puts players in and takes them out again, as single-page sites do, keeps none. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { launch } from './browser.js';
import { article, standin } from './standin.js';
import { until } from './until.js';

const ROUNDS = 100;

const PATIENCE_MS = 60_000;

/** What is made once for all players, such as modules and style sheets, is there after these. */
const FIRST_ROUNDS = 5;

const NONE = { players: 0, sounds: 0, roots: 0, highlights: 0 };

/** Of a sentence: what is fetched for each of so many players is short. */
const SECONDS = 1.2;

const BLOCKS = Array.from({ length: 20 }, (_, nth) =>
  ({ kind: 'paragraph', text: `Paragraph ${nth} begins. It goes on. It ends.` }));

/** Tall, so that a player at its top is soon out of sight. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
  <link rel="icon" href="data:,"><style>p { padding-block: 8rem; }</style>
  <script type="module" src="/player.js"></script><div id="place"></div>
  <article>${BLOCKS.map(({ text }) => `<p>${text}</p>`).join('')}</article>`;

let service;
let browser;
let page;
let devtools;

before(async () => {
  service = await standin({ article: article(BLOCKS, SECONDS), pages: { '/': PAGE } });
  browser = await launch();
  page = await browser.newPage();
  devtools = await page.context().newCDPSession(page);
  await page.goto(`${service.origin}/`);
  await page.waitForFunction(() => customElements.get('listen-to-article'));
});

after(async () => {
  await browser?.close();
  await service?.close();
});

/** A visit: a player comes, plays, sticks, shows its panel, and goes with its page. */
function visit() {
  return page.evaluate(async () => {
    const holds = async (/** @type {() => unknown} */ condition) => {
      while (!condition()) await new Promise((soon) => setTimeout(soon, 5));
    };
    const player = document.createElement('listen-to-article');
    const link = document.createElement('a');
    link.href = '/v1/articles/a1/audio.mp3';
    player.append(link);
    document.querySelector('#place').append(player);
    player.play();
    await holds(() => player.state === 'playing' && CSS.highlights.has('aloud-sentence'));
    const more = player.shadowRoot.querySelector('[part=more]');
    await holds(() => more.click() ?? player.shadowRoot.querySelector('[part=panel]:not([hidden])'));
    scrollTo(0, 3000);
    await holds(() => player.hasAttribute('mini'));
    player.remove();
    scrollTo(0, 0);
  });
}

/** @param {number} rounds */
async function visits(rounds) {
  for (let round = 0; round < rounds; round += 1) await visit();
}

/** @returns {Promise<Record<string, number>>} what is alive once all that nobody holds has gone */
async function alive() {
  for (let times = 0; times < 3; times += 1) {
    await devtools.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  const players = await instances(`customElements.get('listen-to-article').prototype`);
  const sounds = await instances('HTMLAudioElement.prototype');
  const roots = await instances('ShadowRoot.prototype');
  const inPage = await page.evaluate(() => ({
    sheets: document.adoptedStyleSheets.length,
    highlights: CSS.highlights.size,
    elements: document.querySelectorAll('*').length,
  }));
  const listening = await listeners('window') + await listeners('document');
  return { players, sounds, roots, nodes, jsEventListeners, listening, ...inPage };
}

/** @param {Record<string, number>} alive @returns what of it is the player's */
const kept = ({ players, sounds, roots, highlights }) => ({ players, sounds, roots, highlights });

/** @param {string} prototype @returns {Promise<number>} */
async function instances(prototype) {
  const { result } = await devtools.send('Runtime.evaluate', { expression: prototype });
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId, functionDeclaration: 'function () { return this.length; }',
  });
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId });
  await devtools.send('Runtime.releaseObject', { objectId: result.objectId });
  return count.value;
}

/** @param {string} target @returns {Promise<number>} how many listen to it */
async function listeners(target) {
  const { result } = await devtools.send('Runtime.evaluate', { expression: target });
  const found = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
  await devtools.send('Runtime.releaseObject', { objectId: result.objectId });
  return found.listeners.length;
}

test(`${ROUNDS} players that came, played and went leave nothing behind`, async () => {
  await visits(FIRST_ROUNDS);
  // The first look has nothing in it that is still to go.
  let first = {};
  await until('rest', PATIENCE_MS, async () => {
    const before = first;
    await visit(); // Chromium itself may hold the last list of speeds, until there is another one
    first = await alive();
    return isDeepStrictEqual(first, before) && isDeepStrictEqual(kept(first), NONE);
  });
  await visits(ROUNDS);
  let last = {};
  // The browser collects in its own time.
  await until('what there was first', PATIENCE_MS, async () => {
    await visit();
    last = await alive();
    return isDeepStrictEqual(last, first);
  }).catch(() => {});
  assert.deepEqual(kept(last), NONE);
  assert.deepEqual(last, first);
});
