/** What is spoken, as it is marked in the page, and the page that goes along with it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf, clickText, isInSight } from './article-text.js';
import { BLOCKS, Stage, pageOf, paragraphs, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

const stage = new Stage();

/** Several windows high. */
const LONG = paragraphs(60);
/** Of its sentences, where a test does not wait for them, and where it does. */
const LONG_SECONDS = 5;
const QUICK_SECONDS = 0.7;
/** Where the next sentences are too low to be left there, in a window of 720 px. */
const LOW_IN_THE_WINDOW = 500;
/** Instant scrolling: where it ends is what counts. */
const STILL = { reducedMotion: /** @type {const} */ ('reduce') };

/** @param {Parameters<typeof pageOf>[0]} [given] @param {number} [seconds] of each sentence */
async function openLong(given = {}, seconds = LONG_SECONDS) {
  stage.behaviour.article = article(LONG, seconds);
  return stage.open(pageOf({ text: textOf(LONG), ...given }), { reader: STILL });
}

/** @param {number} paragraph @param {number} [seconds] @returns {number} when that is begun */
const startOf = (paragraph, seconds = LONG_SECONDS) => 2 * paragraph * seconds;

const scrolled = () => stage.page.evaluate(() => scrollY);

/** As a reader does who looks what comes at last. */
async function scrollToTheEnd() {
  await stage.page.mouse.move(300, 300);
  await stage.page.mouse.wheel(0, 10_000);
  await stage.page.waitForFunction(() => scrollY >= document.documentElement.scrollHeight - innerHeight - 1);
}

test('the word being spoken is marked inside its sentence', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  const [, , second] = stage.behaviour.article.sentences;
  const marked = [];
  for (const { start, end } of second.words) {
    await player.seek((start + end) / 2);
    await player.marks('Second, with emphasis, follows.');
    marked.push(await player.word());
  }
  assert.deepEqual(marked, ['Second', 'with', 'emphasis', 'follows']);
});

test('after the end of its last word a sentence stays marked until the next one begins', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  const [, { end }] = stage.behaviour.article.sentences;
  await player.seek(end + 0.05);
  await player.marks('First one here.');
});

test('a sentence without the times of its words is marked as a whole', async () => {
  for (const sentence of stage.behaviour.article.sentences) delete sentence.words;
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await player.seek(SECONDS + 1);
  await player.marks('First one here.');
  assert.equal(await player.word(), null);
});

test('the page scrolls to the sentence that is spoken', async () => {
  const player = await openLong();
  await player.start();
  await player.seek(startOf(30));
  await player.knows('paragraph 30', () => isInSight(stage.page, 'Number 30 begins'));
});

test('text that the page does not show moves nothing', async () => {
  const shown = LONG.slice(0, 30);
  const hidden = `<div hidden>${textOf(LONG.slice(30))}</div>`;
  const player = await openLong({ text: textOf(shown) + hidden });
  await player.start();
  await player.seek(startOf(29));
  await player.knows('paragraph 29', () => isInSight(stage.page, 'Number 29 begins'));
  const before = await scrolled();
  await player.seek(startOf(31));
  await player.knows('its highlight', async () => (await player.highlighted())?.startsWith('Number 31'));
  await stage.drawn();
  assert.equal(await scrolled(), before);
});

test('the page is left alone after the reader has scrolled, until the voice is where they are', async () => {
  const player = await openLong({}, QUICK_SECONDS);
  await player.start();
  await player.seek(startOf(20, QUICK_SECONDS));
  await player.knows('paragraph 20', () => isInSight(stage.page, 'Number 20 begins'));
  await scrollToTheEnd();
  assert.equal(await isInSight(stage.page, 'Number 20 begins'), false);
  const there = await scrolled();
  await player.plays((await player.currentTime()) + 3 * QUICK_SECONDS);
  assert.equal(await scrolled(), there, 'the page was taken from the reader');

  await player.element.evaluate((element) => element.pause());
  await player.reaches('paused');
  const spoken = Math.floor((await player.currentTime()) / QUICK_SECONDS / 2);
  const { top } = await boxOf(stage.page, `Number ${spoken} begins`);
  const back = there + top - LOW_IN_THE_WINDOW;
  await stage.page.mouse.wheel(0, top - LOW_IN_THE_WINDOW);
  await player.knows('the way back', async () => Math.abs((await scrolled()) - back) < 1);
  await player.element.evaluate((element) => element.play());
  await player.knows('the page going along', async () => (await scrolled()) > back + 100);
});

