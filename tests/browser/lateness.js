/** How late the highlight is beside the sound, over a whole article. */
import { until } from './until.js';

/** A plan takes seconds. */
const PLAN_MS = 120_000;

/** Longer than an article of the demo, at its slowest. */
const ARTICLE_MS = 20 * 60_000;

/**
 * In the page: looks at every frame, as a reader does. A change is late by the time from the beginning
 * of what is spoken until it is what is marked; it is early where the next one is marked before its time.
 * It is missed where it never is marked. All in milliseconds of the reader.
 */
const WATCH = `((parts) => {
  const player = document.querySelector('listen-to-article');
  const folded = (text) => text.replace(/\\s+/g, ' ').trim();
  const rate = player.playbackRate;
  const kinds = Object.entries(parts).map(([name, list]) =>
    ({ name, list, at: -1, seen: true, late: [], early: 0, missed: 0 }));
  const lookAt = (kind) => {
    const { list } = kind;
    const time = player.currentTime;
    const marked = CSS.highlights.get(kind.name);
    const shown = marked ? folded([...marked].join('')) : '';
    const before = kind.at;
    while (list[kind.at + 1]?.start <= time) kind.at += 1;
    if (kind.at !== before) {
      kind.missed += kind.at - before - kind.seen;
      kind.seen = false;
    }
    const now = list[kind.at];
    if (!now) return;
    if (!kind.seen && shown === now.text) {
      kind.seen = true;
      kind.late.push(((time - now.start) / rate) * 1000);
    }
    const next = list[kind.at + 1];
    if (next && shown === next.text && shown !== now.text) kind.early += 1;
  };
  const look = () => {
    if (player.state === 'playing') kinds.forEach(lookAt);
    requestAnimationFrame(look);
  };
  look();
  globalThis.watched = kinds;
})`;

/** @typedef {{ changes: number, late: number[], early: number, missed: number }} Told */

/**
 * @param {import('./audio-page.js').Browser} browser
 * @param {import('./demo-site.js').Site} site
 * @param {number} rate
 * @returns {Promise<Record<string, Told>>} by what is marked
 */
export async function lateness(browser, site, rate) {
  const parts = await partsOf(site);
  const tab = await browser.newTab();
  await tab.goto(site.address);
  const player = `document.querySelector('listen-to-article')`;
  await until('a length', PLAN_MS, () => tab.evaluate(`${player}.duration > 0`));
  await tab.evaluate(`void (${player}.playbackRate = ${rate})`);
  // No larger than its button, so that a press on its middle is one on the button.
  await tab.evaluate(`void (${player}.style.inlineSize = 'fit-content')`);
  await tab.evaluate(`void ${WATCH}(${JSON.stringify(parts)})`);
  await tab.click('listen-to-article');
  await until('the end', ARTICLE_MS, () => tab.evaluate(`${player}.state === 'ended'`));
  const told = JSON.parse(await tab.evaluate('JSON.stringify(globalThis.watched)'));
  await tab.close();
  return Object.fromEntries(told.map(({ name, list, late, early, missed }) =>
    [name.replace('aloud-', ''), { changes: list.length, late, early, missed }]));
}

/** @param {import('./demo-site.js').Site} site what is spoken when, by the name of its highlight */
async function partsOf({ origin, address }) {
  const lookup = new URL('/v1/articles', origin);
  lookup.searchParams.set('url', address);
  const { links } = await (await fetch(lookup)).json();
  const { blocks, sentences } = await until('exact times', PLAN_MS, async () => {
    const timings = await (await fetch(new URL(links.timings, lookup))).json();
    return timings.exact && timings;
  });
  const part = (block, { from, to, start }) =>
    ({ start, text: blocks[block].text.slice(from, to).replace(/\s+/g, ' ').trim() });
  return {
    'aloud-sentence': sentences.map((sentence) => part(sentence.block, sentence)),
    'aloud-word': sentences.flatMap(({ block, words = [] }) => words.map((word) => part(block, word))),
  };
}
