/** Where a reader stopped, and where a shared link points. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const SECONDS = 30;
/** No sound goes so far by itself in a test, so that a place is told from all others. */
const NEAR_SECONDS = 20;
const FORBIDDEN = () => Object.defineProperty(window, 'localStorage', {
  get() {
    throw new DOMException('Access is denied', 'SecurityError');
  },
});

/** @param {number} seconds @returns {Promise<PlayerPage>} one that was heard so far */
async function heardUntil(seconds, page = pageOf()) {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(page);
  await player.startAndPause();
  await player.seek(seconds);
  return player;
}

/** @param {PlayerPage} player @returns {Promise<string>} */
async function label(player) {
  await player.isReady();
  return (await player.button.innerText()).split('\n')[0].trim();
}

/** @param {PlayerPage} player @param {number} seconds */
async function beginsAt(player, seconds) {
  await player.until((element, from) => element.currentTime > from, seconds);
  const now = await player.currentTime();
  assert.ok(now < seconds + NEAR_SECONDS, `it began at ${now}, not ${seconds}`);
}

test('who comes back goes on where they stopped, and the button says so', async () => {
  await heardUntil(100);
  const player = await stage.reload();
  assert.equal(await label(player), 'Continue listening');
  assert.match(await player.button.innerText(), /1 min left$/);
  assert.equal(await player.state(), 'idle');
  await player.button.click();
  await beginsAt(player, 100);
  await player.marks('A heading');
});

test('who has hardly begun begins again', async () => {
  await heardUntil(2);
  const player = await stage.reload();
  assert.equal(await label(player), 'Listen to article');
});

test('after the end the place is forgotten', async () => {
  let player = await heardUntil(179.7);
  await player.button.click();
  await player.reaches('ended');
  player = await stage.reload();
  assert.equal(await label(player), 'Listen to article');
});

test('in an article that was edited since, one goes on at the same words', async () => {
  await heardUntil(105);
  const added = [BLOCKS[0], { text: 'This is new. So is this.' }, ...BLOCKS.slice(1)];
  stage.behaviour.article = article(added, SECONDS, { id: 'a2' });
  const player = await stage.reload();
  await player.isReady();
  await player.button.click();
  await beginsAt(player, 165);
  assert.equal(await player.element.evaluate((it) => it.shadowRoot.querySelector('audio').muted), false);
});

test('where those words are gone, one goes on at the same time', async () => {
  await heardUntil(105);
  const without = BLOCKS.filter(({ kind }) => kind !== 'heading');
  stage.behaviour.article = article(without, SECONDS, { id: 'a2' });
  const player = await stage.reload();
  await player.isReady();
  await player.button.click();
  await beginsAt(player, 105);
});

test('an article that is shorter now is heard from its beginning', async () => {
  await heardUntil(160);
  stage.behaviour.article = article(BLOCKS.slice(0, 2), SECONDS, { id: 'a2' });
  const player = await stage.reload();
  assert.equal(await label(player), 'Listen to article');
  await player.button.click();
  await beginsAt(player, 0);
});

test('the place is kept for each article by itself', async () => {
  const two = pageOf({
    attributes: 'src="/one"', inside: '</listen-to-article><listen-to-article src="/two">',
  });
  await heardUntil(100, two);
  const first = await stage.reload();
  const second = stage.player(1);
  assert.equal(await label(first), 'Continue listening');
  assert.equal(await label(second), 'Listen to article');
});

test('a change of the article keeps the place of the old one', async () => {
  let player = await heardUntil(100, pageOf({ attributes: 'src="/one"' }));
  await player.element.evaluate((element) => (element.src = '/two'));
  assert.equal(await label(player), 'Listen to article');
  await player.element.evaluate((element) => (element.src = '/one'));
  assert.equal(await label(player), 'Continue listening');
  player = await stage.reload();
  assert.equal(await label(player), 'Continue listening');
});

test('a browser that forbids to remember anything is no hindrance', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(), { script: FORBIDDEN });
  await player.start();
  await player.seek(100);
  await player.speed.selectOption('2×');
  assert.equal(await player.element.evaluate((element) => element.playbackRate), 2);
  assert.equal(await label(await stage.reload()), 'Listen to article');
});

