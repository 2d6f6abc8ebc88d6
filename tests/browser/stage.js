/** What each test of the player stands on: a stand-in for the service, and a reader who is new to it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch } from './browser.js';
import { PATIENCE_MS, PlayerPage } from './player-page.js';
import { article, standin } from './standin.js';

const PAGE = '/page';

/** Whoever asks on their own has done so by then. */
const QUIET_MS = 500;

export const BLOCKS = [
  { kind: 'title', text: 'A title' },
  { kind: 'paragraph', text: 'First one here. Second, with emphasis, follows.' },
  { kind: 'heading', text: 'A heading' },
  { kind: 'paragraph', text: 'A third one. And a fourth to end.' },
];

const TAGS = { title: 'h1', heading: 'h2' };

/** @param {{ kind?: string, text: string }[]} blocks @returns {string} them as an article of a page */
export function textOf(blocks) {
  const written = blocks.map(({ kind, text }) => {
    const tag = TAGS[kind] ?? 'p';
    return `<${tag}>${text}</${tag}>`;
  });
  return `<article>${written.join('\n')}</article>`;
}

/** @param {number} count @param {string} [inside] @returns paragraphs of two sentences, no two alike */
export function paragraphs(count, inside = '') {
  return Array.from({ length: count }, (_, nth) => (
    { kind: 'paragraph', text: `Number ${nth} begins here.${inside} Then it goes on as ${nth} does.` }
  ));
}

/**
 * @param {object} [given]
 * @param {string} [given.attributes] of the player
 * @param {string} [given.inside] the player, such as a link
 * @param {string} [given.text] what stands under it
 * @param {string} [given.head]
 * @param {string} [given.root] attributes of the page's root element
 * @returns {string} a page with one player
 */
export function pageOf({
  attributes = '', inside = '', text = textOf(BLOCKS), head = '', root = 'lang="en"',
} = {}) {
  return `<!doctype html><html ${root}><head><meta charset="utf-8"><title>Page</title>${head}
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <script type="module" src="/player.js"></script></head>
    <body><listen-to-article ${attributes}>${inside}</listen-to-article>${text}</body></html>`;
}

/** Everything is new for every test. The end of each tells of errors that the page did not catch. */
export class Stage {
  /** @type {import('playwright-core').Browser} */
  browser;
  /** @type {import('playwright-core').BrowserContext} */
  context;
  /** @type {import('playwright-core').Page} */
  page;
  /** @type {Awaited<ReturnType<typeof standin>>} */
  service;
  /** @type {string[]} */
  #uncaught = [];

  constructor() {
    before(async () => {
      this.browser = await launch();
    });
    after(() => this.browser?.close());
    beforeEach(async () => {
      this.#uncaught.length = 0;
      this.service = await standin({ article: article(BLOCKS), pages: { '/favicon.ico': ' ' } });
    });
    afterEach(async () => {
      await this.context?.close();
      await this.service.close();
      assert.deepEqual(this.#uncaught, [], 'errors that nobody caught');
    });
  }

  /** What tests change while the stand-in runs. */
  get behaviour() {
    return this.service.behaviour;
  }

  /** @returns {string[]} what the service was asked, in order */
  get asked() {
    return this.behaviour.requests.filter((url) => url.startsWith('/v1/'));
  }

  /** @param {string} part @returns {string[]} what of that has it in its address */
  askedFor(part) {
    return this.asked.filter((url) => url.includes(part));
  }

  /** Waits until nothing has been asked for a while. */
  async quiet() {
    let before = -1;
    while (before !== this.behaviour.requests.length) {
      before = this.behaviour.requests.length;
      await this.page.waitForTimeout(QUIET_MS);
    }
  }

  /** Waits until what was begun before is drawn, and observers were told of it. */
  async drawn() {
    await this.page.evaluate(() => new Promise((told) => {
      const seen = new IntersectionObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(told));
      });
      seen.observe(document.body);
    }));
  }

  /**
   * @param {string} html
   * @param {object} [how]
   * @param {string} [how.hash] of the address
   * @param {import('playwright-core').BrowserContextOptions} [how.reader]
   * @param {() => void} [how.script] runs in the page before anything of it
   * @returns {Promise<PlayerPage>}
   */
  async open(html, { hash = '', reader = {}, script } = {}) {
    this.service.pages[PAGE] = html;
    this.context = await this.browser.newContext({ locale: 'en-US', ...reader });
    this.context.setDefaultTimeout(PATIENCE_MS);
    if (script) await this.context.addInitScript(script);
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.#uncaught.push(error.message));
    return this.visit(PAGE + hash);
  }

  /** @param {number} nth @returns {PlayerPage} another player of the page */
  player(nth) {
    return new PlayerPage(this.page, nth);
  }

  /** @param {string} path @returns {Promise<PlayerPage>} */
  async visit(path) {
    await this.page.goto(this.service.origin + path);
    return this.#settled();
  }

  /** @returns {Promise<PlayerPage>} the same page, opened anew */
  async reload() {
    await this.page.reload();
    return this.#settled();
  }

  async #settled() {
    const player = new PlayerPage(this.page);
    await player.until((element) => Boolean(element.state));
    await player.record();
    return player;
  }
}
