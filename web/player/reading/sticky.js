/** Keeps the player in reach: where its place is scrolled out of sight, it sticks to the window. */
import { drawing, element, on } from '../elements.js';
import { adoptStickyStyle, keepClear } from './style.js';

const CROSS = 'M5 5l12 12M17 5l-12 12';

export class Sticky {
  #host;
  #playback;
  #controls;
  #language;
  #away = false;
  /** The reader has hidden it; with the next press it is back. */
  #hidden = false;
  #hide = element('button', { part: 'hide', type: 'button', class: 'small' },
    drawing('0 0 22 22', [{ d: CROSS }]));

  /** @param {import('../listen-to-article.js').Kit} kit */
  constructor({ host, playback, controls, language }) {
    this.#host = host;
    this.#playback = playback;
    this.#controls = controls;
    this.#language = language;
    adoptStickyStyle(/** @type {ShadowRoot} */ (host.shadowRoot));
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
    on(this.#hide, 'click', () => this.#show(false), signal);
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
    this.#hide.setAttribute('aria-label', this.#language.say('hide'));
    // The place in the page stays as large as it was: nothing jumps.
    this.#host.style.blockSize = sticks ? `${this.#host.offsetHeight}px` : '';
    this.#host.style.setProperty('--_page', sticks ? backgroundBehind(this.#host) : null);
    // Not lost with the button that had it.
    if (this.#host.shadowRoot?.activeElement === this.#hide) this.#controls.focus();
    this.#host.toggleAttribute('mini', sticks);
    keepClear(this.#host, sticks);
  }
}

/** @param {Element} start @returns {string} the colour that the page shows there */
function backgroundBehind(start) {
  /** @type {Element | null} */
  let at = start;
  for (; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/transparent|, 0\)|\/ 0\)/.test(backgroundColor)) return backgroundColor;
  }
  return 'Canvas';
}