test('what is chosen in such a browser holds for as long as the page is open', async () => {
  stage.behaviour.voices.push({ id: 'bell', name: 'Bell', language: 'en' });
  stage.behaviour.others = [article(BLOCKS, 50, { id: 'b2', voice: 'bell' })];
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(), { script: FORBIDDEN });
  await player.startAndPause();
  await player.seek(91);
  await player.openPanel();
  await player.panel.getByRole('checkbox', { name: 'Click a sentence to hear it' }).check();
  await stage.page.getByText('First one here').click({ position: { x: 20, y: 8 } });
  await player.marks('First one here.');
  await player.seek(91);
  await player.choice('Voice').selectOption('Bell');
  await beginsAt(player, 150);
});

test('what somebody else has written there is no hindrance', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(), {
    script: () => {
      const address = location.href;
      localStorage.setItem('aloud:rate', '"quick"');
      localStorage.setItem('aloud:follow', '{');
      localStorage.setItem('aloud:places', JSON.stringify([null, 5, [address, { time: '9' }], [address]]));
    },
  });
  assert.equal(await label(player), 'Listen to article');
  await player.start();
  await player.marks('A title');
});

test('a link to a moment begins there at the press, and never by itself', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(), { hash: '#listen=1:10' });
  assert.equal(await label(player), 'Listen from 1:10');
  assert.equal(await player.state(), 'idle');
  assert.deepEqual(stage.asked.filter((url) => url.includes('audio.mp3')), []);
  await player.button.click();
  await beginsAt(player, 70);
});

test('a link to a moment goes before the place that is remembered', async () => {
  const before = await heardUntil(100);
  await before.page.goto('about:blank');
  const player = await stage.visit('/page#listen=0:40');
  assert.equal(await label(player), 'Listen from 0:40');
});

test('a link to a moment within the page goes there', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf({ text: `<a href="#listen=1:10">There</a>${textOf(BLOCKS)}` }));
  await player.startAndPause();
  await stage.page.getByText('There').click();
  await player.until((element) => element.currentTime === 70);
  assert.equal(await player.isPaused(), true);
  assert.equal(await player.state(), 'paused');
});

test('before the first press such a link, or a jump, says where that will begin', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf({ text: `<a href="#listen=1:10">There</a>${textOf(BLOCKS)}` }));
  await player.isReady();
  await stage.page.getByText('There').click();
  await player.control('Listen from 1:10 2 min left').waitFor();
  await player.element.evaluate((element) => element.seek(100));
  await player.control('Listen from 1:40 1 min left').waitFor();
  await player.button.click();
  await beginsAt(player, 100);
});

test('an element that is put back stays where the reader was', async () => {
  const player = await stage.open(pageOf(), { hash: '#listen=0:05' });
  await player.startAndPause();
  await player.seek(40);
  await player.putBack();
  await player.reaches('paused');
  assert.equal(await player.currentTime(), 40);
});

test('only the first player of a page takes the moment', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const first = await stage.open(pageOf({ inside: '</listen-to-article><listen-to-article>' }), {
    hash: '#listen=1:10',
  });
  assert.equal(await label(first), 'Listen from 1:10');
  assert.equal(await label(stage.player(1)), 'Listen to article');
});

test('other ends of an address mean nothing', async () => {
  stage.behaviour.article = article(BLOCKS, SECONDS);
  const player = await stage.open(pageOf(), { hash: '#listen=99:00' });
  const hashes = [
    '#listen=99:00', '#listen=', '#listen=abc', '#listen=-3', '#listen=1:75', '#listen=1:2:3:4', '#listen=%',
    '#listen=0:07x', '#listen=1e1', '#Listen=0:07', '#xlisten=0:07', '#listen=Infinity', '#listen=.',
  ];
  for (const hash of hashes) {
    await stage.page.evaluate(async (hash) => {
      const told = new Promise((heard) => addEventListener('hashchange', heard, { once: true }));
      const same = new URL(hash, location.href).href === location.href;
      location.hash = hash;
      if (!same) await told;
    }, hash);
    assert.equal(await label(player), 'Listen to article', hash);
  }
  await player.button.click();
  await beginsAt(player, 0);
});
