/** A player some screens down: only its button is made, and whatever is asked of it makes the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage, pageOf } from './stage.js';
import { article } from './standin.js';

const stage = new Stage();

const FAR_DOWN = '<a href="#" id="first">First</a><div style="height: 5000px"></div>';
const OWN_BUTTON = '<button slot="button" type="button">Hear it</button>';

/** @param {Parameters<typeof pageOf>[0]} [given] @returns {Promise<import('./player-page.js').PlayerPage>} */
async function openFar(given) {
  const player = await stage.open(pageOf(given).replace('<body>', `<body>${FAR_DOWN}`));
  await player.button.waitFor({ state: 'attached' });
  await stage.drawn();
  return player;
}

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string[]>} what is in it */
const made = (player) => player.element.evaluate(({ shadowRoot }) => {
  const names = [...shadowRoot.querySelectorAll('*')].map(({ localName }) => localName);
  return ['audio', 'button', 'svg', 'input', 'select'].filter((name) => names.includes(name));
});

test('far away it is a button with its name, and what is not needed is not made', async () => {
  const player = await openFar({ attributes: 'label="Hear this"' });
  assert.deepEqual(await made(player), ['button']);
  await stage.page.getByRole('group', { name: 'Hear this' }).getByRole('button', { name: 'Hear this' }).waitFor();
  assert.equal(await player.state(), 'idle');
  assert.equal(await player.currentTime(), 0);
  assert.ok(await player.element.evaluate((element) => Number.isNaN(element.duration)));
});

test('near it is whole, and the button stays in its place', async () => {
  const player = await openFar();
  const place = () => player.element.evaluate(({ shadowRoot }) => ['bar', 'label'].map((part) => {
    const { left, height } = shadowRoot.querySelector(`[part=${part}]`).getBoundingClientRect();
    return { left, height };
  }));
  const before = await place();
  await player.element.scrollIntoViewIfNeeded();
  await player.isReady();
  assert.deepEqual(await made(player), ['audio', 'button', 'svg', 'input', 'select']);
  assert.deepEqual(await place(), before);
  await player.start();
});

test('a press by keyboard', async () => {
  const player = await openFar();
  await stage.page.locator('#first').focus();
  await stage.page.keyboard.press('Tab');
  assert.equal(await player.focused(), 'Listen to article');
  await stage.page.keyboard.press('Enter');
  await player.plays(0.2);
});

test('a page that uses it needs nobody near', async () => {
  const player = await openFar();
  await player.element.evaluate((element) => {
    element.playbackRate = 2;
    element.seek(20);
  });
  await player.element.getByText('Listen from 0:20').waitFor({ state: 'attached' });
  await stage.page.locator('#first').click(); // browsers let a page sound then
  await player.element.evaluate((element) => element.play());
  await player.plays(20.2);
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 2);
  assert.equal(await player.speed.inputValue(), '2');
});

test('what is changed in it before it is near holds then', async () => {
  stage.behaviour.others = [article([{ text: 'Another story.' }], 10, { id: 'b2', path: '/other' })];
  const player = await openFar({ inside: '<a href="/v1/articles/a1/audio.mp3">Listen</a>' });
  await player.element.evaluate((element) => {
    element.src = '/other';
    element.label = 'Hear the other';
  });
  await player.element.getByText('Hear the other').waitFor({ state: 'attached' });
  assert.deepEqual(stage.asked, []);
  await player.element.scrollIntoViewIfNeeded();
  await player.start();
  assert.equal(stage.askedFor('/a1/').length, 0, stage.asked.join());
});

test('the page’s own button', async () => {
  const player = await openFar({ inside: OWN_BUTTON });
  const own = stage.page.getByRole('button', { name: 'Hear it' });
  assert.equal(await own.getAttribute('aria-pressed'), 'false');
  await own.click();
  await player.plays(0.2);
  assert.equal(await own.getAttribute('aria-pressed'), 'true');
  assert.equal(await player.button.isVisible(), false);
});

for (const [when, near] of Object.entries({ before: false, after: true })) {
  test(`taken out and put back in ${when} it was near, it does all things once`, async () => {
    const player = await openFar();
    if (near) await player.element.scrollIntoViewIfNeeded();
    if (near) await player.isReady();
    await player.element.evaluate(async (element) => {
      const { parentElement } = element;
      element.remove();
      await new Promise((left) => setTimeout(left));
      parentElement.prepend(element);
    });
    await player.element.scrollIntoViewIfNeeded();
    await player.isReady();
    await player.start();
    await player.button.click();
    await player.reaches('paused');
    await stage.drawn();
    assert.equal((await player.details('listen-pause')).length, 1);
    assert.equal(await player.element.locator('audio').count(), 1);
  });
}
