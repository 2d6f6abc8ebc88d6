/** The player on small pages, with a stand-in for the service. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { launch } from './browser.js';
import { PlayerPage, folded } from './player-page.js';
import { SECONDS, article, standin } from './standin.js';

const BLOCKS = [
  { kind: 'title', text: 'A title' },
  { kind: 'paragraph', text: 'First one here. Second, with emphasis, follows.' },
  { kind: 'paragraph', text: 'This block is not in the page.' },
  { kind: 'paragraph', text: 'A third one. And a fourth to end.' },
];
const LINK = '<a href="/v1/articles/a1/audio.mp3">Listen to article</a>';
const TEXT = `
  <article>
    <h1>A
      title</h1>
    <p>First one here. Second, with <em>emph<b>asis</b></em>, follows.</p>
    <script type="text/plain">A third one.</script>
    <p>This block is something else.</p>
    <p>A&nbsp;third one.<br>And a fourth to end.</p>
  </article>`;

/** @param {string} players @param {string} [rest] */
const pageOf = (players, rest = TEXT) =>
  `<!doctype html><html lang="en"><title>Page</title><script type="module" src="/player.js"></script>
   ${players}${rest}`;
const PLAYER = `<listen-to-article>${LINK}</listen-to-article>`;
const PAGES = {
  '/favicon.ico': ' ',
  '/one': pageOf(PLAYER),
  '/two': pageOf(PLAYER + PLAYER),
  '/twice': pageOf(`<script type="module" src="/player.js?again"></script>${PLAYER}`),
  '/eager': pageOf(`${PLAYER}<script type="module">
    await customElements.whenDefined('listen-to-article');
    document.querySelector('listen-to-article').play();
    window.asked = true;
  </script>`),
  '/strict': pageOf(`<meta http-equiv="Content-Security-Policy"
    content="default-src 'self'; require-trusted-types-for 'script'">${PLAYER}`),
  '/static': pageOf('<listen-to-article manifest="/v1/folder/manifest.json"></listen-to-article>'),
  '/v1/folder/manifest.json': JSON.stringify({
    title: 'A title', duration: 6 * SECONDS, links: { audio: { mp3: 'audio.mp3' }, timings: 'timings.json' },
  }),
  '/bare': pageOf('<listen-to-article></listen-to-article>'),
  '/labelled': pageOf('<listen-to-article label="Hear this" article="#none"></listen-to-article>'),
  '/early': `<!doctype html><html lang="en">${TEXT}<listen-to-article></listen-to-article>`,
};

let service;
let browser;
let context;
let page;
let player;

before(async () => {
  service = await standin({ article: article(BLOCKS), pages: PAGES });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await service?.close();
});

beforeEach(async () => {
  service.behaviour.down = false;
  service.behaviour.article = article(BLOCKS);
  service.behaviour.requests.length = 0;
  context = await browser.newContext({ locale: 'en-US' });
  page = await context.newPage();
});

afterEach(() => context.close());

/** The sentence begins by itself in a moment. @param {number} sentence */
const justBefore = (sentence) => player.seek(sentence * SECONDS - 0.3);

/** @param {string} part @returns {string[]} what the service was asked that has it in its address */
const asked = (part) => service.behaviour.requests.filter((url) => url.includes(part));

/** @param {string} path @param {number} [nth] */
async function open(path, nth) {
  await page.goto(service.origin + path);
  player = new PlayerPage(page, nth);
  await player.until((element) => Boolean(element.state));
  await player.record();
}

test('before a press, the button names the article and its length', async () => {
  await open('/one');
  await player.until((element) => element.duration > 0);
  assert.equal(await player.state(), 'idle');
  assert.match(folded(await player.button.innerText()), /^Listen to article.*1 min listen$/);
  assert.equal(await player.link.isVisible(), false);
});

test('a press plays, and each sentence is highlighted while it is spoken', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  await justBefore(1);
  await player.marks('First one here.');
  await justBefore(2);
  await player.marks('Second, with emphasis, follows.');
  assert.deepEqual(await player.details('listen-sentence'), [0, 1, 2].map((index) => ({ index })));
});

