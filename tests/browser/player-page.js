/** A page with a player on it, as a test sees and uses it. */
import { until } from './until.js';

/** Longer than any wait in a healthy player, shorter than a developer's patience. */
export const PATIENCE_MS = 30_000;

export class PlayerPage {
  /**
   * @param {import('playwright-core').Page} page
   * @param {number} [nth] which player of the page
   * @param {number} [patience] milliseconds
   */
  constructor(page, nth = 0, patience = PATIENCE_MS) {
    this.page = page;
    this.patience = patience;
    this.element = page.locator('listen-to-article').nth(nth);
    this.button = this.element.locator('[part=button]');
    this.slider = this.element.getByRole('slider', { includeHidden: true });
    this.link = this.element.locator('a:not([part] *)');
    this.bar = this.element.locator('[part=bar]');
    this.panel = this.element.locator('[part=panel]');
    this.more = this.control('More options');
    this.speed = this.choice('Speed');
  }

  /** @param {string} name @returns {import('playwright-core').Locator} a button of the player */
  control(name) {
    return this.element.getByRole('button', { name, exact: true });
  }

  /** @param {string} name @returns {import('playwright-core').Locator} a list to choose from */
  choice(name) {
    return this.element.getByRole('combobox', { name, exact: true });
  }

  /** @returns {Promise<string | null>} */
  state() {
    return this.element.getAttribute('state');
  }

  /** @param {string} state */
  async reaches(state) {
    await this.until((element, wanted) => element.state === wanted, state);
  }

  /** @param {number} seconds */
  async plays(seconds) {
    await this.until((element, wanted) => element.currentTime > wanted, seconds);
  }

  /** Presses the button, until it sounds and is followed. */
  async start() {
    await this.button.click();
    await this.until((element) => element.state === 'playing' && element.currentTime > 0);
    await this.isFollowed();
  }

  /** What is loaded with the first sound has come: it follows, and hears keys, clicks and scrolls. */
  async isFollowed() {
    await this.element.locator('[part=hide]').waitFor({ state: 'attached' });
  }

  /** Starts and stops: from then on the sound is where the test puts it. */
  async startAndPause() {
    await this.start();
    await this.tells('listen-sentence');
    await this.button.click();
    await this.reaches('paused');
  }

  /** As a page's script does that draws it anew: out of the page, and into it later. */
  async putBack() {
    await this.element.evaluate(async (element) => {
      element.remove();
      await new Promise((later) => setTimeout(later));
      document.body.prepend(element);
    });
  }

  /** Jumps, until the player has done all that follows from it. @param {number} seconds */
  async seek(seconds) {
    await this.until(({ shadowRoot }) => shadowRoot.querySelector('audio').seekable.length > 0);
    await this.element.evaluate((element, to) => {
      const audio = element.shadowRoot.querySelector('audio');
      window.arrived = false;
      audio.addEventListener('seeked', () => (window.arrived = true), { once: true });
      element.seek(to);
      const { currentTime } = audio; // the new one at once
      if (Math.abs(currentTime - to) > 1) throw new Error(`it went to ${currentTime}, not to ${to}`);
    }, seconds);
    await this.until(() => window.arrived);
  }

  /** @returns {Promise<boolean>} at once: the state follows from an event */
  isPaused() {
    return this.element.evaluate(({ shadowRoot }) => shadowRoot.querySelector('audio').paused);
  }

  /** The manifest has come. */
  async isReady() {
    await this.until((element) => element.duration > 0);
  }

  async openPanel() {
    await this.isFollowed();
    await this.more.click();
    await this.panel.waitFor();
  }

  /** @param {(element: any, argument: any) => boolean} condition @param {any} [argument] */
  async until(condition, argument) {
    const handle = await this.element.elementHandle();
    const holds = new Function('all', `return (${condition})(all.element, all.argument)`);
    await this.page.waitForFunction(holds, { element: handle, argument }, { timeout: this.patience });
  }

  /**
   * @param {string} what the wait is for
   * @param {() => Promise<any>} look
   */
  async knows(what, look) {
    return until(what, this.patience, look);
  }

  /** @param {string} text the sentence that is to be marked in the page */
  async marks(text) {
    await this.knows(`the highlight of "${text}"`, async () => (await this.highlighted()) === text);
  }

  /** @returns {Promise<string | null>} the sentence marked in the page, white space folded */
  highlighted() {
    return this.#marked('aloud-sentence');
  }

  /** @returns {Promise<string | null>} the word marked in it */
  word() {
    return this.#marked('aloud-word');
  }

  /** @param {string} name @returns {Promise<string | null>} */
  #marked(name) {
    return this.page.evaluate((name) => {
      const highlight = CSS.highlights.get(name);
      return highlight ? [...highlight].join('').replace(/\s+/g, ' ').trim() : null;
    }, name);
  }

  /** @returns {Promise<number>} */
  currentTime() {
    return this.element.evaluate((element) => element.currentTime);
  }

  /** Keeps every event of the player from now on. */
  async record() {
    await this.page.evaluate(() => {
      window.recorded = [];
      const types = ['play', 'pause', 'progress', 'seek', 'ended', 'error', 'sentence', 'unmatched'];
      for (const type of types) {
        document.addEventListener(`listen-${type}`, ({ detail }) => {
          window.recorded.push({ type: `listen-${type}`, detail });
        });
      }
    });
  }

  /** @param {string} type @returns {Promise<any[]>} the details of those events so far */
  async details(type) {
    const all = await this.page.evaluate(() => window.recorded);
    return all.filter((event) => event.type === type).map((event) => event.detail);
  }

  /** Waits until it has told so. @param {string} type @param {number} [times] */
  async tells(type, times = 1) {
    await this.knows(`${times} ${type}`, async () => (await this.details(type)).length >= times);
  }

  /** @returns {Promise<number | undefined>} where the last jump went, in seconds */
  async lastSeek() {
    return (await this.details('listen-seek')).at(-1)?.currentTime;
  }

  /** @returns {Promise<boolean>} whether the focus is in the player */
  hasFocus() {
    return this.element.evaluate((element) => element.matches(':focus-within'));
  }

  /** @returns {Promise<string>} name of what has the focus, in the page or in the player */
  focused() {
    return this.page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (!at || at === document.body) return 'nothing';
      const name = at.getAttribute('aria-label') ?? at.innerText;
      return (name || at.id || at.localName).split('\n')[0].trim();
    });
  }
}

/** @param {string} text @returns {string} */
export function folded(text) {
  return text.replace(/\s+/g, ' ').trim();
}
