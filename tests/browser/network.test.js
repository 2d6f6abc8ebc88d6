/** Sound that comes slowly, breaks off or does not come at all, and how it goes on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf } from './stage.js';
import { SECONDS, article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

/** Of a sentence: so short that what is held back is soon missed. */
const QUICK_SECONDS = 2;
/** As little as a browser begins with. */
const HELD_SECONDS = 3;
const FAILED = 'The audio could not be loaded.';

/** Within the sentence "Second, with emphasis, follows." */
const WITHIN = 2 * SECONDS + 1;

/** @param {PlayerPage} player */
const status = (player) => player.element.getByRole('status').filter({ hasText: /./ });

/** It plays, and nothing is told meanwhile. @param {PlayerPage} player */
const playsUntold = (player) => player.until(({ state, shadowRoot }) => {
  const told = [...shadowRoot.querySelectorAll('[role=status]')].map(({ textContent }) => textContent);
  return state === 'playing' && told.join('') === '';
});

/** The device's voices, as far as the player uses them. `window.said` is what they were asked to say. */
const DEVICE = () => {
  window.said = [];
  const synthesis = {
    speaking: false,
    /** @type {any[]} */
    queue: [],
    speak(utterance) {
      window.said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate });
      this.queue.push(utterance);
      this.speaking = true;
    },
    cancel() {
      window.cancelled = (window.cancelled ?? 0) + 1;
      this.queue.length = 0;
      this.speaking = false;
    },
    /** The voice has said it all. */
    finish() {
      const queue = this.queue.splice(0);
      this.speaking = false;
      for (const utterance of queue) utterance.dispatchEvent(new Event('end'));
    },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
};

test('sound that comes slowly is waited for, which is told politely', async () => {
  stage.behaviour.article = article(BLOCKS, QUICK_SECONDS);
  stage.behaviour.hold = HELD_SECONDS;
  const player = await stage.open(pageOf());
  await player.start();
  await player.reaches('preparing');
  await status(player).getByText('Waiting for more audio').waitFor();
  assert.equal(await player.button.innerText(), 'Pause');
  stage.behaviour.hold = Infinity;
  await player.plays(HELD_SECONDS + 0.5);
  await playsUntold(player);
});

test('a sound that is long in coming is told politely too', async () => {
  stage.behaviour.hold = 0;
  const player = await stage.open(pageOf());
  await player.button.click();
  await player.reaches('preparing');
  await status(player).getByText('Preparing the audio').waitFor();
  stage.behaviour.hold = Infinity;
  await player.plays(0.1);
});

test('a wait can be ended with a press', async () => {
  stage.behaviour.hold = 0;
  const player = await stage.open(pageOf());
  await player.button.click();
  await player.reaches('preparing');
  await player.button.click();
  await player.knows('the end of the wait', async () => ['idle', 'paused'].includes(await player.state()));
  stage.behaviour.hold = Infinity;
  await player.start();
});

test('while it plays nothing is told', async () => {
  const player = await stage.open(pageOf());
  await player.start();
  await player.plays(2.5);
  await playsUntold(player);
  assert.equal(await player.element.locator('[aria-live]').count(), 0);
});

test('sound that breaks off goes on when the network is back', async () => {
  stage.behaviour.article = article(BLOCKS, QUICK_SECONDS);
  stage.behaviour.hold = HELD_SECONDS;
  const player = await stage.open(pageOf());
  await player.start();
  await player.reaches('preparing');
  stage.behaviour.down = true;
  const before = stage.askedFor('audio').length;
  stage.service.cut();
  await player.knows('a new attempt', () => stage.askedFor('audio').length > before);
  stage.behaviour.hold = Infinity;
  stage.behaviour.down = false;
  await player.plays(HELD_SECONDS + 0.5);
});

test('who is offline is told so, and it goes on by itself once they are online', async () => {
  const player = await stage.open(pageOf({ attributes: 'src="/other"' }));
  await stage.context.setOffline(true);
  await player.element.evaluate((element) => (element.src = '/page'));
  await player.button.click();
  await player.reaches('error');
  assert.equal(await player.element.getByRole('alert').innerText(), `${FAILED} You seem to be offline.`);
  await stage.context.setOffline(false);
  await player.plays(0.1);
  assert.equal(await player.element.getByRole('alert').count(), 0);
});

test('after a failure it goes on from where it broke off', async () => {
  const player = await stage.open(pageOf());
  await player.start();
  await player.seek(WITHIN);
  await player.element.evaluate((element) => {
    // As a browser does that has given up.
    const audio = element.shadowRoot.querySelector('audio');
    audio.dispatchEvent(new Event('error'));
  });
  await player.reaches('error');
  await player.button.click();
  await player.until((element, from) => element.state === 'playing' && element.currentTime > from, WITHIN);
  assert.ok((await player.currentTime()) < WITHIN + SECONDS);
  await player.marks('Second, with emphasis, follows.');
});

