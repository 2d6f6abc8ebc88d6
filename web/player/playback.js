/** The sound of one article: what it does, and what state it is in. */
import { Article } from './article.js';
import { on } from './elements.js';
import { ServiceError, sameFile } from './manifest.js';
import { recall, remember } from './memory.js';
import { keepPlace, placeIn, timeOf, wordsOf } from './places.js';
import { leaveSession, takeSession, tellPosition } from './system.js';
import { firstOfEach, lastBegun } from './time.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Timings} Timings */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {'idle' | 'preparing' | 'playing' | 'paused' | 'ended' | 'error'} State */

/**
 * What playback asks of the element it belongs to, and tells it.
 * @typedef {object} Host
 * @property {() => string} manifestUrl
 * @property {() => string | undefined} linkUrl the audio's address, if the page has it
 * @property {() => string} address of the article, under which its place is remembered
 * @property {() => string} page where the article stands
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

/** Jumps that call each other off go this far apart, so that no two are to the same place. */
const APART_SECONDS = 0.0001;

/** Who has waited longer than this for the network does something else by now: nothing may sound then. */
const WAITS_MS = 30_000;

/** As long it may be silent until it is known where the remembered words are now. */
const FINDS_MS = 2000;

/** @type {Place} */
const FROM_THE_BEGINNING = { id: '', time: 0, words: '', into: 0 };

/** The one that sounds: two voices at once would be noise. @type {Playback | null} */
let sounding = null;

