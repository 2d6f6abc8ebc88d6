/** Hears the article from where the reader points: Alt and a click, or a click alone where chosen. */
import { on } from '../elements.js';
import { recall } from '../memory.js';

/** What has a use of its own when it is clicked. */
const IN_USE = 'a, button, input, select, textarea, label, summary, audio, video, [contenteditable], '
  + '[role=button], [role=link], [tabindex]:not([tabindex="-1"]), listen-to-article';

/** A place in the page's text. @typedef {{ node: Node, offset: number }} Caret */

export class Pointing {
  #host;
  #playback;
  #reading;

  /**
   * @param {import('../listen-to-article.js').Kit} kit
   * @param {import('../reading.js').default} reading
   */
  constructor({ host, playback }, reading) {
    this.#host = host;
    this.#playback = playback;
    this.#reading = reading;
  }

  /** @param {AbortSignal} signal */
  enter(signal) {
    on(document, 'click', (event) => this.#onClick(event), signal);
    on(document, 'keydown', (event) => this.#onKey(event), signal);
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (event.button || !this.#isMeant(event) || !getSelection()?.isCollapsed) return;
    const caret = caretAt(event, this.#host.articleRoot);
    if (caret && isOn(event, caret.node)) this.#hear(event, caret);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { focusNode: node, focusOffset: offset } = /** @type {Selection} */ (getSelection());
    if (event.key === 'Enter' && node && this.#isMeant(event)) this.#hear(event, { node, offset });
  }

  /** @param {MouseEvent | KeyboardEvent} event @returns {boolean} */
  #isMeant(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (!event.altKey && recall('point') !== true) return false;
    return !event.composedPath().some((it) => it instanceof Element && it.matches(IN_USE));
  }

  /** @param {Event} event @param {Caret} caret */
  #hear(event, { node, offset }) {
    this.#reading.begin();
    const { follower } = this.#reading;
    const { timings } = this.#playback;
    const place = follower?.highlight.placeAt(node, offset);
    if (!timings || !place) return;
    const sentence = timings.sentences.findLast(({ block, from }) =>
      block === place.block && from <= place.at);
    if (!sentence?.exact) return;
    const word = sentence.words?.findLast(({ from }) => from <= place.at);
    event.preventDefault();
    this.#playback.seek((word ?? sentence).start);
    this.#playback.play();
  }
}

/**
 * The nearest text is told also for a click beside it. What is between its lines is the text's.
 * @param {MouseEvent} event @param {Node} text
 */
function isOn({ clientX, clientY }, text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()].some(({ left, right, top, bottom, height }) => {
    const near = height / 4;
    return clientX > left - near && clientX < right + near && clientY > top - near && clientY < bottom + near;
  });
}

/** @param {MouseEvent} event @param {Node} root @returns {Caret | null} */
function caretAt({ clientX, clientY }, root) {
  const page = /** @type {any} */ (document); // the one call or the other, by browser
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const found = page.caretPositionFromPoint?.(clientX, clientY, { shadowRoots })
    ?? page.caretRangeFromPoint?.(clientX, clientY);
  return found && { node: found.offsetNode ?? found.startContainer, offset: found.offset ?? found.startOffset };
}
