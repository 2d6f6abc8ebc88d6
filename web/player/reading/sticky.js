/** Keeps the player in reach: where its place is scrolled out of sight, it sticks to the window. */
import { adopt, entitle, on, small } from '../elements.js';
import { STICKY } from './style.js';

/** How soon a page in other colours has a bar in them. */
const COLOUR_MS = 400;

const CROSS = 'M5 5l12 12M17 5l-12 12';

export class Sticky {
  #host;
  #playback;
  #button;
  #language;
  #away = false;
  /** Looks after the bar while it sticks. @type {number | undefined} */
  #watch;
  /** The reader has hidden it; with the next press it is back. */
  #hidden = false;
  #hide = small({ part: 'hide' }, CROSS);

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ host, playback, button, controls, language }) {
    this.#host = host;
    this.#playback = playback;
    this.#button = button;
    this.#language = language;
    adopt(/** @type {ShadowRoot} */ (host.shadowRoot), STICKY);
    controls.tools.append(this.#hide);
  }

  /** @param {AbortSignal} signal */
  enter(signal) {
    const sight = new IntersectionObserver(([entry]) => {
      this.#away = !entry.isIntersecting;
      this.#settle();
    });
    sight.observe(this.#host);
    on(signal, 'abort', () => {
      sight.disconnect();
      this.#stick(false);
    });
    on(this.#host, 'listen-play', () => this.#show(true), signal);
    on(this.#host, 'listen-pause listen-ended', () => this.#settle(), signal);
    on(this.#playback.audio, 'emptied', () => this.#settle(), signal);
    on(this.#hide, 'click', () => this.#show(false), signal);
    // A scroll by the focus comes after it, and may be a slow one.
    on(document, 'focusin scroll', () => requestAnimationFrame(() => this.#uncover()), signal);
  }

  /** @param {boolean} shown */
  #show(shown) {
    this.#hidden = !shown;
    this.#settle();
  }

  #settle() {
    const begun = ['preparing', 'playing', 'paused'].includes(this.#host.state);
    this.#stick(this.#away && begun && this.#playback.isCurrent && !this.#hidden);
  }

  /** @param {boolean} sticks */
  #stick(sticks) {
    if (sticks === this.#host.hasAttribute('mini')) return;
    entitle(this.#hide, this.#language.say('hide'));
    // The place in the page stays as large as it was: nothing jumps.
    this.#host.style.blockSize = sticks ? `${this.#host.offsetHeight}px` : '';
    clearInterval(this.#watch);
    if (sticks) this.#watch = window.setInterval(() => this.#colour(), COLOUR_MS);
    this.#button.bar.classList.remove('high');
    this.#colour(sticks);
    this.#host.toggleAttribute('mini', sticks);
    this.#button.keepFocus();
  }

  /** The bar lies over text, in the colour of a page that may change it. @param {boolean} [sticks] */
  #colour(sticks = true) {
    this.#host.style.setProperty('--listen-page', sticks ? backgroundBehind(this.#host) : null);
  }

  /** Goes to the other edge of the window from what has the focus: it may be at the end of the page. */
  #uncover() {
    const focused = document.activeElement;
    const { bar } = this.#button;
    if (!focused?.matches(':focus-visible') || focused === this.#host || !this.#host.hasAttribute('mini')) return;
    const [one, other] = [focused, bar].map((it) => it.getBoundingClientRect());
    if (one.bottom > other.top && one.top < other.bottom) bar.classList.toggle('high');
  }
}

/** @param {Element} start @returns {string} the colour that the page shows there */
function backgroundBehind(start) {
  /** @type {Element | null} */
  let at = start;
  for (; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/a\(.*, 0\)|\/ 0\)/.test(backgroundColor)) return backgroundColor;
  }
  return 'Canvas';
}
