import { absolute, linkIn, pageAddress } from './addresses.js';
import { Button } from './button.js';
import { Controls } from './controls.js';
import { Device } from './device.js';
import { on } from './elements.js';
import { Language } from './languages.js';
import { load } from './load.js';
import { lookupUrl } from './manifest.js';
import { Playback } from './playback.js';
import { adoptEarly, reflect } from './properties.js';
import { about, clock, parseClock } from './time.js';

/** @typedef {import('./playback.js').State} State */
/** @typedef {import('./languages.js').Word} Word */

/**
 * What the parts of the player that the button does without are made of.
 * @typedef {{
 *   host: ListenToArticle, playback: Playback, button: Button, controls: Controls, language: Language,
 * }} Kit
 */

/** How far outside the window a player asks about its article: about one flick of the page. */
const NEAR = '600px';

/** A change of these asks for another sound. */
const SOUND_ATTRIBUTES = ['service', 'src', 'manifest', 'voice', 'lang'];
const ATTRIBUTES = [...SOUND_ATTRIBUTES, 'article', 'label', 'playlist'];

/** What the button is called once it was pressed. @type {Record<Exclude<State, 'idle'>, Word>} */
const LABELS = {
  preparing: 'pause', playing: 'pause', paused: 'play', ended: 'again', error: 'retry',
};

/** What a link to a time of this page ends with: `#listen=83`, `#listen=1:23` or `#listen=1:02:03`. */
const SHARED = /^#listen=(\d{1,6}(:[0-5]\d){0,2}(\.\d+)?)$/;

/**
 * A button that reads the article aloud and marks in the page what is being spoken.
 *
 * Its `<audio>` element is the truth: a press only asks it to play or pause, and what is shown
 * follows from its events. So a locked phone, a headset button or another player that takes
 * over all lead to the same state as a press here.
 *
 * Most readers never come near: a page is loaded with the button alone. All else comes with the reader, or
 * with the page's own use.
 *
 * @slot - a link to the audio; it plays without JavaScript and when the service is out of reach
 * @slot button - the page's own button, in place of ours
 * @attr {string} service - base URL of the service; default: where this script came from
 * @attr {string} src - URL of the article; default: the page's canonical link, or its address
 * @attr {string} manifest - manifest.json of a pre-rendered folder, used instead of the service
 * @attr {string} article - CSS selector of the text to highlight; default `article, main`
 * @attr {string} playlist - CSS selector of links to the articles that are played next
 * @attr {string} voice - voice to ask for
 * @attr {string} lang - language to ask for, and of the interface, which otherwise speaks that of the page
 * @attr {string} label - text of the button; default "Listen to article"
 * @attr {string} text-… - any other text of the player, such as `text-pause`; the names are in `words.js`
 * @attr {string} state - (read-only) `idle`, `preparing`, `playing`, `paused`, `ended`, `error`
 * @attr {boolean} mini - (read-only) it sticks to the window's edge, as its place is out of sight
 * @prop {Element | ShadowRoot | Document} articleRoot - where the text is looked for; default: the page
 * @prop {number} currentTime - (read-only) seconds
 * @prop {number} duration - (read-only) seconds, NaN while unknown
 * @prop {number} playbackRate - 0.5 to 3
 * @method play - starts or goes on; only in a click, as browsers let a page sound only then
 * @method pause - stops where it is
 * @method seek - goes to a time in seconds; before the first press, where that will begin
 * @fires listen-play - the sound has been started
 * @fires listen-pause - it has been stopped before its end
 * @fires listen-progress - another tenth of the article has been reached
 * @fires listen-seek - the position has jumped
 * @fires listen-ended - it has been heard to its end
 * @fires listen-error - it cannot be played; detail `{ message }`
 * @fires listen-sentence - a sentence is spoken; detail `{ index }`
 * @fires listen-unmatched - a block of the article is not in the page; detail `{ block }`
 * @csspart bar - the whole control
 * @csspart button - the play button
 * @csspart label - its text
 * @csspart length - the minutes beside it
 * @csspart seek - times and slider
 * @csspart time - each of the times (`elapsed`, `total`, `left`)
 * @csspart progress - the bar that fills
 * @csspart slider - the slider on it
 * @csspart back - the button 15 seconds back
 * @csspart forward - the button 15 seconds onward
 * @csspart speed - the choice of a speed
 * @csspart more - the button of the panel
 * @csspart panel - what that opens
 * @csspart device - the button by which the device's own voice reads
 * @csspart hide - the button that hides the sticky player
 * @csspart message - the error in words
 * @cssproperty [--listen-color=currentColor] - text and icon
 * @cssproperty [--listen-accent=--listen-color] - button and progress
 * @cssproperty [--listen-surface] - background
 * @cssproperty [--listen-line] - border
 * @cssproperty [--listen-muted] - length and remaining time
 * @cssproperty [--listen-rail] - the part of the bar not yet heard
 * @cssproperty [--listen-focus=--listen-accent] - focus ring
 * @cssproperty [--listen-font=system-ui] - font family
 * @cssproperty [--listen-radius=24px] - corners
 * @cssproperty [--listen-width=36rem] - greatest width
 * @cssproperty [--listen-sticky] - background of the sticky player; default: that of the page
 * @cssproperty [--listen-sticky-layer=2147483000] - its z-index
 * @cssproperty [--listen-highlight] - background of the spoken sentence (set it on the page)
 * @cssproperty [--listen-highlight-color=inherit] - its text
 * @cssproperty [--listen-highlight-line] - the line under it
 * @cssproperty [--listen-word] - background of the spoken word (set it on the page)
 * @cssproperty [--listen-word-color=inherit] - its text
 */
