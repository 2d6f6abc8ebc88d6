/** The demo page for a measurement: of a service that runs already, of one's own, or of a stand-in. */
import { readFile } from 'node:fs/promises';
import { launch } from './browser.js';
import { VOICE, noService, startService } from './service.js';
import { article, standin } from './standin.js';

const DEMO = new URL('../../web/demo/index.html', import.meta.url);

/** What is read of it. */
const READ = 'h1, .standfirst, .article-body :is(p, h2, li):not(aside *)';

/** As long as sentences of a newspaper take on average. */
const SENTENCE_SECONDS = 3;

/** @typedef {{ origin: string, address: string, close: () => Promise<unknown> }} Site */

/** @returns {Promise<Site>} where ALOUD_ORIGIN says, of ALOUD_BIN, or a stand-in's */
export async function demoSite() {
  const { ALOUD_ORIGIN } = process.env;
  if (!ALOUD_ORIGIN) return noService ? standinForDemo() : demoOfService();
  const { origin } = new URL(ALOUD_ORIGIN);
  return { origin, address: `${origin}/demo/`, close: async () => {} };
}

/** @returns {Promise<Site>} */
async function demoOfService() {
  const { origin, stop } = await startService(['--voice', VOICE]);
  return { origin, address: `${origin}/demo/`, close: stop };
}

/** @returns {Promise<Site>} */
async function standinForDemo() {
  const page = (await readFile(DEMO, 'utf8')).replace('{{audio}}', '/v1/articles/a1/audio.mp3');
  const planned = article(await blocksOf(page), SENTENCE_SECONDS);
  const site = await standin({ article: planned, pages: { '/demo/': page } });
  return { ...site, address: `${site.origin}/demo/` };
}

/** @param {string} html @returns {Promise<{ kind: string, text: string }[]>} */
async function blocksOf(html) {
  const browser = await launch();
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.setContent(html);
  const texts = await page.locator(READ).allTextContents();
  await browser.close();
  return texts.map((text) => ({ kind: 'paragraph', text: text.replace(/\s+/g, ' ').trim() }));
}
