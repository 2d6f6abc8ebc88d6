/** What comes around the button. It shows what it is told and reports what was wanted. */
import { adopt, element, entitle, on, small } from './elements.js';
import { RATES } from './playback.js';
import { PLAYER } from './styles.js';
import { clock, inWords } from './time.js';

/** @typedef {import('./playback.js').State} State */
/** @typedef {import('./languages.js').Language} Language */

const BACK = 'M11 4.5a8 8 0 1 1-7.3 4.7M11 1v7l-5-3.5z';
const MORE = 'M11 4.5v0M11 11v0M11 17.5v0';

/** A jump that is told by its figure too. */
const SKIP_SECONDS = 15;

/** A wait shorter than this is not worth telling a listener of. */
const TELL_WAIT_MS = 800;

/**
 * Who does what is wanted.
 * @typedef {object} Player
 * @property {(seconds: number) => void} seek
 * @property {(seconds: number) => void} skip
 * @property {(rate: number) => void} chooseRate
 */

export class Controls {
  #language;
  #elapsed = element('span', { part: 'time elapsed', 'aria-hidden': 'true' });
  #total = element('span', { part: 'time total', 'aria-hidden': 'true' });
  #left = element('span', { part: 'time left', 'aria-hidden': 'true' });
  #bar = element('progress', { part: 'progress', 'aria-hidden': 'true' });
  #status = element('span', { role: 'status', class: 'wait' });
  #back = small({ part: 'back' }, BACK, '', '15');
  #forward = small({ part: 'forward' }, BACK, 'mirrored', '15');
  #rate = element('select', { part: 'speed' });
  /** @type {number | undefined} */
  #statusTimer;
  /** While the reader drags, the audio's own progress must not move the handle. */
  #dragging = false;
  #duration = NaN;
  /** @type {State} */
  #state = 'idle';

  slider = element('input', { part: 'slider', type: 'range', step: 'any' });
  more = small({ part: 'more', 'aria-expanded': 'false', inert: '' }, MORE);
  tools = element('div', { class: 'tools' });
  message = element('p', { part: 'message', role: 'alert' });

  /** @param {ShadowRoot} root @param {import('./button.js').Button} button @param {Language} language */
  constructor(root, { bar }, language) {
    this.#language = language;
    adopt(root, PLAYER);
    const track = element('div', { class: 'track' }, this.#bar, this.slider);
    const seek = element('div', { part: 'seek' }, this.#elapsed, this.#total, track, this.#left, this.#status);
    this.#rate.append(...RATES.map((rate) => element('option', { value: String(rate) })));
    this.tools.append(this.#back, this.#forward, this.#rate, this.more);
    bar.append(seek, this.tools, this.message);
  }

  /** @param {Player} player @param {AbortSignal} signal */
  listen(player, signal) {
    on(this.#back, 'click', () => player.skip(-SKIP_SECONDS), signal);
    on(this.#forward, 'click', () => player.skip(SKIP_SECONDS), signal);
    on(this.#rate, 'change', () => player.chooseRate(Number(this.#rate.value)), signal);
    on(this.slider, 'input', () => this.#drag(), signal);
    on(this.slider, 'change', () => player.seek(this.slider.valueAsNumber), signal);
    // A drag that ends where it began brings no `change`.
    on(this.slider, 'change pointerup pointercancel blur', () => (this.#dragging = false), signal);
  }

  /**
   * Says everything anew: the language or one of its words is another one. Before the first press none
   * of it is seen, and the first number that a page has written in words takes tens of milliseconds.
   */
  name() {
    if (this.#state === 'idle') return;
    const language = this.#language;
    const { tag } = language;
    const seconds = inWords(SKIP_SECONDS, tag);
    entitle(this.slider, language.say('position'));
    entitle(this.#rate, language.say('speed'));
    entitle(this.more, language.say('more'));
    entitle(this.#back, language.say('back', seconds));
    entitle(this.#forward, language.say('forward', seconds));
    const figure = new Intl.NumberFormat(tag, { numberingSystem: 'latn' });
    for (const option of this.#rate.options) option.text = `${figure.format(Number(option.value))}×`;
  }

  /** @param {State} state @param {string} problem in words, where there is one */
  showState(state, problem) {
    const before = this.#state;
    this.#state = state;
    this.message.textContent = problem;
    if (before === 'idle') {
      this.name();
      this.#paintPosition(this.slider.valueAsNumber);
    }
    clearTimeout(this.#statusTimer);
    this.#status.textContent = '';
    if (state !== 'preparing') return;
    this.#statusTimer = window.setTimeout(() => {
      this.#status.textContent = this.#language.say(before === 'playing' ? 'buffering' : 'preparing');
    }, TELL_WAIT_MS);
  }

  /** @param {{ time: number, duration: number, rate: number, seekable: boolean }} now seconds, `duration` NaN while unknown */
  showTime({ time, duration, rate, seekable }) {
    this.#duration = duration;
    this.slider.max = String(duration || 0);
    this.slider.disabled = !seekable;
    this.#bar.max = duration || 1;
    this.#rate.value = String(rate);
    if (!this.#dragging) this.slider.value = String(time);
    this.#paintPosition(this.#dragging ? this.slider.valueAsNumber : time);
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
    this.#total.textContent = total ? `/ ${clock(total)}` : '';
    const words = inWords(seconds, tag);
    const text = total ? this.#language.say('of', words, inWords(total, tag)) : words;
    this.slider.setAttribute('aria-valuetext', text);
  }
}
