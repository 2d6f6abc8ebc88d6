/** A page with a player on it, as a test sees and uses it. */

/** Longer than any wait in a healthy player, shorter than a developer's patience. */
const PATIENCE_MS = 10_000;

export class PlayerPage {
  /** @param {import('playwright-core').Page} page @param {number} [nth] which player of the page */
  constructor(page, nth = 0) {
    this.page = page;
    this.element = page.locator('listen-to-article').nth(nth);
    this.button = this.element.getByRole('button');
    this.slider = this.element.getByRole('slider', { includeHidden: true });
    this.link = this.element.locator('a');
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

  /** @param {(element: any, argument: any) => boolean} condition @param {any} [argument] */
  async until(condition, argument) {
    const handle = await this.element.elementHandle();
    const holds = new Function('all', `return (${condition})(all.element, all.argument)`);
    await this.page.waitForFunction(holds, { element: handle, argument }, { timeout: PATIENCE_MS });
  }

  /** @returns {Promise<string | null>} the text marked in the page, white space folded */
  highlighted() {
    return this.page.evaluate(() => {
      const highlight = CSS.highlights.get('aloud-sentence');
      return highlight ? [...highlight].join('').replace(/\s+/g, ' ').trim() : null;
    });
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
}

/** @param {string} text @returns {string} */
export function folded(text) {
  return text.replace(/\s+/g, ' ').trim();
}
