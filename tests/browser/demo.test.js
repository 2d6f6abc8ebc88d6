/** The demo article with the real service, as a reader and a publisher meet it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PLAN_MS } from './articles.js';
import { launch } from './browser.js';
import { PlayerPage, folded } from './player-page.js';
import { VOICE, noService, startService } from './service.js';
import { until } from './until.js';

const options = { skip: noService };

/** Sound that is made by a debug build, on a machine that compiles beside it. */
const PATIENCE_MS = 60_000;

let service;
let browser;

before(async () => {
  if (noService) return;
  service = await startService(['--voice', VOICE]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

/** @param {import('playwright-core').BrowserContextOptions} [settings] */
async function openDemo(settings = {}) {
  const context = await browser.newContext(settings);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${service.origin}/demo/`);
  return { page, context, problems, player: new PlayerPage(page, 0, PATIENCE_MS) };
}

/** @returns {Promise<any>} the demo article's timings, once they are exact */
async function exactTimings() {
  const lookup = new URL('/v1/articles', service.origin);
  lookup.searchParams.set('url', `${service.origin}/demo/`);
  const manifest = await (await fetch(lookup)).json();
  const address = new URL(manifest.links.timings, lookup);
  return until('exact times', PLAN_MS, async () => {
    const timings = await (await fetch(address)).json();
    return timings.exact && timings;
  });
}

/** @param {any} timings @returns {string[]} the text of each sentence */
function sentenceTexts({ blocks, sentences }) {
  return sentences.map(({ block, from, to }) => folded(blocks[block].text.slice(from, to)));
}

test('a press plays, and the highlight goes from sentence to sentence', options, async () => {
  const { player, context, problems } = await openDemo();
  const sentences = sentenceTexts(await exactTimings());
  await player.record();
  await player.button.click();
  await player.plays(0.5);
  const first = await player.knows('a highlight', () => player.highlighted());
  await player.plays(3);
  const second = await player.knows('another highlight', async () => {
    const marked = await player.highlighted();
    return marked !== first && marked;
  });
  assert.ok(sentences.includes(first), `not a sentence: ${first}`);
  assert.ok(sentences.includes(second), `not a sentence: ${second}`);
  assert.deepEqual(await player.details('listen-unmatched'), []);
  assert.deepEqual(problems, []);
  await player.button.click();
  await player.reaches('paused');
  await context.close();
});

test('seeking far ahead plays and highlights from there', options, async () => {
  const { player, context } = await openDemo();
  const timings = await exactTimings();
  const texts = sentenceTexts(timings);
  const index = texts.length - 3;
  await player.record();
  await player.startAndPause();
  const { start } = timings.sentences[index];
  await player.seek(start + 0.1);
  await player.marks(texts[index]);
  await player.button.click();
  await player.plays(start + 0.3);
  await player.knows('a sentence behind it', async () =>
    texts.indexOf(await player.highlighted()) > index);
  await context.close();
});

test('the whole article is read, and nothing around it', options, async () => {
  const read = (await exactTimings()).blocks.map(({ text }) => text).join('\n');
  const { page, context } = await openDemo();
  const texts = (selector) => page.locator(selector).allTextContents();
  const article = await texts('h1, .standfirst, .article-body :is(p, h2, li):not(aside *)');
  for (const text of article) assert.ok(read.includes(folded(text)), `missing: ${folded(text)}`);
  const around = '.demo-note, .byline, .site-header a, .share-bar a, .newsletter p, .newsletter label, '
    + '.related-links a, .comment p, .site-footer p, .site-footer a, .credit';
  for (const text of await texts(around)) {
    assert.ok(!read.split('\n').includes(folded(text)), `read aloud: ${folded(text)}`);
  }
  for (const text of ['Low Water', 'Sign up', 'Copy link', 'shrimp', 'Gull Street', 'Okonjo']) {
    assert.ok(!read.includes(text), `read aloud: ${text}`);
  }
  await context.close();
});

test('without JavaScript the link is there, and leads to an MP3', options, async () => {
  const { page, player, context } = await openDemo({ javaScriptEnabled: false });
  assert.equal(await player.link.isVisible(), true);
  assert.equal(await player.link.innerText(), 'Listen to article');
  const href = new URL(await player.link.getAttribute('href'), page.url());
  const answer = await fetch(href, { headers: { range: 'bytes=0-99' } });
  assert.ok(answer.ok, `status ${answer.status}`);
  assert.equal(answer.headers.get('content-type'), 'audio/mpeg');
  await answer.body.cancel();
  await context.close();
});