test('the page itself is not changed by the highlight', async () => {
  await open('/one');
  const text = () => page.locator('article').evaluate((element) => element.outerHTML);
  const untouched = await text();
  await player.start();
  await player.marks('A title');
  await justBefore(1);
  await player.marks('First one here.');
  assert.equal(await text(), untouched);
});

test('text the page does not have is reported once and nothing is highlighted for it', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  await player.seek(3 * SECONDS + 0.1);
  const sentences = await player.details('listen-sentence');
  assert.deepEqual(sentences.at(-1), { index: 3 });
  assert.equal(await player.highlighted(), null);
  assert.deepEqual(await player.details('listen-unmatched'), [{ block: 2 }]);
});

test('text is found across br, no-break space and beside scripts', async () => {
  await open('/one');
  await player.start();
  await player.seek(4 * SECONDS + 0.1);
  await player.marks('A third one.');
});

test('a sentence whose time is only estimated is not highlighted until it is exact', async () => {
  const planned = article(BLOCKS);
  planned.exact = false;
  planned.sentences.forEach((sentence) => (sentence.exact = false));
  service.behaviour.article = planned;
  await open('/one');
  await player.start();
  // Who asks again has seen the first answer.
  await player.knows('another question', () => asked('timings').length > 1);
  assert.equal(await player.highlighted(), null);
  service.behaviour.article = article(BLOCKS);
  await player.marks('A title');
  await justBefore(1);
  await player.marks('First one here.');
});

test('text drawn anew by the page is highlighted all the same', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  await page.evaluate(() => {
    const article = document.querySelector('article');
    article.replaceWith(article.cloneNode(true));
  });
  await justBefore(1);
  await player.marks('First one here.');
});

test('a second press pauses, a third goes on', async () => {
  await open('/one');
  await player.button.click();
  await player.plays(0.3);
  assert.equal(await player.button.innerText(), 'Pause');
  await player.button.click();
  await player.reaches('paused');
  assert.equal(await player.button.innerText(), 'Play');
  const at = await player.currentTime();
  await page.waitForTimeout(400);
  assert.equal(await player.currentTime(), at);
  await player.button.click();
  await player.plays(at + 0.2);
  assert.equal((await player.details('listen-pause')).length, 1);
  assert.equal((await player.details('listen-play')).length, 2);
});

test('elapsed and remaining time are shown in figures, and told in words', async () => {
  await open('/one');
  await player.start();
  const elapsed = player.element.locator('[part~=elapsed]');
  await player.knows('the figures that follow', async () => /^0:0[1-9]$/.test(await elapsed.innerText()));
  await player.button.click();
  await player.reaches('paused');
  await player.seek(12.5);
  assert.equal(await elapsed.innerText(), '0:12');
  assert.equal(await player.element.locator('[part~=left]').innerText(), '−0:47');
  assert.equal(await player.slider.getAttribute('aria-valuetext'), '12 seconds of 1 minute');
});

test('the slider seeks by keyboard once the audio can be sought', async () => {
  await open('/one');
  assert.equal(await player.slider.isDisabled(), true);
  await player.start();
  await player.until((element) => !element.shadowRoot.querySelector('[part=slider]').disabled);
  await page.keyboard.press('Tab');
  assert.equal(await player.slider.evaluate((slider) => slider.matches(':focus')), true);
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
  await player.knows('four steps', async () => (await player.lastSeek()) >= 20);
  await player.plays(20);
});

test('the end is told, and the next press starts again', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  await justBefore(6);
  await player.reaches('ended');
  assert.equal(await player.button.innerText(), 'Play again');
  assert.equal(await player.highlighted(), null);
  await player.button.click();
  await player.until((element) => element.state === 'playing' && element.currentTime < 30);
});

test('without a link the audio comes from the manifest', async () => {
  await open('/bare');
  await player.button.click();
  await player.plays(0.3);
  await player.marks('A title');
});