test('what was heard is heard again without a network, with its highlight', async () => {
  const player = await stage.open(pageOf());
  await player.start();
  await player.marks('A title');
  await player.seek(6 * SECONDS - 0.3);
  await player.reaches('ended');
  stage.behaviour.down = true;
  stage.service.cut();
  await player.button.click();
  await player.until((element) => element.state === 'playing' && element.currentTime < 30);
  await player.marks('A title');
});

test('the voice of the device is offered where the service is out of reach, and reads it all', async () => {
  stage.behaviour.down = true;
  const player = await stage.open(pageOf({
    text: `<nav><p>Home</p></nav><article><h1>A
      title</h1><p>First <em>one</em> here.</p><ul><li>A point.</li><li><p>Another.</p></li></ul>
      <blockquote><p>Quoted.</p></blockquote><aside><p>Buy it.</p></aside><p hidden>Not shown.</p>
      <figure><p>Credit</p></figure></article>`,
  }), { script: DEVICE });
  assert.equal(await player.element.locator('[part=device]').isVisible(), false);
  await player.button.click();
  await player.control('Read with this device’s voice').click();
  const said = await stage.page.evaluate(() => window.said);
  assert.deepEqual(said.map(({ text }) => text), [
    'A title', 'First one here.', 'A point.', 'Another.', 'Quoted.',
  ]);
  assert.deepEqual([said[0].lang, said[0].rate], ['en', 1]);
  await status(player).getByText('The voice of your device is reading.').waitFor();
});

test('the voice of the device is stopped with a press, and says when it has come to the end', async () => {
  stage.behaviour.down = true;
  const player = await stage.open(pageOf(), { script: DEVICE });
  await player.button.click();
  const device = player.element.locator('[part=device]');
  await device.click();
  assert.equal(await device.innerText(), 'Pause');
  await device.click();
  assert.equal(await stage.page.evaluate(() => speechSynthesis.speaking), false);
  assert.equal(await device.innerText(), 'Read with this device’s voice');
  assert.equal(await status(player).count(), 0);
  await device.click();
  await stage.page.evaluate(() => speechSynthesis.finish());
  assert.equal(await device.innerText(), 'Read with this device’s voice');
  assert.equal(await status(player).count(), 0);
});

test('the voice of the device is silent once the article itself is heard', async () => {
  stage.behaviour.down = true;
  const player = await stage.open(pageOf(), { script: DEVICE });
  await player.button.click();
  await player.element.locator('[part=device]').click();
  stage.behaviour.down = false;
  await player.start();
  assert.equal(await stage.page.evaluate(() => speechSynthesis.speaking), false);
  assert.equal(await player.element.locator('[part=device]').isVisible(), false);
});

test('the voice of the device is silent once another player sounds', async () => {
  stage.behaviour.answers['/v1/articles'] = 'nothing';
  const player = await stage.open(pageOf({ inside: '</listen-to-article><listen-to-article>' }), {
    script: DEVICE,
  });
  await player.button.click();
  await player.element.locator('[part=device]').click();
  delete stage.behaviour.answers['/v1/articles'];
  await stage.player(1).start();
  assert.equal(await stage.page.evaluate(() => speechSynthesis.speaking), false);
  assert.equal(await player.element.locator('[part=device]').innerText(), 'Read with this device’s voice');
});

test('speech of the page itself is not cut off', async () => {
  const player = await stage.open(pageOf(), { script: DEVICE });
  await stage.page.evaluate(() => speechSynthesis.speak(new SpeechSynthesisUtterance('A word of the page')));
  await player.start();
  await player.element.evaluate((element) => element.remove());
  await stage.page.waitForFunction(() => !document.querySelector('listen-to-article'));
  assert.equal(await stage.page.evaluate(() => window.cancelled), undefined);
});

test('without a text, or without a voice of the device, none is offered', async () => {
  stage.behaviour.down = true;
  const textless = await stage.open(pageOf({ text: '<p>No article.</p>' }), { script: DEVICE });
  await textless.button.click();
  await textless.reaches('error');
  assert.equal(await textless.element.locator('[part=device]').isVisible(), false);
  await stage.context.close();
  const voiceless = await stage.open(pageOf(), { script: () => delete window.speechSynthesis });
  await voiceless.button.click();
  await voiceless.reaches('error');
  assert.equal(await voiceless.element.locator('[part=device]').isVisible(), false);
});

test('words of the interface that do not come are not asked for without end', async () => {
  stage.service.pages['/player/words/de.js'] = 'not found';
  const player = await stage.open(pageOf({ root: 'lang="de"' }));
  stage.behaviour.hold = 0;
  await player.button.click();
  await player.element.getByRole('status').filter({ hasText: 'Preparing' }).waitFor({ state: 'attached' });
  stage.behaviour.hold = Infinity;
  await player.reaches('playing');
  await stage.quiet();
  const asked = stage.behaviour.requests.filter((url) => url.includes('/words/de'));
  assert.ok(asked.length < 6, `${asked.length} times`);
});
