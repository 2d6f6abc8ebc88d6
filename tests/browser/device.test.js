/** The voice of the device stops and goes on, and is not talked over. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf } from './stage.js';
import { article } from './standin.js';

const stage = new Stage();

/** A device that reads as far as a test says: it begins the first of what is left by `next()`. */
const DEVICE = () => {
  let queue = [];
  window.heard = [];
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      speak: (utterance) => queue.push(utterance),
      cancel: () => (queue = []),
      waiting: () => queue.length,
      next() {
        const utterance = queue.shift();
        window.heard.push(utterance.text);
        utterance.dispatchEvent(new Event('start'));
      },
    },
  });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
};

/** @returns {Promise<any>} the texts that the device has begun */
function heard() {
  return stage.page.evaluate(() => window.heard);
}

test('after a pause it goes on with the piece in which it was stopped', async () => {
  stage.behaviour.down = true;
  const player = await stage.open(pageOf(), { script: DEVICE });
  await player.button.click();
  const device = player.element.locator('[part=device]');
  await device.click();
  await stage.page.evaluate(() => {
    speechSynthesis.next();
    speechSynthesis.next();
  });
  await device.click();
  await device.click();
  await stage.page.evaluate(() => speechSynthesis.next());
  assert.deepEqual(await heard(), [BLOCKS[0].text, BLOCKS[1].text, BLOCKS[1].text]);
});

/** A reader without a network whose press has failed. */
async function openOffline() {
  const player = await stage.open(pageOf(), { script: DEVICE });
  await player.isReady();
  await stage.context.setOffline(true);
  await player.button.click();
  await player.reaches('error');
  await player.tells('listen-error');
  return player;
}

/** The network is back, and who waited for it has been told. */
async function comeOnline() {
  await stage.page.evaluate(() => {
    window.back = new Promise((resolve) => addEventListener('online', resolve, { once: true }));
  });
  await stage.context.setOffline(false);
  await stage.page.evaluate(() => window.back.then(() => {}));
}

test('a press that waits for the network is done when that is back', async () => {
  const player = await openOffline();
  await comeOnline();
  await player.reaches('playing');
});

test('a press of long ago is not done any more', async () => {
  const player = await openOffline();
  await stage.page.evaluate(() => {
    const now = Date.now() + 60_000;
    Date.now = () => now;
  });
  await comeOnline();
  assert.equal(await player.state(), 'error');
});

test('a network that comes back leaves the voice of the device alone', async () => {
  const player = await openOffline();
  await player.element.locator('[part=device]').click();
  await comeOnline();
  assert.equal(await player.state(), 'error');
});

/** A press that has failed, and the device reads instead. @param {string} [inside] */
async function openReadByDevice(inside) {
  stage.behaviour.answers['/v1/articles/a1/audio.mp3'] = 'no sound';
  const player = await stage.open(pageOf({ inside }), { script: DEVICE });
  await player.button.click();
  await player.reaches('error');
  return player;
}

test('the voice of the device is silent once the article is another one', async () => {
  const player = await openReadByDevice();
  const device = player.element.locator('[part=device]');
  await device.click();
  await player.element.evaluate((element) => (element.src = '/other'));
  await device.waitFor({ state: 'hidden' });
  assert.equal(await stage.page.evaluate(() => speechSynthesis.waiting()), 0);
});

test('another player is silent once the device reads', async () => {
  const second = article([{ text: 'This is the second.' }], 30, { id: 'b2', path: '/second' });
  stage.behaviour.others = [second];
  const player = await openReadByDevice('</listen-to-article><listen-to-article src="/second">');
  const other = stage.player(1);
  await other.start();
  await player.element.locator('[part=device]').click();
  await other.reaches('paused');
  assert.ok(await stage.page.evaluate(() => speechSynthesis.waiting()));
});
