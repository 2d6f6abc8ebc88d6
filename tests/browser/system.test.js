/** What the system and the page's analytics are told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

const stage = new Stage();

const SITE = `<meta property="og:site_name" content="The Courier">
  <meta property="og:image" content="/picture.png">`;

/** Keeps what the system is told; `window.actions` is what its buttons do. */
const SYSTEM = () => {
  window.actions = {};
  const { mediaSession } = navigator;
  const handle = mediaSession.setActionHandler.bind(mediaSession);
  mediaSession.setActionHandler = (action, run) => {
    window.actions[action] = run;
    handle(action, run);
  };
  const tell = mediaSession.setPositionState.bind(mediaSession);
  mediaSession.setPositionState = (state) => {
    window.position = state;
    tell(state);
  };
};

/** @param {Parameters<typeof pageOf>[0]} [given] */
async function openLong(given) {
  stage.behaviour.article = article(BLOCKS, 20);
  return stage.open(pageOf({ head: SITE, ...given }), { script: SYSTEM });
}

/** @param {string} action @param {object} [details] presses a button of the system */
const press = (action, details = {}) => stage.page.evaluate(
  ({ action, details }) => window.actions[action]({ action, ...details }), { action, details },
);

const metadata = () => stage.page.evaluate(() => {
  const { title, artist, artwork } = navigator.mediaSession.metadata;
  return { title, artist, artwork: artwork.map(({ src }) => new URL(src).pathname) };
});

const position = () => stage.page.evaluate(() => window.position);

test('the system is told the title, the site and its picture', async () => {
  const player = await openLong();
  await player.isReady();
  await player.start();
  assert.deepEqual(await metadata(), {
    title: 'A title', artist: 'The Courier', artwork: ['/picture.png'],
  });
});

test('where the title comes after the press, the system is told it then', async () => {
  await openLong();
  let answer;
  const answered = new Promise((told) => (answer = told));
  await stage.page.route('**/v1/articles?*', async (route) => {
    await answered;
    await route.continue();
  });
  stage.service.pages['/page'] = pageOf({ inside: '<a href="/v1/articles/a1/audio.mp3">Listen</a>' });
  const player = await stage.reload();
  await player.start();
  assert.equal((await metadata()).title, 'Page');
  answer();
  await player.knows('the title', async () => (await metadata()).title === 'A title');
});

test('a site that says nothing of itself is named by its host', async () => {
  const player = await openLong({ head: '' });
  await player.isReady();
  await player.start();
  assert.deepEqual(await metadata(), { title: 'A title', artist: '127.0.0.1', artwork: [] });
});

test('the buttons of the system play, pause, seek and skip', async () => {
  const player = await openLong();
  await player.start();
  await press('pause');
  await player.reaches('paused');
  await press('seekto', { seekTime: 60 });
  await player.until((element) => element.currentTime === 60);
  await press('seekforward', { seekOffset: 10 });
  await player.until((element) => element.currentTime === 70);
  await press('seekbackward');
  await player.until((element) => element.currentTime === 55);
  await press('play');
  await player.reaches('playing');
});

test('there is no next and no previous track: with them an iPhone has no scrubber', async () => {
  const player = await openLong();
  await player.start();
  const actions = await stage.page.evaluate(() => Object.keys(window.actions));
  assert.deepEqual(actions.sort(), ['pause', 'play', 'seekbackward', 'seekforward', 'seekto']);
});

test('the system is told the position, after a jump and at another speed too', async () => {
  const player = await openLong();
  await player.startAndPause();
  await player.seek(50);
  await player.knows('the position', async () => (await position())?.position === 50);
  assert.equal((await position()).duration, 120);
  await player.speed.selectOption('2×');
  await player.knows('the speed', async () => (await position()).playbackRate === 2);
});

test('the system has the player that sounds', async () => {
  const other = article(BLOCKS, 30, { id: 'b2', title: 'Another title', path: '/other' });
  stage.behaviour.others = [other];
  const first = await openLong({ inside: '</listen-to-article><listen-to-article src="/other">' });
  const second = stage.player(1);
  await first.isReady();
  await second.isReady();
  await first.start();
  await second.start();
  await first.reaches('paused');
  assert.equal((await metadata()).title, 'Another title');
  await first.start();
  assert.equal((await metadata()).title, 'A title');
  await first.knows('its length', async () => (await position()).duration === 120);
  await press('pause');
  await first.reaches('paused');
});

test('each tenth of the article is told once', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    await player.seek(0.6 * SECONDS * tenth - 0.3);
    await player.element.evaluate((element) => element.play());
    await player.tells('listen-progress', tenth);
    await player.element.evaluate((element) => element.pause());
  }
  await player.reaches('ended');
  const tenths = (await player.details('listen-progress')).map(({ currentTime, duration }) =>
    Math.floor((currentTime / duration) * 10 + 0.001));
  assert.deepEqual(tenths, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('what is heard again is not told again', async () => {
  const player = await openLong();
  await player.startAndPause();
  const told = async () => (await player.details('listen-progress')).length;
  await player.seek(65);
  await player.knows('the first half', async () => (await told()) === 1);
  await player.seek(10);
  await player.seek(40);
  await player.seek(80);
  await player.knows('two thirds', async () => (await told()) === 2);
});

test('the events of a player in a shadow root are heard on the document', async () => {
  const player = await stage.open(pageOf({
    text: `<x-app></x-app>${textOf(BLOCKS)}<script>
      const root = document.querySelector('x-app').attachShadow({ mode: 'open' });
      root.append(document.querySelector('listen-to-article'));
    </script>`,
  }));
  await player.start();
  await player.tells('listen-sentence');
  await player.seek(6 * SECONDS - 0.3);
  await player.reaches('ended');
  const types = await stage.page.evaluate(() => [...new Set(window.recorded.map(({ type }) => type))]);
  for (const type of ['play', 'sentence', 'progress', 'seek', 'ended']) {
    assert.ok(types.includes(`listen-${type}`), type);
  }
});

test('the events tell where the sound is', async () => {
  const player = await openLong();
  await player.startAndPause();
  for (const type of ['listen-play', 'listen-pause']) {
    const [{ currentTime, duration }] = await player.details(type);
    assert.ok(currentTime >= 0 && currentTime < 20, `${type}: ${currentTime}`);
    assert.equal(duration, 120);
  }
});

test('a picture without an address is no hindrance', async () => {
  const player = await stage.open(pageOf({ head: '<meta property="og:image" content="https://">' }));
  await player.start();
  await player.tells('listen-play');
  await player.marks('A title');
});
