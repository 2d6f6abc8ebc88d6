/** The player as a good guest: what it takes from its page, tells it and leaves alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS, Stage, pageOf, paragraphs, textOf } from './stage.js';
import { SECONDS, article } from './standin.js';

const stage = new Stage();

const OWN_BUTTON = '<button slot="button" type="button">Hear it</button>';
const FAR_DOWN = `<div style="height: 5000px"></div>`;

/** What the page has moved about without being asked, as browsers count it; 0.1 is "good". */
const NO_SHIFT = 0;

/** Keeps the layout shifts that no press has caused. */
const WATCH_SHIFTS = () => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) window.shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

/** @returns {Promise<string[]>} what was asked of the service and of the folder of the player */
const requests = async () => {
  const all = stage.behaviour.requests.filter((url) => url !== '/favicon.ico');
  return [...new Set(all.map((url) => url.split('?')[0]))];
};

test('the page’s own button plays and pauses', async () => {
  const player = await stage.open(pageOf({ inside: OWN_BUTTON }));
  const own = stage.page.getByRole('button', { name: 'Hear it' });
  assert.equal(await player.button.isVisible(), false);
  await own.click();
  await player.plays(0.2);
  await own.click();
  await player.reaches('paused');
});

test('of two players with articles of their own each plays its own', async () => {
  const other = [{ text: 'Another story begins. It is short.' }];
  stage.behaviour.others = [article(other, SECONDS, { id: 'b2', path: '/other' })];
  const first = await stage.open(pageOf({
    attributes: 'article="#one"',
    inside: '</listen-to-article><listen-to-article src="/other" article="#two">',
    text: `<div id="one">${textOf(BLOCKS)}</div><div id="two">${textOf(other)}</div>`,
  }));
  const second = stage.player(1);
  await first.start();
  await first.marks('A title');
  await second.start();
  await second.marks('Another story begins.');
  await first.reaches('paused');
  await first.seek(SECONDS + 1);
  await first.start();
  await first.marks('First one here.');
  await second.reaches('paused');
});

test('a text of the player is replaced by its attribute', async () => {
  const player = await stage.open(pageOf({
    attributes: 'text-pause="Stop" text-previous-sentence="Once more" text-of="{2}, of it {}"',
  }));
  await player.start();
  assert.equal(await player.button.innerText(), 'Stop');
  await player.openPanel();
  await player.control('Once more').waitFor();
  assert.match(await player.slider.getAttribute('aria-valuetext'), /^1 minute, of it \d+ seconds?$/);
});

/** The page's language, what the button is called, what is beside it, and how the slider tells its place. */
const LANGUAGES = {
  German: ['lang="de"', 'Artikel anhören', '1 Min. Hörzeit', /^\d+ Sekunden? von 1 Minute$/],
  Arabic: ['lang="ar" dir="rtl"', 'استمع إلى المقال', 'مدة الاستماع:'],
  'Brazilian Portuguese': ['lang="pt-BR"', 'Ouvir o artigo', '', /^\d+ segundos? de 1 minuto$/],
  'a language without a table': ['lang="nn"', 'Listen to article', ''],
  'a language that is not written as one': ['lang="en_GB.utf8"', 'Listen to article', '1 min listen'],
  'German, as it is not written': ['lang="de_DE"', 'Artikel anhören', '1 Min. Hörzeit'],
  'none at all': ['', 'Listen to article', '1 min listen'],
};

for (const [name, [root, label, length, position]] of Object.entries(LANGUAGES)) {
  test(`on a page in ${name} the button is "${label}"`, async () => {
    const player = await stage.open(pageOf({ root }));
    await player.isReady();
    await player.element.getByText(label, { exact: true }).waitFor();
    if (length) await player.element.getByText(length).waitFor();
    if (!position) return;
    await player.start();
    assert.match(await player.slider.getAttribute('aria-valuetext'), position);
  });
}

test('on a page from right to left the player goes that way', async () => {
  const player = await stage.open(pageOf({ root: 'lang="ar" dir="rtl"' }));
  await player.start();
  const button = await player.button.boundingBox();
  const more = await player.control('المزيد من الخيارات').boundingBox();
  assert.ok(button.x > more.x, 'the button is on the left');
});

