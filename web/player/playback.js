/** The sound of one article: what it does, and what state it is in. */
import { Article } from './article.js';
import { on } from './elements.js';
import { ServiceError } from './manifest.js';
import { recall, remember } from './memory.js';
import { keepPlace, placeIn, timeOf, wordsOf } from './places.js';
import { leaveSession, takeSession, tellPosition } from './system.js';
import { lastBegun } from './time.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Timings} Timings */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {'idle' | 'preparing' | 'playing' | 'paused' | 'ended' | 'error'} State */
/** @typedef {'offline' | 'failed'} Failure */

/**
 * What playback asks of the element it belongs to, and tells it.
 * @typedef {object} Host
 * @property {() => string} manifestUrl
 * @property {() => string | undefined} linkUrl the audio's address, if the page has it
 * @property {() => string} address of the article, under which its place is remembered
 * @property {() => Iterable<Element>} texts elements that hold the article's text
 * @property {(state: State) => void} onState
 * @property {() => void} onKnown the manifest has come
 * @property {() => void} onTime position, duration, speed or what can be sought has changed
 * @property {(type: string, detail?: object) => void} emit
 */

/** Slower is a drawl, faster is no speech any more. */
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Who goes back within this of a beginning wants the one before. */
const JUST_BEGUN_SECONDS = 1.5;

/** Sound that has come so far has not merely been sought. */
const GOES_ON_SECONDS = 0.1;

/** @type {Place} */
const FROM_THE_BEGINNING = { id: '', time: 0, words: '', into: 0 };

/** The one that sounds: two voices at once would be noise. @type {Playback | null} */
let sounding = null;

export class Playback {
  #host;
  /** While the element is in a page. @type {AbortSignal | null} */
  #life = null;
  /** Pressed, but the audio's address is not known yet. */
  #waiting = false;
  /** Where the next press begins, asked for or remembered. @type {Place | null} */
  #start = null;
  /** The article that is played, under which its place is remembered. */
  address = '';
  /** Where the sound had to wait last. */
  #stoodAt = 0;
  /** The tenth of the article that was told last. */
  #tenth = 0;
  /** @type {State} */
  state = 'idle';
  /** Why the state is `error`; `told` is what the service said. @type {{ failure: Failure, told: string }} */
  problem = { failure: 'failed', told: '' };

  /** @type {Article} */
  article;
  /** When each sentence is heard; null while nobody has asked. @type {Timings | null} */
  timings = null;
  /** One element for good: iOS lets a page play only the element that was tapped for. */
  audio = new Audio();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.article = new Article(host.manifestUrl, () => this.#onKnown());
    this.audio.preload = 'none';
  }

