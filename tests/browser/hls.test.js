/** hls.js, which plays HLS where the browser does not, in Chromium. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { page, planned, publish } from './articles.js';
import { AudioPage, has } from './audio-page.js';
import { launchChromium } from './browser.js';
import { servePages } from './pages.js';
import { VOICE, noService, startService } from './service.js';

const options = { skip: noService };

/** Three minutes. */
const SENTENCES = 40;

/** Six minutes, whose plan takes seconds: a list of half a minute is shown in the middle of it. */
const PLANNED_FOR_LONG = 80;

/** Beyond the half minute that hls.js reads ahead. */
const MIDDLE = 0.75;

/** The start of the first segment's samples, which a decoder may or may not drop, and a frame. */
const ROUND_SECONDS = 0.1;

/** Enough to know that it goes on. */
const GOES_ON_SECONDS = 0.5;

let site;
let service;
let browser;

before(async () => {
  if (noService) return;
  site = await servePages();
  service = await startService(['--voice', VOICE, '--site', site.origin]);
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await service?.stop();
  await site?.close();
});

/** @returns {Promise<AudioPage>} that has nothing to play yet */
async function open() {
  const tab = await browser.newTab();
  await tab.goto(`${site.origin}/hls`);
  return new AudioPage(tab);
}

/** @param {AudioPage} player @param {string} playlist */
const load = ({ tab }, playlist) => tab.evaluate(`void hls.loadSource(${JSON.stringify(playlist)})`);

/** The stand-in for a voice is planned before anybody asks. */
const growing = { skip: noService || (VOICE === 'tone' && 'it takes a voice that takes its time') };

test('hls.js plays a list that still grows, and shows the true length of the whole', growing, async () => {
  const player = await open();
  const article = await publish(service.origin, page(1, PLANNED_FOR_LONG));
  await load(player, article.playlist); // at once: the plan does not wait for a page
  await player.press();
  await player.plays(GOES_ON_SECONDS);
  const length = await planned(article);
  const whole = ({ kinds }) => kinds?.at(-1) === 'VOD';
  const { kinds } = await player.until('the whole list', whole);
  assert.equal(kinds?.[0], 'EVENT');
  await player.until('the true length', ({ duration }) =>
    duration !== null && Math.abs(duration - length) < ROUND_SECONDS);
  await player.plays(2 * GOES_ON_SECONDS);
  await player.tab.close();
});

test('hls.js seeks into sound that does not exist yet, and goes on there', options, async () => {
  const article = await publish(service.origin, page(2, SENTENCES));
  const middle = await planned(article) * MIDDLE;
  const player = await open();
  await load(player, article.playlist);
  await player.press();
  const early = await player.plays(0);
  assert.ok(!has(early, middle), `${middle} s is there already: ${JSON.stringify(early.buffered)}`);
  await player.seek(middle);
  const { kinds } = await player.plays(middle + GOES_ON_SECONDS);
  assert.deepEqual(kinds, ['VOD'], 'the list was whole from the beginning');
  await player.tab.close();
});
