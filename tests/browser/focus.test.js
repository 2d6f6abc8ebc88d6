/** The focus stays where a reader finds it, and in sight. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, paragraphs, textOf } from './stage.js';
import { article } from './standin.js';

const stage = new Stage();

const PHONE = { width: 390, height: 700 };

const LONG = paragraphs(60);

/** So that only the tests scroll. */
const STAYS = () => localStorage.setItem('aloud:follow', 'false');

/** @param {import('./player-page.js').PlayerPage} player @param {string} name */
async function focusIs(player, name) {
  await player.knows(`the focus on ${name}`, async () => (await player.focused()) === name);
}

/** @param {import('./player-page.js').PlayerPage} player */
async function scrollAway(player) {
  await stage.page.evaluate(() => scrollTo(0, 1000));
  await player.until((element) => element.hasAttribute('mini'));
}

/** @param {object} [reader] @param {string} [behind] the article */
async function openLong(reader = {}, behind = '') {
  stage.behaviour.article = article(LONG.slice(0, 3));
  const player = await stage.open(pageOf({ text: textOf(LONG) + behind }), { script: STAYS, reader });
  await player.start();
  return player;
}

test('an error that hides a control leaves the focus on the button', async () => {
  const player = await stage.open(pageOf());
  await player.start();
  await player.control('Forward 15 seconds').focus();
  await player.element.evaluate(({ shadowRoot }) => {
    shadowRoot.querySelector('audio').dispatchEvent(new Event('error'));
  });
  await focusIs(player, 'Try again');
});

test('the small form of a phone leaves the focus on the button', async () => {
  const player = await openLong({ viewport: PHONE });
  await player.control('Forward 15 seconds').focus();
  await scrollAway(player);
  await focusIs(player, 'Pause');
});

test('a voice that is chosen in a pause leaves the panel, and that leaves the focus on the button', async () => {
  stage.behaviour.voices.push({ id: 'bell', name: 'Bell', language: 'en' });
  stage.behaviour.others = [article(BLOCKS, 5, { id: 'b2', voice: 'bell' })];
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await player.openPanel();
  await player.choice('Voice').focus();
  await player.choice('Voice').selectOption('Bell');
  await player.reaches('idle');
  await player.isReady();
  assert.equal(await player.panel.isVisible(), true);
  await stage.page.keyboard.press('Escape');
  await player.panel.waitFor({ state: 'hidden' });
  await player.knows('the focus in the player', () => player.hasFocus());
  await player.button.and(stage.page.locator(':focus')).waitFor();
});

for (const [where, viewport] of Object.entries({ phone: PHONE, desk: { width: 1280, height: 720 } })) {
  test(`the last link of a page is not under the player of a ${where}`, async () => {
    const player = await openLong({ viewport }, '<footer><a href="#top">Last link</a></footer>');
    await scrollAway(player);
    const last = stage.page.getByRole('link', { name: 'Last link' });
    await player.button.focus();
    await player.knows('the last link', async () => {
      await stage.page.keyboard.press('Tab');
      return (await player.focused()) === 'Last link';
    });
    await player.knows('it in sight', async () => {
      const [link, bar] = [await last.boundingBox(), await player.bar.boundingBox()];
      const seen = link.y >= 0 && link.y + link.height <= viewport.height;
      return seen && (link.y >= bar.y + bar.height || link.y + link.height <= bar.y);
    });
  });
}

test('a page that can be focused as a whole has sentences to be clicked', async () => {
  const player = await stage.open(pageOf({ text: `<main tabindex="-1">${textOf(BLOCKS)}</main>` }));
  await player.startAndPause();
  await stage.page.getByText('A third one').click({ modifiers: ['Alt'], position: { x: 20, y: 8 } });
  await player.reaches('playing');
});
