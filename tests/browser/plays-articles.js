/** What the player does in every browser engine, with a stand-in for the service. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SECONDS, article, standin } from './standin.js';
import { until } from './until.js';

/** An engine starts its sound within a second; on a busy machine it takes many. */
const PATIENCE_MS = 60_000;

const BLOCKS = [
  { kind: 'title', text: 'A title' },
  { kind: 'paragraph', text: 'First one here. Second one follows. A third one goes on.' },
  { kind: 'heading', text: 'A heading' },
  { kind: 'paragraph', text: 'A fourth one. A fifth one. A sixth one. And the seventh is the last.' },
];
const SENTENCES = ['A title', 'First one here.', 'Second one follows.', 'A third one goes on.', 'A heading'];
const TAGS = { title: 'h1', paragraph: 'p', heading: 'h2' };

/** The element is no larger than its button, so that a press on its middle is one on the button. */
const pageOf = (/** @type {string} */ sound) => `<!doctype html><html lang="en"><meta charset="utf-8">
  <title>Page</title><link rel="icon" href="data:,">
  <style>listen-to-article { display: inline-block; }</style>
  <script type="module" src="/player.js"></script>
  <listen-to-article><a href="/v1/articles/${sound}/audio.mp3">Listen to article</a></listen-to-article>
  <article>${BLOCKS.map(({ kind, text }) => `<${TAGS[kind]}>${text}</${TAGS[kind]}>`).join('')}</article>`;

const PAGES = {
  '/page': pageOf('a1'),
  // No engine has it in its cache.
  '/broken': pageOf('a2'),
  '/elsewhere': '<!doctype html><title>Elsewhere</title>',
};

const PLAYER = `document.querySelector('listen-to-article')`;

/** What is seen of it, as JSON, which all drivers hand over alike. */
const LOOK = `(() => {
  const { state, currentTime, playbackRate, shadowRoot } = ${PLAYER} ?? {};
  const part = (name) => shadowRoot?.querySelector('[part=' + name + ']');
  const marked = globalThis.CSS?.highlights?.get('aloud-sentence');
  return JSON.stringify({
    state, currentTime, playbackRate, now: performance.now(),
    button: part('button')?.innerText.trim(),
    alert: shadowRoot?.querySelector('[role=alert]')?.textContent,
    followed: Boolean(part('hide')),
    panel: Boolean(part('panel') && !part('panel').hidden),
    highlights: 'highlights' in CSS,
    highlighted: marked ? [...marked].join('') : null,
  });
})()`;

/** Where its button is once the page is there. */
const PLACE = `document.readyState === 'complete' ? JSON.stringify(${PLAYER}.getBoundingClientRect()) : ''`;

/**
 * @typedef {{ state?: string, currentTime: number, playbackRate: number, now: number, button: string,
 *   alert: string, followed: boolean, panel: boolean, highlights: boolean, highlighted: string | null }} Seen
 */

/**
 * @param {object} engine
 * @param {string} engine.name
 * @param {string | false} engine.skip
 * @param {() => Promise<import('./audio-page.js').Browser>} engine.launch
 */