test('a player in a shadow root speaks the language of the page around it', async () => {
  const player = await stage.open(pageOf({
    root: 'lang="de"',
    text: `<x-app></x-app><script>
      const root = document.querySelector('x-app').attachShadow({ mode: 'open' });
      root.append(document.querySelector('listen-to-article'));
    </script>`,
  }));
  await player.element.getByText('Artikel anhören').waitFor();
});

test('a page that takes on another language, and says so by an attribute, is followed', async () => {
  const player = await stage.open(pageOf());
  await player.element.evaluate((element) => element.setAttribute('lang', 'de'));
  await player.element.getByText('Artikel anhören').waitFor();
});

test('nothing is asked for before the player is near the window but its script', async () => {
  const player = await stage.open(pageOf().replace('<body>', `<body>${FAR_DOWN}`));
  await stage.quiet();
  const before = await requests();
  assert.ok(before.every((path) => path === '/page' || path.startsWith('/player')), before.join());
  await player.element.scrollIntoViewIfNeeded();
  await player.isReady();
  await stage.quiet();
  const after = (await requests()).filter((path) => !before.includes(path));
  assert.deepEqual(after, ['/v1/articles']);
});

test('a player far away asks once it has the focus', async () => {
  const player = await stage.open(pageOf().replace('<body>', `<body>${FAR_DOWN}`));
  await player.button.evaluate((button) => button.focus({ preventScroll: true }));
  await player.isReady();
});

test('nothing in the page moves when the player comes, is played and ends', async () => {
  const head = '<style>listen-to-article { display: block; min-block-size: 48px; }</style>';
  const player = await stage.open(pageOf({ head, text: textOf([...BLOCKS, ...paragraphs(20)]) }), {
    script: WATCH_SHIFTS,
  });
  await player.isReady();
  await player.start();
  await stage.page.waitForTimeout(600); // a shift within half a second of a press is forgiven
  await player.seek(6 * SECONDS - 0.3);
  await player.reaches('ended');
  await stage.drawn();
  const shifts = await stage.page.evaluate(() => window.shifts);
  assert.equal(shifts.reduce((sum, { value }) => sum + value, 0), NO_SHIFT, JSON.stringify(shifts));
});

test('nothing in the page moves on the demo', async () => {
  await stage.open(pageOf(), { script: WATCH_SHIFTS });
  const player = await stage.visit('/demo/');
  await player.isReady();
  await stage.quiet();
  await stage.drawn();
  const shifts = await stage.page.evaluate(() => window.shifts);
  const ours = shifts.filter(({ moved }) => !moved.every((name) => name === 'ASIDE'));
  assert.equal(ours.reduce((sum, { value }) => sum + value, 0), NO_SHIFT, JSON.stringify(shifts));
});

test('time zones and clocks are no matter', async () => {
  const player = await stage.open(pageOf(), {
    reader: { timezoneId: 'Pacific/Kiritimati' },
    script: () => {
      Date.now = () => -1;
    },
  });
  await player.start();
  await player.marks('A title');
  await player.seek(SECONDS - 0.3);
  await player.marks('First one here.');
});

test('a strict policy and trusted types allow all that is loaded on demand', async () => {
  const complaints = [];
  const head = `<meta http-equiv="Content-Security-Policy"
    content="default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'">`;
  const blocks = [...BLOCKS, ...paragraphs(60)];
  stage.behaviour.article = article(blocks);
  stage.behaviour.voices.push({ id: 'bell', name: 'Bell', language: 'en' });
  const player = await stage.open(pageOf({
    head, root: 'lang="de"', attributes: 'playlist="a"', text: `${textOf(blocks)}<a href="/next">Next</a>`,
  }));
  stage.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await stage.reload();
  await player.start();
  await player.marks('A title');
  await player.control('Weitere Optionen').click();
  await player.panel.waitFor();
  await player.choice('Stimme').waitFor();
  await stage.page.mouse.move(300, 600);
  await stage.page.mouse.wheel(0, 3000);
  await player.until((element) => element.hasAttribute('mini'));
  stage.behaviour.down = true;
  await player.element.evaluate((element) => (element.src = '/other'));
  await player.button.click();
  await player.reaches('error');
  const broken = complaints.filter((text) => !/net::ERR|Failed to load resource/.test(text));
  assert.deepEqual(broken, []);
});
