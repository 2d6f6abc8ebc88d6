/** The sound of one article: what it does, and what state it is in. */
import { Article } from './article.js';
import { Follower } from './follower.js';
import { ServiceError } from './manifest.js';
import { words } from './words.js';

/** @typedef {'idle' | 'preparing' | 'playing' | 'paused' | 'ended' | 'error'} State */

/**
 * What playback asks of the element it belongs to, and tells it.
 * @typedef {object} Host
 * @property {() => string} manifestUrl
 * @property {() => string | undefined} linkUrl the audio's address, if the page has it
 * @property {() => string} selector elements that hold the article's text
 * @property {(state: State, message?: string) => void} onState
 * @property {() => void} onTime position, duration or what can be sought has changed
 * @property {(type: string, detail?: object) => void} emit
 */

/** The one that sounds: two voices at once would be noise. @type {Playback | null} */
let sounding = null;

export class Playback {
  #host;
  #article;
  /** While the element is in a page. @type {AbortSignal | null} */
  #life = null;
  /** @type {Follower | null} */
  #follower = null;
  /** Pressed, but the audio's address is not known yet. */
  #waiting = false;
  /** @type {State} */
  #state = 'idle';

  /** One element for good: iOS lets a page play only the element that was tapped for. */
  audio = new Audio();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#article = new Article(host.manifestUrl, () => this.#onKnown());
    this.audio.preload = 'none';
  }

  /** @param {AbortSignal} signal ends when the element leaves the page */
  enter(signal) {
    this.#life = signal;
    const on = (/** @type {string} */ events, /** @type {() => void} */ run) => {
      for (const event of events.split(' ')) this.audio.addEventListener(event, run, { signal });
    };
    on('play', () => this.#onPlay());
    on('playing', () => this.#enterState('playing'));
    on('waiting', () => this.audio.paused || this.#enterState('preparing'));
    on('pause', () => this.#onPause());
    on('ended', () => this.#onEnded());
    on('error', () => this.#fail());
    on('seeking', () => this.#host.emit('listen-seek'));
    on('timeupdate', () => this.#host.emit('listen-progress'));
    on('timeupdate seeked playing ratechange', () => this.#follower?.follow());
    on('timeupdate seeked durationchange progress', () => this.#host.onTime());
    this.#enterState(this.audio.currentTime ? 'paused' : 'idle');
  }

  leave() {
    if (!this.audio.paused) this.#enterState('paused'); // its event would come too late
    this.pause();
    this.#stopFollower();
    this.#life = null;
    this.#article.forget();
    if (sounding === this) sounding = null;
  }

  /** Learns of the article ahead of a press, and stays silent if it cannot: nobody asked yet. */
  prepare() {
    if (this.#life) this.#article.ask(this.#life).catch(() => {});
  }

  toggle() {
    const still = this.audio.paused && !this.#waiting;
    if (still || this.#state === 'error') this.play();
    else this.pause();
  }

  play() {
    const known = this.#article.manifest?.audio ?? this.#host.linkUrl();
    if (this.#state === 'error') this.#startAfresh(known);
    if (!this.#hasSource() && known) this.audio.src = known;
    if (this.#hasSource()) this.audio.play().catch((error) => this.#onRefused(error));
    else this.#playOnceKnown();
  }

  pause() {
    this.audio.pause();
    if (this.#waiting) this.#enterState('idle');
    this.#waiting = false;
  }

  /** @param {number} seconds ignored while the audio cannot be sought */
  seek(seconds) {
    const end = this.seekableEnd;
    if (end) this.audio.currentTime = Math.min(Math.max(0, seconds), end);
  }

  /** The article, the voice or the service is another one now. */
  forget() {
    this.pause();
    this.#stopFollower();
    this.#article.forget();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.#enterState('idle');
    this.#host.onTime();
  }

  /** @returns {number} seconds, NaN while unknown */
  get duration() {
    const { duration } = this.audio; // Infinity while the audio comes without a length
    if (Number.isFinite(duration)) return duration;
    return this.#follower?.duration ?? this.#article.manifest?.duration ?? NaN;
  }

  /** @returns {number} seconds; 0 when the audio cannot be sought */
  get seekableEnd() {
    const { seekable } = this.audio;
    return seekable.length ? seekable.end(seekable.length - 1) : 0;
  }

  /** Highlights from now on in what the host's selector says now. */
  restartFollower() {
    this.#stopFollower();
    const { manifest } = this.#article;
    // Only the sound this manifest describes: the link's may be of an older edition.
    if (!manifest || !sameFile(manifest.audio, this.audio.src)) return;
    this.#follower = new Follower(this.audio, manifest, {
      selector: this.#host.selector(),
      onSentence: (index) => this.#host.emit('listen-sentence', { index }),
      onUnmatched: (block) => this.#host.emit('listen-unmatched', { block }),
    });
  }

  #stopFollower() {
    this.#follower?.stop();
    this.#follower = null;
  }

  /** @returns {boolean} */
  #hasSource() {
    return this.audio.hasAttribute('src');
  }

  async #playOnceKnown() {
    if (!this.#life) return;
    this.#waiting = true;
    this.#enterState('preparing');
    this.audio.load(); // within the tap: iOS then lets this element play later
    try {
      await this.#article.ask(this.#life);
      if (!this.#waiting) return;
      this.#waiting = false;
      this.play();
    } catch (error) {
      if (this.#waiting) this.#fail(error);
    }
  }

  #onKnown() {
    this.#host.onTime();
    if (!this.audio.paused) this.restartFollower();
  }

  #onPlay() {
    if (sounding !== this) sounding?.pause();
    sounding = this;
    // With sound at hand `playing` follows at once; until then this is the truth.
    if (this.audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.#enterState('preparing');
    this.prepare();
    if (!this.#follower) this.restartFollower();
    this.#follower?.follow();
    describeToSystem(this.#article.manifest?.title || document.title);
    this.#host.emit('listen-play');
  }

  #onPause() {
    if (this.audio.ended || !this.#hasSource() || this.#state === 'error') return;
    this.#enterState('paused');
    this.#host.emit('listen-pause');
  }

  #onEnded() {
    this.#stopFollower();
    this.#enterState('ended');
    this.#host.emit('listen-ended');
  }

  /** @param {unknown} error a `play()` that was refused; broken sound comes as an event instead */
  #onRefused(error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    if (refused) this.#enterState(this.audio.currentTime ? 'paused' : 'idle');
  }

  /** @param {unknown} [cause] */
  #fail(cause) {
    const told = cause instanceof ServiceError ? cause.message : '';
    const reason = navigator.onLine ? told : words.offline;
    const message = [words.failed, reason].join(' ').trim();
    this.#waiting = false;
    this.#stopFollower();
    this.#enterState('error', message);
    this.audio.pause(); // a broken element still counts as playing
    this.#host.emit('listen-error', { message });
  }

  /** Fetches the audio anew, from where it broke off. @param {string | undefined} source */
  #startAfresh(source) {
    if (!source) return;
    const { currentTime } = this.audio;
    this.audio.src = source;
    if (currentTime) this.audio.currentTime = currentTime;
  }

  /** @param {State} state @param {string} [message] */
  #enterState(state, message) {
    this.#state = state;
    this.#host.onState(state, message);
  }
}

/** @param {string} one @param {string} other @returns {boolean} equal apart from the query */
function sameFile(one, other) {
  return one.split(/[?#]/)[0] === other.split(/[?#]/)[0];
}

/** What the lock screen shows. @param {string} title */
function describeToSystem(title) {
  if (navigator.mediaSession) navigator.mediaSession.metadata = new MediaMetadata({ title });
}
