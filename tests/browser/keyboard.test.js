/** The player by its keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const SECONDS = 30;

/** @param {Parameters<typeof pageOf>[0]} [given] @returns one of three minutes, paused, with the focus */
async function openPaused(given) {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(given));
  await player.startAndPause();
  await player.button.focus();
  return player;
}

/**
 * @param {PlayerPage} player
 * @param {number} from
 * @param {[key: string, to: number][]} presses
 */
async function goes(player, from, presses) {
  await player.seek(from);
  for (const [key, to] of presses) {
    await stage.page.keyboard.press(key);
    await player.knows(`${key}: ${to} s`, async () => Math.abs((await player.currentTime()) - to) < 0.3);
  }
}

/** @param {PlayerPage} player whose keys have done nothing: what they do to the sound shows at once */
async function isLeftAlone(player) {
  assert.equal(await player.currentTime(), 40);
  assert.equal(await player.isPaused(), true);
  assert.equal(await player.state(), 'paused');
}

test('Tab goes through the player in the order of its parts', async () => {
  const player = await openPaused({ text: `<a href="#">Behind it</a>${textOf(BLOCKS)}` });
  const order = [await player.focused()];
  for (let press = 0; press < 6; press += 1) {
    await stage.page.keyboard.press('Tab');
    order.push(await player.focused());
  }
  assert.deepEqual(order, [
    'Play', 'Position', 'Back 15 seconds', 'Forward 15 seconds', 'Speed', 'More options', 'Behind it',
  ]);
});

test('Tab goes from the button of the panel into it', async () => {
  const player = await openPaused();
  await player.openPanel();
  const order = [];
  for (let press = 0; press < 6; press += 1) {
    await stage.page.keyboard.press('Tab');
    order.push(await player.focused());
  }
  assert.deepEqual(order.slice(0, 4), [
    'Previous paragraph', 'Previous sentence', 'Next sentence', 'Next paragraph',
  ]);
});

test('all can be done by keys: from Tab to playing, seeking and pausing', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf());
  await stage.page.keyboard.press('Tab');
  assert.equal(await player.focused(), 'Listen to article');
  await stage.page.keyboard.press('Enter');
  await player.marks('A title');
  await stage.page.keyboard.press('Tab');
  assert.equal(await player.focused(), 'Position');
  await stage.page.keyboard.press('PageUp');
  await player.knows('the jump', async () => (await player.lastSeek()) >= 60);
  await player.plays(60);
  await stage.page.keyboard.press('Shift+Tab');
  await stage.page.keyboard.press('Space');
  await player.reaches('paused');
});

test('letters play, skip and step', async () => {
  const player = await openPaused();
  await goes(player, 40, [['l', 55], ['j', 40], ['.', 60], [',', 30], [']', 90], ['[', 30]]);
  await stage.page.keyboard.press('k');
  await player.reaches('playing');
  await stage.page.keyboard.press('k');
  await player.reaches('paused');
});

test('angle brackets change the speed, from the slowest to the fastest', async () => {
  const player = await openPaused();
  const rate = () => player.element.evaluate((element) => element.playbackRate);
  await stage.page.keyboard.press('>');
  assert.equal(await rate(), 1.25);
  await stage.page.keyboard.press('<');
  await stage.page.keyboard.press('<');
  assert.equal(await rate(), 0.75);
  for (let press = 0; press < 9; press += 1) await stage.page.keyboard.press('<');
  assert.equal(await rate(), 0.5);
  for (let press = 0; press < 12; press += 1) await stage.page.keyboard.press('>');
  assert.equal(await rate(), 3);
});

test('the slider has the keys of a slider', async () => {
  const player = await openPaused();
  await player.slider.focus();
  await goes(player, 40, [
    ['ArrowRight', 45], ['ArrowLeft', 40], ['ArrowUp', 45], ['ArrowDown', 40],
    ['PageUp', 100], ['PageDown', 40], ['PageDown', 0], ['ArrowLeft', 0], ['PageUp', 60], ['Home', 0],
  ]);
});

