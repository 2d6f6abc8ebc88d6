/** What the reader sees and presses. It shows what it is told and reports what was wanted. */
import { drawing, element, on } from './elements.js';
import { RATES } from './playback.js';
import { adoptPlayerStyle } from './styles.js';
import { clock, inWords } from './time.js';

/** @typedef {import('./playback.js').State} State */
/** @typedef {import('./languages.js').Language} Language */

// Each sign is a hole in the disc: it needs no second colour, so it is seen on any page.
const DISC = 'M0 20a20 20 0 1 0 40 0a20 20 0 1 0-40 0z';
const PLAY = `${DISC}M15.5 13v14a1.4 1.4 0 0 0 2.1 1.2l11.4-7a1.4 1.4 0 0 0 0-2.4l-11.4-7a1.4 1.4 0 0 0-2.1 1.2z`;
const PAUSE = `${DISC}M14 12h4v16h-4zM22 12h4v16h-4z`;
const RING = 'M20-2.5a22.5 22.5 0 1 1 0 45a22.5 22.5 0 1 1 0-45z';
const BACK = 'M11 4.5a8 8 0 1 1-7.3 4.7M11 1v7l-5-3.5z';
const MORE = 'M11 4.5v0M11 11v0M11 17.5v0';

/** A jump that is told by its figure too. */
const SKIP_SECONDS = 15;

/** A wait shorter than this is not worth telling a listener of. */
const TELL_WAIT_MS = 800;

/**
 * @typedef {object} Intents
 * @property {() => void} onPress
 * @property {(seconds: number) => void} onSeek
 * @property {(seconds: number) => void} onSkip
 * @property {(rate: number) => void} onRate
 */

export class Controls {
  #language;
  #label = element('span', { part: 'label' });
  #length = element('span', { part: 'length' });
  #elapsed = element('span', { part: 'time elapsed', 'aria-hidden': 'true' });
  #left = element('span', { part: 'time left', 'aria-hidden': 'true' });
  #bar = element('progress', { part: 'progress', value: '0', 'aria-hidden': 'true' });
  #status = element('span', { role: 'status', class: 'unseen' });
  #back = button('back', drawing('0 0 22 22', [{ d: BACK }]), '15');
  #forward = button('forward', drawing('0 0 22 22', [{ d: BACK, class: 'mirrored' }]), '15');
  #rate = element('select', { part: 'speed' });
  #press = element('slot', { name: 'button' });
  /** @type {number | undefined} */
  #statusTimer;
  /** While the reader drags, the audio's own progress must not move the handle. */
  #dragging = false;
  #duration = NaN;
  /** @type {State} */
  #state = 'idle';

  button = element('button', { part: 'button', type: 'button' });
  slider = element('input', { part: 'slider', type: 'range', min: '0', step: 'any', value: '0', disabled: '' });
  more = button('more', drawing('0 0 22 22', [{ d: MORE }]));
  tools = element('div', { class: 'tools' });
  bar = element('div', { part: 'bar', role: 'group' });
  message = element('p', { part: 'message', role: 'alert' });

