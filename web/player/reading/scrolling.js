/** Scrolls along with the voice, until the reader scrolls: then the page is theirs. */
import { on } from '../elements.js';
import { recall } from '../memory.js';

/** Where a sentence may stand in the window without a scroll, as shares of its height. */
const TOP = 0.08;
const BOTTOM = 0.75;
/** Where it is put otherwise: what follows has room below it. */
const AIM = 0.3;

const SCROLL_KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '];

export class Scrolling {
  #host;
  #reading;
  /** The reader has scrolled, and the voice has not come to where they are. */
  #away = false;

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
    const away = () => (this.#away = true);
    // The page need not wait for us before it scrolls.
    for (const event of ['wheel', 'touchmove']) addEventListener(event, away, { signal, passive: true });
    on(window, 'keydown', (event) => SCROLL_KEYS.includes(event.key) && !this.#isOurs(event) && away(), signal);
    on(this.#host, 'listen-sentence', () => this.#along(), signal);
    on(this.#host, 'listen-seek', () => (this.#away = false), signal);
    this.#along();
  }

  /** @param {Event} event */
  #isOurs(event) {
    return event.composedPath().includes(this.#host);
  }

  #along() {
    const range = this.#reading.follower?.highlight.range;
    if (!range || recall('follow') === false) return;
    const { top, bottom } = range.getBoundingClientRect();
    const height = window.innerHeight;
    // Who reads where the voice is has come back to it.
    if (this.#away) this.#away = bottom < 0 || top > height;
    else if (top < height * TOP || bottom > height * BOTTOM) {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const behavior = still ? 'instant' : 'smooth';
      scrollerOf(range).scrollBy({ top: top - height * AIM, behavior });
    }
  }
}

/** @param {Range} range @returns {Element} what scrolls its text: the page, or a box in it */
function scrollerOf(range) {
  let at = range.commonAncestorContainer.parentElement;
  for (; at && at !== document.body; at = at.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
