/**
 * The text of the article as it stands in the page, without any white space, so that a text
 * can be found however it is wrapped, indented or cut up by inline elements.
 */

import { withoutSpace } from '../space.js';
import { lastBegun } from '../time.js';

/** Text inside these is never part of an article, or is not shown. */
const SKIPPED = 'script, style, noscript, template, listen-to-article';

export class PageText {
  /** @type {{ node: Text, data: string, start: number }[]} */
  #pieces = [];
  #text = '';
  /** Where pieces begin, and where the last one ends. @type {Set<number>} */
  #edges = new Set();

  /** @param {Iterable<Element>} roots elements to read, in document order */
  constructor(roots) {
    for (const root of outermost(roots)) this.#read(root);
    this.#edges.add(this.#text.length);
  }

  /**
   * Finds a block. A block is made of whole elements, so only a match from edge to edge counts:
   * the heading "Costs" must not be found inside a sentence.
   * @param {string} text without white space
   * @param {number} from
   * @returns {number} its offset, -1 if it is not there
   */
  find(text, from) {
    if (!text) return -1;
    for (let at = this.#text.indexOf(text, from); at >= 0; at = this.#text.indexOf(text, at + 1)) {
      if (this.#edges.has(at) && this.#edges.has(at + text.length)) return at;
    }
    return -1;
  }

  /** @param {PageText} other @returns {boolean} whether blocks stand at the same places in both */
  isLike(other) {
    return this.#text === other.#text && this.#edges.size === other.#edges.size;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {Range | null} null when the page has changed there since it was read
   */
  range(from, to) {
    const first = lastBegun(this.#pieces, from);
    const last = lastBegun(this.#pieces, to - 1);
    if (!this.#unchanged(first, last)) return null;
    const range = document.createRange();
    range.setStart(this.#pieces[first].node, this.#offsetIn(first, from));
    range.setEnd(this.#pieces[last].node, this.#offsetIn(last, to - 1) + 1);
    return range;
  }

  /**
   * @param {Node} node
   * @param {number} offset
   * @returns {number} the offset of what is written there, -1 where that is no text of the article
   */
  offsetOf(node, offset) {
    const piece = this.#pieces.find((it) => it.node === node);
    return piece ? piece.start + withoutSpace(piece.data.slice(0, offset)).length : -1;
  }

  /** @param {Element} root */
  #read(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (!text.parentElement?.closest(SKIPPED)) this.#add(text);
    }
  }

  /** @param {Text} node */
  #add(node) {
    const text = withoutSpace(node.data);
    if (!text) return;
    this.#pieces.push({ node, data: node.data, start: this.#text.length });
    this.#edges.add(this.#text.length);
    this.#text += text;
  }

  /** @param {number} piece @param {number} offset @returns {number} offset in the node's data */
  #offsetIn(piece, offset) {
    const { data, start } = this.#pieces[piece];
    return withSpace(data, offset - start);
  }

  /** @param {number} first @param {number} last @returns {boolean} */
  #unchanged(first, last) {
    const pieces = this.#pieces.slice(first, last + 1);
    return pieces.every(({ node, data }) => node.isConnected && node.data === data);
  }
}

/**
 * @param {Iterable<Element>} elements
 * @returns {Element[]} without those inside another one: `main` often holds `article`
 */
function outermost(elements) {
  const all = [...elements];
  return all.filter((inner) => !all.some((outer) => outer !== inner && outer.contains(inner)));
}

/** @param {string} text @param {number} offset in it without white space @returns {number} offset in it as it is */
export function withSpace(text, offset) {
  let left = offset;
  let at = 0;
  while (at < text.length && (withoutSpace(text[at]) === '' || left-- > 0)) at += 1;
  return at;
}