test('an unreachable service is told in words, the link is shown, and a retry works', async () => {
  service.behaviour.down = true;
  await open('/one');
  await player.button.click();
  await player.reaches('error');
  const told = await player.element.getByRole('alert').innerText();
  assert.equal(told, 'The audio could not be loaded.');
  assert.equal(await player.link.isVisible(), true);
  assert.equal(await player.button.innerText(), 'Try again');
  assert.equal((await player.details('listen-error')).length, 1);
  service.behaviour.down = false;
  await player.button.click();
  await player.plays(0.5);
  await player.marks('A title');
});

test('without link and service the error is told too, and a retry works', async () => {
  service.behaviour.down = true;
  await open('/bare');
  await player.button.click();
  await player.reaches('error');
  service.behaviour.down = false;
  await player.button.click();
  await player.plays(0.3);
});

test('a page may not start the sound without a press', async () => {
  // By the page's own script: what a test evaluates counts as a press.
  await page.goto(service.origin + '/eager');
  await page.waitForFunction(() => window.asked);
  await page.waitForTimeout(1000);
  player = new PlayerPage(page);
  await player.reaches('idle');
  assert.equal(await player.currentTime(), 0);
});

test('of two players one sounds at a time', async () => {
  await open('/two');
  const second = new PlayerPage(page, 1);
  await player.button.click();
  await player.plays(0.3);
  await second.button.click();
  await second.plays(0.3);
  await player.reaches('paused');
  await second.marks('A title');
});

test('a player moved within the page plays on', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  await player.element.evaluate((element) => document.body.append(element));
  await player.plays((await player.currentTime()) + 0.5);
  await player.reaches('playing');
  await justBefore(1);
  await player.marks('First one here.');
});

test('a removed player falls silent, and works again when put back', async () => {
  await open('/one');
  await player.start();
  await player.marks('A title');
  const stopped = await player.element.evaluate(async (element) => {
    element.remove();
    await new Promise((settled) => setTimeout(settled, 300));
    const before = element.currentTime;
    await new Promise((settled) => setTimeout(settled, 300));
    window.removed = element;
    return element.currentTime === before;
  });
  assert.equal(stopped, true);
  assert.equal(await player.highlighted(), null);
  await page.evaluate(() => document.body.append(window.removed));
  const at = await player.currentTime();
  await player.button.click();
  await player.plays(at + 0.5);
  await player.marks('A title');
});

test('properties set before the script came are taken over', async () => {
  await page.goto(service.origin + '/early');
  const label = await page.evaluate(async () => {
    const element = document.querySelector('listen-to-article');
    element.label = 'Hear it';
    await import('/player.js');
    return element.getAttribute('label');
  });
  assert.equal(label, 'Hear it');
});

test('the script may come twice', async () => {
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open('/twice');
  await player.button.click();
  await player.plays(0.3);
  assert.deepEqual(errors, []);
});

test('a strict content security policy and trusted types are no hindrance', async () => {
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await open('/strict');
  await player.button.click();
  await player.plays(0.3);
  await player.marks('A title');
  assert.deepEqual(complaints, []);
});

test('a pre-rendered folder needs no service', async () => {
  await open('/static');
  await player.button.click();
  await player.plays(0.3);
  await player.marks('A title');
  const all = asked('/v1/');
  assert.ok(all.every((url) => url.startsWith('/v1/folder/')), all.join());
});

test('the label can be given, and nothing is highlighted outside the selector', async () => {
  await open('/labelled');
  assert.match(await player.button.innerText(), /^Hear this/);
  await player.start();
  await player.tells('listen-unmatched', BLOCKS.length);
  assert.equal(await player.highlighted(), null);
});

test('the article is asked about by its address, voice and language', async () => {
  await open('/one');
  await player.element.evaluate((element) => {
    element.src = '/story#part';
    element.voice = 'v1';
    element.lang = 'de';
  });
  await player.button.hover();
  await player.until((element) => element.duration > 0);
  const lookup = service.behaviour.requests.findLast((url) => url.includes('?url='));
  const { searchParams } = new URL(lookup, service.origin);
  assert.deepEqual(Object.fromEntries(searchParams), {
    url: `${service.origin}/story`, voice: 'v1', lang: 'de',
  });
});