  /** @param {ShadowRoot} root @param {HTMLAudioElement} audio @param {Language} language */
  constructor(root, audio, language) {
    this.#language = language;
    adoptPlayerStyle(root);
    const paths = [{ class: 'play', d: PLAY }, { class: 'pause', d: PAUSE }, { class: 'ring', d: RING }];
    const track = element('div', { class: 'track' }, this.#bar, this.slider);
    const seek = element('div', { part: 'seek' }, this.#elapsed, track, this.#left);
    this.button.append(drawing('0 0 40 40', paths), this.#label, this.#length);
    this.#press.append(this.button);
    this.#rate.append(...RATES.map((rate) => element('option', { value: String(rate) })));
    this.more.setAttribute('aria-expanded', 'false');
    this.tools.append(this.#back, this.#forward, this.#rate, this.more);
    this.bar.append(this.#press, seek, this.tools);
    root.append(audio, this.bar, this.#status, this.message, element('slot'));
  }

  /** @param {Intents} intents @param {AbortSignal} signal */
  listen({ onPress, onSeek, onSkip, onRate }, signal) {
    on(this.#press, 'click', onPress, signal);
    on(this.#back, 'click', () => onSkip(-SKIP_SECONDS), signal);
    on(this.#forward, 'click', () => onSkip(SKIP_SECONDS), signal);
    on(this.#rate, 'change', () => onRate(Number(this.#rate.value)), signal);
    on(this.slider, 'input', () => this.#drag(), signal);
    on(this.slider, 'change', () => onSeek(this.slider.valueAsNumber), signal);
    // A drag that ends where it began brings no `change`.
    on(this.slider, 'change pointerup pointercancel blur', () => (this.#dragging = false), signal);
  }

  /**
   * Says everything anew: the language or one of its words is another one. Before the first press none
   * of it is seen, and the first number that a page has written in words takes tens of milliseconds.
   */
  name() {
    if (this.#state === 'idle') return;
    const { tag } = this.#language;
    const say = this.#language.say.bind(this.#language);
    const seconds = inWords(SKIP_SECONDS, tag);
    const names = [
      [this.slider, say('position')], [this.#rate, say('speed')], [this.more, say('more')],
      [this.#back, say('back', seconds)], [this.#forward, say('forward', seconds)],
    ];
    for (const [target, name] of /** @type {[Element, string][]} */ (names)) {
      target.setAttribute('aria-label', name);
      target.setAttribute('title', name);
    }
    const figure = new Intl.NumberFormat(tag);
    for (const option of this.#rate.options) option.text = `${figure.format(Number(option.value))}×`;
  }

  /** The page's own button stands in for ours. */
  focus() {
    const [own] = /** @type {HTMLElement[]} */ (this.#press.assignedElements());
    (own ?? this.button).focus({ preventScroll: true });
  }

  /**
   * @param {State} state
   * @param {string} label what the button is called
   * @param {string} name what the player is called
   */
  showState(state, label, name) {
    const buffering = state === 'preparing' && this.#state === 'playing';
    const begins = this.#state === 'idle' && state !== 'idle';
    this.#state = state;
    if (begins) {
      this.name();
      this.#paintPosition(this.slider.valueAsNumber);
    }
    this.#label.textContent = label;
    this.bar.setAttribute('aria-label', name);
    clearTimeout(this.#statusTimer);
    this.#status.textContent = '';
    if (state === 'preparing') this.#tellWait(buffering);
  }

  /**
   * @param {{ time: number, duration: number, rate: number, length: string }} now
   *   seconds, `duration` NaN while unknown; `length` is what stands beside the label
   */
  showTime({ time, duration, rate, length }) {
    this.#duration = duration;
    this.#length.textContent = length;
    this.slider.max = String(duration || 0);
    this.#bar.max = duration || 1;
    this.#rate.value = String(rate);
    if (!this.#dragging) this.slider.value = String(time);
    this.#paintPosition(this.#dragging ? this.slider.valueAsNumber : time);
  }

  /** @param {boolean} seekable */
  allowSeek(seekable) {
    this.slider.disabled = !seekable;
  }

  #drag() {
    this.#dragging = true;
    this.#paintPosition(this.slider.valueAsNumber);
  }

  /** @param {number} seconds */
  #paintPosition(seconds) {
    if (this.#state === 'idle') return;
    const { tag } = this.#language;
    const total = this.#duration;
    this.#bar.value = seconds;
    this.#elapsed.textContent = clock(seconds);
    this.#left.textContent = total ? `−${clock(Math.max(0, total - seconds))}` : '';
    this.#left.title = clock(total);
    const words = inWords(seconds, tag);
    const text = total ? this.#language.say('of', words, inWords(total, tag)) : words;
    this.slider.setAttribute('aria-valuetext', text);
  }

  /** @param {boolean} buffering there was sound already */
  #tellWait(buffering) {
    this.#statusTimer = window.setTimeout(() => {
      this.#status.textContent = this.#language.say(buffering ? 'buffering' : 'preparing');
    }, TELL_WAIT_MS);
  }
}

/** @param {string} part @param {...(Node | string)} children */
function button(part, ...children) {
  return element('button', { part, type: 'button', class: 'small' }, ...children);
}
