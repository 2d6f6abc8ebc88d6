/** What every browser has to do with the file of an article before its sound exists. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { page, planned, publish } from './articles.js';
import { AudioPage, has } from './audio-page.js';
import { servePages } from './pages.js';
import { VOICE, noService, startService } from './service.js';

/** A frame of MP3 is 24 ms; some engines count the last one of a file, and some do not. */
const FRAME_SECONDS = 0.03;

/** Enough to know that it goes on, and is not a picture of the moment it was put at. */
const GOES_ON_SECONDS = 0.5;

/**
 * Behind what an engine has read ahead by then. To what is less than a mebibyte ahead, three minutes,
 * Firefox reads on instead of asking for a range; of the long article this is further.
 */
const FAR = 0.9;

/** A minute and a half of sound, for what needs no more. */
const SHORT = 20;

/** Nearly five minutes. */
const LONG = 60;

/** Half a minute, whose plan has hardly begun when a player asks. */
const UNPLANNED = 6;

/**
 * @param {{ name: string, skip: string | false, launch: () => Promise<import('./audio-page.js').Browser>,
 *   readsThrough?: boolean }} engine
 *   `readsThrough` is an engine that reads the whole file, and all in front of the place it seeks
 */
export function playsColdFiles({ name, skip, launch, readsThrough = false }) {
  const options = { skip: noService || skip };
  let site;
  let service;
  let browser;

  before(async () => {
    if (options.skip) return;
    site = await servePages();
    service = await startService(['--voice', VOICE, '--site', site.origin]);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
    await site?.close();
  });

  /** @param {string} sound */
  async function open(sound) {
    const tab = await browser.newTab();
    await tab.goto(`${site.origin}/plain?of=${encodeURIComponent(sound)}`);
    return new AudioPage(tab);
  }

  test(`${name} shows the true length of sound that does not exist, and plays it`, options, async () => {
    const article = await publish(service.origin, page(1, SHORT));
    const length = await planned(article);
    const player = await open(article.sound);
    const { firstLength } = await player.until('a length', ({ duration }) => isTrue(duration, length));
    if (!readsThrough) assert.ok(isTrue(firstLength, length), `first ${firstLength}, not ${length}`);
    await player.press();
    const { duration } = await player.plays(GOES_ON_SECONDS);
    assert.ok(isTrue(duration, length), `${duration}, not ${length}`);
    await player.tab.close();
  });

  test(`${name} seeks into sound that does not exist yet, and goes on there`, options, async () => {
    const article = await publish(service.origin, page(2, readsThrough ? SHORT : LONG));
    const length = await planned(article);
    const player = await open(article.sound);
    await player.press();
    const early = await player.plays(0);
    const far = length * FAR;
    assert.ok(readsThrough || !has(early, far), `${far} s is there: ${JSON.stringify(early.buffered)}`);
    await player.seek(far);
    const { currentTime, duration } = await player.plays(far + GOES_ON_SECONDS);
    assert.ok(currentTime < length, `${currentTime} is behind the end`);
    assert.ok(isTrue(duration, length), `${duration}, not ${length}`);
    await player.tab.close();
  });

  test(`${name} plays an article while its length is not known`, options, async () => {
    const article = await publish(service.origin, page(3, UNPLANNED));
    const player = await open(article.sound);
    await player.press();
    await player.plays(GOES_ON_SECONDS);
    await player.tab.close();
  });
}

/** @param {number | null | undefined} shown @param {number} length */
function isTrue(shown, length) {
  return typeof shown === 'number' && Math.abs(shown - length) < FRAME_SECONDS;
}