export class ListenToArticle extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** The address of this script, which is the service's; set where the element is defined. */
  static home = '';

  /** While in a page; its end ends every listener, observer and request. */
  #life = /** @type {AbortController | null} */ (null);
  #language = new Language(this);
  #button = new Button(this.attachShadow({ mode: 'open' }));
  /** @type {Kit | null} */
  #kit = null;
  /** @type {Device | null} */
  #device = null;
  /** Another sound was asked for since it came into the page. */
  #changed = false;
  /** @type {IntersectionObserver | null} */
  #near = null;
  /** @type {Element | ShadowRoot | Document} */
  #root = document;
  /** Loaded with the first sound. @type {Promise<import('./reading.js').default | null> | null} */
  #reading = null;

  connectedCallback() {
    if (this.#life) return; // moved within the page, not new in it
    adoptEarly(this, [...ATTRIBUTES, 'articleRoot', 'playbackRate']);
    this.#life = new AbortController();
    const { signal } = this.#life;
    if (this.#kit) this.#enter(this.#kit, signal);
    on(this.#button.press, 'click', () => this.#playback.toggle(), signal);
    this.#reading?.then((reading) => reading?.enter(signal));
    if (location.hash && !this.#near) this.#startWhereShared();
    on(window, 'hashchange', () => this.#startWhereShared(), signal);
    this.#prepareWhenNear();
    on(this, 'pointerover focusin', () => this.#playback.prepare(), signal);
    this.#speakAsPage();
  }

  disconnectedCallback() {
    // A move takes the element out and puts it back in at once.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    // Until it has come into a page nobody has heard anything.
    if (before === after || !this.#near) return;
    if (SOUND_ATTRIBUTES.includes(name)) {
      this.#changed = true;
      this.#kit?.playback.forget();
      this.#device?.offer(false);
      this.#near.unobserve(this);
      if (this.#life) this.#near.observe(this); // tells whether it is near now
    }
    if (name === 'article') this.#read();
    if (name === 'label' || name === 'lang') this.#speakAsPage();
  }

  /** @returns {State} */
  get state() {
    return this.#kit?.playback.state ?? 'idle';
  }

  /** Seconds. @returns {number} NaN while unknown */
  get duration() {
    return this.#kit?.playback.duration ?? NaN;
  }

  /** Seconds. @returns {number} */
  get currentTime() {
    return this.#kit?.playback.audio.currentTime ?? 0;
  }

  /** @returns {number} */
  get playbackRate() {
    return this.#playback.audio.playbackRate;
  }

  /** @param {number} rate 0.5 to 3; anything else is ignored */
  set playbackRate(rate) {
    this.#playback.setRate(rate);
  }

  /** Where the article's text is looked for. @returns {Element | ShadowRoot | Document} */
  get articleRoot() {
    return this.#root;
  }

  /** @param {Element | ShadowRoot | Document} root */
  set articleRoot(root) {
    this.#root = root;
    this.#read();
  }

  /** Starts or goes on. Call it in a click: browsers let a page sound only then. */
  play() {
    this.#playback.play();
  }

  pause() {
    this.#kit?.playback.pause();
  }

  /** @param {number} seconds ignored while the audio cannot be sought */
  seek(seconds) {
    this.#playback.seek(seconds);
  }

  /** Made when it is first asked for. @returns {Playback} */
  get #playback() {
    return (this.#kit ?? this.#make()).playback;
  }

  /** Not in the press: the sound of WebKitGTK stands still where controls are made while it begins. @returns {Kit} */
  #make() {
    const playback = new Playback({
      manifestUrl: () => this.#manifestUrl(),
      // The link is of the sound that the page came with, and no other.
      linkUrl: () => (this.#changed ? undefined : linkIn(this)?.href),
      address: () => absolute(this.getAttribute('manifest') ?? this.#articleUrl()),
      page: () => this.#articleUrl(),
      texts: () => this.#texts(),
      onState: (state) => this.#showState(state),
      onKnown: () => this.#read(),
      onTime: () => this.#showTime(playback),
      emit: (type, detail) => this.#emit(type, detail),
    });
    const language = this.#language;
    const button = this.#button;
    const controls = new Controls(/** @type {ShadowRoot} */ (this.shadowRoot), button, language);
    const kit = { host: this, playback, button, controls, language };
    this.#kit = kit;
    this.#device = new Device(kit);
    this.shadowRoot?.prepend(playback.audio);
    button.draw();
    if (this.#life) this.#enter(kit, this.#life.signal);
    return kit;
  }

  /** @param {Kit} kit @param {AbortSignal} signal */
  #enter({ playback, controls }, signal) {
    controls.listen(playback, signal);
    playback.enter(signal);
    this.#device?.enter(signal);
  }

  #prepareWhenNear() {
    const near = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#playback.prepare();
    }, { rootMargin: NEAR });
    near.observe(this);
    this.#near = near;
  }

  /** The first player of the page takes the time of the page's own address; nothing sounds by it. */
  #startWhereShared() {
    const time = SHARED.exec(location.hash)?.[1];
    if (time && document.querySelector(this.localName) === this) this.seek(parseClock(time));
  }

  #leave() {
    this.#near?.disconnect();
    this.#kit?.playback.leave();
    this.#life?.abort();
    this.#life = null;
  }

  /** @returns {string} */
  #manifestUrl() {
    const { manifest, service, voice, lang } = /** @type {any} */ (this); // its attributes
    if (manifest) return absolute(manifest);
    const home = absolute(service ?? new URL('.', ListenToArticle.home).href);
    return lookupUrl(home, { url: this.#articleUrl(), voice, lang });
  }

  /** @returns {string} */
  #articleUrl() {
    const src = this.getAttribute('src');
    return (src ? absolute(src) : pageAddress()).split('#')[0];
  }

  /** @returns {Iterable<Element>} elements that hold the article's text */
  #texts() {
    const selector = this.getAttribute('article') || 'article, main';
    try {
      // The given root may be the article itself.
      if (this.#root instanceof Element && this.#root.matches(selector)) return [this.#root];
      return this.#root.querySelectorAll(selector);
    } catch {
      return []; // no selector
    }
  }

  /** Says everything in the language that the page states now. */
  #speakAsPage() {
    this.#language.settle(() => this.#say());
    this.#say();
  }

  #say() {
    this.#kit?.controls.name();
    this.#showState(this.state);
    if (this.#kit) this.#showTime(this.#kit.playback);
  }

  /** @param {State} state */
  #showState(state) {
    const language = this.#language;
    const waitsOrSounds = state === 'preparing' || state === 'playing';
    this.setAttribute('state', state);
    // What the page calls the button is in the page's language, whatever we speak.
    this.#button.box.lang = state === 'idle' && this.hasAttribute('label') ? language.stated : language.tag;
    const name = this.getAttribute('label') || language.say('label');
    const label = this.#kit && this.#label(this.#kit.playback);
    this.#button.show(label || name, name, waitsOrSounds);
    if (!this.#kit) return;
    this.#kit.controls.showState(state, state === 'error' ? this.#problem() : '');
    this.#button.keepFocus();
    if (!waitsOrSounds) return;
    this.#needReading();
    language.settle(() => this.#say());
  }

  /** @param {Playback} playback @returns {string} empty where the button is called as the player is */
  #label({ state, start }) {
    if (state !== 'idle') return this.#language.say(LABELS[state]);
    if (start?.remembered) return this.#language.say('resume');
    return start ? this.#language.say('from', clock(start.time)) : '';
  }

  /** @returns {string} */
  #problem() {
    const { offline, told } = this.#playback.problem;
    const failed = this.#language.say('failed');
    return [failed, offline ? this.#language.say('offline') : told].join(' ').trim();
  }

  /** @param {Playback} playback */
  #showTime(playback) {
    const { state, duration, start, seekable, audio } = playback;
    const time = start?.time ?? audio.currentTime;
    // Before the first press the label tells where that begins.
    if (state === 'idle') this.#showState(state);
    this.#button.showLength(this.#length(playback));
    this.#kit?.controls.showTime({ time, duration, rate: audio.playbackRate, seekable });
  }

  /** @param {Playback} playback @returns {string} how long it takes to hear what is to come, empty while unknown */
  #length({ duration, start }) {
    if (!duration) return '';
    const left = about(Math.max(0, duration - (start?.time ?? 0)), this.#language.tag);
    return this.#language.say(start ? 'left' : 'listen', left);
  }

  /** Reads in the page what it holds now, where it is being read. */
  #read() {
    this.#reading?.then((reading) => reading?.restart());
  }

  async #needReading() {
    if (this.#reading) return;
    const asked = load('reading', (query) => import(`./reading.js${query}`));
    this.#reading = asked.then((Reading) => Reading && new Reading(this.#kit));
    const reading = await this.#reading;
    if (!reading) this.#reading = null; // out of reach now: the next press asks again
    else if (this.#life) reading.enter(this.#life.signal);
  }

  /** @param {string} type @param {object} [detail] */
  #emit(type, detail = this.#detail(type)) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** @param {string} type @returns {object} */
  #detail(type) {
    if (type === 'listen-error') return { message: this.#problem() };
    return { currentTime: this.currentTime, duration: this.duration };
  }
}

reflect(ListenToArticle, ATTRIBUTES);