test('End goes to the end', async () => {
  const player = await openPaused();
  await player.slider.focus();
  await stage.page.keyboard.press('End');
  await player.until((element) => element.currentTime === element.duration);
});

test('who goes back from the end goes on from there, and the button says so', async () => {
  const player = await openPaused();
  await player.slider.focus();
  await player.seek(179.7);
  await player.element.evaluate((element) => element.play());
  await player.reaches('ended');
  assert.equal(await player.button.innerText(), 'Play again');
  await stage.page.keyboard.press('PageDown');
  await player.reaches('paused');
  assert.equal(await player.button.innerText(), 'Play');
  await stage.page.keyboard.press('k');
  await player.until((element) => element.state === 'playing' && element.currentTime > 120);
});

test('the slider tells the time in words', async () => {
  const player = await openPaused();
  await player.slider.focus();
  await goes(player, 60, [['ArrowRight', 65]]);
  await player.knows('the time in words', async () =>
    (await player.slider.getAttribute('aria-valuetext')) === '1 minute 5 seconds of 3 minutes');
  assert.equal(await player.slider.getAttribute('aria-label'), 'Position');
});

test('from right to left the arrows go the other way', async () => {
  const player = await openPaused({ root: 'lang="en" dir="rtl"' });
  await player.slider.focus();
  await goes(player, 40, [['ArrowLeft', 45], ['ArrowRight', 40], ['ArrowUp', 45], ['l', 60]]);
});

test('the arrows on the slider do not scroll the page', async () => {
  const player = await openPaused({ text: `${textOf(BLOCKS)}<div style="height: 3000px"></div>` });
  await player.slider.focus();
  await goes(player, 40, [['ArrowDown', 35], ['PageDown', 0]]);
  await stage.drawn();
  assert.equal(await stage.page.evaluate(() => scrollY), 0);
});

test('keys are the page’s while its own parts have the focus', async () => {
  const player = await openPaused({ text: `<input aria-label="Search">${textOf(BLOCKS)}` });
  await player.seek(40);
  const jumps = (await player.details('listen-seek')).length;
  await stage.page.getByLabel('Search').focus();
  await stage.page.keyboard.type('jkl,.[]<>');
  assert.equal(await stage.page.getByLabel('Search').inputValue(), 'jkl,.[]<>');
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.page.keyboard.type('jkl,.[]<>');
  await isLeftAlone(player);
  assert.equal((await player.details('listen-seek')).length, jumps);
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 1);
});

test('keys that are held with another one are the browser’s', async () => {
  const player = await openPaused();
  await player.seek(40);
  const jumps = (await player.details('listen-seek')).length;
  for (const key of ['Alt+j', 'Meta+j', 'Control+.']) await stage.page.keyboard.press(key);
  await isLeftAlone(player);
  assert.equal((await player.details('listen-seek')).length, jumps);
});

test('letters in a list of choices are those of the list', async () => {
  const player = await openPaused();
  await player.seek(40);
  const jumps = (await player.details('listen-seek')).length;
  await player.speed.focus();
  await stage.page.keyboard.press('2');
  await player.until((element) => element.playbackRate === 2);
  await stage.page.keyboard.type('kjl');
  await isLeftAlone(player);
  assert.equal((await player.details('listen-seek')).length, jumps);
});

test('a key that the page has taken is not ours', async () => {
  const player = await openPaused();
  await player.seek(40);
  const jumps = (await player.details('listen-seek')).length;
  await stage.page.evaluate(() =>
    document.addEventListener('keydown', (event) => event.preventDefault(), { capture: true }));
  await stage.page.keyboard.press('l');
  await isLeftAlone(player);
  assert.equal((await player.details('listen-seek')).length, jumps);
});

test('keys work on the page’s own button too', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf({ inside: '<button slot="button" type="button">Hear it</button>' }));
  await stage.page.getByRole('button', { name: 'Hear it' }).click();
  await player.marks('A title');
  await stage.page.keyboard.press('l');
  await player.knows('the jump', async () => (await player.lastSeek()) >= 15);
  await player.plays(15);
});
