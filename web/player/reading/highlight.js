/**
 * Marks what is spoken in the page through the CSS Custom Highlight API: the page's own elements
 * stay as they are, so no script or style of the publisher can break on it.
 */
import { withoutSpace } from '../space.js';
import { PageText, withSpace } from './page-text.js';
import { adoptHighlightStyle } from './style.js';

/** @typedef {import('../manifest.js').Block} Block */
/** @typedef {import('../manifest.js').Stretch} Stretch */

/** The names to style: `::highlight(aloud-sentence)`. One a page, as one player sounds at a time. */
const SENTENCE = 'aloud-sentence';
const WORD = 'aloud-word';

export class ArticleHighlight {
  #playback;
  /** @type {Block[]} */
  #blocks = [];
  /** Offset of each block in the page's text, -1 where it is not there. @type {number[]} */
  #places = [];
  /** @type {PageText | null} */
  #page = null;
  #sentence = new Mark(SENTENCE, 0);
  #word = new Mark(WORD, 1);

  /** @param {import('../playback.js').Playback} playback */
  constructor(playback) {
    this.#playback = playback;
  }

  /** Where the sentence stands that is marked now. @returns {Range | null} */
  get range() {
    return this.#sentence.range;
  }

  /** @param {Block[]} blocks */
  load(blocks) {
    this.#blocks = blocks;
    this.#locate();
    this.#places.forEach((place, block) => {
      if (place < 0) this.#playback.tell('listen-unmatched', { block });
    });
  }

  /** @param {Stretch} sentence @param {{ from: number, to: number }} [word] */
  show(sentence, word) {
    const find = (/** @type {Stretch} */ wanted) => this.#find(wanted);
    this.#sentence.show(sentence, find);
    if (word && this.range) this.#word.show({ ...word, block: sentence.block }, find);
    else this.#word.clear();
  }

  clear() {
    this.#sentence.clear();
    this.#word.clear();
  }

  /**
   * What is written at a place of the page, as a pointer or a caret tells it.
   * @param {Node} node
   * @param {number} offset
   * @returns {{ block: number, at: number } | null} UTF-16 offset in the block's text
   */
  placeAt(node, offset) {
    this.#locate();
    const found = this.#page?.offsetOf(node, offset) ?? -1;
    if (found < 0) return null;
    const block = this.#places.findIndex((place, index) =>
      place >= 0 && found >= place && found < place + withoutSpace(this.#blocks[index].text).length);
    if (block < 0) return null;
    return { block, at: withSpace(this.#blocks[block].text, found - this.#places[block]) };
  }

  /** @param {Stretch} wanted @returns {Range | null} */
  #find(wanted) {
    const range = this.#rangeOf(wanted);
    if (range) return range;
    // A framework may have drawn the article anew since: read the page once more.
    this.#locate();
    return this.#rangeOf(wanted);
  }

  /** @param {Stretch} wanted @returns {Range | null} */
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
    const before = this.#page;
    const page = new PageText(this.#playback.texts());
    this.#page = page;
    if (before?.isLike(page)) return; // the blocks are where they were
    let from = 0;
    this.#places = this.#blocks.map(({ text }) => {
      const wanted = withoutSpace(text);
      let place = page.find(wanted, from);
      if (place < 0) place = page.find(wanted, 0);
      else from = place + wanted.length;
      return place;
    });
  }
}

/** One name of the page's highlights, and what is under it. */
class Mark {
  #name;
  /** Null where the browser has none. */
  #shown = 'highlights' in CSS ? new Highlight() : null;
  #asked = '';
  /** @type {Range | null} */
  range = null;

  /** @param {string} name @param {number} priority the higher is seen where both are */
  constructor(name, priority) {
    this.#name = name;
    if (this.#shown) this.#shown.priority = priority;
  }

  /** @param {Stretch} wanted @param {(wanted: Stretch) => Range | null} find */
  show(wanted, find) {
    const asked = [wanted.block, wanted.from, wanted.to].join();
    // What the page has drawn anew meanwhile leaves the range empty.
    if (asked !== this.#asked || this.range?.collapsed) this.#put(find(wanted));
    this.#asked = asked;
    // Another player may have had the name in the meantime.
    if (this.#shown && this.range) CSS.highlights.set(this.#name, this.#shown);
  }

  clear() {
    this.#asked = '';
    this.#put(null);
  }

  /** @param {Range | null} range */
  #put(range) {
    this.range = range;
    this.#shown?.clear();
    // What another player has put up under the name is not ours to remove.
    if (CSS.highlights?.get(this.#name) === this.#shown) CSS.highlights.delete(this.#name);
    if (!range) return;
    this.#shown?.add(range);
    adoptHighlightStyle(/** @type {Document | ShadowRoot} */ (range.startContainer.getRootNode()));
  }
}
