/** Articles so long that what is done for each sentence counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, pageOf, paragraphs, textOf } from './stage.js';
import { article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

/** Of two sentences each. */
const BLOCKS = paragraphs(2500);
const SECONDS = 0.1;

/** How many sentences are looked at. */
const LOOKS = 200;

/** A millisecond where nothing else is done; this is on a machine that does much beside it. */
const EACH_MS = 40;

/** Ten milliseconds likewise: the page is read anew each time. */
const MISSING_MS = 150;

/**
 * @param {PlayerPage} player paused
 * @returns {Promise<number>} milliseconds for each sentence that is spoken, in the middle
 */
function spentOnEach(player) {
  return player.element.evaluate((element, { looks, seconds }) => {
    const audio = element.shadowRoot.querySelector('audio');
    const spent = [];
    for (let look = 0; look < looks; look += 1) {
      // Without a seek: what the browser does for one is not ours.
      Object.defineProperty(audio, 'currentTime', { configurable: true, value: (look * 24 + 0.5) * seconds });
      const begin = performance.now();
      audio.dispatchEvent(new Event('timeupdate'));
      spent.push(performance.now() - begin);
    }
    delete audio.currentTime;
    return spent.sort((a, b) => a - b)[looks / 2];
  }, { looks: LOOKS, seconds: SECONDS });
}

/** @param {string} text of the page */
async function openPaused(text) {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf({ text }));
  await player.start();
  return player;
}

test('an article of 5,000 sentences is followed as quickly as a short one', async () => {
  const player = await openPaused(textOf(BLOCKS));
  await player.knows('a highlight', () => player.highlighted());
  await player.button.click();
  await player.reaches('paused');
  await player.openPanel();
  const each = await spentOnEach(player);
  assert.ok(each < EACH_MS, `${each} ms`);
});

test('5,000 sentences that are not in the page do not hold it up', async () => {
  const player = await openPaused(textOf(BLOCKS).replaceAll('goes', 'went'));
  await player.knows('what is missing', async () => (await player.details('listen-unmatched')).length > 0);
  await player.button.click();
  await player.reaches('paused');
  const each = await spentOnEach(player);
  assert.ok(each < MISSING_MS, `${each} ms`);
});
