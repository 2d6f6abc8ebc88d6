/** Every state of the player, on an article of a newspaper: for tests and for pictures. */
import { PlayerPage } from './player-page.js';
import { article, standin } from './standin.js';
import { until } from './until.js';

/** Far longer than a scroll takes. */
const PATIENCE_MS = 30_000;

/** A sentence of this length leaves time to look at it. */
const SENTENCE_SECONDS = 4;

/** Where a reader stopped who continues. */
const STOPPED_SECONDS = 70;

/** The audio of no answer, and of a broken one. */
const SOUND = '**/audio.mp3*';

/** @typedef {{ lang: string, dir: string, label: string, title: string, parts: string[][] }} Edition */

/** @type {Edition} */
const ENGLISH = {
  lang: 'en',
  dir: 'ltr',
  label: 'Listen to article',
  title: 'The ferry that waits for the last reader',
  parts: [
    ['', 'On the island of Lund the evening ferry leaves when the library closes, and not before. Nobody'
      + ' wrote this rule down. It has been kept for thirty-one years.',
    'The captain, who reads slowly, says that a timetable is only a promise made by somebody who has not'
      + ' yet met the passengers.'],
    ['How it began', 'In the winter of 1994 a storm kept the boat in the harbour for nine days. The library'
      + ' was the only warm room with a door that was never locked.',
    'By the fifth day the crew had read the shelf on whales, the shelf on knots and most of the shelf on'
      + ' love. By the ninth they had favourite chairs.'],
    ['What it costs', 'The ferry is eleven minutes late on an ordinary evening. On the day a new novel comes'
      + ' in it is an hour, and the bakery on the other side keeps its oven warm.',
    'The council asked for the figures once. They were sent with a note that the delay should be divided by'
      + ' the number of books returned.'],
    ['What comes next', 'A bridge is planned for the end of the decade. It will have two lanes, a cycle path'
      + ' and, if the island gets its way, a reading room in the middle.',
    'Until then the lamp above the door stays on. When it goes out, the engine starts.'],
  ],
};

/** @type {Edition} */
const ARABIC = {
  lang: 'ar',
  dir: 'rtl',
  label: 'استمع إلى المقال',
  title: 'العبّارة التي تنتظر آخر قارئ',
  parts: [
    ['', 'في الجزيرة الصغيرة لا تغادر عبّارة المساء إلا بعد أن تغلق المكتبة أبوابها. لم يكتب أحد هذه القاعدة.'
      + ' ومع ذلك يلتزم بها الجميع منذ أكثر من ثلاثين عامًا.',
    'يقول القبطان إن جدول المواعيد وعد قطعه شخص لم يلتقِ بالركاب بعد.'],
    ['كيف بدأت الحكاية', 'في أحد فصول الشتاء حبست العاصفة القارب في الميناء تسعة أيام. كانت المكتبة هي الغرفة'
      + ' الدافئة الوحيدة التي لا يُقفل بابها.',
    'في اليوم الخامس كان البحارة قد قرؤوا رفّ الحيتان ورفّ العُقد.'
      + ' وفي اليوم التاسع صار لكل منهم كرسيّه المفضّل.'],
    ['ما الثمن', 'تتأخر العبّارة إحدى عشرة دقيقة في المساء العادي. وحين تصل رواية جديدة تتأخر ساعة كاملة.',
      'سأل المجلس عن الأرقام مرة واحدة. فأُرسلت إليه مع ملاحظة قصيرة عن عدد الكتب المُعادة.'],
    ['ماذا بعد', 'من المقرر بناء جسر قبل نهاية العقد. وإذا تحققت رغبة الجزيرة فستكون في وسطه قاعة للقراءة.',
      'وحتى ذلك الحين يبقى المصباح مضاءً فوق الباب. وحين ينطفئ يبدأ المحرّك.'],
  ],
};

/** @param {Edition} edition @returns {{ kind: string, text: string }[]} */
function blocksOf({ title, parts }) {
  const blocks = parts.flatMap(([heading, ...paragraphs]) => [
    { kind: 'heading', text: heading }, ...paragraphs.map((text) => ({ kind: 'paragraph', text })),
  ]);
  return [{ kind: 'title', text: title }, ...blocks.filter(({ text }) => text)];
}

/** Said, as axe-core takes a page without a background for a white one; and with room to scroll. */
const PLAIN = `<style>
  :root { background: Canvas; color: CanvasText; }
  main { padding-block-end: 60vh; }
</style>`;

