/** Answers that come late, and what is asked before there is an answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { article } from './standin.js';

const stage = new Stage();

const OTHER = [{ text: 'Another story begins. It is short. Very short. But longer than it was.' }];

/** Waits for the answer to what has `part` in its address, until it is let go. @param {string} part */
async function heldBack(part) {
  let letGo;
  const wait = new Promise((resolve) => (letGo = resolve));
  let asked;
  const begun = new Promise((resolve) => (asked = resolve));
  await stage.context.route((url) => url.href.includes(part), async (route) => {
    asked();
    await wait;
    await route.continue().catch(() => {}); // the page may not want it any more
  });
  return { letGo, begun };
}

/** No player notices that the reader is near: the press is the first that asks. */
const NEVER_NEAR = () => (window.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
});

/** @param {import('./player-page.js').PlayerPage} player @returns {Promise<string>} */
function soundOf(player) {
  return player.element.evaluate(({ shadowRoot }) => shadowRoot.querySelector('audio').src);
}

test('late times of one article leave the next one where it is', async () => {
  stage.behaviour.article = article(BLOCKS, 3);
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/other' })];
  const text = `${textOf(BLOCKS)}<main>${textOf(OTHER)}</main>`;
  let player = await stage.open(pageOf({ attributes: 'src="/one"', text }));
  await player.startAndPause();
  await player.seek(10);
  stage.behaviour.article = article(BLOCKS, 3, { id: 'a9' });
  player = await stage.reload();
  await player.isReady();
  const times = await heldBack('/a9/timings.json');
  await player.button.click();
  await times.begun;
  await player.element.evaluate((element) => (element.src = '/other'));
  await player.isReady();
  await player.start();
  const jumps = (await player.details('listen-seek')).length;
  times.letGo();
  await player.marks('It is short.');
  assert.equal((await player.details('listen-seek')).length, jumps);
  assert.deepEqual(await player.details('listen-unmatched'), []);
});

test('the failure of one article is not told of the next, which plays', async () => {
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/b' })];
  stage.behaviour.answers['/v1/articles/a1/audio.mp3'] = 'no sound';
  const player = await stage.open(pageOf({ attributes: 'src="/far"' }), { script: NEVER_NEAR });
  const far = await heldBack('%2Ffar');
  const near = await heldBack('%2Fb');
  await player.element.evaluate((element) => element.play());
  await far.begun;
  await player.element.evaluate((element) => {
    element.src = '/b';
    element.play();
  });
  await near.begun;
  stage.behaviour.answers['/v1/articles'] = '{}';
  const answered = stage.page.waitForResponse(/%2Ffar/);
  far.letGo();
  await answered;
  await stage.page.evaluate(() => new Promise(requestAnimationFrame));
  delete stage.behaviour.answers['/v1/articles'];
  near.letGo();
  await player.reaches('playing');
  assert.deepEqual(await player.details('listen-error'), []);
});

test('where one article was to begin is no place in the next', async () => {
  stage.behaviour.article = article(BLOCKS, 3);
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/other' })];
  const player = await stage.open(pageOf({ attributes: 'src="/one"', text: textOf(OTHER) }));
  await player.isReady();
  const sound = await heldBack('/a1/audio.mp3');
  await player.element.evaluate((element) => {
    element.seek(10);
    element.play();
  });
  await sound.begun;
  await player.element.evaluate((element) => (element.src = '/other'));
  assert.equal(await player.currentTime(), 0);
  await player.isReady();
  await player.start();
  await player.marks('Another story begins.');
  sound.letGo();
});

test('what is to be read changes while the element is out of the page', async () => {
  stage.behaviour.article = article(BLOCKS, 3);
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/other' })];
  const player = await stage.open(pageOf({ attributes: 'src="/one"' }));
  await player.startAndPause();
  await player.element.evaluate(async (element) => {
    element.remove();
    await new Promise((later) => setTimeout(later));
    element.src = '/other';
    document.body.prepend(element);
  });
  await player.reaches('idle');
  await player.button.click();
  await player.reaches('playing');
  assert.match(await soundOf(player), /b2/);
});

test('a place that is asked for while the sound is prepared is where it begins', async () => {
  stage.behaviour.article = article(BLOCKS, 3);
  const player = await stage.open(pageOf());
  await player.isReady();
  await player.element.evaluate((element) => {
    element.play();
    element.seek(10);
  });
  await player.plays(10);
});

test('times that do not come keep the sound silent for no longer than two seconds', async () => {
  stage.behaviour.article = article(BLOCKS, 3);
  let player = await stage.open(pageOf());
  await player.startAndPause();
  await player.seek(10);
  stage.behaviour.article = article(BLOCKS, 3, { id: 'a9' });
  player = await stage.reload();
  await player.isReady();
  await heldBack('/a9/timings.json');
  await player.button.click();
  await player.until(({ shadowRoot }) => shadowRoot.querySelector('audio').muted);
  await player.until(({ shadowRoot }) => !shadowRoot.querySelector('audio').muted);
  await player.plays(10);
});

