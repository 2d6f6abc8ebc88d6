import { Controls } from './controls.js';
import { lookupUrl } from './manifest.js';
import { Playback } from './playback.js';
import { adoptEarly, reflect } from './properties.js';
import { words } from './words.js';

/** @typedef {import('./playback.js').State} State */

/** The service this script came from: one folder above this file's. */
const HOME = new URL('..', import.meta.url).href;

/** How far outside the window a player asks about its article: about one flick of the page. */
const NEAR = '600px';

/** A change of these asks for another sound. */
const SOUND_ATTRIBUTES = ['service', 'src', 'manifest', 'voice', 'lang'];
const ATTRIBUTES = [...SOUND_ATTRIBUTES, 'article', 'label'];

/**
 * A button that reads the article aloud and marks in the page the sentence being spoken.
 *
 * Its `<audio>` element is the truth: a press only asks it to play or pause, and what is shown
 * follows from its events. So a locked phone, a headset button or another player that takes
 * over all lead to the same state as a press here.
 *
 * @slot - a link to the audio; it plays without JavaScript and when the service is out of reach
 * @attr {string} service - base URL of the service; default: where this script came from
 * @attr {string} src - URL of the article; default: the page's canonical link, or its address
 * @attr {string} manifest - manifest.json of a pre-rendered folder, used instead of the service
 * @attr {string} article - CSS selector of the text to highlight; default `article, main`
 * @attr {string} voice - voice to ask for
 * @attr {string} lang - language to ask for, and of the times in words
 * @attr {string} label - text of the button; default "Listen to article"
 * @attr {string} state - (read-only) `idle`, `preparing`, `playing`, `paused`, `ended`, `error`
 * @fires listen-play - the sound has been started
 * @fires listen-pause - it has been stopped before its end
 * @fires listen-progress - the position has moved
 * @fires listen-seek - the position has jumped
 * @fires listen-ended - it has been heard to its end
 * @fires listen-error - it cannot be played; detail `{ message }`
 * @fires listen-sentence - a sentence is highlighted; detail `{ index }`
 * @fires listen-unmatched - a block of the article is not in the page; detail `{ block }`
 * @csspart bar - the whole control
 * @csspart button - the play button
 * @csspart label - its text
 * @csspart length - the minutes beside it
 * @csspart seek - times and slider
 * @csspart time - each of the two times (`elapsed`, `total`)
 * @csspart progress - the bar that fills
 * @csspart slider - the slider on it
 * @csspart message - the error in words
 * @cssproperty [--listen-color=currentColor] - text and icon
 * @cssproperty [--listen-accent=--listen-color] - button and progress
 * @cssproperty [--listen-surface] - background
 * @cssproperty [--listen-line] - border
 * @cssproperty [--listen-muted] - length and total time
 * @cssproperty [--listen-rail] - the part of the bar not yet heard
 * @cssproperty [--listen-focus=--listen-accent] - focus ring
 * @cssproperty [--listen-font=system-ui] - font family
 * @cssproperty [--listen-radius=24px] - corners
 * @cssproperty [--listen-width=34rem] - greatest width
 * @cssproperty [--listen-highlight] - background of the spoken sentence (set it on the page)
 * @cssproperty [--listen-highlight-color=inherit] - its text
 * @cssproperty [--listen-highlight-line] - the line under it
 */
export class ListenToArticle extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** While in a page; its end ends every listener, observer and request. */
  #life = /** @type {AbortController | null} */ (null);
  #playback = new Playback({
    manifestUrl: () => this.#manifestUrl(),
    linkUrl: () => this.querySelector('a')?.href,
    selector: () => this.getAttribute('article') || 'article, main',
    onState: (state, message) => this.#showState(state, message),
    onTime: () => this.#showTime(),
    emit: (type, detail) => this.#emit(type, detail),
  });
  #controls = new Controls(this.attachShadow({ mode: 'open' }), this.#playback.audio);

  connectedCallback() {
    if (this.#life) return; // moved within the page, not new in it
    this.#life = new AbortController();
    const { signal } = this.#life;
    adoptEarly(this, ATTRIBUTES);
    this.#controls.listen({
      onPress: () => this.#playback.toggle(),
      onSeek: (seconds) => this.seek(seconds),
    }, signal);
    this.#playback.enter(signal);
    this.#prepareWhenNear(signal);
    this.#showTime();
  }

  disconnectedCallback() {
    // A move takes the element out and puts it back in at once.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (!this.#life || before === after) return;
    if (SOUND_ATTRIBUTES.includes(name)) this.#playback.forget();
    if (name === 'article') this.#playback.restartFollower();
    if (name === 'label') this.#controls.showState(this.state, this.#label);
  }

  /** @returns {State} */
  get state() {
    return /** @type {State} */ (this.getAttribute('state') ?? 'idle');
  }

  /** Seconds. @returns {number} NaN while unknown */
  get duration() {
    return this.#playback.duration;
  }

  /** Seconds. @returns {number} */
  get currentTime() {
    return this.#playback.audio.currentTime;
  }

  /** Starts or goes on. Call it in a click: browsers let a page sound only then. */
  play() {
    this.#playback.play();
  }

  pause() {
    this.#playback.pause();
  }

  /** @param {number} seconds ignored while the audio cannot be sought */
  seek(seconds) {
    this.#playback.seek(seconds);
  }

  get #label() {
    return this.getAttribute('label') || words.label;
  }

  /** @param {AbortSignal} signal */
  #prepareWhenNear(signal) {
    const prepare = () => this.#playback.prepare();
    const near = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      prepare();
    }, { rootMargin: NEAR });
    near.observe(this);
    signal.addEventListener('abort', () => near.disconnect());
    this.addEventListener('pointerover', prepare, { signal });
    this.addEventListener('focusin', prepare, { signal });
  }

  #leave() {
    this.#playback.leave();
    this.#life?.abort();
    this.#life = null;
  }

  /** @returns {string} */
  #manifestUrl() {
    const [manifest, service, src, voice, lang] = [
      'manifest', 'service', 'src', 'voice', 'lang',
    ].map((name) => this.getAttribute(name));
    if (manifest) return absolute(manifest);
    const [url] = (src ? absolute(src) : pageAddress()).split('#');
    return lookupUrl(absolute(service ?? HOME), { url, voice, lang });
  }

  /** @param {State} state @param {string} [message] */
  #showState(state, message = '') {
    this.setAttribute('state', state);
    this.#controls.showState(state, this.#label);
    this.#controls.showError(message);
  }

  #showTime() {
    this.#controls.locale = this.closest('[lang]')?.getAttribute('lang') || undefined;
    this.#controls.showTime(this.currentTime, this.duration);
    this.#controls.allowSeek(this.#playback.seekableEnd > 0);
  }

  /** @param {string} type @param {object} [detail] */
  #emit(type, detail = { currentTime: this.currentTime, duration: this.duration }) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

reflect(ListenToArticle, ATTRIBUTES);

/** @param {string} address @returns {string} */
function absolute(address) {
  return new URL(address, document.baseURI).href;
}

/** @returns {string} */
function pageAddress() {
  const canonical = /** @type {HTMLLinkElement | null} */ (
    document.querySelector('link[rel~="canonical"]')
  );
  return canonical?.href || location.href;
}