export class Playback {
  #host;
  /** While the element is in a page. @type {AbortSignal | null} */
  #life = null;
  /** Pressed, but the audio's address is not known yet: what was asked for it. @type {Promise<Manifest> | null} */
  #waiting = null;
  /** What is being looked for, until the reader goes elsewhere. @type {Place | null} */
  #sought = null;
  /** When it failed, as long as it may go on by itself. */
  #failedAt = 0;
  /** Where the next press begins, asked for or remembered. @type {Place | null} */
  #start = null;
  /** The article that is played, under which its place is remembered. */
  address = '';
  /** How far the last jump went beside its place, as it called another one off. */
  #apart = 0;
  /** Where the sound had to wait last. */
  #stoodAt = 0;
  /** The tenth of the article that was told last. */
  #tenth = 0;
  /** @type {State} */
  state = 'idle';
  /** Why the state is `error`; `told` is what the service said. */
  problem = { offline: false, told: '' };

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
    this.setRate(Number(recall('rate')) || 1);
  }

  /** @param {AbortSignal} signal ends when the element leaves the page */
  enter(signal) {
    this.#life = signal;
    const { audio } = this;
    on(audio, 'play', () => this.#onPlay(), signal);
    on(audio, 'playing', () => this.#enterState('playing'), signal);
    on(audio, 'waiting', () => audio.paused || this.#enterState('preparing'), signal);
    on(audio, 'waiting seeking', () => (this.#stoodAt = audio.currentTime), signal);
    on(audio, 'pause', () => this.#onPause(), signal);
    on(audio, 'ended', () => this.#onEnded(), signal);
    on(audio, 'seeked', () => this.#onSeeked(), signal);
    on(audio, 'error', () => this.#fail(), signal);
    on(audio, 'seeking', () => this.#host.emit('listen-seek'), signal);
    on(audio, 'timeupdate', () => this.#noticeSound(), signal);
    on(audio, 'timeupdate', () => this.#tellTenths(), signal);
    on(audio, 'timeupdate seeked durationchange progress ratechange', () => this.#host.onTime(), signal);
    on(audio, 'loadedmetadata playing seeked ratechange', () => this.#tellSystem(), signal);
    on(window, 'online', () => this.#onOnline(), signal);
    on(window, 'pagehide visibilitychange', () => this.#keepPlace(), signal);
    this.#takeAddress();
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
    this.#takeOver();
    const known = this.article.manifest?.audio ?? this.#host.linkUrl();
    if (this.state === 'error' || this.audio.error) this.#startAfresh();
    if (!this.#hasSource() && known) this.audio.src = known;
    if (!this.#hasSource()) return this.#playOnceKnown();
    if (this.#start) this.#goToStart(this.start ? this.#start : FROM_THE_BEGINNING);
    this.audio.play().catch((error) => this.#onRefused(error));
  }

  pause() {
    this.audio.pause();
    if (this.#waiting) this.#enterState('idle');
    this.#waiting = null;
  }

  /** Before the first press: where that will begin. @param {number} seconds ignored while the audio cannot be sought */
  seek(seconds) {
    if (!this.#hasSource()) return this.startFrom(seconds);
    const { audio } = this;
    this.#seekNothing();
    // Before anything is loaded this is where it will begin.
    const end = audio.readyState ? this.#seekableEnd : seconds;
    // Away and back at once, Chromium never arrives: it drops a jump for the next one, and one to the same place
    // again for the one it has dropped.
    this.#apart = audio.seeking ? this.#apart + APART_SECONDS : 0;
    if (end) audio.currentTime = Math.min(Math.max(0, seconds) + this.#apart, end - this.#apart);
    this.#host.onTime(); // at once: the next key may come before the event
  }

  /** @param {number} seconds onward, or back where negative */
  skip(seconds) {
    this.seek((this.start?.time ?? this.audio.currentTime) + seconds);
  }

  /**
   * To the next sentence or block, or to the one before; back within a sentence to its beginning.
   * @param {'sentence' | 'block'} unit
   * @param {1 | -1} direction
   */
  step(unit, direction) {
    const sentences = this.timings?.sentences ?? [];
    const starts = unit === 'sentence' ? sentences : firstOfEach(sentences);
    const now = this.audio.currentTime;
    const here = lastBegun(starts, direction > 0 ? now : now - JUST_BEGUN_SECONDS);
    const to = starts[Math.max(0, direction > 0 ? here + 1 : here)];
    if (to) this.seek(to.start);
  }

  /** @param {number} rate 0.5 to 3 */
  setRate(rate) {
    if (!(rate >= RATES[0] && rate <= /** @type {number} */ (RATES.at(-1)))) return;
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
    if (!this.audio.paused && !this.audio.ended) this.#host.emit('listen-pause'); // its event would be of the next sound
    this.pause();
    this.#seekNothing();
    this.timings = null;
    this.article.forget();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.audio.currentTime = 0; // where it was to begin is no place in another sound
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

  /** Where the article stands, whatever the sound is from. @returns {string} */
  get page() {
    return this.#host.page();
  }

  /** Elements that hold the article's text. @returns {Iterable<Element>} */
  texts() {
    return this.#host.texts();
  }

  /** The reader hears the article in another way: nothing sounds beside it, and it does not go on by itself. */
  giveUp() {
    sounding?.pause();
    this.#failedAt = 0;
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
    const asked = this.article.ask(this.#life);
    this.#waiting = asked;
    this.#enterState('preparing');
    this.audio.load(); // within the tap: iOS then lets this element play later
    try {
      await asked;
      if (this.#waiting !== asked) return;
      this.#waiting = null;
      this.play();
    } catch (error) {
      if (this.#waiting === asked) this.#fail(error);
    }
  }

  /** @param {Place} place */
  async #goToStart(place) {
    this.seek(place.time);
    this.#start = null;
    const { audio, article } = this;
    if (!place.words || article.manifest?.id === place.id) return;
    this.#sought = place;
    audio.muted = true; // until it is known where those words are now
    const patience = setTimeout(() => this.#seekNothing(), FINDS_MS);
    const timings = await this.#timingsOtherThan(place.id).catch(() => null); // the old time is near enough
    clearTimeout(patience);
    if (this.#sought !== place) return;
    if (timings) this.seek(timeOf(place, (this.timings = timings)));
    this.#seekNothing();
  }

  /** @param {string} edition @returns {Promise<Timings | null>} null where it is that one that sounds */
  async #timingsOtherThan(edition) {
    const life = /** @type {AbortSignal} */ (this.#life);
    const { id, audio } = await this.article.ask(life);
    return id === edition || !sameFile(audio, this.audio.src) ? null : this.article.askTimings(life);
  }

  /** What was sought is found, or not wanted any more. */
  #seekNothing() {
    this.#sought = null;
    this.audio.muted = false;
  }

  #onKnown() {
    this.#host.onTime();
    this.#host.onKnown();
    if (this.isCurrent) this.#takeSession();
  }

  #onPlay() {
    this.#takeOver();
    // With sound at hand `playing` follows at once; until then this is the truth.
    if (this.audio.readyState < this.audio.HAVE_FUTURE_DATA) this.#enterState('preparing');
    this.prepare();
    this.#host.emit('listen-play');
    this.#takeSession();
  }

  /** Pressed last, it is the one that is heard, also where another one's sound comes later. */
  #takeOver() {
    if (sounding !== this) sounding?.pause();
    sounding = this;
  }

  #takeSession() {
    takeSession(this.article.manifest?.title || document.title, this);
  }

  /** WebKit does not tell of `playing` after every wait. */
  #noticeSound() {
    const { paused, seeking, currentTime, readyState, HAVE_METADATA } = this.audio;
    const sounds = !paused && !seeking && readyState > HAVE_METADATA;
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
    const waits = Date.now() - this.#failedAt < WAITS_MS;
    if (waits && this.state === 'error' && this.problem.offline) this.play();
  }

  #tellTenths() {
    const tenth = Math.floor((this.audio.currentTime / this.duration) * 10 + 0.001);
    if (!(tenth > this.#tenth)) return;
    this.#tenth = tenth;
    this.#keepPlace(); // a page behind a locked screen may end without a word
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

  /** @param {Error} error a `play()` that was refused; broken sound comes as an event instead */
  #onRefused({ name }) {
    if (name === 'NotAllowedError') this.#enterState(this.audio.currentTime ? 'paused' : 'idle');
  }

  /** @param {unknown} [cause] */
  #fail(cause) {
    const told = cause instanceof ServiceError ? cause.message : '';
    this.problem = { offline: !navigator.onLine, told };
    this.#waiting = null;
    this.#failedAt = Date.now();
    this.#keepPlace();
    this.#enterState('error');
    this.audio.pause(); // a broken element still counts as playing
    this.#host.emit('listen-error');
  }

  /** The audio is fetched anew, from where it broke off. */
  #startAfresh() {
    const { currentTime } = this.audio;
    this.audio.removeAttribute('src');
    if (currentTime) this.startFrom(currentTime);
  }

  /** @param {State} state */
  #enterState(state) {
    this.state = state;
    this.#host.onState(state);
  }
}
