/** The articles that are played next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

/** @typedef {import('./player-page.js').PlayerPage} PlayerPage */

const stage = new Stage();

const LINKS = `${textOf(BLOCKS)}<ul>
  <li><a class="next" href="/second">The <em>second</em> article</a></li>
  <li><a class="next" href="/third">The third article</a></li></ul>`;
const PLAYLIST = { attributes: 'playlist=".next"', text: LINKS };

/**
 * @param {string} id
 * @param {number} [seconds]
 * @returns an article of one sentence that the service has at `/id`
 */
const other = (id, seconds = SECONDS) =>
  article([{ text: `This is the ${id}.` }], seconds, { id, path: `/${id}` });

/** @param {Parameters<typeof pageOf>[0]} [given] @param {Parameters<typeof stage.open>[1]} [how] */
async function open(given, how) {
  stage.behaviour.others = [other('second'), other('third')];
  return stage.open(pageOf({ ...PLAYLIST, ...given }), how);
}

/** @param {PlayerPage} player */
async function toTheEnd(player) {
  await player.element.evaluate((element) => element.seek(element.duration - 0.2));
}

/** @param {PlayerPage} player @param {string} path */
async function plays(player, path) {
  await player.until((element, wanted) => element.state === 'playing' && element.src?.endsWith(wanted), path);
  await player.plays(0.1);
  const sounds = await player.element.evaluate((element) => element.shadowRoot.querySelector('audio').src);
  assert.match(sounds, new RegExp(`/articles${path}/audio`));
}

/** What sounds is heard to its end, and the next ones begin. @param {PlayerPage} player @param {string[]} paths */
async function goesOn(player, ...paths) {
  for (const path of paths) {
    await toTheEnd(player);
    await plays(player, path);
  }
}

test('at the end of an article the next ones are played, and then it is over', async () => {
  const player = await open();
  await player.start();
  await goesOn(player, '/second', '/third');
  await toTheEnd(player);
  await player.reaches('ended');
  assert.equal((await player.details('listen-ended')).length, 3);
});

test('a list that names the article itself goes on behind it', async () => {
  const itself = '<ul><li><a class="next" href="/page#top">This one</a></li>';
  const player = await open({ text: LINKS.replace('<ul>', itself) });
  await player.start();
  await toTheEnd(player);
  await plays(player, '/second');
  assert.equal((await player.details('listen-ended')).length, 1, 'it was played twice');
});

test('an article that is named by a relative address has its place in the list', async () => {
  const player = await open({ attributes: 'playlist=".next" src="second"' });
  await player.start();
  await toTheEnd(player);
  await plays(player, '/third');
  assert.equal((await player.details('listen-ended')).length, 1, 'it was played twice');
});

test('from a manifest the list goes on with the service', async () => {
  const player = await open({ attributes: 'playlist=".next" manifest="/v1/articles/a1"' });
  await player.start();
  await toTheEnd(player);
  await plays(player, '/second');
});

test('what is next is listed in the panel, and is played with a press', async () => {
  const player = await open();
  await player.start();
  await player.openPanel();
  const entries = player.panel.getByRole('navigation', { name: 'Up next' }).getByRole('button');
  assert.deepEqual(await entries.allInnerTexts(), ['The second article', 'The third article']);
  await entries.nth(1).click();
  await plays(player, '/third');
});

test('the place in one article is not taken for one in the next', async () => {
  stage.behaviour.article = article(BLOCKS, 30);
  const player = await open();
  stage.behaviour.others = [other('second', 150)];
  await player.start();
  await player.seek(70);
  await player.openPanel();
  await player.control('The second article').click();
  await plays(player, '/second');
  assert.ok((await player.currentTime()) < 60);
  const again = await stage.visit('/page');
  assert.match(await again.button.innerText(), /^Continue listening/);
});

test('without a next article the end is the end', async () => {
  const player = await open({ text: textOf(BLOCKS) });
  await player.start();
  await toTheEnd(player);
  await player.reaches('ended');
  await player.openPanel();
  assert.equal(await player.panel.getByRole('navigation', { name: 'Up next' }).isVisible(), false);
});

test('a next article that cannot be had is told in words', async () => {
  const player = await open();
  await player.start();
  stage.behaviour.answers['/v1/articles'] = 'nothing';
  await toTheEnd(player);
  await player.reaches('error');
  assert.equal(await player.element.getByRole('alert').innerText(), 'The audio could not be loaded.');
});

test('a link around a picture and one around the words are one article', async () => {
  const card = (id) => `<a class="next" href="/${id}"><img alt="" src="data:,"></a><a class="next" href="/${id}">The ${id}</a>`;
  const player = await open({ text: textOf(BLOCKS) + card('second') + card('third') });
  await player.start();
  await player.openPanel();
  const listed = player.panel.getByRole('navigation', { name: 'Up next' }).getByRole('button');
  assert.deepEqual(await listed.allInnerTexts(), ['The second', 'The third']);
  await goesOn(player, '/second', '/third');
});

test('articles that are listed twice are played once', async () => {
  const player = await open({ text: `${LINKS}<a class="next" href="/third">The third again</a>` });
  await player.start();
  await goesOn(player, '/second', '/third');
  await toTheEnd(player);
  await player.reaches('ended');
  await stage.quiet();
  assert.equal(await player.state(), 'ended');
});