test('the words are looked for also where the link is pressed before anything is known', async () => {
  const inside = '<a href="/v1/articles/a1/audio.mp3">Listen</a>';
  stage.behaviour.article = article(BLOCKS, 3);
  let player = await stage.open(pageOf({ inside }));
  await player.startAndPause();
  await player.seek(10);
  const longer = [{ kind: 'paragraph', text: 'New. New too. And new.' }, ...BLOCKS];
  stage.behaviour.article = article(longer, 3);
  await stage.reload();
  // It was another edition when it was heard.
  await stage.page.evaluate(() => {
    const places = localStorage.getItem('aloud:places').replace('"a1"', '"a0"');
    localStorage.setItem('aloud:places', places);
  });
  const known = await heldBack('/v1/articles?');
  player = await stage.reload();
  await player.button.click();
  await known.begun;
  known.letGo();
  await player.plays(18);
});

test('a pause is told of the article that is left while it plays', async () => {
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/other' })];
  const player = await stage.open(pageOf({ attributes: 'src="/one"' }));
  await player.start();
  await player.element.evaluate((element) => (element.src = '/other'));
  await player.tells('listen-pause');
  const [{ duration }] = await player.details('listen-pause');
  assert.ok(duration > 30, `of the next one: ${duration}`);
});

test('an element that comes back while the rest is loaded hears each press once', async () => {
  const player = await stage.open(pageOf());
  const rest = await heldBack('/player/reading.js');
  await player.button.click();
  await rest.begun;
  await player.putBack();
  rest.letGo();
  await player.isFollowed();
  await player.button.click();
  await player.openPanel();
  await player.more.click();
  await player.panel.waitFor({ state: 'hidden' });
});

test('the player that was pressed last is heard, though the sound of the other comes later', async () => {
  stage.behaviour.others = [article(OTHER, 6, { id: 'b2', path: '/other' })];
  const inside = '</listen-to-article><listen-to-article src="/other">';
  const first = await stage.open(pageOf({ attributes: 'src="/one"', inside }), { script: NEVER_NEAR });
  const known = await heldBack('%2Fone');
  await first.element.evaluate((element) => element.play());
  await known.begun;
  const second = stage.player(1);
  await second.start();
  known.letGo();
  await second.plays(2);
  assert.equal(await first.state(), 'idle');
  assert.equal(await first.isPaused(), true);
});

test('a player that had failed and is put back plays', async () => {
  const player = await stage.open(pageOf());
  await player.isReady();
  stage.behaviour.answers['/v1/articles/a1/audio.mp3'] = 'no sound';
  await player.button.click();
  await player.reaches('error');
  delete stage.behaviour.answers['/v1/articles/a1/audio.mp3'];
  await player.putBack();
  await player.start();
});

test('what could not be loaded is loaded with a later press', async () => {
  const player = await stage.open(pageOf());
  const addresses = [];
  await stage.page.route(/\/player\/reading\.js/, (route) => {
    addresses.push(route.request().url());
    return addresses.length > 1 ? route.continue() : route.abort();
  });
  await player.button.click();
  await player.reaches('playing');
  await player.knows('a try', () => addresses.length > 0);
  assert.equal(await player.element.locator('[part=more]').isVisible(), false);
  await player.button.click();
  await player.reaches('paused');
  await player.start();
  await player.openPanel();
});

test('who goes away and comes back at once arrives, and hears it', async () => {
  stage.behaviour.article = article(BLOCKS, 30);
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await player.seek(60);
  await player.element.evaluate((element) => {
    for (const place of [30, 90, 30, 180, 30, 0, 30]) {
      element.seek(place);
      const busyUntil = performance.now() + 10; // the first is done behind the page's back
      while (performance.now() < busyUntil);
    }
  });
  await player.until(({ shadowRoot }) => !shadowRoot.querySelector('audio').seeking);
  await player.button.click();
  await player.plays(30.1);
  assert.equal(await player.state(), 'playing');
});

test('times that are not there are asked for less and less', async () => {
  stage.behaviour.answers['/v1/articles/a1/timings.json'] = 'nothing';
  const player = await stage.open(pageOf());
  const times = [];
  stage.page.on('request', (request) => request.url().includes('timings') && times.push(Date.now()));
  await player.start();
  await player.knows('five questions', () => times.length > 4);
  const waits = times.slice(1).map((time, index) => time - times[index]);
  assert.ok(waits[3] > waits[0] * 1.5, `waits ${waits}`);
});
