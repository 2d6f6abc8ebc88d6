/** What a screen reader is told of the player, word for word. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.js';
import { reach, serveStates } from './states.js';

/** Long beside what follows a sound four times a second. */
const LISTEN_MS = 5000;

const SPEEDS = ['0.5×', '0.75×', '1×', '1.25×', '1.5×', '1.75×', '2×', '2.5×', '3×'];
const PLAYING = `
- group "Listen to article":
  - button "Pause"
  - slider "Position"
  - status
  - button "Back 15 seconds": "15"
  - button "Forward 15 seconds": "15"
  - combobox "Speed":
${SPEEDS.map((speed) => `    - option "${speed}"${speed === '1×' ? ' [selected]' : ''}`).join('\n')}
  - button "More options"`;

let site;
let browser;
let page;

before(async () => {
  site = await serveStates('en');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} state */
async function open(state) {
  await page?.context().close();
  page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  return reach(state, page, site.origin);
}

/** @param {string} state @returns {Promise<string>} the tree; a time that goes on is left out */
async function treeOf(state) {
  const { element } = await open(state);
  const tree = await element.ariaSnapshot();
  return `\n${tree.replace(/(slider ".*"): ".*"/, '$1').replaceAll(site.origin, '')}`;
}

test('before the first press there is one button', async () => {
  assert.equal(await treeOf('idle'), `
- group "Listen to article":
  - button "Listen to article 1 min listen"
  - status`);
});

test('while it plays there is a slider, and buttons that say what they do', async () => {
  assert.equal(await treeOf('playing'), `${PLAYING}
  - status`);
});

test('the panel has names for all it offers', async () => {
  assert.equal(await treeOf('panel'), `${PLAYING} [expanded]
  - status
  - button "Previous paragraph"
  - button "Previous sentence"
  - button "Next sentence"
  - button "Next paragraph"
  - text: Sleep timer
  - combobox "Sleep timer":
    - option "Off" [selected]
    - option "5 min"
    - option "10 min"
    - option "15 min"
    - option "30 min"
    - option "45 min"
    - option "60 min"
  - checkbox "Scroll along with the voice" [checked]
  - text: Scroll along with the voice
  - checkbox "Click a sentence to hear it"
  - text: Click a sentence to hear it
  - navigation "Chapters":
    - list:
      - listitem:
        - button "How it began 0:20"
      - listitem:
        - button "What it costs 0:40"
      - listitem:
        - button "What comes next 1:00"
  - button "Copy link to this moment"
  - link "Download":
    - /url: /v1/articles/a1/audio.mp3?download=1
  - status`);
});

test('the sticky player can be hidden', async () => {
  assert.equal(await treeOf('mini'), `${PLAYING}
  - button "Hide player"
  - status`);
});

test('what went wrong is said once, and what can be done', async () => {
  assert.equal(await treeOf('device'), `
- group "Listen to article":
  - button "Try again"
  - alert: The audio could not be loaded.
  - button "Read with this device’s voice"
  - status
- link "Listen to article":
  - /url: /v1/articles/a1/audio.mp3`);
});

test('while it plays nothing is announced', async () => {
  const player = await open('playing');
  await player.element.evaluate(({ shadowRoot }) => {
    window.announced = [];
    const told = () => window.announced.push(...live.map((region) => region.textContent));
    const live = [...shadowRoot.querySelectorAll('[role=status], [role=alert], [aria-live]')];
    const observer = new MutationObserver(told);
    for (const region of live) {
      observer.observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  const before = await player.currentTime();
  await page.waitForTimeout(LISTEN_MS);
  assert.ok(await player.currentTime() > before, 'it played');
  assert.deepEqual(await page.evaluate(() => window.announced), []);
});