  /** @param {AbortSignal} signal ends when the element leaves the page */
  enter(signal) {
    this.#life = signal;
    const { audio } = this;
    on(audio, 'play', () => this.#onPlay(), signal);
    on(audio, 'playing', () => this.#enterState('playing'), signal);
    on(audio, 'waiting', () => audio.paused || this.#enterState('preparing'), signal);
    on(audio, 'waiting seeking', () => (this.#stoodAt = audio.currentTime), signal);
    on(audio, 'timeupdate', () => this.#noticeSound(), signal);
    on(audio, 'pause', () => this.#onPause(), signal);
    on(audio, 'ended', () => this.#onEnded(), signal);
    on(audio, 'seeked', () => this.#onSeeked(), signal);
    on(audio, 'error', () => this.#fail(), signal);
    on(audio, 'seeking', () => this.#host.emit('listen-seek'), signal);
    on(audio, 'timeupdate', () => this.#tellTenths(), signal);
    on(audio, 'timeupdate seeked durationchange progress ratechange', () => this.#host.onTime(), signal);
    on(audio, 'loadedmetadata playing seeked ratechange', () => this.#tellSystem(), signal);
    on(window, 'online', () => this.#onOnline(), signal);
    on(window, 'pagehide visibilitychange', () => this.#keepPlace(), signal);
    this.#takeAddress();
    this.setRate(Number(recall('rate')) || 1);
    this.#enterState(this.audio.currentTime ? 'paused' : 'idle');
  }

  leave() {
    if (!this.audio.paused) this.#enterState('paused'); // its event would come too late
    this.pause();
    this.#keepPlace();
    this.#life = null;
    this.article.forget();
    if (sounding !== this) return;
    sounding = null;
    leaveSession();
  }

  /** Learns of the article ahead of a press, and stays silent if it cannot: nobody asked yet. */
  prepare() {
    if (this.#life) this.article.ask(this.#life).catch(() => {});
  }

  toggle() {
    const still = this.audio.paused && !this.#waiting;
    if (still || this.state === 'error') this.play();
    else this.pause();
  }

  play() {
    const known = this.article.manifest?.audio ?? this.#host.linkUrl();
    if (this.state === 'error') this.#startAfresh(known);
    if (!this.#hasSource() && known) this.audio.src = known;
    if (!this.#hasSource()) return this.#playOnceKnown();
    if (this.#start) this.#goToStart(this.start ? this.#start : FROM_THE_BEGINNING);
    this.audio.play().catch((error) => this.#onRefused(error));
  }

  pause() {
    this.audio.pause();
    if (this.#waiting) this.#enterState('idle');
    this.#waiting = false;
  }

  /** Before the first press: where that will begin. @param {number} seconds ignored while the audio cannot be sought */
  seek(seconds) {
    if (!this.#hasSource()) return this.startFrom(seconds);
    const end = this.#seekableEnd;
    if (end) this.audio.currentTime = Math.min(Math.max(0, seconds), end);
  }

  /** @param {number} seconds onward, or back where negative */
  skip(seconds) {
    this.seek(this.audio.currentTime + seconds);
  }

  /**
   * To the next sentence or block, or to the one before; back within a sentence to its beginning.
   * @param {'sentence' | 'block'} unit
   * @param {1 | -1} direction
   */
  step(unit, direction) {
    const sentences = this.timings?.sentences ?? [];
    const starts = unit === 'sentence'
      ? sentences
      : sentences.filter(({ block }, index) => block !== sentences[index - 1]?.block);
    const now = this.audio.currentTime;
    const here = lastBegun(starts, direction > 0 ? now : now - JUST_BEGUN_SECONDS);
    const to = starts[Math.max(0, direction > 0 ? here + 1 : here)];
    if (to) this.seek(to.start);
  }

  /** @param {number} rate 0.5 to 3 */
  setRate(rate) {
    if (!(rate >= RATES[0] && rate <= RATES[RATES.length - 1])) return;
    // The first one survives the loading of another sound.
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
  }

  /** To the next speed of the list. @param {1 | -1} direction */
  changeRate(direction) {
    const rates = direction > 0 ? RATES : RATES.toReversed();
    const next = rates.find((rate) => (rate - this.audio.playbackRate) * direction > 0.01);
    if (next) this.chooseRate(next);
  }

  /** What the reader chose holds for every article. @param {number} rate */
  chooseRate(rate) {
    this.setRate(rate);
    remember('rate', this.audio.playbackRate);
  }

  /** Where the next press begins, whatever is remembered. @param {number} seconds */
  startFrom(seconds) {
    this.#start = { id: '', time: Math.max(0, seconds), words: '', into: 0 };
    this.#host.onTime();
  }

  /** Seconds where a press would begin. @returns {{ time: number, remembered: boolean } | null} */
  get start() {
    const { time = 0, words = '' } = this.#start ?? {};
    // An article may be shorter than it was.
    return this.#start && !(time >= this.duration) ? { time, remembered: words !== '' } : null;
  }

  /** The article, the voice or the service is another one now. */
  forget() {
    this.#keepPlace();
    this.pause();
    this.timings = null;
    this.article.forget();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.#takeAddress();
    this.#tenth = 0;
    this.#enterState('idle');
    this.#host.onTime();
  }

  /** @returns {number} seconds, NaN while unknown */
  get duration() {
    const { duration } = this.audio; // Infinity while the audio comes without a length
    if (Number.isFinite(duration)) return duration;
    return this.timings?.duration ?? this.article.manifest?.duration ?? NaN;
  }

  /** Elements that hold the article's text. @returns {Iterable<Element>} */
  texts() {
    return this.#host.texts();
  }

  /** An event of the player. @param {string} type @param {object} detail */
  tell(type, detail) {
    this.#host.emit(type, detail);
  }

  /** Whether it is the one of the page that sounded last. */
  get isCurrent() {
    return sounding === this;
  }

  /** Whether there is a sound in which a place can be sought. */
  get seekable() {
    return this.#seekableEnd > 0;
  }

  get #seekableEnd() {
    const { seekable } = this.audio;
    return seekable.length ? seekable.end(seekable.length - 1) : 0;
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
      await this.article.ask(this.#life);
      if (!this.#waiting) return;
      this.#waiting = false;
      this.play();
    } catch (error) {
      if (this.#waiting) this.#fail(error);
    }
  }

  /** @param {Place} place */
  async #goToStart(place) {
    this.#start = null;
    // Before anything is loaded this is where it will begin.
    this.audio.currentTime = place.time;
    const { manifest } = this.article;
    if (!place.words || !manifest || manifest.id === place.id) return;
    this.audio.muted = true; // until it is known where those words are now
    try {
      if (!this.#life) return;
      this.timings = await this.article.askTimings(this.#life);
      this.audio.currentTime = timeOf(place, this.timings);
    } catch {
      // The old time is near enough.
    } finally {
      this.audio.muted = false;
    }
  }

  #onKnown() {
    if (this.isCurrent) this.#takeSession();
    this.#host.onTime();
    this.#host.onKnown();
  }

  #onPlay() {
    if (sounding !== this) sounding?.pause();
    sounding = this;
    // With sound at hand `playing` follows at once; until then this is the truth.
    if (this.audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.#enterState('preparing');
    this.prepare();
    this.#takeSession();
    this.#host.emit('listen-play');
  }

  #takeSession() {
    takeSession(this.article.manifest?.title || document.title, {
      play: () => this.play(),
      pause: () => this.pause(),
      seek: (seconds) => this.seek(seconds),
      skip: (seconds) => this.skip(seconds),
    });
  }

  /** WebKit does not tell of `playing` after every wait. */
  #noticeSound() {
    const { paused, seeking, currentTime, readyState } = this.audio;
    const sounds = !paused && !seeking && readyState > HTMLMediaElement.HAVE_METADATA;
    const goesOn = sounds && currentTime > this.#stoodAt + GOES_ON_SECONDS;
    if (goesOn && this.state === 'preparing') this.#enterState('playing');
  }

  #onPause() {
    if (this.audio.ended || !this.#hasSource() || this.state === 'error') return;
    this.#keepPlace();
    this.#enterState('paused');
    this.#host.emit('listen-pause');
  }

  #onEnded() {
    this.#tellTenths();
    this.#tenth = 0;
    keepPlace(this.address, null);
    this.#enterState('ended');
    this.#host.emit('listen-ended');
  }

  /** Who goes back from the end does not begin again. */
  #onSeeked() {
    const { paused, ended } = this.audio;
    if (this.state === 'ended' && paused && !ended) this.#enterState('paused');
  }

  #onOnline() {
    if (this.state === 'error' && this.problem.failure === 'offline') this.play();
  }

  #tellTenths() {
    const tenth = Math.floor((this.audio.currentTime / this.duration) * 10 + 0.001);
    if (!(tenth > this.#tenth)) return;
    this.#tenth = tenth;
    this.#host.emit('listen-progress');
  }

  #tellSystem() {
    if (sounding === this) tellPosition(this.audio, this.duration);
  }

  #takeAddress() {
    this.address = this.#host.address();
    this.#start = placeIn(this.address);
  }

  #keepPlace() {
    const { currentTime, ended } = this.audio;
    if (!currentTime || ended) return;
    const { timings } = this;
    const sentence = timings?.sentences[lastBegun(timings.sentences, currentTime)];
    keepPlace(this.address, {
      id: this.article.manifest?.id ?? '',
      time: currentTime,
      words: timings && sentence ? wordsOf(timings, sentence) : '-',
      into: sentence ? currentTime - sentence.start : 0,
    });
  }

  /** @param {unknown} error a `play()` that was refused; broken sound comes as an event instead */
  #onRefused(error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    if (refused) this.#enterState(this.audio.currentTime ? 'paused' : 'idle');
  }

  /** @param {unknown} [cause] */
  #fail(cause) {
    const told = cause instanceof ServiceError ? cause.message : '';
    this.problem = { failure: navigator.onLine ? 'failed' : 'offline', told };
    this.#waiting = false;
    this.#keepPlace();
    this.#enterState('error');
    this.audio.pause(); // a broken element still counts as playing
    this.#host.emit('listen-error');
  }

  /** Fetches the audio anew, from where it broke off. @param {string | undefined} source */
  #startAfresh(source) {
    if (!source) return;
    const { currentTime } = this.audio;
    this.audio.src = source;
    if (currentTime) this.audio.currentTime = currentTime;
  }

  /** @param {State} state */
  #enterState(state) {
    this.state = state;
    this.#host.onState(state);
  }
}
