/** What the service, the network and the page may do wrong, and what a reader is told of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

const stage = new Stage();

const LOOKUP = '/v1/articles';
const TIMINGS = '/v1/articles/a1/timings.json';
const LINK = '<a href="/v1/articles/a1/audio.mp3">Listen to article</a>';
const FAILED = 'The audio could not be loaded.';
const MARKUP = '<img src=x onerror="window.hacked = true">&amp;<b>bold</b>';

/** @param {object} changes @returns {string} a manifest with them */
function manifestWith(changes) {
  return JSON.stringify({
    id: 'a1', title: 'A title', duration: 7.2, lang: 'en', voice: 'tone',
    links: { audio: { mp3: '/v1/articles/a1/audio.mp3' }, timings: TIMINGS },
    ...changes,
  });
}

/** @param {object} changes @returns {string} the timings with them */
const timingsWith = (changes) => JSON.stringify({ ...article(BLOCKS), ...changes });

/** What is no manifest, however it is read. */
const NO_MANIFESTS = {
  'no JSON': '<!doctype html><title>Gateway</title>',
  nothing: '',
  null: 'null',
  'a list': '[]',
  'JSON without links': JSON.stringify({ id: 'a1', duration: 7.2 }),
  'links without a sound': manifestWith({ links: { audio: {}, timings: TIMINGS } }),
  'links that are no addresses': manifestWith({ links: { audio: { mp3: 5 }, timings: null } }),
};

for (const [name, body] of Object.entries(NO_MANIFESTS)) {
  test(`a manifest that is ${name} is told as a failure, and the next press asks again`, async () => {
    stage.behaviour.answers[LOOKUP] = body;
    const player = await stage.open(pageOf());
    await player.button.click();
    await player.reaches('error');
    assert.equal(await player.element.getByRole('alert').innerText(), FAILED);
    delete stage.behaviour.answers[LOOKUP];
    await player.start();
    await player.marks('A title');
  });
}

test('without a manifest the page’s own link is heard', async () => {
  stage.behaviour.answers[LOOKUP] = NO_MANIFESTS['links without a sound'];
  const player = await stage.open(pageOf({ inside: LINK }));
  await player.start();
  assert.equal(await player.highlighted(), null);
});

test('numbers that come as texts do no harm', async () => {
  stage.behaviour.answers[LOOKUP] = manifestWith({ id: 1, duration: '7.2' });
  const sentences = article(BLOCKS).sentences.map((it) => ({ ...it, start: String(it.start), end: 'x' }));
  stage.behaviour.answers['/v1/articles/a1/timings.json'] = timingsWith({ id: 1, sentences });
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await player.seek(SECONDS + 2.5);
  await player.marks('First one here.');
  assert.equal(await player.element.locator('[part~=left]').innerText(), '−0:47');
});

test('times of another article are never marked', async () => {
  stage.behaviour.answers[TIMINGS] = timingsWith({ id: 'b2' });
  const player = await stage.open(pageOf());
  await player.start();
  // Who asks again has seen the first answer.
  await player.knows('another question', () => stage.askedFor(TIMINGS).length > 1);
  await player.plays(1.5);
  assert.equal(await player.highlighted(), null);
});

test('times that make no sense are not marked, and the sound goes on', async () => {
  const [first] = article(BLOCKS).sentences;
  const nonsense = [
    { blocks: 'none' }, { sentences: null }, { sentences: [null] }, { sentences: [{ ...first, block: 99 }] },
    { sentences: [{ ...first, block: -1 }] }, { blocks: [null, ...BLOCKS.slice(1)] },
    { blocks: [{ kind: 'title', text: 5 }], sentences: [first] },
    { sentences: [{ ...first, from: 5, to: 2, words: 'none' }] },
    { sentences: [{ ...first, from: null, to: 99, words: [null] }] },
    { sentences: [{ ...first, start: 'now', words: [{}] }] },
  ];
  for (const changes of nonsense) {
    stage.behaviour.answers[TIMINGS] = timingsWith(changes);
    stage.behaviour.requests.length = 0;
    const player = await stage.open(pageOf());
    await player.start();
    await player.knows('the question', () => stage.asked.includes(TIMINGS));
    await player.plays((await player.currentTime()) + 0.4);
    const marked = await player.highlighted();
    assert.ok(marked === null || marked === 'A title', `${JSON.stringify(changes)}: ${marked}`);
    await stage.context.close();
  }
});

test('titles with the signs of markup are texts', async () => {
  const blocks = [{ kind: 'heading', text: MARKUP }, { text: 'Nothing else.' }];
  stage.behaviour.article = article(blocks, SECONDS, { title: MARKUP });
  const text = textOf(blocks).replace(/<h2>.*<\/h2>/s, (it) =>
    `<h2>${it.slice(4, -5).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</h2>`);
  const player = await stage.open(pageOf({
    attributes: 'playlist=".next"', text: `${text}<a class="next" href="/next">${'&lt;b>Next'}</a>`,
  }));
  await player.start();
  await player.marks(MARKUP);
  await player.openPanel();
  await player.panel.getByText(MARKUP).waitFor();
  await player.control('<b>Next').waitFor();
  assert.equal(await stage.page.evaluate(() => navigator.mediaSession.metadata.title), MARKUP);
  assert.equal(await stage.page.evaluate(() => window.hacked), undefined);
});

test('what the service says of an error is text too', async () => {
  await stage.open(pageOf());
  await stage.page.route('**/v1/articles?*', (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: MARKUP }),
  }));
  const player = await stage.reload();
  await player.button.click();
  await player.reaches('error');
  assert.equal(await player.element.getByRole('alert').innerText(), `${FAILED} ${MARKUP}`);
});

test('a page without the article’s element is played, and nothing is marked', async () => {
  const player = await stage.open(pageOf({ text: '<p>First one here.</p>' }));
  await player.start();
  await player.knows('what is missing', async () => (await player.details('listen-unmatched')).length === 4);
  await player.plays(1.5);
  assert.equal(await player.highlighted(), null);
});

test('a sound of no length comes to an end or is told as a failure', async () => {
  stage.behaviour.article = article([]);
  const player = await stage.open(pageOf());
  await player.button.click();
  await player.until((element) => ['ended', 'error'].includes(element.state));
  assert.doesNotMatch(await player.element.innerText(), /NaN|Infinity|undefined/);
});

test('an article of one sentence is heard to its end', async () => {
  stage.behaviour.article = article([{ text: 'That is all' }]);
  const player = await stage.open(pageOf({ text: textOf([{ text: 'That is all' }]) }));
  await player.start();
  await player.marks('That is all');
  await player.seek(SECONDS - 0.5);
  await player.reaches('ended');
});

test('a policy that blocks the sound is told, and does not break the page', async () => {
  const head = '<meta http-equiv="Content-Security-Policy" content="media-src \'none\'">';
  const player = await stage.open(pageOf({ head }));
  for (let press = 0; press < 2; press += 1) {
    await player.button.click();
    await player.reaches('error');
    assert.equal(await player.element.getByRole('alert').innerText(), FAILED);
    assert.equal(await player.button.innerText(), 'Try again');
  }
});
