/** Scrolls along with the voice, until the reader scrolls: then the page is theirs. */
import { on } from '../elements.js';
import { recall } from '../memory.js';

/** Where a sentence may stand in the window without a scroll, as shares of its height. */
const TOP = 0.08;
const BOTTOM = 0.75;
/** Where it is put otherwise: what follows has room below it. */
const AIM = 0.3;

/** A scroll of ours has come to its end by then; not every browser tells. */
const OURS_MS = 1000;

export class Scrolling {
  #host;
  #reading;
  /** The reader has scrolled, and the voice has not come to where they are. */
  #away = false;
  /** Until when a scroll is ours. */
  #ours = 0;

  /**
   * @param {import('../listen-to-article.js').Kit} kit
   * @param {import('../reading.js').default} reading
   */
  constructor({ host }, reading) {
    this.#host = host;
    this.#reading = reading;
  }

  /** @param {AbortSignal} signal */
  enter(signal) {
    // Whatever it is by: keys, the scrollbar, a search in the page. Boxes tell of it only on the way down.
    addEventListener('scroll', ({ target }) => this.#onScroll(target), { signal, capture: true });
    addEventListener('scrollend', () => (this.#ours = 0), { signal, capture: true });
    // These break off a scroll of ours. On the window they are passive: the page does not wait for us.
    on(window, 'wheel touchmove', () => (this.#away = true), signal);
    on(this.#host, 'listen-sentence', () => this.#along(), signal);
    on(this.#host, 'listen-seek', () => (this.#away = false), signal);
    this.#along();
  }

  /** @param {EventTarget | null} scrolled */
  #onScroll(scrolled) {
    const text = this.#reading.follower?.highlight.range?.startContainer;
    const moves = text && scrolled instanceof Node && scrolled.contains(text);
    if (moves && performance.now() > this.#ours) this.#away = true;
  }

  #along() {
    const range = this.#reading.follower?.highlight.range;
    if (!range?.getClientRects().length || recall('follow') === false) return;
    const { top, bottom } = range.getBoundingClientRect();
    const height = innerHeight;
    // Who reads where the voice is has come back to it.
    if (this.#away) this.#away = bottom < 0 || top > height;
    else if (top < height * TOP || bottom > height * BOTTOM) {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const behavior = still ? 'instant' : 'smooth';
      this.#ours = performance.now() + OURS_MS;
      scrollerOf(range).scrollBy({ top: top - height * AIM, behavior });
    }
  }
}

/** @param {Range} range @returns {Element | Window} what scrolls its text: the page, or a box in it */
function scrollerOf(range) {
  let at = range.commonAncestorContainer.parentElement;
  for (; at && at !== document.body; at = at.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight) return at;
  }
  return window;
}