/** @param {Edition} edition @param {boolean} dressed @returns {string} */
function pageOf({ lang, dir, label, title, parts }, dressed) {
  const body = parts.map(([heading, ...paragraphs]) =>
    (heading && `<h2>${heading}</h2>`) + paragraphs.map((text) => `<p>${text}</p>`).join('')).join('');
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><title>${title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
    ${dressed ? '<link rel="stylesheet" href="/demo/demo.css">' : PLAIN}
    <script type="module" src="/player.js"></script></head>
    <body><main><article class="article"><header class="article-header"><h1>${title}</h1>
    <listen-to-article><a href="/v1/articles/a1/audio.mp3">${label}</a></listen-to-article></header>
    <div class="article-body">${body}</div></article></main></body></html>`;
}

const EDITIONS = { en: ENGLISH, ar: ARABIC };

/**
 * @param {'en' | 'ar'} lang
 * @param {{ dressed?: boolean }} [look] in the colours of a newspaper, instead of the player's own
 */
export function serveStates(lang, { dressed = false } = {}) {
  const edition = EDITIONS[lang];
  const planned = { ...article(blocksOf(edition), SENTENCE_SECONDS), title: edition.title };
  return standin({ article: planned, pages: { '/': pageOf(edition, dressed) } });
}

/** @param {import('playwright-core').Page} page @param {string} origin */
async function open(page, origin) {
  await page.goto(`${origin}/`);
  const player = new PlayerPage(page);
  await player.until((element) => Boolean(element.state));
  return player;
}

/** @param {import('playwright-core').Page} page @param {string} origin */
async function idle(page, origin) {
  const player = await open(page, origin);
  await player.until((element) => element.duration > 0);
  return player;
}

/** Within its second sentence. @param {import('playwright-core').Page} page @param {string} origin */
async function playing(page, origin) {
  const player = await idle(page, origin);
  await player.button.click();
  await player.plays(0.2);
  await player.element.evaluate((element, seconds) => element.seek(seconds), SENTENCE_SECONDS + 0.1);
  await player.plays(SENTENCE_SECONDS + 0.5);
  await page.waitForFunction(() => CSS.highlights.has('aloud-sentence'));
  return player;
}

/** @param {PlayerPage} player */
async function openPanel(player) {
  await player.element.locator('[part=more]').click();
  await player.element.locator('[part=panel]').waitFor();
  return player;
}

/** As far down as a reader goes who has read a while. @param {PlayerPage} player */
async function scrollAway(player) {
  const { page } = player;
  await page.mouse.move(10, 10);
  await until('the sticky player', PATIENCE_MS, async () => {
    await page.mouse.wheel(0, 400);
    return player.element.evaluate((element) => element.hasAttribute('mini'));
  });
  return player;
}

/** How each is reached. @type {Record<string, (page: any, origin: string) => Promise<PlayerPage>>} */
const WAYS = {
  idle,
  continue: async (page, origin) => {
    await open(page, origin);
    await page.evaluate((time) => {
      const place = { id: 'a1', time, words: '-', into: 0 };
      localStorage.setItem('aloud:places', JSON.stringify([[location.href, place]]));
    }, STOPPED_SECONDS);
    return idle(page, origin);
  },
  preparing: async (page, origin) => {
    await page.route(SOUND, () => {});
    const player = await idle(page, origin);
    await player.button.click();
    await player.element.getByRole('status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
    return player;
  },
  playing,
  paused: async (page, origin) => {
    const player = await playing(page, origin);
    await player.button.click();
    await player.reaches('paused');
    return player;
  },
  panel: async (page, origin) => openPanel(await playing(page, origin)),
  mini: async (page, origin) => scrollAway(await playing(page, origin)),
  'mini-panel': async (page, origin) => openPanel(await scrollAway(await playing(page, origin))),
  ended: async (page, origin) => {
    const player = await playing(page, origin);
    await player.element.evaluate((element) => element.seek(element.duration - 0.2));
    await player.reaches('ended');
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    return player;
  },
  error: async (page, origin) => {
    await page.addInitScript('delete window.speechSynthesis');
    return fail(page, origin);
  },
  device: fail,
};

/** @param {import('playwright-core').Page} page @param {string} origin */
async function fail(page, origin) {
  await page.route(SOUND, (route) => route.fulfill({ status: 500, body: 'broken' }));
  const player = await idle(page, origin);
  await player.button.click();
  await player.reaches('error');
  return player;
}

export const STATES = Object.keys(WAYS);

/**
 * @param {string} state one of `STATES`
 * @param {import('playwright-core').Page} page a new one
 * @param {string} origin of what `serveStates` serves
 * @returns {Promise<PlayerPage>}
 */
export function reach(state, page, origin) {
  return WAYS[state](page, origin);
}