test('a jump takes the page along again', async () => {
  const player = await openLong();
  await player.start();
  await scrollToTheEnd();
  await player.control('Forward 15 seconds').click();
  await player.knows('the sentence', async () => {
    const sentence = await player.highlighted();
    return sentence && isInSight(stage.page, sentence.slice(0, 12));
  });
});

test('the page stays where it is once the reader has said so in the panel', async () => {
  const player = await openLong();
  await player.startAndPause();
  await player.openPanel();
  await player.panel.getByRole('checkbox', { name: 'Scroll along with the voice' }).uncheck();
  const there = await scrolled();
  await player.seek(startOf(30));
  await player.marks('Number 30 begins here.');
  await stage.drawn();
  assert.equal(await scrolled(), there);
});

test('text in a box that scrolls is scrolled in it', async () => {
  const player = await openLong({
    text: `<div id="box" style="height: 300px; overflow-y: auto">${textOf(LONG)}</div>`,
  });
  await player.start();
  await player.seek(startOf(30));
  await player.knows('paragraph 30', () => isInSight(stage.page, 'Number 30 begins'));
  assert.equal(await scrolled(), 0);
});

test('text inside a given shadow root is marked, and heard from a click', async () => {
  const player = await stage.open(pageOf({
    text: `<news-text data-text-root></news-text><script type="module">
      const host = document.querySelector('news-text');
      host.attachShadow({ mode: 'open' }).innerHTML = \`${textOf(BLOCKS)}\`;
      document.querySelector('listen-to-article').articleRoot = host.shadowRoot;
    </script>`,
  }));
  await player.start();
  await player.marks('A title');
  await clickText(stage.page, 'emphasis', 'Alt');
  await player.marks('Second, with emphasis, follows.');
  assert.deepEqual(await player.details('listen-unmatched'), []);
});

test('the article itself may be given as the root', async () => {
  const player = await stage.open(pageOf({ text: `<div id="story">${textOf(BLOCKS)}</div>` }));
  await player.element.evaluate((element) => {
    element.articleRoot = document.querySelector('article');
  });
  await player.start();
  await player.marks('A title');
});

test('an advertisement put between the paragraphs does not move the highlight', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await stage.page.evaluate(() => {
    const ad = document.createElement('p');
    ad.textContent = 'First one here. Buy it now.';
    document.querySelector('article p').before(ad);
    document.querySelector('article p:last-of-type').prepend(document.createElement('img'));
  });
  await player.seek(SECONDS + 1);
  await player.marks('First one here.');
  const marked = await stage.page.evaluate(() => {
    const [range] = CSS.highlights.get('aloud-sentence');
    return range.startContainer.data;
  });
  assert.equal(marked, 'First one here. Second, with emphasis, follows.');
  await player.seek(4 * SECONDS + 1);
  await player.marks('A third one.');
});

test('text that the page has changed is not marked, and what is around it is', async () => {
  const player = await stage.open(pageOf());
  await player.startAndPause();
  await stage.page.evaluate(() => {
    document.querySelector('article p').textContent = 'Something else.';
  });
  await player.seek(SECONDS + 1);
  await player.knows('no highlight', async () => (await player.highlighted()) === null);
  await player.seek(4 * SECONDS + 1);
  await player.marks('A third one.');
});

test('text that comes after the sound has begun is marked once it is there', async () => {
  const player = await stage.open(pageOf({ text: '<article></article>' }));
  await player.start();
  await player.knows('what is missing', async () => (await player.details('listen-unmatched')).length === 4);
  await stage.page.evaluate((html) => {
    document.querySelector('article').outerHTML = html;
  }, textOf(BLOCKS));
  await player.seek(SECONDS - 0.3);
  await player.marks('First one here.');
});

test('nothing of the page is changed by listening to it', async () => {
  const player = await openLong();
  const text = () => stage.page.evaluate(() => {
    const { documentElement, body, head } = document;
    const attributes = [documentElement, body].map((it) => it.getAttributeNames());
    return [document.querySelector('article').outerHTML, head.innerHTML, ...attributes].join();
  });
  const untouched = await text();
  await player.startAndPause();
  await player.seek(startOf(30));
  await player.until((element) => element.hasAttribute('mini'));
  await clickText(stage.page, 'Number 30 begins', 'Alt');
  await player.marks('Number 30 begins here.');
  assert.equal(await text(), untouched);
});
