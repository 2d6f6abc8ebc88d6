/**
 * Marks a sentence in the page through the CSS Custom Highlight API: the page's own elements
 * stay as they are, so no script or style of the publisher can break on it.
 */
import { PageText, withoutSpace } from './page-text.js';
import { adoptHighlightStyle } from './styles.js';

/** @typedef {import('./manifest.js').Block} Block */
/** @typedef {import('./manifest.js').Sentence} Sentence */

/** The name to style: `::highlight(aloud-sentence)`. One a page, as one player sounds at a time. */
export const HIGHLIGHT = 'aloud-sentence';

export class ArticleHighlight {
  #selector;
  #onUnmatched;
  /** @type {Block[]} */
  #blocks = [];
  /** Offset of each block in the page's text, -1 where it is not there. @type {number[]} */
  #places = [];
  /** @type {PageText | null} */
  #page = null;
  /** @type {Highlight | null} */
  #shown = null;
  /** Which sentence was asked for last, found or not. */
  #asked = '';

  /**
   * @param {string} selector elements that hold the article
   * @param {(block: number) => void} onUnmatched told once of each block the page does not have
   */
  constructor(selector, onUnmatched) {
    this.#selector = selector;
    this.#onUnmatched = onUnmatched;
    if (supported()) adoptHighlightStyle(document);
  }

  /** @param {Block[]} blocks */
  load(blocks) {
    if (!supported()) return;
    this.#blocks = blocks;
    this.#locate();
    this.#places.forEach((place, block) => {
      if (place < 0) this.#onUnmatched(block);
    });
  }

  /** @param {Sentence} sentence */
  show(sentence) {
    if (!supported()) return;
    const asked = [sentence.block, sentence.from, sentence.to].join();
    if (asked !== this.#asked) this.#mark(this.#find(sentence));
    this.#asked = asked;
    // Another player may have had the name in the meantime.
    if (this.#shown) CSS.highlights.set(HIGHLIGHT, this.#shown);
  }

  clear() {
    this.#asked = '';
    this.#mark(null);
  }

  /** @param {Range | null} range */
  #mark(range) {
    // What another player has put up under the name is not ours to remove.
    if (this.#shown && CSS.highlights.get(HIGHLIGHT) === this.#shown) {
      CSS.highlights.delete(HIGHLIGHT);
    }
    this.#shown = range && new Highlight(range);
  }

  /** @param {Sentence} sentence @returns {Range | null} */
  #find(sentence) {
    const range = this.#rangeOf(sentence);
    if (range) return range;
    // A framework may have drawn the article anew since: read the page once more.
    this.#locate();
    return this.#rangeOf(sentence);
  }

  /** @param {Sentence} sentence @returns {Range | null} */
  #rangeOf({ block, from, to }) {
    const place = this.#places[block] ?? -1;
    if (place < 0 || !this.#page) return null;
    const { text } = this.#blocks[block];
    const start = place + withoutSpace(text.slice(0, from)).length;
    const end = start + withoutSpace(text.slice(from, to)).length;
    return end > start ? this.#page.range(start, end) : null;
  }

  /** Finds the blocks one after the other; one that stands earlier in the page is found too. */
  #locate() {
    const page = new PageText(document.querySelectorAll(this.#selector));
    let from = 0;
    this.#places = this.#blocks.map(({ text }) => {
      const wanted = withoutSpace(text);
      let place = page.find(wanted, from);
      if (place < 0) place = page.find(wanted, 0);
      else from = place + wanted.length;
      return place;
    });
    this.#page = page;
  }
}

/** @returns {boolean} */
function supported() {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}
