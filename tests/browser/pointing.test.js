/** Hearing the article from where the reader points. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf, clickText } from './article-text.js';
import { Stage, pageOf, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const BLOCKS = [
  { kind: 'title', text: 'A title' },
  { kind: 'paragraph', text: 'First one here. Second, with emphasis, follows.' },
  { kind: 'paragraph', text: 'A link, a button and a field are here. And a fourth to end.' },
];
const TEXT = textOf(BLOCKS.slice(0, 2)).replace('</article>', `
  <p>A <a href="#there">link</a>, a <button type="button" onclick="this.name = 'pressed'">button</button>
  and a <span role="button" tabindex="0">field</span> are here. And a fourth to end.</p>
  <p>This is not in the article.</p></article>`);
const CLICK_ALONE = 'Click a sentence to hear it';

/** @returns {Promise<PlayerPage>} a player that stands at its beginning */
async function openPaused() {
  stage.behaviour.article = article(BLOCKS);
  const player = await stage.open(pageOf({ text: TEXT }));
  await player.startAndPause();
  return player;
}

/** @returns {Promise<PlayerPage>} one where a click alone is enough */
async function openToClick() {
  const player = await openPaused();
  await player.openPanel();
  await player.panel.getByRole('checkbox', { name: CLICK_ALONE }).check();
  await player.more.click();
  await player.panel.waitFor({ state: 'hidden' });
  return player;
}

/** @param {number} sentence @param {number} [word] @returns {number} when that is begun */
function startOf(sentence, word) {
  const { start, words } = stage.behaviour.article.sentences[sentence];
  return word === undefined ? start : words[word].start;
}

/** @param {PlayerPage} player @param {number} seconds */
async function isHeardFrom(player, seconds) {
  await player.reaches('playing');
  const from = await player.lastSeek();
  assert.ok(Math.abs(from - seconds) < 0.05, `${from}, not ${seconds}`);
}

/** @param {PlayerPage} player */
async function isNotHeard(player) {
  assert.equal(await player.isPaused(), true);
  assert.equal(await player.state(), 'paused');
  assert.deepEqual(await player.details('listen-seek'), []);
}

test('Alt and a click play from that word', async () => {
  const player = await openPaused();
  await clickText(stage.page, 'emphasis', 'Alt');
  await isHeardFrom(player, startOf(2, 2));
});

test('a click alone leaves the sound where it is', async () => {
  const player = await openPaused();
  await clickText(stage.page, 'emphasis');
  await isNotHeard(player);
});

test('a click alone plays from there once the reader has said so in the panel', async () => {
  const player = await openToClick();
  await clickText(stage.page, 'emphasis');
  await isHeardFrom(player, startOf(2, 2));
});

test('a sentence without the times of its words is played from its beginning', async () => {
  for (const sentence of stage.behaviour.article.sentences) delete sentence.words;
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await clickText(stage.page, 'emphasis', 'Alt');
  await isHeardFrom(player, startOf(2));
});

test('links, buttons and what acts as one keep their clicks', async () => {
  const player = await openToClick();
  await clickText(stage.page, 'link');
  await clickText(stage.page, 'button');
  await clickText(stage.page, 'field');
  await isNotHeard(player);
  await stage.page.waitForURL(/#there$/);
  assert.equal(await stage.page.locator('article button').getAttribute('name'), 'pressed');
});

test('a click that the page has taken is not ours', async () => {
  const player = await openToClick();
  await stage.page.evaluate(() => {
    document.querySelector('article').addEventListener('click', (event) => event.preventDefault());
  });
  await clickText(stage.page, 'emphasis');
  await isNotHeard(player);
});

test('selecting text is not a click', async () => {
  const player = await openToClick();
  const from = await boxOf(stage.page, 'First');
  const to = await boxOf(stage.page, 'emphasis');
  await stage.page.mouse.move(from.x, from.y);
  await stage.page.mouse.down();
  await stage.page.mouse.move(to.x, to.y, { steps: 3 });
  await stage.page.mouse.up();
  assert.match(await stage.page.evaluate(() => String(getSelection())), /one here\. Second/);
  await isNotHeard(player);
});

test('a click between the paragraphs, or on text of another kind, plays nothing', async () => {
  const player = await openToClick();
  const { x, bottom } = await boxOf(stage.page, 'follows.');
  await stage.page.mouse.click(x, bottom + 8);
  await isNotHeard(player);
  await clickText(stage.page, 'not in the article');
  await isNotHeard(player);
});

test('Alt and Enter play from the caret', async () => {
  const player = await openPaused();
  await clickText(stage.page, 'emphasis');
  await stage.page.keyboard.press('Enter');
  await isNotHeard(player);
  await stage.page.keyboard.press('Alt+Enter');
  await isHeardFrom(player, startOf(2, 2));
});

test('Enter on a link follows it, also where a click alone plays', async () => {
  const player = await openToClick();
  await stage.page.locator('article a').focus();
  await stage.page.keyboard.press('Enter');
  await stage.page.waitForURL(/#there$/);
  await isNotHeard(player);
});

test('after the end a click plays from there too', async () => {
  const player = await openPaused();
  await player.seek(5 * SECONDS - 0.5);
  await player.button.click();
  await player.reaches('ended');
  await clickText(stage.page, 'emphasis', 'Alt');
  await player.marks('Second, with emphasis, follows.');
  await isHeardFrom(player, startOf(2, 2));
});

test('with two articles in the page, each player hears the clicks on its own text', async () => {
  const other = [{ kind: 'paragraph', text: 'Another story begins. It is short.' }];
  stage.behaviour.others = [article(other, SECONDS, { id: 'b2', path: '/other' })];
  const player = await stage.open(pageOf({
    attributes: 'article="#one"',
    text: `<div id="one">${TEXT}</div>
      <listen-to-article src="/other" article="#two"></listen-to-article>
      <div id="two">${textOf(other)}</div>`,
  }));
  const second = stage.player(1);
  stage.behaviour.article = article(BLOCKS);
  await player.startAndPause();
  await second.start();
  await second.marks('Another story begins.');
  await clickText(stage.page, 'emphasis', 'Alt');
  await player.reaches('playing');
  await second.reaches('paused');
  await player.marks('Second, with emphasis, follows.');
});
