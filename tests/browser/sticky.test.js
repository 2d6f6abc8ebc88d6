/** The player that stays in reach when its place is scrolled out of sight. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, pageOf, paragraphs, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const LONG = paragraphs(60, ' <a href="#">A link</a>.');
const HEARD = LONG.slice(0, 3).map((block) => ({ ...block, text: block.text.replace(/<.*?>/g, '') }));
/** The page does not go along with the voice: where it is scrolled to is the reader's. */
const STAYS = () => localStorage.setItem('aloud:follow', 'false');

/**
 * @param {Parameters<typeof pageOf>[0]} [given]
 * @param {import('playwright-core').BrowserContextOptions} [reader]
 */
async function openLong(given = {}, reader = {}) {
  stage.behaviour.article = article(HEARD, SECONDS);
  return stage.open(pageOf({ text: textOf(LONG), ...given }), { reader, script: STAYS });
}

/** Scrolls, until the page is there. @param {number} pixels down, or up where negative */
async function scroll(pixels) {
  const there = await stage.page.evaluate((by) => {
    const end = document.documentElement.scrollHeight - innerHeight;
    return Math.min(Math.max(0, scrollY + by), end);
  }, pixels);
  await stage.page.mouse.move(200, 300);
  await stage.page.mouse.wheel(0, pixels);
  await stage.page.waitForFunction((to) => Math.abs(scrollY - to) < 1, there);
}

/** @param {PlayerPage} player @param {boolean} [sticks] */
async function settles(player, sticks = true) {
  await player.until((element, wanted) => element.hasAttribute('mini') === wanted, sticks);
}

/** @param {PlayerPage} player @returns {Promise<boolean>} all of it is in the window */
async function isInSight(player) {
  const { y, height } = await player.bar.boundingBox();
  return y >= 0 && y + height <= stage.page.viewportSize().height;
}

/** Waits until all of it is in the window: it rises into its place. @param {PlayerPage} player */
const comesInSight = (player) => player.knows('the player', () => isInSight(player));

/** @returns {Promise<PlayerPage>} one that sounds, its place out of sight */
async function openStuck() {
  const player = await openLong();
  await player.start();
  await scroll(1000);
  await settles(player);
  return player;
}

test('it sticks to the window while its place is out of sight, and goes back into it', async () => {
  const player = await openLong();
  await player.start();
  assert.equal(await player.element.getAttribute('mini'), null);
  await scroll(1000);
  await settles(player);
  await comesInSight(player);
  await scroll(-2000);
  await settles(player, false);
  await comesInSight(player);
});

test('it does not stick before it has been played', async () => {
  const player = await openLong();
  await player.isReady();
  await scroll(1000);
  await stage.drawn();
  assert.equal(await isInSight(player), false);
  assert.equal(await player.element.getAttribute('mini'), null);
});

test('nothing in the page moves for it', async () => {
  const player = await openLong();
  const places = () => stage.page.evaluate(() => [
    document.documentElement.scrollHeight,
    ...[...document.querySelectorAll('p')].map((p) => Math.round(p.getBoundingClientRect().top + scrollY)),
  ]);
  await player.start();
  const before = await places();
  await scroll(1000);
  await settles(player);
  assert.deepEqual(await places(), before);
  await player.openPanel();
  assert.deepEqual(await places(), before);
});

test('hidden it stays away until the next press', async () => {
  const player = await openStuck();
  await player.control('Hide player').click();
  await settles(player, false);
  await player.reaches('playing');
  await scroll(-2000);
  await stage.drawn();
  await scroll(1500);
  await stage.drawn();
  assert.equal(await player.element.getAttribute('mini'), null);
  await player.element.evaluate((element) => element.pause());
  await player.reaches('paused');
  await player.element.evaluate((element) => element.play());
  await settles(player);
});

test('focus is not lost when it is hidden', async () => {
  const player = await openStuck();
  await player.control('Hide player').focus();
  await stage.page.keyboard.press('Enter');
  await settles(player, false);
  assert.equal(await player.focused(), 'Pause');
});

test('focus is not lost when it is hidden beside a button of the page', async () => {
  const player = await openLong({ inside: '<button slot="button" type="button">Hear it</button>' });
  await stage.page.getByRole('button', { name: 'Hear it' }).click();
  await player.plays(0);
  await player.isFollowed();
  await scroll(1000);
  await settles(player);
  await player.control('Hide player').click();
  await settles(player, false);
  assert.equal(await player.focused(), 'Hear it');
});

test('focus on its own button is not lost when it goes back into its place', async () => {
  const player = await openStuck();
  await player.control('Hide player').focus();
  await scroll(-2000);
  await settles(player, false);
  assert.equal(await player.hasFocus(), true);
});

test('what has the focus in the page is not covered by it', async () => {
  for (const width of [1280, 360]) {
    const player = await openLong({}, { viewport: { width, height: 640 } });
    await player.start();
    await scroll(1000);
    await settles(player);
    await comesInSight(player);
    await stage.page.locator('article a').nth(20).focus();
    for (let press = 0; press < 12; press += 1) {
      await stage.page.keyboard.press('Tab');
      await player.knows(`a clear view at ${width} px, Tab ${press}`, async () => {
        const focused = await stage.page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON());
        const bar = await player.bar.boundingBox();
        return focused.bottom <= bar.y || focused.top >= bar.y + bar.height;
      });
    }
    await stage.context.close();
  }
});

test('of two players only the one that sounds sticks', async () => {
  const player = await openLong({ inside: '</listen-to-article><listen-to-article>' });
  const second = stage.player(1);
  await player.start();
  await second.start();
  await scroll(1000);
  await settles(second);
  assert.equal(await player.element.getAttribute('mini'), null);
  await player.element.evaluate((element) => element.play());
  await settles(player);
  await settles(second, false);
});

test('it is a player in full: its panel opens in the window, and Escape closes it', async () => {
  const player = await openLong({}, { viewport: { width: 360, height: 640 } });
  await player.start();
  await scroll(1000);
  await settles(player);
  await player.openPanel();
  await comesInSight(player);
  await stage.page.keyboard.press('Escape');
  await player.panel.waitFor({ state: 'hidden' });
  assert.equal(await player.focused(), 'More options');
});

test('an end that is out of sight takes it away', async () => {
  const player = await openStuck();
  await player.element.evaluate((element) => element.seek(element.duration - 0.3));
  await player.reaches('ended');
  await settles(player, false);
});

test('another article takes it away until that is heard', async () => {
  const player = await openStuck();
  await player.element.evaluate((element) => (element.src = '/other'));
  await settles(player, false);
});

test('what went wrong is told where it sticks', async () => {
  const player = await openStuck();
  await player.element.evaluate(({ shadowRoot }) => {
    shadowRoot.querySelector('audio').dispatchEvent(new Event('error'));
  });
  const alert = player.element.getByRole('alert').getByText('The audio could not be loaded.');
  await player.knows('the message in the window', async () => {
    const { y, height } = await alert.boundingBox();
    return y > 0 && y + height <= stage.page.viewportSize().height;
  });
});
