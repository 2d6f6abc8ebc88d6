/** The article's own text in the page: where it stands, and a pointer on it. */

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {Page} page
 * @param {string} text that stands within one text node
 * @returns {Promise<{ x: number, y: number, top: number, bottom: number, left: number, right: number }>}
 *   its middle and edges, in the window
 */
export function boxOf(page, text) {
  return page.evaluate((wanted) => {
    const host = document.querySelector('[data-text-root]');
    const walker = document.createTreeWalker(host?.shadowRoot ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      const { top, bottom, left, right } = range.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2, top, bottom, left, right };
    }
    throw new Error(`not in the page: ${wanted}`);
  }, text);
}

/** @param {Page} page @param {string} text @param {string} [key] held down meanwhile */
export async function clickText(page, text, key) {
  const { x, y } = await boxOf(page, text);
  if (key) await page.keyboard.down(key);
  await page.mouse.click(x, y);
  if (key) await page.keyboard.up(key);
}

/** @param {Page} page @param {string} text @returns {Promise<boolean>} all of it is in the window */
export async function isInSight(page, text) {
  const { top, bottom } = await boxOf(page, text);
  return top >= 0 && bottom <= (await page.evaluate(() => innerHeight));
}