export function playsArticles({ name, skip, launch }) {
  describe(`the player in ${name}`, { skip }, () => {
    let service;
    let browser;
    let tab;

    before(async () => {
      service = await standin({ article: article(BLOCKS), pages: PAGES });
      browser = await launch();
      tab = await browser.newTab();
    });

    after(async () => {
      await browser?.close();
      await service?.close();
    });

    /** A reader who has heard nothing yet. @param {string} [path] */
    async function open(path = '/page') {
      await leave();
      await tab.evaluate('void localStorage.clear()');
      await comeTo(path);
    }

    const leave = () => tab.goto(`${service.origin}/elsewhere`);

    /** @param {string} path */
    async function comeTo(path) {
      await tab.goto(service.origin + path);
      await sees('an upgraded element', ({ state }) => state === 'idle');
    }

    /** @param {string} what @param {(seen: Seen) => boolean} holds @returns {Promise<Seen>} */
    async function sees(what, holds) {
      let last;
      const look = async () => {
        last = JSON.parse(await tab.evaluate(LOOK));
        return holds(last) && last;
      };
      return until(what, PATIENCE_MS, look).catch((error) => {
        throw new Error(`${error.message}; last seen: ${JSON.stringify(last)}`, { cause: error });
      });
    }

    /** Only the first press needs a hand: an engine that has played for it goes on without. */
    async function press() {
      let before = '';
      await until('a page that is at rest', PATIENCE_MS, async () => {
        const last = before;
        before = await tab.evaluate(PLACE);
        return before !== '' && before === last;
      });
      await tab.click('listen-to-article');
    }

    /** @param {string} part */
    const pressPart = (part) =>
      tab.evaluate(`void ${PLAYER}.shadowRoot.querySelector('[part=${part}]').click()`);
    const plays = (seconds = 0.2) => sees(`sound at ${seconds} s`, ({ state, currentTime }) =>
      state === 'playing' && currentTime > seconds);

    test('is there once its script is, and waits for a press', async () => {
      await open();
      const { button, currentTime } = await sees('a length', (seen) => seen.button.includes('min'));
      assert.match(button, /^Listen to article/);
      assert.equal(currentTime, 0);
    });

    test('plays at a press, pauses at the next, and goes on', async () => {
      await open();
      await press();
      assert.equal((await plays()).button, 'Pause');
      await pressPart('button');
      assert.equal((await sees('a pause', ({ state }) => state === 'paused')).button, 'Play');
      await pressPart('button');
      await plays();
    });

    test('highlights the sentence that is spoken', async (context) => {
      await open();
      if (!(await sees('', () => true)).highlights) return context.skip('it has no CSS.highlights');
      await press();
      for (const [nth, sentence] of SENTENCES.slice(0, 3).entries()) {
        await sees(sentence, ({ highlighted }) => highlighted === sentence);
        // The next one begins by itself in a moment.
        await tab.evaluate(`void ${PLAYER}.seek(${(nth + 1) * SECONDS - 0.5})`);
      }
    });

    test('seeks, and plays on from there', async () => {
      await open();
      await press();
      await plays();
      const seconds = 4 * SECONDS;
      await tab.evaluate(`void ${PLAYER}.seek(${seconds})`);
      await plays(seconds + 0.1);
      await sees('its sentence', (seen) => !seen.highlights || seen.highlighted === SENTENCES[4]);
    });

    test('plays at twice the speed', async () => {
      await open();
      await press();
      await plays();
      await tab.evaluate(`void (${PLAYER}.playbackRate = 2)`);
      await sees('the speed', ({ playbackRate }) => playbackRate === 2);
      // WebKit takes a second to change it, and a busy machine may be late with a part of it.
      let first = await plays(2);
      await until('that speed', PATIENCE_MS, async () => {
        const last = await plays(first.currentTime + 5);
        const speed = ((last.currentTime - first.currentTime) * 1000) / (last.now - first.now);
        first = last;
        return speed > 1.3;
      });
    });

    test('goes on where it stopped when the reader comes back', async () => {
      await open();
      await press();
      await plays();
      await tab.evaluate(`void ${PLAYER}.seek(65)`);
      await plays(65.5);
      await pressPart('button');
      await sees('a pause', ({ state }) => state === 'paused');
      await leave();
      await comeTo('/page');
      await sees('the offer', ({ button }) => button.startsWith('Continue listening'));
      await press();
      await plays(65.5);
    });

    test('opens its panel', async () => {
      await open();
      await press();
      await plays();
      await sees('what comes with the first sound', ({ followed }) => followed);
      await pressPart('more');
      await sees('the panel', ({ panel }) => panel);
    });

    test('tells in words that the sound cannot be had, and plays at a retry', async () => {
      service.behaviour.down = true;
      await open('/broken');
      await press();
      const { alert, button } = await sees('the error', ({ state }) => state === 'error');
      assert.match(alert, /^The audio could not be loaded\./);
      assert.equal(button, 'Try again');
      service.behaviour.down = false;
      await pressPart('button');
      await plays();
    });
  });
}
